"""Is it all there: every section at every level on offer, each with its disclaimer; omissions that omit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from content.article import Level, Omission
from content.codes import finding
from content.findings import Finding, Severity, excerpt
from content.meaning import Confirmations, Said, plain
from content.meaning.confirmed import State
from content.quantities import quantities
from content.source.draft import Draft


def check_complete(draft: Draft) -> Iterator[Finding]:
    """An article has all its parts; a level is complete or absent, and has a disclaimer."""
    package = PurePosixPath(draft.file).parent
    parts: dict[str, object] = {
        "slug": draft.slug,
        "title": draft.title,
        "sections": draft.sections,
        "source": draft.source,
        "reviewed": draft.reviewed,
    }
    for name, part in parts.items():
        # Whoever made the draft may have told already, and why.
        if not part and not any(each.severity is Severity.ERROR for each in draft.findings):
            yield finding("PACKAGE-002", draft.file, 1, f"{name} is missing", f"Add `{name}`.")
    # A warning, as of a level not yet written, does not tell why a text is missing where others have it.
    told = {each.file for each in draft.findings if each.severity is Severity.ERROR}
    for level in draft.levels:
        for section in draft.sections:
            file = f"{package}/{section}/{level}.md"
            # Why a file has no text was told when it was read.
            if (section, level) not in draft.texts and file not in told:
                yield finding(
                    "PACKAGE-011",
                    file,
                    1,
                    f"Level {level} is offered in other sections and missing in this one",
                    "Write it, or take the level out of all sections.",
                )
        if level not in draft.disclaimers:
            yield finding(
                "PACKAGE-013",
                draft.file,
                draft.line("disclaimer"),
                f"There is no disclaimer for level {level}",
                f'Add `{level} = "…"` under [disclaimer].',
            )


def check_omissions(draft: Draft, said: Mapping[tuple[str, Level], Said]) -> Iterator[Finding]:
    """Omissions that leave nothing out: still in the text, or never in the full one.

    One that names `full` is about the source, which is not in the package: there only the text counts.
    """
    for index, omission in enumerate(draft.omissions):
        full = said.get((omission.section, Level.FULL))
        if full is None or not omission.levels:
            continue
        in_full = _says(full, omission)
        kept = [
            level
            for level in omission.levels
            if (omission.section, level) in said and _says(said[omission.section, level], omission)
        ]
        if kept or (Level.FULL not in omission.levels and not in_full):
            where = f"still in {', '.join(kept)}" if kept else "not in the full text"
            yield finding(
                "MEANING-006",
                draft.file,
                draft.line(f"omits[{index}].what"),
                f"{omission.what!r} is {where}, so nothing is left out",
                "Use the full text's own words in `what`, or take the omission out.",
            )


def check_confirmed(
    draft: Draft, confirmations: Confirmations, said: Mapping[tuple[str, Level], Said]
) -> Iterator[Finding]:
    """Confirmations that are stale, since a sentence changed, and those that nothing asks for."""
    for index, each, state in confirmations.open(said):
        line = draft.line(f"confirmed[{index}].{'against' if state is State.OTHER_CHANGED else 'sentence'}")
        if state is State.UNUSED:
            yield finding(
                "MEANING-020",
                draft.file,
                line,
                f"Nothing asks for this confirmation of {each.code} by {each.by}",
                "Take it out.",
            )
            continue
        text = each.sentence if state is State.CHANGED else each.against
        where = f"{each.level} text" if state is State.CHANGED else "other levels"
        yield finding(
            "MEANING-019",
            draft.file,
            line,
            f"{each.by} confirmed {each.code} on {each.on} for {excerpt(text, 80)}, "
            f"which no longer stands in the {where} of {each.section}",
            "Look at it again: confirm the new sentence, or take the entry out.",
        )


def _says(said: Said, omission: Omission) -> bool:
    if plain(omission.what) in said.words:
        return True
    named = quantities([omission.what]).exact
    return bool(named) and all(said.quantities.has(each) for each in named)
