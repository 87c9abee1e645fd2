"""The strict reader of WebVTT that other tests rely on: it reads what is valid and refuses the rest."""

from __future__ import annotations

import pytest

from tests.webvtt import Cue, Invalid, read

CUE = "00:01.000 --> 00:02.000\nHi\n"


def test_a_file_is_read_as_a_player_would_show_it() -> None:
    found = read(
        "\ufeffWEBVTT - a title\r\n\r\nNOTE not\r\nshown\r\n\r\nname\r\n00:01.000 --> 01:00:02.500 align:start "
        "position:10%,line-left\r\n<v Ann>One &amp; <i.loud>two</i>\r\nthree &lt; &#52;\r\n\r\n\r\n00:01.000\t-->\t00:03.000\rx > y\r"
    )
    assert found.comments == ("not\nshown",)
    first, second = found.cues
    assert first == Cue(
        1000, 3_602_500, ("One & two", "three < 4"), "name", {"align": "start", "position": "10%,line-left"}
    )
    assert (second.start_ms, second.end_ms, second.text) == (1000, 3000, "x > y")


def test_a_file_may_have_no_cues() -> None:
    assert read("WEBVTT").cues == ()
    assert read(b"WEBVTT\n\nNOTE\n").comments == ("",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: no signature"),
        ("webvtt\n\n" + CUE, "line 1: no signature"),
        ("WEBVTTX\n\n" + CUE, "line 1: no signature"),
        (" WEBVTT\n\n" + CUE, "line 1: no signature"),
        ("WEBVTT -->\n\n" + CUE, "line 1: no signature"),
        ("WEBVTT\n" + CUE, "line 2: no empty line"),
        ("WEBVTT\nKind: captions\n\n" + CUE, "line 2: no empty line"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000", "line 3: no end of line"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi", "line 4: no end of line"),
        ("WEBVTT\n\nHi\n", "neither a cue nor a comment"),
        ("WEBVTT\n\nSTYLE\n::cue {}\n", "style sheets"),
        ("WEBVTT\n\nREGION\nid:a\n", "style sheets"),
        ("WEBVTT\n\nNOTE a --> b\n", "line 3: an arrow in a comment"),
        ("WEBVTT\n\nNOTE\na\nb --> c\n", "line 5: an arrow in a comment"),
        ("WEBVTT\n\n1:00.000 --> 00:02.000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n00:01.00 --> 00:02.000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n00:61.000 --> 01:02.000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n0:00:01.000 --> 00:02.000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n00:01.000-->00:02.000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n\u0660\u0660:01.000 --> 00:02.000\nHi\n", "line 3: no times"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHi\n", "line 3: a cue ends before it begins"),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\nHi\n", "line 3: a cue ends before it begins"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "line 3: a cue without text"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\nHi\n", "line 3: a cue without text"),
        ("WEBVTT\n\n00:01.500 --> 00:02.000\nHi\n\n" + CUE, "line 6: cues out of order"),
        ("WEBVTT\n\na\n" + CUE + "\na\n" + CUE, "line 7: a name given twice"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n00:02.000 --> 00:03.000\nyou\n", "line 5: an arrow"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 size:101%\nHi\n", "no setting: 'size:101%'"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 left\nHi\n", "no setting: 'left'"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 line:1 line:2\nHi\n", "no setting: 'line:2'"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nR & D\n", "line 4: an ampersand"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n&nosuchname;\n", "line 5: an ampersand"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n&amp\n", "line 4: an ampersand"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\np < 0.05\n", "line 4: a less-than sign"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>Hi\n", "<b> is not closed"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>Hi</i>\n", "no such end: </i>"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>Hi</script>\n", "no such tag: <script>"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v>Hi\n", "no such tag: <v>"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b\n", "line 4: a NUL"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\n", "not UTF-8"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\ud800\n", "not UTF-8"),
    ],
)  # fmt: skip
def test_what_the_syntax_forbids_is_refused(text: str | bytes, fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(text)
    assert fault in str(refused.value)


def test_a_title_of_a_chapter_has_no_tags() -> None:
    tagged = "WEBVTT\n\n00:01.000 --> 00:02.000\n<b>Hi</b>\n"
    assert read(tagged).cues[0].text == "Hi"
    with pytest.raises(Invalid, match="a tag in a chapter's title"):
        read(tagged, "chapters")
