from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.readability.text import sentences

CASES = {
    "two plain ones": ["It helps.", "It can harm."],
    "abbreviations go on": ["Give it, e.g. to Dr. Smith, i.e. to me vs. you."],
    "decimals and versions go on": ["Take 1.5 mg of version 2.0.1 now.", "Then wait."],
    "U.S. inside and at the end": [
        "The U.S. Food and Drug Administration sits in the U.S.",
        "It checks drugs.",
    ],
    "initials go on": ["J. K. Rowling and C. S. Lewis wrote.", "They did."],
    "etc. ends before a capital": ["Take pills, shots etc.", "Ask first."],
    "etc. goes on before a small letter": ["Pills, shots etc. can help."],
    "numbers end": ["It was in 2017.", "Then it grew."],
    "No. before a number": ["See No. 5 and vol. 2.", "He said no.", "Then he left."],
    "quotes close with their sentence": ["“Stop!”", "She left.", "(It was late.)", "He slept."],
    "a question inside a sentence": ["“Why?” he asked."],
    "ellipses inside and between": ["Wait... and see.", "Wait …", "Then go."],
    "addresses go on": ["See findahelpline.com or a.b@c.org.", "They help."],
    "a forgotten blank": ["He is in pain.", "Then he left."],
    "no capital": ["this is low.", "that too."],
    "a numbered line": ["1. Take it.", "Then rest."],
    "several stops": ["What?!", "No way!!!", "Yes."],
    "a letter that is no initial": ["Take vitamin C.", "It helps."],
    "no stop at all": ["A heading without a stop"],
}


@pytest.mark.parametrize("parts", CASES.values(), ids=CASES)
def test_sentences_end_where_people_end_them(parts: list[str]) -> None:
    text = " ".join(parts)
    if parts[0] == "He is in pain.":
        text = "".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.text(alphabet="aB1. !?…\"'”()\n\u00a0eg", max_size=60) | st.text(max_size=60))
def test_spans_are_in_order_apart_and_cover_every_sign(text: str) -> None:
    spans = sentences(text)
    covered = [False] * len(text)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(seen or sign.isspace() for seen, sign in zip(covered, text, strict=True))
