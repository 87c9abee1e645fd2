"""What can't be imported at all."""

from __future__ import annotations

from content.errors import ContentError


class SourceRefused(ContentError):
    """A source that can't be imported; `remedy` says what to do about it.

    The message never quotes the source's words.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}. {remedy}")
        self.message = message
        self.remedy = remedy
