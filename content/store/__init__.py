"""What was published: articles, their revisions and the feed of changes. SQLite or PostgreSQL."""
