from __future__ import annotations

from datetime import date

import pytest

from content.source.imports.candidates import candidates
from content.source.imports.days import find_day
from content.source.imports.docx import read_docx
from content.source.imports.html_page import read_html
from content.source.imports.plain_text import read_plain_text
from tests.content.source.imports.articles import docx, paragraph


def pieces(html: str) -> list[tuple[str, str, int]]:
    return [(piece.kind, piece.text, piece.depth) for piece in read_html(html).pieces]


def test_lines_that_an_editor_wrapped_are_one_paragraph_and_lines_that_stand_alone_are_not() -> None:
    wrapped = "The kettle on the stove began to sing its\nlong note, and the cat went out at once.\n\nNo. 4\nHill Road\n"
    assert [piece.text for piece in read_plain_text(wrapped).pieces] == [
        "The kettle on the stove began to sing its long note, and the cat went out at once.",
        "No. 4",
        "Hill Road",
    ]


def test_a_list_in_a_text_keeps_its_depth_and_wrapped_items() -> None:
    found = read_plain_text("Buy:\n- tea that\n  is green\n  * mint\n1) milk\n").pieces
    assert [(each.kind, each.text, each.depth, each.number) for each in found] == [
        ("paragraph", "Buy:", 0, None),
        ("item", "tea that is green", 1, None),
        ("item", "mint", 2, None),
        ("item", "milk", 1, 1),
    ]


def test_breaks_and_typed_bullets_on_a_page_make_paragraphs_and_items() -> None:
    assert pieces("<p>One<br>line.<br><br>Two.</p><p>• a<br>• b</p>") == [
        ("paragraph", "One line.", 0),
        ("paragraph", "Two.", 0),
        ("item", "a", 1),
        ("item", "b", 1),
    ]


def test_a_table_of_data_names_its_columns_and_one_for_looks_does_not() -> None:
    assert pieces("<table><tr><th>Dose<th>When<tr><td>5 mg<td>at night</table>") == [
        ("item", "Dose: 5 mg; When: at night", 1)
    ]
    assert pieces("<table><tr><td><h2>A</h2><p>b</p><p>c</p><td>d</table>") == [
        ("heading", "A", 2),
        ("paragraph", "b", 0),
        ("paragraph", "c", 0),
        ("paragraph", "d", 0),
    ]


def test_raised_figures_keep_their_height() -> None:
    assert pieces("<p>10 m<sup>2</sup> of CO<sub>2</sub></p>") == [("paragraph", "10 m² of CO₂", 0)]


def test_a_class_that_would_take_most_of_a_page_is_not_believed() -> None:
    assert pieces('<div class="share"><p>All the words of it are in here.</p></div>') != []
    assert pieces('<p>All the words of it are here.</p><div class="share"><p>Post</p></div>')[-1][1] != "Post"


def test_deleted_words_footnotes_and_comments_of_a_document_are_left_out_and_kept_apart() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    changed = (
        "<w:p><w:r><w:t>It stays.</w:t></w:r><w:del><w:r><w:delText>It went.</w:delText></w:r></w:del></w:p>"
    )
    notes = f"<w:footnotes {space}>{paragraph('See page 4.')}</w:footnotes>"
    read = read_docx(docx([changed], {"word/footnotes.xml": notes}))
    assert [piece.text for piece in read.pieces] == ["It stays."]
    assert {(left.piece.text, left.why) for left in read.left_out} == {
        ("It went.", "deleted (a tracked change)"),
        ("See page 4.", "a footnote"),
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022, January 3", date(2022, 1, 3)),
        ("on the 3rd of Jan. 2022", date(2022, 1, 3)),
        ("2022-01-03T10:00:00Z", date(2022, 1, 3)),
        ("25/12/2021", date(2021, 12, 25)),
        ("01/02/2022", None),
        ("31 February 2022", None),
        ("no day", None),
    ],
)
def test_a_date_is_read_where_it_can_only_be_one(text: str, day: date | None) -> None:
    assert find_day(text) == day


def test_what_an_abbreviation_stands_for_is_found_on_either_side() -> None:
    text = [
        "The world health organization (WHO) says TRD (treatment resistant depression) is not OCD (see there)."
    ]
    short, _ = candidates(text)
    assert {(each.term, each.expands) for each in short} == {
        ("WHO", "world health organization"),
        ("TRD", "treatment resistant depression"),
        ("OCD", ""),
    }
