"""Verifying a partner's page: what it shows of our texts, and whether what must go with them is there."""
