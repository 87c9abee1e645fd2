from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.article import Block
from content.readability import textstat_panel
from content.readability.grade import measure
from content.readability.text import Prose, blocks_from_plain, joined, prose
from content.source.markdown import parse
from tests.content.intake.hostile import HOSTILE
from tests.content.packages import BASE

ODD = "the pain e.g. U.S. Dr. 1.5 stop. Why? “No!” No. 5 is (here). and go... J. K. it Then a.m. etc."


def of(*texts: str) -> Prose:
    return prose([Block("paragraph", text) for text in texts])


def test_inner_dots_go_and_one_stop_stays() -> None:
    view = of(
        "Take 1.5 mg, e.g. in the u.k. at 5 p.m. today. Did Dr. No say “Why?” to you? See version 2.0.1!"
    )
    assert view.text == ('Take 15 mg, eg in the uk at 5 pm today. Did say "Why" to you? See version 201!')


def test_blocks_end_in_a_stop_and_paragraphs_are_told_apart() -> None:
    view = prose(
        [
            Block("heading", "What to do", 2, 3),
            Block("paragraph", "Do this:", 0, 5),
            Block("item", "rest;", 1, 6),
            Block("item", "drink water", 1, 7),
        ]
    )
    assert view.text == "What to do. Do this. rest. drink water."
    assert view.prose_text == "Do this."
    assert (view.words, view.prose_words) == (8, 2)
    assert [(each.words, each.line) for each in view.sentences] == [(3, 3), (2, 5), (1, 6), (2, 7)]


def test_signs_that_are_written_in_many_ways_are_one() -> None:
    plain = of('It\'s "so" - a range of 30-40 - and so on. The end of co-op it is.')
    curly = of(
        "It\u2019s \u201cso\u201d \u2014 a\u00a0range of 30\u201340 \u2013 and so\u200b on. The\u00ad end of co\u2011op it is."
    )
    assert curly.text == plain.text


def test_addresses_are_not_measured() -> None:
    assert (
        of("Look at https://a.example/b?c=d.e, or write to a.b@c.example now.").text
        == "Look at or write to now."
    )


def test_a_token_of_over_64_signs_is_cut() -> None:
    assert max(len(word) for word in of("Say " + "a" * 100 + " now.").text.split()) == 64


def test_names_are_left_out_of_the_measure_and_stay_in_the_sentences() -> None:
    view = of("In the United States, call 988. In Ireland call Samaritans. Samaritans help you there.")
    assert view.text == "In the, call 988. In call. help you there."
    assert [each.words for each in view.sentences] == [6, 4, 4]


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    assert (
        "Ketamine" in of("They gave Ketamine to me. Then ketamine helped me. It was good for them all.").text
    )


def test_capitals_everywhere_do_not_make_hard_words_go_away() -> None:
    text = "Take The Antidepressant Every Day And Consult Your Physician Before You Discontinue It."
    assert of(text).text == text


def test_a_text_without_words_has_no_sentences() -> None:
    assert of("* * *", "\u2014", "...").text == ""
    assert of().sentences == ()


def test_a_page_is_its_sections_joined() -> None:
    one, two = of("One is here."), of("Two is there.")
    page = joined([one, two])
    assert (page.text, page.words, len(page.sentences)) == ("One is here. Two is there.", 6, 2)


def test_shown_sentences_are_found_by_their_offsets() -> None:
    block = Block("paragraph", "Take 1.5 mg.  Rest, e.g. in bed!", 0, 9)
    for sentence in prose([block]).sentences:
        assert block.text[sentence.start : sentence.end] == sentence.shown


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(ODD.split()),
        min_size=1,
        max_size=60,
    )
)
def test_textstat_sees_as_many_sentences_as_we_do(words: list[str]) -> None:
    from textstat import textstat

    textstat_panel.warm()
    view = of(" ".join(words))
    # Names may leave a sentence short; of those of up to two words textstat has none.
    seen = [
        each for each in view.text.replace("?", ".").replace("!", ".").split(".") if len(each.split()) > 2
    ]
    assert textstat.sentence_count(view.text) == (max(1, len(seen)) if view.text else 0)
    assert sum(map(view.text.count, ".!?")) <= len(view.sentences)


@pytest.mark.parametrize("name", ["how/full.md", "how/plain.md", "why/full.md", "why/plain.md"])
def test_a_text_has_one_grade_however_it_is_written(name: str) -> None:
    markdown = (BASE / name).read_text("utf-8")
    grade = measure(prose(parse(markdown).blocks)).grade
    assert grade is not None
    body = markdown.split("\n", 1)[1]
    words = body.replace("\n", "\n ").split(" ")
    ways = {
        "plain": body,
        "crlf": body.replace("\n", "\r\n"),
        "curly": body.replace("'", "\u2019").replace('"', "\u201d"),
        "wrapped": "".join(
            word + ("\n" if index % 7 == 6 and "-" not in word else " ") for index, word in enumerate(words)
        ),
        "no-break": body.replace(" a ", " a\u00a0"),
    }
    for way, text in ways.items():
        assert measure(prose(blocks_from_plain(text))).grade == pytest.approx(grade, abs=0.1), way
        if way != "wrapped":
            assert measure(prose(parse("# T\n" + text).blocks)).grade == pytest.approx(grade, abs=0.1), way


def test_plain_text_has_paragraphs_headings_and_items_with_their_lines() -> None:
    text = "What it is\n\nA first\nparagraph.\n\n- one\n  more\n* two\n3) three\n\nThe end"
    assert blocks_from_plain(text) == (
        Block("heading", "What it is", 2, 1),
        Block("paragraph", "A first paragraph.", 0, 3),
        Block("item", "one more", 1, 6),
        Block("item", "two", 1, 8),
        Block("item", "three", 1, 9),
        Block("paragraph", "The end", 0, 11),
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_preparing_slow(name: str) -> None:
    text = HOSTILE[name][: len(HOSTILE[name]) // 3]
    for each in (text, text[::-1]):
        blocks = blocks_from_plain(each)
        measure(prose(blocks))


@given(st.text(max_size=200))
def test_any_text_can_be_prepared(text: str) -> None:
    view = prose(blocks_from_plain(text))
    assert view.words == sum(each.words for each in view.sentences)
    assert all(each.words > 0 for each in view.sentences)
