"""Work that is done ahead of requests."""
