"""What was found on a page: one check a line, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.partners.verifying.printable import printable


class Verdict(StrEnum):
    """`missing` is also what is there but can't be seen or can't work."""

    OK = "ok"
    MISSING = "missing"
    STALE = "stale"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Place:
    """Which of our texts: an article's section at a level. Empty where the page leaves it out."""

    article: str
    section: str = ""
    level: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.article, self.section, self.level)))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `told` says what was found, in a sentence or two; it may be empty."""

    place: Place
    what: str
    verdict: Verdict
    told: str = ""

    def line(self, url: str) -> str:
        """As a line of plain text."""
        told = f". {self.told}" if self.told else ""
        return printable(f"{url} {self.place}: {self.what}: {self.verdict}{told}")


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of a page, in its order. `notes` say what the checks can't.

    `whole`: none of what is of ours was left out.
    """

    url: str
    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()
    whole: bool = True

    @property
    def findings(self) -> tuple[Check, ...]:
        """The checks that are not as they should be."""
        return tuple(each for each in self.checks if each.verdict is not Verdict.OK)

    @property
    def good(self) -> bool:
        """Whether something of ours is on the page, and all of it is as it should be."""
        return bool(self.checks) and not self.findings and self.whole

    @property
    def closing(self) -> str:
        """What it comes to, in a sentence."""
        if not self.checks:
            return "Nothing of this service was found on the page."
        bad, count = len(self.findings), len(self.checks)
        if not bad:
            but = "" if self.whole else " But not all of the page was looked at."
            return f"All {count} checks are as they should be.{but}"
        if bad == 1:
            return f"1 of {count} checks is not as it should be."
        return f"{bad} of {count} checks are not as they should be."

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "url": printable(self.url),
            "good": self.good,
            "checks": [
                {
                    "article": printable(each.place.article),
                    "section": printable(each.place.section) or None,
                    "level": printable(each.place.level) or None,
                    "check": each.what,
                    "verdict": each.verdict.value,
                    "told": printable(each.told),
                }
                for each in self.checks
            ],
            "notes": list(self.notes),
            "closing": self.closing,
        }
