"""Every address behind the real server, held against HTTP: by httplint, and by what it can't see in one answer."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask

from service.app import create_app
from service.settings import PREFIX, Settings
from tests.http.linting import notes
from tests.http.places import Place, places
from tests.http.serving import Answer, Server
from tests.test_promises import ARTICLE

#: What belongs to one exchange.
OF_ONE = {"date", "x-request-id", "ratelimit"}
#: What a 304 has to repeat (RFC 9110, section 15.4.5), and what else a cache keeps to.
REPEATED = ("etag", "vary", "cache-control", "cdn-cache-control", "surrogate-key", "content-location")
#: What an answer could depend on.
VARIATIONS = {
    "Accept": ("text/html", "text/markdown", "application/json", "audio/mpeg", "application/pdf", "*/*;q=0"),
    "Accept-Encoding": ("gzip", "gzip;q=0", "br", "*"),
    "Accept-Language": ("de", "fr, en;q=0.1", "*;q=0"),
    "Authorization": ("", "Bearer x", "Basic eDp4"),
    "Cookie": ("level=easy; session=1",),
    "Origin": ("https://clinic.example", "null"),
    "Referer": ("https://clinic.example/",),
    "User-Agent": ("Mozilla/5.0 (iPhone)",),
    "DNT": ("1",),
    "Save-Data": ("on",),
    "Sec-Fetch-Mode": ("cors",),
    "X-Requested-With": ("XMLHttpRequest",),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Tells of its routes, and is asked nothing."""
    env = {f"{PREFIX}DATA_DIR": str(tmp_path_factory.mktemp("data")), f"{PREFIX}LOG_LEVEL": "error"}
    return create_app(Settings.from_environment(env))


@pytest.fixture(scope="module")
def asked(app: Flask) -> list[Place]:
    return list(places(app))


@pytest.fixture(scope="module")
def got(asked: list[Place], server: Server) -> list[tuple[Place, Answer]]:
    """Those that can be got, with their answers. Usage is not among them: it changes by being asked for."""
    got = [each for each in asked if each.posted is None and each.path != "/api/v1/usage"]
    for each in got:
        # Pages tell of sounds, and how large they are once they are made: so all of them are made first.
        each.asked(server)
    return [(each, each.asked(server)[1]) for each in got]


def same(answer: Answer) -> tuple[int, list[tuple[str, str]], bytes]:
    """An answer without what belongs to one exchange."""
    body = answer.body.replace(answer["x-request-id"].encode(), b"")
    return answer.status, sorted(each for each in answer.headers if each[0] not in OF_ONE), body


@pytest.mark.timeout(300)
def test_httplint_warns_of_nothing(asked: list[Place], server: Server) -> None:
    variations: list[tuple[str, dict[str, str]]] = [
        ("", {}), ("HEAD", {}), ("OPTIONS", {}), ("DELETE", {}), ("", {"Accept_Encoding": "gzip"}),
        ("", {"Range": "bytes=0-9"}), ("", {"Range": "bytes=-9"}), ("", {"Range": "bytes=0-1,4-5"}),
        ("", {"Range": "bytes=99999999-"}), ("", {"Accept": "audio/mpeg"}), ("", {"Accept": "text/plain"}),
        ("", {"Accept": "application/pdf"}), ("", {"Authorization": "Bearer x"}),
        ("", {"If_Modified_Since": "Wed, 21 Oct 2015 07:28:00 GMT"}),
    ]  # fmt: skip
    told, count = set(), 0
    for place in asked:
        known = place.asked(server)[1]["etag"]
        tagged = [("", {"If_None_Match": known}), ("", {"If_None_Match": known, "Accept_Encoding": "gzip"})]
        for method, headers in variations + (tagged if known else []):
            sent, answer = place.asked(server, method, **headers)
            assert answer.status < 500, place
            count += 1
            for note in notes(method or ("POST" if place.posted else "GET"), place.path, sent, answer):
                if note.level.value in {"bad", "warning"}:
                    told.add(
                        f"{method} {place.path} {headers}: {answer.status}: {note.category.name}: {note}"
                    )
    assert not told, "\n".join(sorted(told))
    assert count > 1000


def test_what_is_known_is_not_sent_again_and_its_headers_are(
    got: list[tuple[Place, Answer]], server: Server
) -> None:
    for place, _ in got:
        for coding in ("identity", "gzip"):
            whole = place.asked(server, Accept_Encoding=coding)[1]
            tag = whole["etag"]
            if whole.status != 200 or not tag:
                assert whole.status != 200 or place.path.startswith("/health/"), place
                continue
            for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                again = place.asked(server, Accept_Encoding=coding, If_None_Match=known)[1]
                assert (again.status, again.body) == (304, b""), (place, known)
                told = {name: again[name] for name in REPEATED}
                assert told == {name: whole[name] for name in REPEATED}, (place, known)
            assert place.asked(server, Accept_Encoding=coding, If_None_Match='"other"')[1].status == 200


