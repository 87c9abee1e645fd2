from __future__ import annotations

from collections.abc import Callable

import pytest

from audio.normalization import Normalizer
from audio.normalization.language import language
from audio.normalization.normalizer import SHIPPED
from audio.normalization.terms import Terms

ByRules = Callable[[str], str]


@pytest.fixture(scope="session")
def by_rules() -> ByRules:
    """What the rules of English alone say for a text, without the lexicon."""
    known = language("en")
    normalizer = Normalizer({}, known, Terms(known.tables["say"], SHIPPED))
    return lambda shown: normalizer.utterance(shown, "body", 0).spoken
