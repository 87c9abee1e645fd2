"""The shipped lexicon: each entry is understood by the voices, and is no idle one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase

import pytest

from audio.normalization import Normalizer
from content.readability.dictionary import ARCHIVE, MEMBER

ROOT = Path(__file__).parents[3]
LEXICON: dict[str, dict[str, str]] = tomllib.loads(
    (ROOT / "audio" / "normalization" / "lexicon.toml").read_text("utf-8")
)
ENTRIES = [(kind, term, said) for kind, table in LEXICON.items() for term, said in table.items()]
WORDS = [(term, said) for kind, term, said in ENTRIES if kind not in {"acronyms", "initialisms"}]
LEAST = {
    "drugs": 600,
    "anatomy": 200,
    "conditions": 300,
    "tests": 60,
    "procedures": 80,
    "acronyms": 50,
    "initialisms": 100,
}
VOICES = {"en-us": "gmw/en-US", "en-gb": "gmw/en"}
NAMES = (
    "eI bi: si: di: i: Ef dZi: eItS aI dZeI keI El Em En oU pi: kju: A@ Es ti: ju: vi: dVb@lju: Eks waI zi:"
)
LETTERS = dict(zip(ascii_uppercase, NAMES.split(), strict=True))
# Right as espeak-ng reads it, but short capitals are spelled, and an "A" on its own is an article.
PINNED = {"AI"}
VOWELS = re.compile(r"aI|aU|eI|OI|oU|A@|O@|U@|i@3|3:|i:|u:|O:|A:|[0a@EIOUVi3]")
STRESSED = re.compile(rf"(')?,?[^',]*?(?:{VOWELS.pattern})")

# What espeak-ng reads each text as, in each voice, in its own mnemonics.
READ = """
import ctypes, json, sys
from audio.engines.pyttsx3_engine import Pyttsx3Engine
Pyttsx3Engine()
from pyttsx3.drivers import _espeak
phonemes = _espeak.dll.espeak_TextToPhonemes
phonemes.restype = ctypes.c_char_p
phonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
_espeak.SetSynthCallback(lambda *heard: 0)
# From now on it takes [[...]] for phonemes: only speaking can tell it so.
_espeak.Synth(".", flags=_espeak.CHARS_UTF8 | _espeak.PHONEMES)
def read(text):
    place, clauses = ctypes.c_char_p(text.encode()), []
    while place:
        clauses.append(phonemes(ctypes.byref(place), _espeak.CHARS_UTF8, 0).decode())
    return " ".join(clauses).strip()
asked = json.load(sys.stdin)
answer = {}
for name, voice in asked["voices"].items():
    _espeak.SetVoiceByName(voice.encode())
    answer[name] = {text: read(text) for text in asked["texts"]}
