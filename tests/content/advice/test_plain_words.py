from __future__ import annotations

import re
import tomllib

import pytest

from content.advice import plain_words, rules
from content.advice.inflection import noun_forms, stems, verb_forms
from content.advice.plain_words import listed, read_plain_words
from content.advice.rules import shipped, words
from content.errors import PolicyError
from content.readability.textstat_panel import lexicon
from tests.content.advice.advised import advice, marks

NEGATIONS = re.compile(r"\b(not|no|never|without|cannot|lack|none)\b|n't\b")
#: Terms that deny by themselves: what stands for them may deny too.
DENYING = re.compile(r"^(in|un|im|ir|a|hypo|an|off|afebrile|absence|dormant|discontinue|refrain|obviate)")


def is_easy(text: str) -> bool:
    easy = lexicon().easy
    (rule,) = (rule for rule in rules() if rule.name == "hard-word")
    known = words(rule.data, "known")
    return all(any(stem in easy or stem in known for stem in stems(word)) for word in in_words(text))


def grade_of_words(text: str) -> float:
    """The part of the grade that words have in it, their number apart."""
    each = in_words(text)
    return (11.8 * sum(map(lexicon().syllables, each)) + 5.8 * sum(map(len, each))) / len(each)


def in_words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def test_the_list_is_as_long_as_promised() -> None:
    assert len(plain_words()) >= 450


def test_the_file_is_sorted_and_has_no_term_twice() -> None:
    tables = tomllib.loads(shipped("plain_words.toml"))
    for kind, entries in tables.items():
        assert list(entries) == sorted(entries), kind
    terms = [term for entries in tables.values() for term in entries]
    assert len(terms) == len(set(terms)) == len(plain_words())


def test_what_is_suggested_is_of_easy_words_or_has_a_lower_grade() -> None:
    found = [
        (word.term, plainer)
        for word in plain_words()
        for plainer in word.plainer
        if not is_easy(plainer) and grade_of_words(plainer) >= grade_of_words(word.term)
    ]
    assert found == []


def test_every_suggestion_is_a_clean_text_of_its_own() -> None:
    for word in plain_words():
        assert len(set(word.plainer)) == len(word.plainer)
        assert all(plainer and plainer == plainer.strip() != word.term for plainer in word.plainer), word.term


def test_no_suggestion_is_itself_on_the_list() -> None:
    single = {entry.words[0] for entry in listed() if len(entry.words) == 1}
    found = {
        (word.term, plainer)
        for word in plain_words()
        for plainer in word.plainer
        if set(re.findall(r"[a-z'-]+", plainer.lower())) & single
    }
    assert found == set()


def test_no_suggestion_denies_what_its_term_does_not() -> None:
    found = [
        word.term
        for word in plain_words()
        if any(NEGATIONS.search(plainer) for plainer in word.plainer)
        and not DENYING.match(word.term)
        and not word.unless
    ]
    assert found == EXPECTED_TO_DENY


def test_doubt_is_never_taken_away() -> None:
    terms = {word.term for word in plain_words()}
    assert not terms & {"may", "might", "could", "possibly", "probably", "likely", "perhaps", "not", "never"}
    assert not terms & {"up to", "at least", "at most", "about", "once", "twice", "daily"}


def test_verbs_are_found_in_every_form_and_given_in_the_base_form() -> None:
    for form in ("administer", "administers", "administered", "administering"):
        assert marks(f"Nurses {form} it.", "plainer-word") == [form]
    remarks = advice("Nurses administered it.").sentences[0].remarks
    assert [(each.plainer, "in the form that fits" in each.message) for each in remarks] == [
        (("give",), True)
    ]


def test_a_note_on_when_not_to_replace_goes_with_the_remark() -> None:
    (remark,) = advice("A fracture heals.").sentences[0].remarks
    assert "crack" in remark.unless


def test_the_longest_phrase_is_marked_once() -> None:
    text = "It helps in view of the fact that it is new."
    assert marks(text, "wordy-phrase") == ["in view of the fact that"]
    assert marks(text, "plainer-word") == []


def test_a_phrase_that_a_comma_parts_is_none() -> None:
    assert marks("It is new in order, to us.", "wordy-phrase") == []


def test_a_name_is_no_word_of_the_list() -> None:
    assert marks("We met Dr Femoral there.", "plainer-word") == []


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("cease", ("ceases", "ceased", "ceasing")),
        ("notify", ("notifies", "notified", "notifying")),
        ("transmit", ("transmits", "transmited", "transmiting", "transmitted", "transmitting")),
        ("undergo", ("undergoes", "underwent", "undergone", "undergoing")),
        ("furnish", ("furnishes", "furnished", "furnishing")),
    ],
)
def test_forms_of_verbs(base: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(base) == forms


def test_forms_of_nouns() -> None:
    assert noun_forms("prognosis") == ("prognoses",)
    assert noun_forms("biopsy") == ("biopsies",)
    assert noun_forms("physician") == ("physicians",)


def test_stems_of_regular_forms() -> None:
    assert "stop" in set(stems("stopping"))
    assert "worry" in set(stems("worried"))
    assert "happy" in set(stems("unhappily"))


@pytest.mark.parametrize(
    "broken", ["[odd]\na = 'b'", "[verb]\na = 1", "[verb]\na = ''", "[verb]\na = 'b'\n[noun]\na = 'b'", "x"]
)
def test_a_broken_list_is_refused(broken: str) -> None:
    with pytest.raises(PolicyError):
        read_plain_words(broken)


#: Read one by one: each of these terms denies, too.
EXPECTED_TO_DENY = [
    "deficiency",
    "idiopathic",
    "malnutrition",
    "non-invasive",
    "persistent",
    "refractory",
    "sedentary",
    "stationary",
    "superfluous",
]
