from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from content.advice import Gap
from service.pages.gaps import told_gap


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (Gap("grade", 8.25, 6.0, 8.25), "The grade is 8.2. The level allows 6.0."),
        (
            Gap("hard_words_percent", 24.3, 24.0, 20.0),
            "24.3% of the words are hard. The level allows 24%. With each step below it would be near 20%.",
        ),
        (
            Gap("longest_sentence_words", 30, 25, 15),
            "The longest sentence has 30 words. The level allows 25. With each step below it would be near 15.",
        ),
        (
            Gap("mean_sentence_words", 16.2, 15.0, 12.04),
            "The mean sentence has 16.2 words. The level allows 15.0. With each step below it would be near 12.0.",
        ),
    ],
)
def test_a_gap_is_told_in_whole_sentences_with_its_own_figures(
    client: FlaskClient, gap: Gap, told: str
) -> None:
    with client.application.test_request_context():
        assert told_gap(gap) == told
