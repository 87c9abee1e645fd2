"""The work behind `@name` in a language's rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from audio.normalization.addresses import mail, web
from audio.normalization.figures import (
    date,
    day,
    decade,
    digits,
    fraction,
    joined,
    mixed,
    note,
    power,
    regnal,
    rising,
    roman,
    year,
)
from audio.normalization.language import Language
from audio.normalization.quantities import coins, many, money, money_range, one, per

#: Takes the match of a rule and the name of a group, and gives the text to say for it, if any.
Computed = Callable[[re.Match[str], str, Language], str | None]

_ALL: tuple[Computed, ...] = (
    coins, date, day, decade, digits, fraction, joined, mail, many, mixed, money, money_range, note, one,
    per, power, regnal, rising, roman, web, year,
)  # fmt: skip
COMPUTED: Mapping[str, Computed] = {each.__name__: each for each in _ALL}
