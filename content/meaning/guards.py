"""The guards of an article's sections, as findings with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from content.article import Fact, Level, Omission, Term
from content.codes import finding
from content.findings import Finding
from content.meaning.agreement import disagreements
from content.meaning.comparison import emptied
from content.meaning.confirmed import Confirmations
from content.meaning.definitions import undefined
from content.meaning.difference import Difference, place_of
from content.meaning.facts import facts_missing
from content.meaning.figures import units
from content.meaning.names import has, names
from content.meaning.statement import plain
from content.meaning.telling import Said
from content.quantities import Quantities, quantities

_FULL = "the full text"
_HARDER = "the harder text"
#: Whose readers can't be expected to know a term, or to look it up.
_STRICT = {Level.PLAIN, Level.EASY}


class Guards:
    """The guards of one article: they need its facts, its omissions, its glossary and what was confirmed."""

    def __init__(
        self,
        facts: Sequence[Fact],
        omissions: Sequence[Omission],
        glossary: Sequence[Term],
        confirmations: Confirmations | None = None,
    ) -> None:
        self._facts = facts
        self._omissions = omissions
        self._glossary = glossary
        self._confirmations = confirmations or Confirmations(())

    def check(self, section: str, full: Said, said: Said) -> Iterator[Finding]:
        """Hold one level of a section against its full text; `full` itself for its facts."""
        own = [fact for fact in self._facts if fact.section == section]
        for each in facts_missing(own, said.telling):
            yield finding(each.code, said.text.file, 1, each.message, each.remedy)
        if said.level is Level.FULL:
            return
        if gone := emptied(full.telling, said.telling):
            yield finding(gone.code, said.text.file, 1, gone.message.replace(_HARDER, _FULL), gone.remedy)
            return
        omitted = [each for each in self._omissions if each.section == section and said.level in each.levels]
        yield from check_numbers(full.quantities, said.quantities, omitted, said.text.file, said.line_of)
        excused = plain(" ".join(each.what for each in omitted))
        for each in units(full.telling, said.telling):
            yield from self._asked(section, each, said, full)
        for each in names(full.telling, said.telling, self._glossary):
            if each.code == "MEANING-016" and has(excused, plain(each.about)):
                continue
            yield from self._asked(section, each, said, full)

    def agree(self, section: str, levels: Sequence[Said]) -> Iterator[Finding]:
        """Hold the levels of a section, hardest first, against each other."""
        # Of a level with next to nothing in it, that was told already.
        told = [*levels[:1], *(each for each in levels[1:] if not emptied(levels[0].telling, each.telling))]
        for asked in disagreements(told):
            yield from self._asked(section, asked.difference, asked.said, asked.other)

    def define(self, levels: Sequence[Sequence[tuple[str, Said]]]) -> Iterator[Finding]:
        """Hold the first uses of the glossary's terms against each other.

        `levels` are all sections of each level, hardest first.
        """
        strict = next((at for at, level in enumerate(levels) if level and level[0][1].level in _STRICT), None)
        parts = [[said.telling for _, said in level] for level in levels]
        found = undefined(parts, self._glossary, len(levels) if strict is None else strict)
        for each, level, other in found:
            section, said = next(
                (section, said)
                for section, said in levels[level]
                if each.place in [place_of(sentence) for sentence in said.telling.body]
            )
            yield from self._asked(section, each, said, levels[other][0][1])

    def _asked(self, section: str, each: Difference, said: Said, other: Said) -> Iterator[Finding]:
        if self._confirmations.confirms(each, section, said.level):
            return
        line = each.place.line if each.place else 1
        message = each.message.replace(_HARDER, str(other.level)).replace("the easier text", str(other.level))
        stanza = self._confirmations.stanza(each, section, said.level)
        yield finding(each.code, said.text.file, line, message, f"{each.remedy} If it is right: {stanza}.")


def check_numbers(
    full: Quantities,
    easier: Quantities,
    omitted: Iterable[Omission],
    file: str,
    line_of: Callable[[str], int],
) -> Iterator[Finding]:
    """Numbers and units that an easier text adds, or loses without an omission that names them."""
    for shown in full.lacks(easier).values():
        yield finding(
            "MEANING-001",
            file,
            line_of(shown),
            f"{shown!r} is not in {_FULL}",
            "Use the full text's numbers and units, or take it out.",
        )
    excused = quantities([each.what for each in omitted])
    for quantity, shown in easier.lacks(full).items():
        if not excused.has(quantity):
            yield finding(
                "MEANING-002",
                file,
                1,
                f"{shown!r} of {_FULL} is lost",
                "Keep it, or name it in [[omits]] with the reason.",
            )
