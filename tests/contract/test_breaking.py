from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.breaking import breaking

Document = dict[str, Any]

OLD: Document = {
    "paths": {
        "/notes/{id}": {
            "parameters": [{"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}],
            "get": {
                "parameters": [
                    {"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 100}},
                    {"in": "query", "name": "sort", "schema": {"type": "string", "enum": ["a", "b"]}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
                    "404": {"description": "Not there"},
                },
            },
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Sent"}}},
                },
                "responses": {"200": {"description": "Done"}},
            },
        },
    },
    "components": {
        "schemas": {
            "Note": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "kind": {"type": "string", "enum": ["short", "long"]},
                    "by": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "scores": {"type": "object", "additionalProperties": {"type": "number"}},
                },
                "required": ["text", "kind"],
            },
            "Person": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
            "Sent": {
                "type": "object",
                "properties": {"text": {"type": "string", "maxLength": 10}, "loud": {"type": "boolean"}},
                "required": ["text"],
            },
        }
    },
}  # fmt: skip


def note(new: Document) -> Any:
    return new["components"]["schemas"]["Note"]


def sent(new: Document) -> Any:
    return new["components"]["schemas"]["Sent"]


def got(new: Document) -> Any:
    return new["paths"]["/notes/{id}"]["get"]


def person(new: Document) -> Any:
    return new["components"]["schemas"]["Person"]


