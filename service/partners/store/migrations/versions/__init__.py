"""One file for each schema, numbered in order."""
