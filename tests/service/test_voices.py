from __future__ import annotations

from flask.testing import FlaskClient


def test_the_voices_are_listed_with_language_gender_and_engine(client: FlaskClient) -> None:
    body = client.get("/api/v1/voices").get_json()
    assert [voice["id"] for voice in body["voices"]] == ["en-gb", "en-us"]
    assert all(voice.keys() >= {"name", "language", "gender", "engine"} for voice in body["voices"])
    assert [voice["id"] for voice in body["voices"] if voice["default"]] == ["en-us"]
    assert body["rate"] == {"min": 80, "max": 450, "default": 150}
    assert body["disclaimer"]["text"]


def test_every_voice_that_is_listed_speaks(client: FlaskClient) -> None:
    for voice in client.get("/api/v1/voices").get_json()["voices"]:
        answer = client.get(f"/audio/blood-pressure/easy/introduction.opus?voice={voice['id']}")
        assert answer.status_code == 200


def test_only_the_voices_of_a_language_can_be_asked_for(client: FlaskClient) -> None:
    def ids(language: str) -> list[str]:
        body = client.get(f"/api/v1/voices?language={language}").get_json()
        return [voice["id"] for voice in body["voices"]]

    assert ids("en-AU") == ["en-gb", "en-us"]
    assert ids("nl") == []
