"""The entries of article.toml: `[[glossary]]`, `[[facts]]`, `[[omits]]` and `[[confirmed]]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from content.article import Confirmation, Fact, Omission, Term
from content.source.table import Table, nearest

#: The findings that can be confirmed: those that ask about two sentences, and are no errors.
CONFIRMABLE = ("MEANING-004", "MEANING-005", *(f"MEANING-{number:03d}" for number in (*range(10, 18), 21)))

Open = Callable[[Mapping[str, Any], str], Table]


def read_glossary(root: Table, opened: Open) -> tuple[Term, ...]:
    """Terms with their meanings; each term once."""
    terms: dict[str, Term] = {}
    for index, values in root.tables("glossary"):
        table = opened(values, f"glossary[{index}]")
        term = Term(
            table.text("term"),
            table.text("means"),
            *(table.text(name, required=False) for name in ("expands", "say", "show")),
        )
        table.rest()
        # "IV" and "iv" would be two terms, "Ketamine" and "ketamine" are one.
        key = term.term if term.term.isupper() else term.term.lower()
        if key in terms:
            table.complain("PACKAGE-008", "term", f"The term {term.term!r} is there twice", "Take one out.")
        elif term.term and term.means:
            terms[key] = term
    return tuple(terms.values())


def read_facts(root: Table, opened: Open) -> tuple[Fact, ...]:
    """Facts, one for each table, whatever may be missing of it."""
    facts: list[Fact] = []
    for index, values in root.tables("facts"):
        table = opened(values, f"facts[{index}]")
        fact = Fact(table.identifier("id"), table.text("section"), table.text("fact"), table.texts("words"))
        table.rest()
        if fact.id and fact.id in {each.id for each in facts}:
            table.complain("PACKAGE-008", "id", f"The fact {fact.id} is there twice", "Give one another id.")
        facts.append(fact)
    return tuple(facts)


def read_omissions(root: Table, opened: Open) -> tuple[Omission, ...]:
    """Omissions, one for each table, whatever may be missing of it."""
    omissions = []
    for index, values in root.tables("omits"):
        table = opened(values, f"omits[{index}]")
        levels, section = table.levels("levels"), table.text("section")
        omissions.append(Omission(levels, section, table.text("what"), table.text("reason")))
        table.rest()
    return tuple(omissions)


def read_confirmed(root: Table, opened: Open) -> tuple[Confirmation, ...]:
    """What editors confirmed, one for each table that is whole."""
    confirmed = []
    for index, values in root.tables("confirmed"):
        table = opened(values, f"confirmed[{index}]")
        code, section, name = table.text("code"), table.text("section"), table.text("level")
        sentence, against = (table.text(each, required=False) for each in ("sentence", "against"))
        by, on, why = table.text("by"), table.day("on"), table.text("why")
        level = table.level(name, "level") if name else None
        table.rest()
        if code and code not in CONFIRMABLE:
            table.complain(
                "PACKAGE-003",
                "code",
                f"{table.key('code')} is {code[:60]!r}, which is nothing to confirm",
                nearest(code, CONFIRMABLE),
            )
        elif not sentence and not against:
            table.missing("sentence", "Add `sentence`, `against` or both, as the finding shows them.")
        elif code and section and level and by and on and why:
            confirmed.append(Confirmation(code, section, level, sentence, against, by, on, why))
    return tuple(confirmed)
