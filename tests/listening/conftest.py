"""What the listening checks share: a recogniser, the bundled article's sound, and a voice to tell how far they are.

These files end in `_check.py`, so that only `make listen` runs them: they take minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from service.jobs.render import hearings, render_all
from service.wiring import Services
from tests.bench.bundled import SLUG, published
from tests.listening.recogniser import Recogniser, Samples

Say = Callable[[str], None]


@pytest.fixture(scope="session")
def say(request: pytest.FixtureRequest) -> Say:
    """Prints a line at once, whatever is done with a test's own output."""
    manager = request.config.pluginmanager
    terminal, capture = manager.get_plugin("terminalreporter"), manager.get_plugin("capturemanager")

    def line(text: str) -> None:
        with capture.global_and_fixture_disabled():
            terminal.write_line(f"  {text}")

    return line


@dataclass(frozen=True, slots=True)
class Ears:
    """A recogniser that says how far it is."""

    recogniser: Recogniser
    say: Say

    def hear(self, clips: Sequence[Samples], what: str) -> list[str]:
        """The words in each clip (mono, 16 kHz), in order."""
        heard = []
        for text in self.recogniser.hear(clips):
            heard.append(text)
            if len(heard) % 20 == 0 or len(heard) == len(clips):
                self.say(f"{what}: {len(heard)} of {len(clips)} heard")
        return heard


@pytest.fixture(scope="session")
def ears(say: Say) -> Ears:
    try:
        return Ears(Recogniser(), say)
    except ImportError as error:
        pytest.skip(
            f"the speech recogniser is not installed ({error}); `make listen` installs it where it can be had"
        )


@pytest.fixture(scope="session")
def services(say: Say) -> Iterator[Services]:
    """The real service, with all sound of the bundled article made."""
    with published() as (_, parts):
        wanted = hearings(parts, SLUG)
        for number, done in enumerate(render_all(parts, wanted, workers=2), start=1):
            assert not done.error, done.error
            if number % 8 == 0:
                say(f"sound of the bundled article: {number} of {len(wanted)} made")
        yield parts
