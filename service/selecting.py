"""`fields` and `include`: a payload with less, or with what belongs to it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

#: What comes with whatever is asked for.
ALWAYS = ("disclaimer", "attribution", "included")


class NamesNotKnown(Exception):
    """A parameter names what is not there; `known` lists what is."""

    def __init__(self, parameter: str, names: list[str], known: tuple[str, ...]) -> None:
        there = "this is" if len(names) == 1 else "these are"
        super().__init__(f"{parameter}: {', '.join(names)}: {there} not in this payload.")
        self.known = known
        self.errors = {"query": {parameter: [f"Must be among: {', '.join(known)}."]}}


def asked_names(query: dict[str, Any], parameter: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a parameter lists, with commas between. Raises `NamesNotKnown`."""
    names = [each.strip(" ") for each in query.get(parameter, "").split(",") if each.strip(" ")]
    unknown = [each for each in dict.fromkeys(names) if each not in known]
    if unknown:
        raise NamesNotKnown(parameter, unknown, known)
    return tuple(names)


def asked_fields(query: dict[str, Any], schema: type[Schema]) -> tuple[str, ...]:
    """The members that are asked for; none where all are. Raises `NamesNotKnown`."""
    return asked_names(query, "fields", selectable(schema))


def selectable(schema: type[Schema]) -> tuple[str, ...]:
    """The members of a payload that may be asked for."""
    return tuple(name for name in schema().fields if name != "included")


def names_pattern(known: tuple[str, ...]) -> str:
    """What `asked_names` takes, as a regular expression of JSON Schema."""
    one = f"(({'|'.join(known)}) *)?"
    return f"^ *{one}(, *{one})*$"


def only(view: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The view with these members and those that always come; the whole of it where none are named."""
    return {name: value for name, value in view.items() if not names or name in (*names, *ALWAYS)}
