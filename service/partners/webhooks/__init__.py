"""Webhooks: each change of the feed, posted to those partners that gave an address."""