print(json.dumps(answer))
"""


@pytest.fixture(scope="module")
def read() -> dict[str, dict[str, str]]:
    """What each voice reads for every term and every entry: in a process of its own, as speech is."""
    texts = sorted({text for _, term, said in ENTRIES for text in (term, said)} | set(LETTERS))
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps({"voices": VOICES, "texts": texts}),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    return found


def sounds(phonemes: str) -> str:
    """Mnemonics without what a voice adds by its own rules: flaps, glides, an r between vowels."""
    plain = re.sub(r"[;|#]|(?<=t)2|(?<=aI)2|r-|_:?", "", phonemes)
    plain = re.sub(r"(?<![AEOUaeio])@r", "3r", plain)  # American voices colour it
    return re.sub(r"(?<=[AO]@)r", "", plain)


def alike(phonemes: str) -> str:
    """Mnemonics without what hardly anyone hears: lighter stresses, and shades of weak vowels."""
    weak = re.sub(r"a#|I[2#]?|E#", "@", phonemes).replace("@L", "@l").replace("aa", "a").replace("O2", "0")
    return sounds(weak).replace(",", "")


def folded(term: str) -> str:
    return unicodedata.normalize("NFC", term).casefold()


def test_each_kind_has_the_entries_that_are_promised() -> None:
    assert {kind: len(table) for kind, table in LEXICON.items() if len(table) < LEAST[kind]} == {}
    assert set(LEXICON) == set(LEAST)


def test_no_term_stands_twice_and_each_stands_where_it_is_looked_for() -> None:
    terms = [folded(term) for _, term, _ in ENTRIES]
    assert [term for term in set(terms) if terms.count(term) > 1] == []
    for table in LEXICON.values():
        order = [folded(term) for term in table]
        assert [pair for pair in pairwise(order) if pair[0] > pair[1]] == []


def test_every_phoneme_is_understood_in_american_and_british_voices(read: dict[str, dict[str, str]]) -> None:
    for voice, heard in read.items():
        wrong = {}
        for _, term, said in ENTRIES:
            if said.startswith("[["):
                wanted = said.removeprefix("[[").removesuffix("]]")
                if sounds(heard[said]) != sounds(wanted):
                    wrong[term] = (said, heard[said])
        assert wrong == {}, voice


def test_every_entry_changes_what_is_heard_from_the_american_voice(read: dict[str, dict[str, str]]) -> None:
    """Save for acronyms, some of which stand there because short capitals would be spelled without them."""
    heard = read["en-us"]
    may_be = {*LEXICON["acronyms"], *PINNED}
    assert [
        term for _, term, said in ENTRIES if term not in may_be and alike(heard[term]) == alike(heard[said])
    ] == []


def test_acronyms_are_words_and_no_letters(read: dict[str, dict[str, str]]) -> None:
    heard = read["en-us"]
    for term, said in LEXICON["acronyms"].items():
        letters = "".join(heard[letter] for letter in term.upper())
        assert re.sub(r"\W", "", heard[said]) != re.sub(r"\W", "", letters), term
        assert " " not in said, term


def test_initialisms_are_the_letters_of_their_terms() -> None:
    wanted = {term: f"[[{spelled(term.upper())}]]" for term in LEXICON["initialisms"]}
    assert {term: said for term, said in wanted.items() if LEXICON["initialisms"][term] != said} == {}


def spelled(letters: str) -> str:
    """Each letter stressed a little, the last one most, as espeak-ng does it."""
    marks = "," * (len(letters) - 1) + "'"
    named = zip(map(LETTERS.__getitem__, letters), marks, strict=True)
    return "".join(VOWELS.sub(rf"{mark}\g<0>", name, count=1) for name, mark in named)


def test_words_are_phonemes_with_one_main_stress_in_each_part_before_a_vowel() -> None:
    for term, said in WORDS:
        assert re.fullmatch(r"\[\[[^\[\]]+\]\]", said), term
        assert not re.search(rf"[',](?!{VOWELS.pattern})", said), term
        parts = said.strip("[]").split()
        assert len(parts) <= len(re.split(r"[ -]", term)), term
        assert [part.count("'") for part in parts if part != "@"] == [1] * len(parts), term


@pytest.mark.parametrize(
    "sentence",
    [
        "Who is it for: us, or the cat and a pet?",
        "Did it add to the ache, or act on all of them? Er, no.",
        "He was sad, and ed it: an ace in a peg, a pep talk, a jack.",
        "In Maine they live on lead pipes and bun dough.",
        "It aids men and women alike; the sun warms the sea.",
    ],
)
def test_everyday_words_are_left_alone(sentence: str) -> None:
    assert Normalizer.of({}, "en").utterance(sentence, "body", 0).spoken == sentence


def test_entries_are_said_with_their_endings_and_at_the_start_of_a_sentence() -> None:
    said = (
        Normalizer.of({}, "en").utterance("SSRIs and Quetiapine's effects; the WHO, MRSA.", "body", 0).spoken
    )
    assert said == "[[,Es,Es,A@'aIz]] and [[kw@t'aI@p,i:nz]] effects; the [[d,Vb@lju:,eItS'oU]], [[m'3:s@]]."


# Where CMUdict counts other syllables or stresses another one: it is wrong there, or has a form that
# American doctors and nurses use less.
OTHERWISE_IN_CMUDICT = """
    albendazole amoxicillin amygdala angioplasty ataxia buprenorphine caesarean capsaicin
    cephalosporin colestipol cuneiform cyclosporine cytomegalovirus duodenal duodenum endometrial epithelial
    erythropoietin granulocyte hypertrophy lovastatin lymphadenopathy nares nasopharynx pineal pneumocystis
    polymerase rhinoplasty ribavirin triage vitiligo wernicke zanamivir
"""


def test_stress_is_where_cmudict_has_it_for_the_words_that_it_knows() -> None:
    known = dict[str, set[tuple[bool, ...]]]()
    for word, stresses in cmudict():
        known.setdefault(word, set()).add(stresses)
    ours = {term.lower(): syllables(said) for term, said in WORDS if term.lower() in known}
    assert len(ours) > 150
    assert {word for word, stresses in ours.items() if stresses not in known[word]} == set(
        OTHERWISE_IN_CMUDICT.split()
    )


def cmudict() -> Iterator[tuple[str, tuple[bool, ...]]]:
    """Words, and for each of their syllables whether it has the main stress."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        for line in archive.read(MEMBER).decode("ascii").splitlines():
            word, _, phones = line.split(" ", 2)
            yield word.lower(), tuple(phone[-1] == "1" for phone in phones.split() if phone[-1].isdigit())


def syllables(said: str) -> tuple[bool, ...]:
    return tuple(match[1] is not None for match in STRESSED.finditer(said.strip("[]")))
