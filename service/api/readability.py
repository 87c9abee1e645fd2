"""`/api/v1/readability`: texts that partners send are judged, and nothing of them is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import EXCLUDE, Schema

from service import judged_views as show
from service.bodies import JSON, load, not_taken, read_json, read_text
from service.judging import (
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    Refused,
    Sent,
    compare_texts,
    failing_safely,
    judge,
    judge_all,
)
from service.schemas import readability as shapes
from service.schemas.parts import ProblemSchema

readability_api = Blueprint(
    "readability", __name__, url_prefix="/api/v1/readability", description="Reading levels of any text"
)

#: JSON may write one byte of text in six, as it does with NUL.
_JSON_BYTES = 6
_TEXT_TYPES = {"text/plain": "plain", "text/markdown": "markdown", "text/html": "html"}
_PROBLEM: dict[str, Any] = {"schema": ProblemSchema, "content_type": "application/problem+json"}
_TOO_LONG: dict[str, Any] = _PROBLEM | {
    "description": "A text is too long; `errors` says which, and by how much"
}
_NOT_MEASURED: dict[str, Any] = _PROBLEM | {"description": "A body without a `Content-Length`"}
_BROKEN_OFF: dict[str, Any] = _PROBLEM | {"description": "Less came than the body's `Content-Length` says"}
_NOT_TAKEN: dict[str, Any] = _PROBLEM | {
    "description": "The body is of another type; `available` lists those taken"
}
_REFUSED: dict[str, Any] = _PROBLEM | {"description": "A field can't be judged; `errors` says which, and why"}


def _json_body(schema: type[Schema], example: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {JSON: {"schema": schema, "example": example}}}


def _one_body() -> dict[str, Any]:
    body = _json_body(shapes.SentTextSchema, shapes.EXAMPLE)
    # No JSON, so no JSON type: whatever the bytes are, they are a text.
    texts = {kind: {"schema": {"pattern": shapes.A_WORD}} for kind in _TEXT_TYPES}
    return body | {"content": body["content"] | texts}


@readability_api.route("", methods=["POST"])
@readability_api.doc(
    requestBody=_one_body(),
    parameters=[
        {
            "in": "query",
            "name": name,
            "schema": {"type": "string", **told},
            "description": f"`{name}`, where the body does not say it.",
        }
        for name, told in shapes.BESIDE_A_TEXT.items()
    ],
)
@readability_api.response(200, shapes.JudgementSchema)
@readability_api.alt_response(400, **_BROKEN_OFF)
@readability_api.alt_response(411, **_NOT_MEASURED)
@readability_api.alt_response(413, **_TOO_LONG)
@readability_api.alt_response(415, **_NOT_TAKEN)
@readability_api.alt_response(422, **_REFUSED)
def readability() -> Response:
    """Judge a text: its grade and level, what makes which sentence hard, what stands in a level's way."""
    if request.mimetype in _TEXT_TYPES:
        asked = load(shapes.AboutTextSchema(), request.args.to_dict(), "query")
        sent = Sent(read_text(MOST_BYTES), _TEXT_TYPES[request.mimetype], **asked)
        return _answer(lambda: show.judgement_view(judge(sent)), "query", text="body")
    if request.mimetype != JSON:
        raise not_taken((JSON, *_TEXT_TYPES))
    beside = load(shapes.BesideTextSchema(unknown=EXCLUDE), request.args.to_dict(), "query")
    asked = read_json(shapes.SentTextSchema(), _JSON_BYTES * MOST_BYTES)
    sent = Sent(**asked | {"target": asked["target"] or beside["target"]})
    return _answer(lambda: show.judgement_view(judge(sent)), "json")


@readability_api.route("/batch", methods=["POST"])
@readability_api.doc(
    requestBody=_json_body(shapes.BatchSchema, {"texts": [{"id": "leaflet-1"} | shapes.EXAMPLE]})
)
@readability_api.response(200, shapes.ResultListSchema)
@readability_api.alt_response(400, **_BROKEN_OFF)
@readability_api.alt_response(411, **_NOT_MEASURED)
@readability_api.alt_response(413, **_TOO_LONG)
@readability_api.alt_response(415, **_NOT_TAKEN)
@readability_api.alt_response(422, **_REFUSED)
def batch() -> Response:
    """Judge up to 50 texts at once: all of them or, where one is refused, none."""
    asked = read_json(shapes.BatchSchema(), _JSON_BYTES * MOST_BYTES_TOGETHER)["texts"]
    names = [text.pop("id") for text in asked]
    texts = {f"texts.{number}": Sent(**text) for number, text in enumerate(asked)}
    return _answer(lambda: show.results_view(zip(names, judge_all(texts), strict=True)), "json")


@readability_api.route("/compare", methods=["POST"])
@readability_api.doc(requestBody=_json_body(shapes.CompareSchema, shapes.PAIR))
@readability_api.response(200, shapes.ComparisonSchema)
@readability_api.alt_response(400, **_BROKEN_OFF)
@readability_api.alt_response(411, **_NOT_MEASURED)
@readability_api.alt_response(413, **_TOO_LONG)
@readability_api.alt_response(415, **_NOT_TAKEN)
@readability_api.alt_response(422, **_REFUSED)
def compare() -> Response:
    """Compare a text with an easier version of it: what may have been lost, added or turned around."""
    asked = read_json(shapes.CompareSchema(), _JSON_BYTES * 2 * MOST_BYTES)
    harder, easier = (Sent(**asked[name], language=asked["language"]) for name in ("harder", "easier"))
    return _answer(lambda: show.comparison_view(compare_texts(harder, easier)), "json")


def _answer(judging: Callable[[], dict[str, Any]], place: str, **elsewhere: str) -> Response:
    """What is judged, or an error that says where in the request the fault stands.

    The answer is for whoever sent the text, and for nobody else: no cache may keep it. It is not
    dumped through its schema, which would take longer than the judging; a test holds it to that.
    """
    try:
        view = failing_safely(judging)
    except Refused as error:
        raise error.at(place, **elsewhere) from None
    body = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    return Response(body, content_type=JSON, headers={"Cache-Control": "no-store"})
