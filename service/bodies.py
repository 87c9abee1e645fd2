"""Request bodies of the API: read up to a limit, in the types that are taken, into what a schema says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import BadRequest, ClientDisconnected, RequestEntityTooLarge

from service.judging import TextsRefused, TextTooLong

JSON = "application/json"
#: Text in other encodings would have to be guessed.
_CHARSETS = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
#: So many wrong fields are told of, the longest name cut to so many signs: the rest helps nobody.
_MOST_ERRORS = 50
_LONGEST_NAME = 80


class MediaTypeNotTaken(Exception):
    """The body's type is none of `known`."""

    def __init__(self, message: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.known = known


def read(most: int) -> bytes:
    """The body, of at most so many bytes, whole.

    Raises `TextTooLong` without reading more, `MediaTypeNotTaken` where it is packed, `BadRequest` where it
    breaks off.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise MediaTypeNotTaken("The body must not be packed: send it without Content-Encoding.", (JSON,))
    request.max_content_length = most
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise TextTooLong({"body": [f"Is longer than {most:,} bytes."]}).at("body") from None
    except ClientDisconnected:
        raise BadRequest("The body broke off: less of it came than its Content-Length says.") from None


def read_json(schema: Schema, most: int) -> dict[str, Any]:
    """The body's JSON, loaded by a schema. Raises `MediaTypeNotTaken`, `TextTooLong`, `TextsRefused`."""
    if request.mimetype != JSON:
        raise not_taken((JSON,))
    body = read(most)
    try:
        content = json.loads(body)
    except json.JSONDecodeError as error:
        why = f"Is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
    except UnicodeDecodeError as error:
        why = f"Is not JSON: byte {error.start} is not UTF-8."
    except (ValueError, RecursionError):
        why = "Is JSON that nobody needs here: numbers of thousands of digits, or lists a thousand deep."
    else:
        return load(schema, content, "json")
    raise TextsRefused({"body": [why]}).at("json")


def read_text(most: int) -> str:
    """The body as text, in the encoding it says, UTF-8 if it says none.

    Raises `MediaTypeNotTaken`, `TextTooLong`, `TextsRefused`.
    """
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in _CHARSETS:
        raise not_taken((f"{request.mimetype}; charset=utf-8",))
    try:
        return read(most).decode(charset)
    except UnicodeDecodeError as error:
        where = error.start
    raise TextsRefused({"text": [f"Is not {charset}: byte {where} can't be read."]}).at("body")


def load(schema: Schema, content: Any, place: str) -> dict[str, Any]:
    """What a schema makes of content. Raises `TextsRefused` with every field that it refuses."""
    try:
        loaded: dict[str, Any] = schema.load(content)
    except ValidationError as error:
        told = error.messages
        messages = told if isinstance(told, dict) else {"_schema": told}
        refused = dict(sorted(dotted(messages).items())[:_MOST_ERRORS])
    else:
        return loaded
    raise TextsRefused(refused).at(place)


def dotted(messages: Mapping[Any, Any], before: str = "") -> dict[str, list[str]]:
    """Nested messages of a schema by the dotted names of their fields, such as `texts.3.text`."""
    return dict(_dotted(messages, before))


def not_taken(known: tuple[str, ...]) -> MediaTypeNotTaken:
    """That the body's type is none of these."""
    return MediaTypeNotTaken(
        f"The body must be one of: {', '.join(known)}; say which in Content-Type.", known
    )


def _dotted(messages: Mapping[Any, Any], before: str) -> Iterator[tuple[str, list[str]]]:
    for name, told in messages.items():
        # "_schema" is what marshmallow calls a whole that is no object.
        field = before.rstrip(".") or "body" if name == "_schema" else before + _writable(str(name))
        if isinstance(told, dict):
            yield from _dotted(told, field + ".")
        else:
            yield field, [str(each) for each in told]


def _writable(name: str) -> str:
    """A field's name as it can be shown: somebody else chose it."""
    return name[:_LONGEST_NAME].encode("utf-8", "replace").decode("utf-8")
