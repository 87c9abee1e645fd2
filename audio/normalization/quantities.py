"""What is said for units and sums of money. Words come from the language's tables.

Each public function takes the match of a rule and the name of the group, and gives the text to say, or
None where the figures are not what they look like.
"""

from __future__ import annotations

import re

from audio.normalization.language import Language


def one(match: re.Match[str], group: str, language: Language) -> str | None:
    """A unit of one, or before a noun: "milligram per kilogram"."""
    return _units(match[group], language, plural=False)


def many(match: re.Match[str], group: str, language: Language) -> str | None:
    """A unit of more or less than one: "milligrams per kilogram"."""
    return _units(match[group], language, plural=True)


def per(match: re.Match[str], group: str, language: Language) -> str | None:
    """Units that others are counted by, after a slash: "per minute"."""
    return _per(match[group].strip("/ "), language)


def _units(text: str, language: Language, *, plural: bool) -> str | None:
    first, *others = text.strip("- \u00a0").split("/")
    unit = _unit(first, language)
    if unit is None:
        return None
    if plural:
        unit = language.look_up("plurals", unit) or f"{unit}s"
    said = [unit, *(_per(other, language) for other in others)]
    return " ".join(filter(None, said))


def _per(text: str, language: Language) -> str | None:
    found = re.match(r"(?P<count>[0-9.]*)\s*(?P<unit>.*)", text.strip(), re.DOTALL)
    unit = _unit(found["unit"], language) if found else None
    if not found or unit is None:
        return None
    by = language.tables["words"]["per"]
    if not found["count"]:
        return f"{by} {unit}"
    return f"{by} {found['count']} {language.look_up('plurals', unit) or f'{unit}s'}"


def _unit(text: str, language: Language) -> str | None:
    key = " ".join(text.split())
    return language.tables["units"].get(key) or language.look_up("counted_by", key)


def money(match: re.Match[str], group: str, language: Language) -> str | None:
    """An amount with its sign before it: "3 pounds 50", "50 cents"."""
    text = "".join(match[group].split())
    sign = next(sign for sign in sorted(language.tables["currency"], key=len, reverse=True) if sign in text)
    amount = text.replace(sign, "")
    whole, _, rest = amount.partition(".")
    small = language.tables["small_change"].get(sign)
    if not small or len(rest) != 2 or not rest.isdecimal():
        return f"{amount} {_coins(sign, amount, language)}"
    said = [f"{whole} {_coins(sign, whole, language)}"] if whole.strip("0") else []
    if rest != "00":
        pieces = small if rest == "01" else language.tables["plurals"].get(small, f"{small}s")
        said.append(f"{int(rest)}" if said else f"{int(rest)} {pieces}")
    return " ".join(said) or None


def coins(match: re.Match[str], group: str, language: Language) -> str | None:
    """The scale of a sum and what it is of: "billion dollars"."""
    scale = match[group].strip()
    return f"{language.look_up('scales', scale)} {_coins(match['sign'], 'many', language)}"


def money_range(match: re.Match[str], _group: str, language: Language) -> str | None:
    """Two amounts of one currency: "5 to 10 pounds", "12 to 15 thousand dollars"."""
    below, scale = (language.look_up("scales", match[name] or "") for name in ("below", "scale"))
    low = f"{match['low']} {below}" if below and below != scale else match["low"]
    amounts = f"{low} {language.tables['words']['to']} {match['high']}"
    coin = _coins(match["sign"], "many" if scale else match["high"], language)
    return " ".join(filter(None, (amounts, scale, coin)))


def _coins(sign: str, amount: str, language: Language) -> str:
    coin = language.tables["currency"][sign]
    return coin if amount == "1" else language.tables["plurals"].get(coin, f"{coin}s")
