"""Whether JSON has the shape that an OpenAPI 3.1 schema promises: as much of JSON Schema as ours use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}
_FORMATS = {
    "date": r"\d{4}-\d{2}-\d{2}",
    "date-time": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})",
    "uri": r"https?://\S+",
    "url": r"https?://\S+",
}
_KNOWN = {
    "$ref", "anyOf", "type", "enum", "format", "properties", "required", "additionalProperties", "items",
    "minimum", "maximum", "minLength", "maxLength", "description", "default",
}  # fmt: skip


def faults(value: Any, schema: Mapping[str, Any], document: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Where `value` is not as promised. An unknown keyword is a fault, too: nothing is passed unlooked."""
    if unknown := schema.keys() - _KNOWN:
        yield f"{at}: {', '.join(sorted(unknown))} can't be judged here"
    if "$ref" in schema:
        place: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        yield from faults(value, place, document, at)
    if "anyOf" in schema:
        tried = [list(faults(value, each, document, at)) for each in schema["anyOf"]]
        if all(tried):
            yield min(tried, key=len)[0]
    yield from _own_faults(value, schema, at)
    yield from _inner_faults(value, schema, document, at)


def _inner_faults(
    value: Any, schema: Mapping[str, Any], document: Mapping[str, Any], at: str
) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
        further = schema.get("additionalProperties", {})
        for name, inner in value.items():
            member = schema.get("properties", {}).get(name, further)
            if member is False:
                yield f"{at}: {name} is not promised"
            else:
                yield from faults(inner, member, document, f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, inner in enumerate(value):
            yield from faults(inner, schema["items"], document, f"{at}[{number}]")


def _own_faults(value: Any, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    kinds = schema.get("type", list(_KINDS))
    allowed = tuple(each for kind in ([kinds] if isinstance(kinds, str) else kinds) for each in _KINDS[kind])
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        yield f"{at}: {value!r} is not {kinds}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str):
        if not re.fullmatch(_FORMATS.get(schema.get("format", ""), r"[\s\S]*"), value):
            yield f"{at}: {value!r} is no {schema['format']}"
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield f"{at}: its length is {len(value)}"
    if isinstance(value, (int, float)) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{at}: {value} is out of bounds"
