"""What the OpenAPI document says beyond the schemas: real answers as examples, and errors as they are."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from service.forms import HTML, MARKDOWN, TEXT
from service.selecting import ALWAYS

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
#: What the addresses that may answer 406 give besides JSON.
_WRITTEN = {form: {"schema": {"type": "string"}} for form in (HTML, TEXT, MARKDOWN)}
#: What flask-smorest brings along for errors and pages of its own, which are not given here.
_NOT_OURS = ("Error", "PaginationMetadata")


def examples() -> dict[str, dict[str, Any]]:
    """Answers of this very service, by method and path; `make contract` asks for them anew."""
    return _examples()["answers"]


def problem_examples() -> dict[str, dict[str, Any]]:
    """Problems that this very service answered with, by their slug."""
    return _examples()["problems"]


def webhook_examples() -> dict[str, Any]:
    """Bodies that this very service posts, by their type."""
    return _examples()["webhooks"]


@cache
def _examples() -> dict[str, dict[str, Any]]:
    text = resources.files("service.api").joinpath("examples.json").read_text("utf-8")
    told: dict[str, dict[str, Any]] = json.loads(text)
    return told


def forget_examples() -> None:
    """Read the examples anew when they are next asked for."""
    _examples.cache_clear()


def completed(made: dict[str, Any]) -> dict[str, Any]:
    """The document with examples; with errors as problem details; with answers that may gain members."""
    spec = copy.deepcopy(made)
    for name in _NOT_OURS:
        spec["components"]["schemas"].pop(name, None)
    for response in spec["components"]["responses"].values():
        response["content"] = _PROBLEM
    _open_answers(spec)
    _allow_parts(spec)
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            responses = operation.get("responses", {}) if isinstance(operation, dict) else {}
            if "406" in responses:
                responses["200"]["content"] |= _WRITTEN
            example = examples().get(f"{method.upper()} {path}")
            if example is not None:
                real = {"summary": example["request"], "value": example["answer"]}
                responses["200"]["content"]["application/json"]["examples"] = {"real": real}
    return spec


def _open_answers(spec: dict[str, Any]) -> None:
    # What is sent here is held to the letter. What is answered may gain members, and a client that was
    # made from this document must not fail then.
    schemas = spec["components"]["schemas"]
    taken = {name for each in _bodies(spec) for name in _reached(each, schemas)}
    for name, schema in schemas.items():
        if name not in taken and schema.get("additionalProperties") is False:
            del schema["additionalProperties"]


def _allow_parts(spec: dict[str, Any]) -> None:
    """Where `fields` chooses members, only those that always come are certain."""
    schemas = spec["components"]["schemas"]
    for methods in spec["paths"].values():
        operation = methods.get("get", {})
        if "fields" in {each.get("name") for each in operation.get("parameters", ())}:
            content = operation["responses"]["200"]["content"]["application/json"]
            name = _name(content["schema"])
            schemas[f"{name}Part"] = _part(schemas, name)
            content["schema"] = {"anyOf": [content["schema"], _reference(f"{name}Part")]}


def _part(schemas: dict[str, Any], name: str) -> dict[str, Any]:
    whole: dict[str, Any] = schemas[name]
    if name != "SectionList":
        return whole | {"required": sorted(set(whole["required"]) & set(ALWAYS))}
    # The members that are chosen are those of its sections.
    schemas["SectionPart"] = _part(schemas, "Section")
    sections = {"type": "array", "items": _reference("SectionPart")}
    return whole | {"properties": whole["properties"] | {"sections": sections}}


def _name(schema: dict[str, str]) -> str:
    return schema["$ref"].rsplit("/", maxsplit=1)[1]


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _bodies(spec: dict[str, Any]) -> Iterator[Any]:
    for methods in spec["paths"].values():
        for operation in methods.values():
            if isinstance(operation, dict):
                yield operation.get("requestBody", {})


def _reached(thing: Any, schemas: dict[str, Any]) -> Iterator[str]:
    """The names of all schemas that something refers to, at any depth."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key == "$ref":
                name = _name(thing)
                yield name
                yield from _reached(schemas[name], schemas)
            else:
                yield from _reached(value, schemas)
    elif isinstance(thing, list):
        for value in thing:
            yield from _reached(value, schemas)
