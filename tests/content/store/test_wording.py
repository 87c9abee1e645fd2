from __future__ import annotations

from content.article import Level
from content.store.protocol import Reason
from content.store.wording import fingerprints, reasons
from tests.fakes.articles import WORDS, sample_article

# What the first version of this program wrote of the sample article.
EARLIER = {
    level: mark["all"] for level, mark in fingerprints(sample_article()).items() if not isinstance(mark, str)
}


def test_a_revision_from_before_the_parts_were_told_apart_can_be_compared() -> None:
    reworded = sample_article(words={**WORDS, Level.EASY: "Blood can push too hard."})
    assert reasons(EARLIER, fingerprints(sample_article())) == dict.fromkeys(Level, Reason.REVISION)
    assert reasons(EARLIER, fingerprints(reworded))[Level.EASY] is Reason.WORDING
    assert reasons(EARLIER, fingerprints(reworded), clinical=True)[Level.EASY] is Reason.CLINICAL
    assert reasons(EARLIER, {}) == dict.fromkeys(Level, Reason.REMOVED)
