"""How it reaches people: pages, API, audio downloads and the command line."""
