"""The gate: a draft becomes an article here, or a list of findings. Nothing else makes an `Article`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.article import Article, Disclaimer, Level, Measurement, Rendition, Section
from content.codes import finding
from content.completeness import check_complete, check_confirmed, check_omissions
from content.document import to_fields
from content.findings import Finding, Severity
from content.glossary import check_glossary, explained
from content.grading import check_disclaimer, check_page, check_section, check_siblings
from content.levels import Policy, loosens, policy
from content.meaning import Confirmations, Guards, Said, check_numbers
from content.quantities import quantities
from content.readability.grade import measure
from content.readability.terms import Terms
from content.readability.text import blocks_from_plain, joined, prose
from content.source.draft import Draft


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a draft. `article` is there if and only if no finding is an error.

    `findings` are in order of file, line and code. `measurements` are of every text that could be
    read, by section and level; `pages` of all sections of a level joined.
    """

    findings: tuple[Finding, ...]
    article: Article | None
    measurements: Mapping[tuple[str, Level], Measurement]
    pages: Mapping[Level, Measurement]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that keep the article from being published."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that ask for a second look."""
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)


def check(draft: Draft, limits: Policy | None = None) -> Verdict:
    """Judge a draft by the shipped policy, or by `limits`, as the package tightens it.

    Raises `ReadabilityUnavailable`.
    """
    found = [*draft.findings, *_loosened(draft, limits or policy())]
    check_of = _Check(draft, (limits or policy()).tightened(draft.limits))
    found += check_of.findings()
    findings = tuple(sorted(set(found)))
    passed = not any(each.severity is Severity.ERROR for each in findings)
    return Verdict(findings, check_of.article() if passed else None, check_of.measurements, check_of.pages)


def readmit(document: Mapping[str, Any]) -> Article:
    """The article that passed before and was kept as `document`. Raises `DocumentUnreadable`.

    It is not judged again: what is published stays so, whatever later policies ask for.
    """
    return Article(**to_fields(document))


def _loosened(draft: Draft, limits: Policy) -> Iterator[Finding]:
    for level, own in draft.limits.items():
        for limit, value in own.items():
            if loosens(limits.of(level), limit, value):
                own_limit = getattr(limits.of(level), limit)
                yield finding(
                    "PACKAGE-018",
                    draft.file,
                    draft.line(f"policy.{level}.{limit}"),
                    f"{limit} of {level} is {value:g}, and the policy's is {own_limit:g}",
                    "A package may only be stricter: lower it, or take it out.",
                )


class _Check:
    """One draft under the policy that holds for it."""

    def __init__(self, draft: Draft, limits: Policy) -> None:
        self._draft = draft
        self._limits = limits
        self._said = {
            (section, level): Said(level, text, prose(text.blocks))
            for (section, level), text in draft.texts.items()
        }
        self._terms: dict[Level, Terms] = {}
        self._glossary_findings: list[Finding] = []
        for level in draft.levels:
            sections = [said for _, said in self._of(level)]
            self._terms[level], found = explained(draft.glossary, sections, draft.omissions)
            self._glossary_findings += found
        self.measurements = {
            (section, level): measure(said.view, self._terms[level], limits)
            for (section, level), said in self._said.items()
        }
        self._page_views = {level: joined(said.view for _, said in self._of(level)) for level in draft.levels}
        self.pages = {
            level: measure(view, self._terms[level], limits, "page")
            for level, view in self._page_views.items()
        }

    def _of(self, level: Level) -> Iterator[tuple[str, Said]]:
        for section in self._draft.sections:
            if (section, level) in self._said:
                yield section, self._said[section, level]

    def findings(self) -> Iterator[Finding]:
        """Everything there is to find, in no order."""
        draft = self._draft
        yield from self._glossary_findings
        yield from check_complete(draft)
        yield from check_omissions(draft, self._said)
        yield from check_glossary(draft, self._said.values(), self._limits)
        yield from self._disclaimers()
        confirmations = Confirmations(draft.confirmed)
        guards = Guards(draft.facts, draft.omissions, draft.glossary, confirmations)
        for (section, level), said in self._said.items():
            yield from check_section(
                said, self.measurements[section, level], self._limits, self._terms[level]
            )
            full = self._said.get((section, Level.FULL))
            if full:
                yield from guards.check(section, full, said)
        for section in draft.sections:
            offered = [self._said[section, level] for level in draft.levels if (section, level) in self._said]
            yield from guards.agree(section, offered)
        yield from guards.define([list(self._of(level)) for level in draft.levels])
        # Last of the meaning guards: only now is it known what was asked for.
        yield from check_confirmed(draft, confirmations, self._said)
        for level, view in self._page_views.items():
            yield from check_page(draft.file, level, view, self.pages[level], self._limits)
        for harder, easier in zip(draft.levels, draft.levels[1:], strict=False):
            yield from self._siblings(harder, easier)

    def _siblings(self, harder: Level, easier: Level) -> Iterator[Finding]:
        pages, limits = self.pages, self._limits
        place = (self._draft.file, harder.value)
        yield from check_siblings(place, pages[harder], pages[easier], limits, "page")
        for section, said in self._of(easier):
            if (section, harder) in self._said:
                pair = self.measurements[section, harder], self.measurements[section, easier]
                yield from check_siblings((said.text.file, harder.value), *pair, limits, "section")

    def _disclaimers(self) -> Iterator[Finding]:
        draft = self._draft
        full = quantities([draft.disclaimers.get(Level.FULL, "")])
        for level in draft.levels:
            text = draft.disclaimers.get(level)
            if text is None:
                continue
            line = draft.line(f"disclaimer.{level}")
            view = prose(blocks_from_plain(text))
            measured = measure(view, self._terms[level], self._limits)
            yield from check_disclaimer(
                view, measured, self._limits.of(level), self._limits, draft.file, line
            )
            # The numbers here are those to call in a crisis.
            for each in check_numbers(full, quantities([text]), (), draft.file, lambda _: 1):
                message = f"In the {level} disclaimer, {each.message}"
                yield finding(each.code, draft.file, line, message, each.remedy)

    def article(self) -> Article:
        """The article; only once nothing was found that is an error."""
        draft = self._draft
        assert draft.source is not None  # noqa: S101  # PACKAGE-002 otherwise
        assert draft.reviewed is not None  # noqa: S101  # PACKAGE-014 otherwise
        return Article(
            slug=draft.slug,
            title=draft.title,
            language=draft.language,
            topics=draft.topics,
            source=draft.source,
            reviewed=draft.reviewed,
            disclaimer=Disclaimer(
                draft.disclaimer_url, {level: draft.disclaimers[level] for level in draft.levels}
            ),
            sections=tuple(Section(section, self._renditions(section)) for section in draft.sections),
            pages={level: self.pages[level] for level in draft.levels},
            glossary=draft.glossary,
            facts=draft.facts,
            omissions=draft.omissions,
            confirmed=draft.confirmed,
        )

    def _renditions(self, section: str) -> dict[Level, Rendition]:
        draft = self._draft
        return {
            level: Rendition(
                section,
                level,
                text.title,
                text.blocks,
                text.html,
                text.markdown,
                self.measurements[section, level],
            )
            for level in draft.levels
            for text in (draft.texts[section, level],)
        }
