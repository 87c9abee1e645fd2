from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import service
from content.advice import plain_words, rules
from content.codes import codes
from content.readability.grade import measure_text
from service.explaining import CodeNotExplained, explain, explanations, groups, look_up
from tests.service.bones import page

TOLD = tomllib.loads(Path(service.__file__).with_name("explanations.toml").read_text("utf-8"))


def test_every_code_that_this_service_gives_has_its_page(client: FlaskClient) -> None:
    every = {*codes(), *(rule.code for rule in rules()), "SPEECH-001"}
    assert set(explanations()) == every
    for code in sorted(every):
        words = page(client, f"/advice/{code}/").words
        assert code in words
        assert "Why it matters" in words, code
        assert "How to mend it" in words, code


def test_nothing_is_explained_that_is_never_found() -> None:
    assert set(TOLD) - {"groups", "SPEECH-001"} <= set(codes())


def test_every_kind_of_finding_belongs_to_a_question() -> None:
    assert {code.split("-")[0] for code in codes()} <= set(TOLD["groups"])


def test_the_overview_leads_to_every_code(client: FlaskClient) -> None:
    links = {a.attributes["href"] for a in page(client, "/advice/").all("a")}
    assert {f"/advice/{code}/" for code in explanations()} <= links
    assert {"/advice/plain-words/", "/workbench/"} <= links


def test_a_rules_page_has_all_that_the_rule_tells(client: FlaskClient) -> None:
    for rule in rules():
        words = page(client, f"/advice/{rule.code}/").words
        told = [rule.title, rule.what, rule.why, rule.fix, *rule.sources, *rule.misses]
        told += [example.text for example in rule.hits]
        for each in told:
            assert " ".join(each.split()) in words, (rule.code, each)


def test_a_findings_page_says_how_heavy_it_weighs_and_shows_the_mended_form(client: FlaskClient) -> None:
    words = page(client, "/advice/MEANING-012/").words
    assert "A warning: asks for a second look." in words
    assert "Better: Plain: “It may ease pain.”" in words
    assert "keeps an article from being published" in page(client, "/advice/LEVEL-001/").words


def test_a_finding_that_nobody_explained_yet_still_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.explaining._told", lambda: {"groups": TOLD["groups"]})
    explanations.cache_clear()
    try:
        told = explain("LEVEL-001")
    finally:
        monkeypatch.undo()
        explanations.cache_clear()
    assert told.title == "A page is harder than its level allows"
    assert (told.why, told.fix, told.found) == ("", "", ())


def test_a_code_in_small_letters_leads_to_its_one_address(client: FlaskClient) -> None:
    response = client.get("/advice/level-001/")
    assert (response.status_code, response.location) == (308, "/advice/LEVEL-001/")


@pytest.mark.parametrize(
    ("asked", "near"),
    [("LEVEL-01", "LEVEL-001"), ("meaning-44", "MEANING-004"), ("ADVCE-002", "ADVICE-002")],
)
def test_an_unknown_code_is_told_what_looks_like_it(client: FlaskClient, asked: str, near: str) -> None:
    seen = page(client, f"/advice/{asked}/", 404)
    assert f"/advice/{near}/" in {a.attributes["href"] for a in seen.all("a")}


def test_a_code_that_looks_like_nothing_is_told_one_of_each_kind(client: FlaskClient) -> None:
    seen = page(client, "/advice/zzzzzz/", 404)
    links = {a.attributes["href"] for a in seen.all("a")}
    assert {f"/advice/{members[0].code}/" for members in groups().values()} <= links


def test_a_code_that_is_asked_for_can_not_break_the_page(client: FlaskClient) -> None:
    seen = page(client, "/advice/<script>alert(1)" + "x" * 500 + "/", 404)
    assert all("src" in script.attributes for script in seen.scripts())
    assert "No rule has the code <script>alert(1)" in seen.words
    assert "x" * 80 not in seen.words
    with pytest.raises(CodeNotExplained):
        explain("\x00")


def test_the_plain_words_are_all_there_under_their_letters(client: FlaskClient) -> None:
    seen = page(client, "/advice/plain-words/")
    rows = [e.text.strip() for e in seen.all("th") if e.attributes.get("scope") == "row"]
    assert sorted(rows) == sorted(word.term for word in plain_words())
    letters = [words for level, words in seen.headings() if level == 2 and len(words) == 1]
    assert letters == sorted({word.term[0].upper() for word in plain_words()})


def test_a_plain_word_is_found_without_a_script_by_either_word(client: FlaskClient) -> None:
    wanted = plain_words()[0]
    for query in (wanted.term.upper(), f"  {wanted.plainer[0]} "):
        seen = page(client, f"/advice/plain-words/?q={query}")
        rows = [e.text.strip() for e in seen.all("th") if e.attributes.get("scope") == "row"]
        assert wanted.term in rows
        assert len(rows) < len(plain_words())
        assert any(e.text.startswith(f"{len(rows)} of {len(plain_words())} words") for e in seen.all("p"))


def test_a_word_that_is_not_there_is_said_to_be_missing(client: FlaskClient) -> None:
    seen = page(client, "/advice/plain-words/?q=<b>zzz</b>")
    assert "No word here has “<b>zzz</b>” in it." in seen.words
    assert not seen.all("table")
    assert not seen.all("b")


def test_answers_to_searches_do_not_crowd_out_kept_pages(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("service.pages.advice.look_up", lambda query="": asked.append(query) or ())
    for path in ("/advice/plain-words/", "/advice/plain-words/?q=use"):
        client.get(path)
        client.get(path)
    assert asked.count("use") == 2
    assert asked.count("") == 4  # each page counts all words too; the kept one does so once


def test_a_query_is_cut_at_its_longest() -> None:
    assert look_up("a" * 10_000) == ()


def test_what_these_pages_say_themselves_is_easy_to_read(client: FlaskClient) -> None:
    for path in ("/advice/", "/advice/plain-words/"):
        seen = page(client, path)
        own = [e.text for e in seen.all("p") if "disclaimer" not in e.attributes.get("class", "")]
        assert (measure_text("\n\n".join(own)).grade or 0) <= 6.0, path


def test_what_findings_are_explained_with_is_easy_enough_for_who_writes() -> None:
    text = "\n\n".join(f"{e['why']}\n\n{e['fix']}" for name, e in TOLD.items() if name != "groups")
    assert (measure_text(text).grade or 0) <= 6.5
