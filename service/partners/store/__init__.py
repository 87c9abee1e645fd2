"""What is kept of partners: keys, limits, usage. In the articles' database, in tables of their own."""
