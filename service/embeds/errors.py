"""What oEmbed refuses."""

from __future__ import annotations


class AddressNotEmbedded(Exception):
    """What is asked for is no page of this service that can be shown elsewhere; `known` tells of those."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__("That address is no article and no part of one here.")
        self.known = known


class FormNotMade(Exception):
    """oEmbed has no answer in that format; `known` lists those there are."""

    known = ("json", "xml")

    def __init__(self) -> None:
        super().__init__("There is no answer in that format.")
