"""How many requests a minute: in general, and for groups of addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Only what is under this address is limited. Pages and sound are for readers, most of whom share an
#: address with many others (a hospital, a mobile network); making sound has a bound of its own.
LIMITED = "/api/v1/"

#: What follows `/api/v1/` in an address: each may have a limit of its own.
GROUPS = ("articles", "changes", "levels", "readability", "usage", "voices")

MOST = 100_000_000
_ONE = re.compile(r"(?:([a-z]+)\s*=\s*)?([0-9]{1,9})")


def group_of(path: str) -> str:
    """The group of an address under `LIMITED`; empty for an address that there is not."""
    group = path[len(LIMITED) :].partition("/")[0]
    return group if group in GROUPS else ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests a minute, 1-100,000,000: `general` for all groups together but those in `groups`.

    `general` is None where nothing is said of it.
    """

    general: int | None = None
    groups: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for group, a_minute in [("", self.general), *self.groups.items()]:
            if group and group not in GROUPS:
                raise ValueError(f"{group!r} is no group of addresses; there are {', '.join(GROUPS)}")
            if a_minute is not None and not 1 <= a_minute <= MOST:
                raise ValueError(f"a limit is a whole number from 1 to {MOST}, not {a_minute}")

    def of(self, group: str) -> tuple[str, int]:
        """The limit that holds for a group, and its name: the group's, or empty for the general one.

        Raises `LookupError` where nothing is said of either.
        """
        if group in self.groups:
            return group, self.groups[group]
        if self.general is None:
            raise LookupError("no general limit")
        return "", self.general

    def over(self, other: Limits) -> Limits:
        """These limits where they say something, else the other's.

        A general limit of ours does not lift the other's limit of a group: that one has its reason.
        """
        general = other.general if self.general is None else self.general
        return Limits(general, {**other.groups, **self.groups})

    def __str__(self) -> str:
        """As `parse` reads it."""
        named = [f"{group}={a_minute}" for group, a_minute in self.groups.items()]
        return ", ".join(named if self.general is None else [str(self.general), *named])


def parse(text: str) -> Limits:
    """Read `1200` or `1200, readability=60`. Raises `ValueError`."""
    general: int | None = None
    groups: dict[str, int] = {}
    for part in text.split(","):
        found = _ONE.fullmatch(part.strip())
        if found is None or (found[1] or None) in ({None} if general is not None else groups):
            raise ValueError(f"limits are such as 1200 or readability=60, each once, not {part.strip()!r}")
        if found[1]:
            groups[found[1]] = int(found[2])
        else:
            general = int(found[2])
    return Limits(general, groups)
