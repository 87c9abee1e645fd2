from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from service.api.document import examples
from tests.contract.answers import ASKED, answers, application, webhooks
from tests.contract.breaking import breaking
from tests.contract.committed import NOW, RELEASED, bare, major, now, read
from tests.contract.conforming import faults


@pytest.fixture(scope="module")
def app() -> Iterator[Flask]:
    with application() as made:
        yield made


def test_the_committed_contract_is_the_one_that_is_served(app: Flask) -> None:
    assert read(NOW) == now(app), "run `make contract`"


def test_nothing_breaks_what_partners_were_promised(app: Flask) -> None:
    promised, contract = read(RELEASED), now(app)
    assert major(promised) == major(contract)
    assert breaking(promised, contract) == []


def test_what_was_promised_has_no_words_and_loses_no_member(app: Flask) -> None:
    contract = now(app)
    contract["components"]["schemas"]["Source"]["properties"]["description"] = {"type": "string"}
    kept = bare(contract)
    assert breaking(contract, kept) == breaking(kept, contract) == []
    assert "description" in kept["components"]["schemas"]["Source"]["properties"]
    assert list(kept["info"]) == ["version"]


def test_each_answer_that_succeeds_has_an_example_of_the_promised_shape(app: Flask) -> None:
    contract = now(app)
    for path, methods in contract["paths"].items():
        for method in methods.keys() & {"get", "post"}:
            content = methods[method]["responses"]["200"]["content"]["application/json"]
            told = content["examples"]["real"]
            assert list(faults(told["value"], content["schema"], contract)) == [], path
            assert told["summary"] == f"{method.upper()} {ASKED[f'{method.upper()} {path}'][0]}"


def test_the_examples_are_what_is_answered_now(app: Flask) -> None:
    contract = now(app)
    for operation, told in answers(app).items():
        method, path = operation.split()
        schema = contract["paths"][path][method.lower()]["responses"]["200"]["content"]["application/json"][
            "schema"
        ]
        assert list(faults(told["answer"], schema, contract)) == [], operation
        assert told["request"] == examples()[operation]["request"]
        # Scores and the names of sounds follow the libraries under them; what is said does not.
        assert list(told["answer"]) == list(examples()[operation]["answer"]), operation
        assert told["answer"]["disclaimer"] == examples()[operation]["answer"]["disclaimer"], operation


def test_what_is_posted_to_webhooks_has_the_promised_shape_and_is_the_example(app: Flask) -> None:
    contract = now(app)
    assert set(contract["webhooks"]) == set(webhooks(app)) == {"articles.changed", "ping"}
    for kind, event in webhooks(app).items():
        content = contract["webhooks"][kind]["post"]["requestBody"]["content"]["application/json"]
        assert list(faults(event, content["schema"], contract)) == [], kind
        assert content["examples"]["real"]["value"] == event


def test_what_is_answered_may_gain_members_and_what_is_sent_may_not(app: Flask) -> None:
    schemas = now(app)["components"]["schemas"]
    assert "additionalProperties" not in schemas["Section"]
    assert schemas["SentText"]["additionalProperties"] is False


def test_each_error_is_told_of_as_a_problem(app: Flask) -> None:
    contract = now(app)
    kinds = [list(each["content"]) for each in contract["components"]["responses"].values()]
    assert kinds == [["application/problem+json"]] * len(kinds)


def test_a_fault_in_an_answer_is_found() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer", "maximum": 3}, "b": {"anyOf": [{"type": "null"}]}},
        "required": ["a"],
        "additionalProperties": False,
    }
    for value in ({}, {"a": "1"}, {"a": True}, {"a": 4}, {"a": 1, "b": 2}, {"a": 1, "c": 2}, []):
        assert list(faults(value, schema, {})), value
    assert not list(faults({"a": 3, "b": None}, schema, {}))
    assert list(faults(1, {"oneOf": []}, {}))