BREAKS: list[tuple[Callable[[Document], object], str]] = [
    (lambda new: new["paths"].clear(), "/notes/{id} is gone."),
    (lambda new: new["paths"]["/notes/{id}"].pop("get"), "GET /notes/{id} is gone."),
    (lambda new: got(new)["parameters"].pop(), "GET /notes/{id}: sort in the query is not taken any more."),
    (
        lambda new: got(new)["parameters"].append(
            {"in": "query", "name": "key", "required": True, "schema": {"type": "string"}}
        ),
        "GET /notes/{id}: key in the query must be given now.",
    ),
    (
        lambda new: got(new)["parameters"][0].update(required=True),
        "GET /notes/{id}: limit in the query must be given now.",
    ),
    (
        lambda new: got(new)["parameters"][0]["schema"].update(maximum=50),
        "GET /notes/{id}: limit in the query has a narrower maximum.",
    ),
    (
        lambda new: got(new)["parameters"][0]["schema"].update(minimum=1),
        "GET /notes/{id}: limit in the query has a narrower minimum.",
    ),
    (
        lambda new: got(new)["parameters"][1]["schema"].update(pattern="^a"),
        "GET /notes/{id}: sort in the query has to keep to a pattern now.",
    ),
    (
        lambda new: got(new)["parameters"][1]["schema"].update(enum=["a"]),
        "GET /notes/{id}: sort in the query takes fewer values: b.",
    ),
    (
        lambda new: got(new)["parameters"][0]["schema"].update(enum=[1]),
        "GET /notes/{id}: limit in the query takes fewer values.",
    ),
    (
        lambda new: got(new)["parameters"][0]["schema"].update(type="string"),
        "GET /notes/{id}: limit in the query may not be integer any more.",
    ),
    (lambda new: got(new)["responses"].pop("200"), "GET /notes/{id}: 200 is not answered any more."),
    (
        lambda new: got(new)["responses"]["200"]["content"].clear(),
        "GET /notes/{id}: 200 is not application/json any more.",
    ),
    (lambda new: note(new)["properties"].pop("text"), "GET /notes/{id}: 200.text is not given any more."),
    (lambda new: note(new)["required"].remove("text"), "GET /notes/{id}: 200.text may be missing now."),
    (
        lambda new: note(new)["properties"]["text"].update(type=["string", "null"]),
        "GET /notes/{id}: 200.text may now be null.",
    ),
    (
        lambda new: note(new)["properties"]["text"].update(type="integer"),
        "GET /notes/{id}: 200.text may now be integer.",
    ),
    (
        lambda new: note(new)["properties"]["kind"]["enum"].append("odd"),
        "GET /notes/{id}: 200.kind may have other values now: odd.",
    ),
    (
        lambda new: note(new)["properties"]["kind"].pop("enum"),
        "GET /notes/{id}: 200.kind may have other values now.",
    ),
    (lambda new: person(new)["properties"].pop("name"), "GET /notes/{id}: 200.by.name is not given any more."),
    (
        lambda new: note(new)["properties"]["tags"]["items"].update(type="integer"),
        "GET /notes/{id}: 200.tags[] may now be integer.",
    ),
    (
        lambda new: note(new)["properties"]["scores"].update(additionalProperties={"type": "string"}),
        "GET /notes/{id}: 200.scores[] may now be string.",
    ),
    (
        lambda new: note(new)["properties"]["scores"].pop("additionalProperties"),
        "GET /notes/{id}: 200.scores[] may now be anything.",
    ),
    (
        lambda new: new["paths"]["/notes/{id}"]["post"]["requestBody"].update(required=True),
        "POST /notes/{id}: a body must be sent now.",
    ),
    (
        lambda new: sent(new)["required"].append("loud"),
        "POST /notes/{id}: its body.loud must be given now.",
    ),
    (
        lambda new: sent(new)["properties"].pop("loud"),
        "POST /notes/{id}: its body.loud is not taken any more.",
    ),
    (
        lambda new: sent(new)["properties"]["text"].update(maxLength=9),
        "POST /notes/{id}: its body.text has a narrower maxLength.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), BREAKS, ids=[told for _, told in BREAKS])
def test_a_change_that_breaks_a_client_is_named(change: Callable[[Document], object], told: str) -> None:
    new = copy.deepcopy(OLD)
    change(new)
    assert breaking(OLD, new) == [told]


SAFE: list[Callable[[Document], object]] = [
    lambda new: new["paths"].update({"/more": {}}),
    lambda new: got(new)["parameters"].append({"in": "query", "name": "x", "schema": {"type": "string"}}),
    lambda new: got(new)["parameters"][0]["schema"].update(maximum=200),
    lambda new: got(new)["parameters"][1]["schema"]["enum"].append("c"),
    lambda new: got(new)["responses"].pop("404"),
    lambda new: note(new)["properties"].update(more={"type": "string"}),
    lambda new: note(new)["required"].append("tags"),
    lambda new: note(new)["properties"]["kind"].update(enum=["short"]),
    lambda new: note(new)["properties"].update(by={"$ref": "#/components/schemas/Person"}),
    lambda new: sent(new)["properties"].update(more={"type": "string"}),
    lambda new: sent(new)["properties"]["text"].update(maxLength=11, description="Longer."),
    lambda new: sent(new)["properties"]["text"].pop("maxLength"),
    lambda new: sent(new)["properties"]["text"].pop("type"),
    # What comes when nothing is left out stands first.
    lambda new: got(new)["responses"]["200"]["content"]["application/json"].update(
        schema={"anyOf": [{"$ref": "#/components/schemas/Note"}, {"type": "object"}]}
    ),
]


@pytest.mark.parametrize("change", SAFE)
def test_what_is_added_or_taken_more_widely_breaks_nobody(change: Callable[[Document], object]) -> None:
    new = copy.deepcopy(OLD)
    change(new)
    assert new != OLD
    assert breaking(OLD, new) == []


def test_what_is_posted_to_webhooks_may_gain_and_not_lose() -> None:
    def posting(schema: Document) -> Document:
        body = {"content": {"application/json": {"schema": schema}}}
        return OLD | {"webhooks": {"noted": {"post": {"requestBody": body}}}}

    text = {"type": "string"}
    old = posting({"type": "object", "properties": {"text": text}, "required": ["text"]})
    assert breaking(OLD, old) == []
    more = posting({"type": "object", "properties": {"text": text, "by": text}, "required": ["text"]})
    assert breaking(old, more) == []
    assert breaking(old, OLD) == ["The webhook noted is gone."]
    lost = posting({"type": "object", "properties": {}})
    assert breaking(old, lost) == ["The webhook noted.text is not given any more."]
