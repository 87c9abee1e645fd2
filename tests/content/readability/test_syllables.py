from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from content.gate import check
from content.readability.syllables import breaks
from content.readability.textstat_panel import lexicon
from content.source.folder import read

LISTED = tomllib.loads(resources.files("content.readability").joinpath("syllables.toml").read_text("utf-8"))[
    "words"
]


def parted(word: str) -> str:
    places = breaks(word)
    return "·".join(word[a:b] for a, b in zip((0, *places), (*places, len(word)), strict=True))


@pytest.mark.parametrize(
    "word",
    [
        "pa·tients", "de·pres·sion", "com·mu·ni·ca·tion", "u·nit·ed", "Ke·ta·mine", "Doc·tors",
        "ar·ti·cle's", "ar·ti·cle\u2019s", "ke·ta·mine's", "doc·tor", "Al·so", "neu·ro·trans·mit·ters",
    ],
)  # fmt: skip
def test_a_word_is_parted_where_its_sources_agree_or_it_is_listed(word: str) -> None:
    assert parted(word.replace("·", "")) == word


@pytest.mark.parametrize(
    "word",
    [
        "a", "I", "dose", "brain",  # one syllable
        "PTSD", "GABA", "mRNA", "WHO",  # read by their letters, or as names
        "several", "Americans", "hours",  # patterns and dictionary disagree
        "zolpidem", "xyzzy",  # no dictionary knows them
        "nurse's", "",
    ],
)  # fmt: skip
def test_a_word_that_may_be_parted_wrongly_is_left_whole(word: str) -> None:
    assert breaks(word) == ()


@pytest.mark.parametrize("word", LISTED)
def test_a_listed_word_is_needed_and_has_as_many_parts_as_the_dictionary_counts(word: str) -> None:
    from content.readability.syllables import _agreed

    whole = word.replace("·", "")
    assert parted(whole) == word
    assert _agreed(whole) == (), "the patterns do as well"
    assert lexicon().known.get(whole, word.count("·") + 1) == word.count("·") + 1


def test_nine_of_ten_long_words_of_the_bundled_article_are_parted() -> None:
    article = check(read("content/articles/how-ketamine-works")).article
    assert article is not None
    words = {
        word.strip(".,:;()“”\"'")
        for section in article.sections
        for rendition in section.renditions.values()
        for word in rendition.text.split()
    }
    long = [word for word in words if word.isalpha() and lexicon().known.get(word.lower(), 0) > 1]
    assert len(long) > 250
    assert sum(bool(breaks(word)) for word in long) / len(long) > 0.9
