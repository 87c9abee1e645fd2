"""Nothing of a text that somebody sent stays here, and every text is answered in time."""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import judging
from service.app import create_app
from service.settings import Settings
from service.wiring import Services
from tests.content.intake.hostile import HOSTILE
from tests.content.intake.texts import TEXTS, markdown, page, plain
from tests.service.problem_shape import assert_problem

URL = "/api/v1/readability"
SECRET = "Xanthippezqx"
#: What `judge` says of a text, in a process of its own.
SCRIPT = """
import hashlib, json, sys
from flask import Flask
from content.article import Level
from service.judged_views import comparison_view, judgement_view
from service.judging import Sent, compare_texts, judge
from tests.content.intake.texts import TEXTS, markdown, page, plain
app = Flask("x")
app.config["PUBLIC_URL"] = "https://x.example"
with app.test_request_context():
    told = [judgement_view(judge(Sent(write(parts), kind, target=level)))
            for parts in TEXTS.values() for level in (Level.PLAIN, Level.EASY)
            for kind, write in (("plain", plain), ("markdown", markdown), ("html", page))]
    told += [comparison_view(compare_texts(Sent(plain(a)), Sent(plain(b)))) for a in TEXTS.values() for b in TEXTS.values()]
print(hashlib.sha256(json.dumps(told).encode()).hexdigest())
"""


def test_the_same_text_gets_the_same_answer_under_any_hash_seed() -> None:
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, env=os.environ | {"PYTHONHASHSEED": seed},
                       capture_output=True, text=True, check=True).stdout
        for seed in ("0", "1", "4711")
    ]  # fmt: skip
    assert len(set(runs)) == 1


def test_the_same_text_gets_the_same_answer_in_any_thread(client: FlaskClient) -> None:
    asked = [{"text": write(parts), "format": kind, "target": "easy"} for parts in TEXTS.values()
             for kind, write in (("plain", plain), ("markdown", markdown), ("html", page))]  # fmt: skip
    wanted = [client.post(URL, json=each).data for each in asked]
    got: list[list[bytes]] = []

    def ask() -> None:
        own = client.application.test_client()
        got.append([own.post(URL, json=each).data for each in asked])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [wanted] * 4


def loud(settings: Settings, services: Services) -> FlaskClient:
    """The service, logging all that it ever logs. Made when the log is being read already."""
    return create_app(dataclasses.replace(settings, log_level="debug"), services).test_client()


def ask_everywhere(client: FlaskClient, text: str) -> list[int]:
    one = {"text": text}
    return [
        client.post(URL, json=one | {"target": "easy"}).status_code,
        client.post(URL, json=one | {"language": text}).status_code,
        client.post(URL, json=one | {text: text}).status_code,
        client.post(URL, json=one | {"format": text, "target": text}).status_code,
        client.post(URL, data=text.encode(), content_type="text/html").status_code,
        client.post(f"{URL}?target={text}", data=text.encode(), content_type="text/html").status_code,
        client.post(URL, data=b'{"text": "' + text.encode(), content_type="application/json").status_code,
        client.post(f"{URL}/batch", json={"texts": [one, {"text": "\ud800" + text}]}).status_code,
        client.post(f"{URL}/batch", json={"texts": [{"id": text} | one]}).status_code,
        client.post(f"{URL}/compare", json={"harder": one, "easier": one}).status_code,
    ]


def test_nothing_of_a_text_is_logged(
    settings: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask_everywhere(loud(settings, services), f"Dr {SECRET} gave 5 mg.") == [
        200,
        422,
        422,
        422,
        200,
        422,
        422,
        422,
        200,
        200,
    ]
    told = capsys.readouterr()
    assert '"event": "request"' in told.err
    assert SECRET.lower() not in (told.err + told.out).lower()


@pytest.mark.parametrize("error", [ValueError, KeyError, RecursionError, MemoryError])
def test_nothing_of_a_text_is_logged_when_judging_it_fails(
    settings: Settings,
    services: Services,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    client = loud(settings, services)

    def fail(blocks: Any, *_: Any, **__: Any) -> Any:
        raise error(blocks[0].text) from LookupError(blocks[0].text)

    monkeypatch.setattr(judging, "prose", fail)
    for path, asked in (
        (URL, {"text": f"{SECRET} is here."}),
        (f"{URL}/batch", {"texts": [{"text": f"{SECRET} is here."}]}),
        (f"{URL}/compare", {"harder": {"text": f"{SECRET} is here."}, "easier": {"text": SECRET}}),
    ):
        response = client.post(path, json=asked)
        assert_problem(response, 500, "internal-error")
        assert SECRET not in response.text
        told = capsys.readouterr()
        assert f"{error.__name__} in test_readability_api_privacy.py, line" in told.err
        assert SECRET not in told.err + told.out


def test_nothing_of_a_text_stays_in_memory(client: FlaskClient) -> None:
    # Put together here, so that no constant of this file holds it: a name, a long word, a sentence.
    name, word = "".join(["Xa", "ntho", "qwip"]), "".join(["blor", "pti", "zumab"])
    sentence = " ".join(
        ["you", "may", "notice", "that", word, "(BPZ)", "given", "by", "doctor", name, "is", "used"]
    )
    asked = [f"{sentence} {end}. Take 5 mg." for end in ("daily", "in 1999")]
    for text in asked:
        ask_everywhere(client, text)
    del text
    gc.collect()
    own = [name, word, sentence, *asked]
    kept = {
        type(holder).__name__ + ": " + each
        for holder in gc.get_objects()
        for each in gc.get_referents(holder)
        if isinstance(each, str) and len(each) > 6 and not any(each is mine for mine in own)
        for needle in (name, word, sentence)
        if needle.lower() in each.lower()
    }
    # What stands in an address is another matter: Python keeps some that it parsed, and no text is asked for there.
    assert not {each for each in kept if "target=" not in each and "%20" not in each}


#: Those that stand for the rest; `python -m tests.bench hostile` has all, in every format.
ANSWERED = (
    ("one word", "plain", 200), ("NUL", "plain", 200), ("NUL in words", "html", 200), ("blanks", "plain", 422),
    ("no stop at all", "plain", 200), ("many names", "plain", 413), ("an address backwards", "plain", 200),
    ("ten thousand items", "plain", 413), ("ten thousand items", "markdown", 413), ("numbered items", "markdown", 413),
    ("sentences of one word", "plain", 413), ("deep tags", "html", 200), ("deep tags that close", "html", 200),
    ("attributes of quotes", "html", 200), ("brackets", "markdown", 200), ("links in links", "markdown", 200),
    ("pictures", "markdown", 200), ("stars and strokes", "markdown", 200), ("quotes in quotes, line by line", "markdown", 200),
    ("a wide table", "markdown", 200), ("nested items", "markdown", 200),
)  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "status"), ANSWERED)
def test_a_hostile_text_is_answered_in_time(client: FlaskClient, name: str, kind: str, status: int) -> None:
    body = json.dumps({"text": HOSTILE[name], "format": kind, "target": "easy"})
    response = client.post(URL, data=body, content_type="application/json")
    assert response.status_code == status


@pytest.mark.parametrize(
    "name", ["one word", "digits", "links in links", "an address backwards", "no stop at all"]
)
def test_hostile_texts_are_compared_in_time(client: FlaskClient, name: str) -> None:
    text = HOSTILE[name]
    response = client.post(f"{URL}/compare", json={"harder": {"text": text}, "easier": {"text": text[::-1]}})
    assert response.status_code == 200
