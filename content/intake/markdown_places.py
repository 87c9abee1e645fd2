"""A plugin for markdown-it that notes where the inline text of a block stood in it.

markdown-it knows the lines of blocks, and of inline text nothing. A rule that comes before all others
sees every position at which it looks for markup; what was pushed since the last one came from there.
"""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: In a token's `meta`: the offset in its block's content where its own content starts.
AT = "at"
_PASSES = "passes"


@dataclass(slots=True)
class _Pass:
    """How far one block is read: tokens seen, and where what comes next stood."""

    seen: int = 0
    next: int = 0
    waiting: bool = False


def with_places(parser: MarkdownIt) -> MarkdownIt:
    """The parser, whose inline tokens then carry `AT`. Text is left in as many tokens as it came in."""
    parser.inline.ruler.before("text", "places", _look)
    parser.inline.ruler2.before("balance_pairs", "places_end", _end)
    return parser.disable(["fragments_join", "text_join"])


def _look(state: StateInline, silent: bool) -> bool:
    if not silent:
        _note(state, _pass_of(state))
    return False


def _end(state: StateInline) -> None:
    _note(state, _pass_of(state))
    # States are freed, and their ids used again.
    del state.env[_PASSES][id(state)]


def _pass_of(state: StateInline) -> _Pass:
    # A picture's stand-in text is parsed in a state of its own, in the midst of another's.
    passes: dict[int, _Pass] = state.env.setdefault(_PASSES, {})
    return passes.setdefault(id(state), _Pass())


def _note(state: StateInline, so_far: _Pass) -> None:
    for token in state.tokens[so_far.seen :]:
        so_far.next = _placed(token, so_far.next, state.src)
    if len(state.tokens) > so_far.seen:
        so_far.seen = len(state.tokens)
        so_far.waiting = False
    # Text that waits to be pushed started where it was first looked at.
    if not so_far.waiting:
        so_far.next = state.pos
        so_far.waiting = True
    if not state.pending:
        so_far.next = state.pos


def _placed(token: Token, at: int, source: str) -> int:
    """Note where the token's content starts; gives where it ends."""
    token.meta[AT] = at
    if token.type == "link_open" and token.markup == "autolink":
        return at + 1
    if token.type == "code_inline":
        start = at + len(token.markup)
        # One blank at each side is not part of the code, nor is it where the next piece starts.
        token.meta[AT] = start + (
            source[start : start + len(token.content)].replace("\n", " ") != token.content
        )
    return at + len(token.content)
