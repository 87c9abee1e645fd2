"""What partners run on machines of their own: it knows the API, and nothing of this house."""
