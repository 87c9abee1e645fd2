"""The data of a language names only what there is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from audio.normalization import Normalizer
from audio.normalization.computed import COMPUTED
from audio.normalization.folding import fold
from audio.normalization.language import language
from audio.normalization.normalizer import SHIPPED
from audio.normalization.terms import Terms
from tests.audio.normalization.test_normalizer import GOLDEN

TAGS = ["en", "xx"]
PAIRS = [pair for pairs in GOLDEN.values() for pair in pairs.items()]


@pytest.mark.parametrize("tag", TAGS)
def test_every_rule_says_something_for_groups_that_it_has(tag: str) -> None:
    known = language(tag)
    for rule in known.rules:
        groups = rule.find.groupindex
        assert rule.say, rule.find.pattern
        for group, template in rule.say.items():
            assert group in groups, rule.find.pattern
            if template.startswith("@"):
                assert template[1:] in COMPUTED
            for place, table in re.findall(r"\{(\w+)(?:\|(\w+))?\}", template):
                assert place in groups
                assert not table or table in known.tables


def test_every_worked_out_reading_is_used() -> None:
    used = {
        template[1:]
        for rule in language("en").rules
        for template in rule.say.values()
        if template[0:1] == "@"
    }
    assert used == set(COMPUTED)


@pytest.mark.parametrize("tag", TAGS)
def test_every_key_is_in_the_form_in_which_texts_are_searched(tag: str) -> None:
    known = language(tag)
    keys = [key for name, table in known.tables.items() if name != "signs" for key in table]
    keys += [word for words in known.lists.values() for word in words]
    assert [key for key in keys if fold(key).plain != key] == []


def test_only_the_lexicon_writes_phonemes() -> None:
    known = language("en")
    said = [text for table in known.tables.values() for text in table.values()]
    said += [template for rule in known.rules for template in rule.say.values()]
    assert [text for text in said if "[[" in text] == []
    assert any("[[" in text for text in known.lexicon.values())


def test_every_unit_and_coin_has_a_plural_that_is_a_word() -> None:
    tables = language("en").tables
    for one in {*tables["units"].values(), *tables["currency"].values()}:
        assert " of " not in one or one in tables["plurals"], one
        assert not one.endswith(("s", "x", "z", "ch")) or one in tables["plurals"], one


@pytest.mark.parametrize("tag", ["xx", "", "neutral", "lexicon", "en_words", "../en"])
def test_a_language_without_data_has_the_neutral_rules(tag: str) -> None:
    known = language(tag)
    assert known.rules == language("fr").rules
    assert not known.names
    assert known.lexicon == {}


@pytest.mark.parametrize("number", range(len(language("en").rules)))
def test_the_golden_list_needs_every_rule(number: int) -> None:
    known = language("en")
    fewer = replace(known, rules=known.rules[:number] + known.rules[number + 1 :])
    normalizer = Normalizer({}, fewer, Terms(known.tables["say"], SHIPPED))
    assert any(normalizer.utterance(written, "body", 0).spoken != said for written, said in PAIRS), (
        known.rules[number].find.pattern
    )


def test_a_quick_look_hides_no_rule() -> None:
    known = language("en")
    slow = replace(known, rules=tuple(replace(rule, needs=None) for rule in known.rules))
    normalizer = Normalizer({}, slow, Terms(known.tables["say"], SHIPPED))
    said = {written: normalizer.utterance(written, "body", 0).spoken for written, _ in PAIRS}
    assert said == dict(PAIRS)
