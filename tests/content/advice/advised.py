"""Advice on plain text, and the words that its remarks mark."""

from __future__ import annotations

from content.advice import Advice, advise
from content.article import Level
from content.readability.terms import Terms
from content.readability.text import blocks_from_plain, prose


def advice(text: str, target: Level | None = None, terms: tuple[str, ...] = ()) -> Advice:
    blocks = blocks_from_plain(text)
    return advise(prose(blocks), blocks, target, terms=Terms(terms))


def marks(text: str, rule: str, target: Level | None = None, terms: tuple[str, ...] = ()) -> list[str]:
    blocks = blocks_from_plain(text)
    return [
        blocks[remark.block].text[remark.start : remark.end]
        for sentence in advice(text, target, terms).sentences
        for remark in sentence.remarks
        if remark.rule == rule
    ]
