"""What is said for figures, worked out from them. Words come from the language's tables and lists.

Each public function takes the match of a rule and the name of the group, and gives the text to say, or
None where the figures are not what they look like ("45/13/2021").
"""

from __future__ import annotations

import re

from audio.normalization.language import Language

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ROMAN_SHAPE = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_GROUP = 3  # figures that are said in one breath, as in "741 741"


def decade(match: re.Match[str], group: str, language: Language) -> str | None:
    """Ten years: "19 nineties", "two thousands"."""
    figures = re.sub(r"\D", "", match[group])
    century, tens = figures[:-2], figures[-2:]
    if tens == "00":
        hundreds = language.tables["hundreds"]
        return hundreds.get(century) or f"{century} {hundreds['']}"
    return f"{century} {language.tables['tens'][tens]}".strip()


def year(match: re.Match[str], group: str, language: Language) -> str | None:
    """A year of the second thousand, in two halves: "19 87"."""
    century, rest = match[group][:2], match[group][2:]
    words = language.tables["words"]
    if rest == "00":
        return f"{century} {words['hundred']}"
    return f"{century} {words['oh']} {rest[1]}" if rest[0] == "0" else f"{century} {rest}"


def roman(match: re.Match[str], group: str, _language: Language) -> str | None:
    """A Roman numeral of 1-39 in figures."""
    value = _roman(match[group])
    return str(value) if value else None


def regnal(match: re.Match[str], group: str, language: Language) -> str | None:
    """A ruler's number: "the eighth"."""
    value = _roman(match[group])
    ordinals = language.lists["ordinals"]
    if not 0 < value <= len(ordinals):
        return None
    return f"{language.tables['words']['the']} {ordinals[value - 1]}"


def _roman(text: str) -> int:
    if not _ROMAN_SHAPE.fullmatch(text):
        return 0
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def digits(match: re.Match[str], group: str, language: Language) -> str | None:
    """A number to call, figure by figure: "one one six, one two three"."""
    names = language.lists["digits"]
    said: list[str] = []
    for run in re.findall(r"\+?[0-9]+|[A-Za-z]+", match[group]):
        pieces = _pieces(run.lstrip("+"))
        if run[-1].isdecimal():
            pieces = [" ".join(names[int(figure)] for figure in piece) for piece in pieces]
        if run[0] == "+":
            pieces[0] = f"{language.tables['words']['plus']} {pieces[0]}"
        said += pieces
    if len(match[group]) == _GROUP:
        # Apart, since "nine eight eight" is heard as "I eighty-eight".
        return said[0].replace(" ", ", ")
    return ", ".join(said)


def _pieces(run: str) -> list[str]:
    if len(run) <= _GROUP + 1:
        return [run]
    first = len(run) % _GROUP or _GROUP
    return [run[:first], *(run[at : at + _GROUP] for at in range(first, len(run), _GROUP))]


def fraction(match: re.Match[str], group: str, language: Language) -> str | None:
    """Two figures and a stroke: "3 quarters", "7 out of 10", "140 over 90"."""
    above, below = match[group].split("/")
    words = language.tables["words"]
    if int(above) > int(below):
        return f"{above} {words['over']} {below}"
    part = language.tables["parts"].get(below)
    if not part or int(above) >= int(below):
        return f"{above} {words['out of']} {below}"
    return f"{above} {part if above == '1' else language.tables['plurals'].get(part, f'{part}s')}"


def mixed(match: re.Match[str], group: str, language: Language) -> str | None:
    """The fraction after a whole: "and a half", "and 3 quarters"."""
    text = match[group].strip()
    above, _, below = text.partition("/")
    tables = language.tables
    said = tables["fractions"].get(text)
    if below and not said:
        part = tables["parts"].get(below)
        if not part or int(above) >= int(below):
            return None
        said = f"{above} {part}" if above == "1" else f"{above} {tables['plurals'].get(part, f'{part}s')}"
    return f" {tables['words']['and']} {said}" if said else None


def power(match: re.Match[str], group: str, language: Language) -> str | None:
    """An exponent: "squared", "to the 9", "to the minus 3"."""
    raised = match[group].translate(_RAISED).strip("^")
    words = language.tables["words"]
    return words.get(f"^{raised}") or f"{words['to the']} {raised.replace('-', words['minus'] + ' ')}"


def note(match: re.Match[str], group: str, language: Language) -> str | None:
    """A raised figure after words: "note 2"."""
    said = f"{language.tables['words']['note']} {match[group].translate(_RAISED)}"
    return f", {said}" if match.string[match.start(group) - 1].isalnum() else f" {said}"


def date(match: re.Match[str], group: str, language: Language) -> str | None:
    """A date in figures. Where day and month can't be told apart, the figures in their order."""
    first, second, third = (int(figures) for figures in re.split(r"\D", match[group]))
    if first > 31:
        return _date(third, second, first, language)
    if second > 12:
        return _date(second, first, third, language)
    if first > 12:
        return _date(first, second, third, language)
    return f"{first} {second} {third}" if first and second else None


def _date(day: int, month: int, year: int, language: Language) -> str | None:
    months, days = language.lists["months"], language.lists["day_numbers"]
    if not (1 <= day <= len(days) and 1 <= month <= len(months)):
        return None
    return f"{months[month - 1]} {days[day - 1]} {year}"


def day(match: re.Match[str], group: str, language: Language) -> str | None:
    """The day after a month: "3rd"."""
    days, number = language.lists["day_numbers"], int(match[group])
    return days[number - 1] if 1 <= number <= len(days) else None


def rising(match: re.Match[str], _group: str, language: Language) -> str | None:
    """The dash of a range, where the second figure is the greater: "10 - 20"."""
    low, high = (float(match[name].replace(",", "")) for name in ("low", "high"))
    return f" {language.tables['words']['to']} " if low < high else None


def joined(match: re.Match[str], group: str, _language: Language) -> str | None:
    """A number without the blanks that part its thousands."""
    return "".join(match[group].split())
