"""Texts sent to the workbench as its form sends them."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from content.article import Level
from service.judging import Sent, judge
from service.pages.marks import MarkedText, marked
from tests.service.bones import with_good_bones
from tests.service.outline import Outline

PATH = "/workbench/"
COMPARE = "/workbench/compare/"
HARD = (
    "The tablets were administered by a nurse in the morning, because the doctors who had looked at the "
    "results of the tests that had been done in the week before thought that it would be best for everyone."
)
TEXT = (
    f"# Your tablets\n\n{HARD}\n\n- Rest well.\n- Utilise a spoon.\n\nCall us if you feel sick. We can help."
)


def post(client: FlaskClient, path: str = PATH, **fields: str) -> TestResponse:
    # Put together by hand: the test client's own way writes a long text to a file.
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"format": "plain", **fields}.items()
    )
    return client.post(path, data=f"{body}--x--\r\n", content_type="multipart/form-data; boundary=x")


def seen_of(client: FlaskClient, text: str, **fields: str) -> Outline:
    response = post(client, text=text, **fields)
    assert response.status_code == 200
    return with_good_bones(response)


def shown_of(text: str, form: str = "markdown", target: Level | None = Level.PLAIN) -> MarkedText:
    return marked(judge(Sent(text, format=form, target=target)))


def hrefs(seen: Outline) -> list[str]:
    return [a.attributes["href"] for a in seen.all("a")]
