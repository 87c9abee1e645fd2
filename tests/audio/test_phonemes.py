"""Text as phonemes: which words they belong to, and where a long text may be cut."""

# ruff: noqa: RUF001 - IPA has letters that look like others
from __future__ import annotations

import pytest

from audio.engines.phonemes import Phonemes, PhonemeWord
from tests.audio.test_pyttsx3_engine import fresh


def heard(text: str, *events: tuple[int, int] | str | int) -> Phonemes:
    """What espeak-ng told: (word's place, its length), sounds, ends of clauses."""
    phonemes = Phonemes(text)
    for event in events:
        match event:
            case str():
                phonemes.on_phoneme(event)
            case int():
                phonemes.on_clause_end(event)
            case location, length:
                phonemes.on_word(location, length)
    return phonemes


def test_words_stand_apart_and_begin_at_their_first_sound() -> None:
    text = heard("is it so", (0, 2), "ɪ", "z", (3, 2), "ɪt", (6, 2), "s", "ˈoʊ", 9)
    assert "".join(text.phonemes) == "ɪz ɪt sˈoʊ"
    assert text.words == [PhonemeWord(0, 2, 0), PhonemeWord(3, 2, 3), PhonemeWord(6, 2, 6)]


def test_marks_come_apart_from_their_letters_and_pauses_are_no_sounds() -> None:
    assert heard("ça", (0, 2), "ç", "", "ã").phonemes == ["c", "\u0327", "a", "\u0303"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Go", ""),
        ("Go.", "."),
        ("Go?", "?"),
        ("Go!", "!"),
        ("Go, ", ","),
        ("(Go);", ";"),
        ('"Go?", ', ","),
        ("Go) ", ""),
    ],
)
def test_a_clause_keeps_its_punctuation(text: str, mark: str) -> None:
    place = text.index("Go")
    phonemes = heard(text, (place, 2), "ɡ", "ˈoʊ", len(text) + 1)
    assert "".join(phonemes.phonemes) == f"ɡˈoʊ{mark}"
    assert phonemes.sentence_ends == ([len(phonemes.phonemes)] if mark in (".", "?", "!") else [])


def test_a_clause_without_words_harms_nothing() -> None:
    assert heard("...", 4).phonemes == ["."]
    assert heard("", 1).phonemes == []


def test_a_text_is_cut_after_sentences_and_long_ones_after_clauses_words_or_sounds() -> None:
    text = Phonemes("", list("ab. cd, ef gh"), [PhonemeWord(0, 0, at) for at in (0, 4, 8, 11)], [7, 13], [3])
    assert list(text.stretches(100)) == [(0, 3), (3, 13)]
    assert list(text.stretches(9)) == [(0, 3), (3, 7), (7, 13)]
    assert list(text.stretches(5)) == [(0, 3), (3, 7), (7, 11), (11, 13)]
    assert list(text.stretches(1)) == [(at, at + 1) for at in range(13)]
    assert list(Phonemes("").stretches(1)) == []


def test_espeak_ng_tells_sounds_words_and_mnemonics_in_ipa() -> None:
    out = fresh("""
from audio.engines.phonemes import read
from audio.engines.pyttsx3_engine import Espeak
one, two = read(Espeak(phonemes=True), ["One of the [[h@l'oU]] people, is it?", "Yes."], "en-us")
print("".join(one.phonemes), "".join(two.phonemes), sep="|")
print([one.text[word.offset:][:3] for word in one.words], one.clause_ends, one.sentence_ends)
""")
    assert out.splitlines() == [
        "wˈʌn ʌvðə həlˈoʊ pˈiːpəl, ɪz ˈɪt?|jˈɛs.",
        "['One', 'of ', 'h@l', 'peo', 'is ', 'it?'] [25] [33]",
    ]