def test_packed_bytes_are_the_same_words_under_another_tag(
    got: list[tuple[Place, Answer]], server: Server
) -> None:
    packed = 0
    for place, plain in got:
        answer = place.asked(server, Accept_Encoding="gzip")[1]
        if answer["content-encoding"] == "gzip":
            packed += 1
            assert "Accept-Encoding" in answer["vary"].split(", "), place
            assert plain["etag"] == "" or plain["etag"] != answer["etag"], place
            if answer.status == 200:
                assert gzip.decompress(answer.body) == plain.body, place
        else:
            assert same(answer) == same(plain), place
    assert packed > 20


def test_head_tells_what_get_does(got: list[tuple[Place, Answer]], server: Server) -> None:
    for place, whole in got:
        head = place.asked(server, "HEAD")[1]
        assert head.body == b"", place
        assert same(head)[:2] == same(whole)[:2], place


def test_a_part_is_a_part_of_the_whole(got: list[tuple[Place, Answer]], server: Server) -> None:
    sounds = 0
    for place, whole in got:
        size, tag = len(whole.body), whole["etag"]
        if whole["accept-ranges"] != "bytes":
            assert whole.status != 200 or not whole["content-type"].startswith("audio/"), place
            assert place.asked(server, Range="bytes=0-9")[1].body[:20] == whole.body[:20], place
            continue
        sounds += 1
        for asked, part in {
            "bytes=0-9": slice(0, 10), "bytes=5-": slice(5, None), "bytes=-7": slice(-7, None),
            f"bytes=0-{size * 2}": slice(None), f"bytes={size - 1}-": slice(-1, None), f"bytes=-{size * 2}": slice(None),
        }.items():  # fmt: skip
            answer = place.asked(server, Range=asked)[1]
            assert (answer.status, answer.body) == (206, whole.body[part]), (place, asked)
            start = size - len(whole.body[part]) if part.start else 0
            end = start + len(answer.body) - 1
            assert answer["content-range"] == f"bytes {start}-{end}/{size}", (place, asked)
            assert [answer[name] for name in REPEATED] == [whole[name] for name in REPEATED], place
        beyond = place.asked(server, Range=f"bytes={size}-")[1]
        assert (beyond.status, beyond["content-range"]) == (416, f"bytes */{size}"), place
        for ignored in ("bytes=0-1,4-5", "bytes=9-5", "bytes=x-", "lines=0-1"):
            answer = place.asked(server, Range=ignored)[1]
            assert (answer.status, answer.body) == (200, whole.body), (place, ignored)
        assert place.asked(server, Range="bytes=0-9", If_Range=tag)[1].status == 206, place
        for stale in ('"other"', f"W/{tag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
            assert place.asked(server, Range="bytes=0-9", If_Range=stale)[1].status == 200, (place, stale)
        assert place.asked(server, Range="bytes=0-9", If_None_Match=tag)[1].status == 304, place
        assert place.asked(server, "HEAD", Range="bytes=0-9")[1].status == 200, place
        assert place.asked(server, If_Match="*")[1].status == 200, place
        other = place.asked(server, If_Match='"other"')[1]
        assert (other.status, other["content-type"]) == (412, "application/problem+json"), place
    assert sounds > 5


@pytest.mark.timeout(300)
def test_vary_names_exactly_what_an_answer_depends_on(
    got: list[tuple[Place, Answer]], server: Server
) -> None:
    for place, plain in got:
        for name, values in VARIATIONS.items():
            tried = [place.asked(server, **{name: value})[1] for value in values]
            if name == "Authorization":
                tried.append(server.ask(place.path, server.keyed))
            named = [name in answer["vary"].split(", ") for answer in (plain, *tried)]
            depends = any(same(answer) != same(plain) for answer in tried)
            assert all(named) or not any(named), (place, name)
            # What is short goes out unpacked, and grows long without a warning.
            assert named[0] == depends or (name == "Accept-Encoding" and len(plain.body) < 600), (place, name)


def test_a_redirect_to_the_sound_leads_to_its_bytes_and_varies_by_what_was_accepted(server: Server) -> None:
    for path in ("", "/sections/introduction"):
        answer = server.ask(f"/api/v1/articles/{ARTICLE.slug}{path}?level=easy", {"Accept": "audio/mpeg"})
        assert answer.status == 302
        assert "Accept" in answer["vary"].split(", ")
        heard = server.ask(answer["location"])
        assert (heard.status, heard["content-type"]) == (200, "audio/mpeg")
        assert "immutable" in heard["cache-control"]


def test_scripts_on_other_sites_may_read_every_answer_of_the_api_and_its_limits(
    got: list[tuple[Place, Answer]],
) -> None:
    for place, answer in got:
        if place.path.startswith(("/api/v1/", "/audio/")):
            assert answer["access-control-allow-origin"] == "*", place
            exposed = set(answer["access-control-expose-headers"].lower().split(", "))
            safe = {"cache-control", "content-language", "content-length", "content-type"}
            told = {name for name, _ in answer.headers} - safe
            assert (
                told & {"etag", "link", "ratelimit", "retry-after", "content-range", "accept-ranges"}
                <= exposed
            )
