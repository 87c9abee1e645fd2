"""Marshmallow schemas: the shapes of payloads, as the OpenAPI document tells them."""
