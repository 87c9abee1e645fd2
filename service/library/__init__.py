"""Use case: find an article by words, topic, level, length and language. Knows no HTTP."""

from service.library.choosing import Chosen, Offers, Wanted
from service.library.entry import Entry, Part
from service.library.finding import Card, Found, Library
from service.library.policy import Length, policy

__all__ = ["Card", "Chosen", "Entry", "Found", "Length", "Library", "Offers", "Part", "Wanted", "policy"]
