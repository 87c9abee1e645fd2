"""Sound from a folder, through the whole application: the second answer comes from the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from audio.engines.silence import SilenceEngine
from audio.folder_store import FolderAudioStore
from service.app import create_app
from service.listening import Listener
from service.settings import Settings
from service.wiring import assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article

MP3 = "/audio/blood-pressure/plain/introduction.mp3"


@pytest.fixture
def client(settings: Settings, tmp_path: Path) -> Iterator[FlaskClient]:
    store = FakeArticleStore()
    parts = assemble(
        store, SilenceEngine(), FolderAudioStore(tmp_path / "sound"), voice="en-us", closing=(store,)
    )
    parts.store.publish(sample_article())
    yield create_app(settings, parts).test_client()
    parts.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Range": "bytes=0-9"}, 206),
        ({"Range": "bytes=-9999999"}, 206),
        ({"Range": "bytes=9999999-"}, 416),
        ({"If-None-Match": "{etag}", "Range": "bytes=0-9"}, 304),
        ({"If-None-Match": "{etag}"}, 304),
    ],
)
def test_the_first_and_the_second_who_ask_are_told_the_same(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    etag = client.get(MP3).headers["ETag"]
    asked = {name: value.format(etag=etag) for name, value in headers.items()}
    fresh = f"{MP3}?download"  # nothing is remembered for this address
    told = []
    for _ in range(3):
        with client.get(fresh, headers=asked) as answer:
            # What is of one exchange; without a date, the server tells its own.
            own = {"X-Request-ID", "Date"}
            headers = {name: value for name, value in answer.headers.items() if name not in own}
            told.append((answer.status_code, headers, answer.data if status < 400 else b""))
    assert told[0] == told[1] == told[2]
    assert told[0][0] == status


def test_a_remembered_sound_costs_no_search(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get(MP3).data

    def sound(*_: object) -> None:
        pytest.fail("the application was asked")

    monkeypatch.setattr(Listener, "sound", sound)
    assert client.get(MP3).data == whole
    assert client.get(MP3, headers={"Range": "bytes=5-8"}).data == whole[5:9]


@pytest.mark.parametrize("harm", ["altered", "cut short", "gone"])
def test_a_remembered_sound_that_was_harmed_is_made_again(
    client: FlaskClient, tmp_path: Path, harm: str
) -> None:
    whole = client.get(MP3).data
    assert client.get(MP3).data == whole
    for path in (tmp_path / "sound").rglob("*.mp3"):
        if harm == "gone":
            path.unlink()
        else:
            path.write_bytes(b"x" * len(whole) if harm == "altered" else whole[:-1])
    assert client.get(MP3).data == whole
