"""How deep each part of a parsed Markdown text stands in lists, and under which heading's mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token


def nested(tokens: Iterable[Token]) -> Iterator[tuple[Token, int, int]]:
    """Each token that is no edge of a list or heading, in order.

    With it, the level of the heading that it is in (1-6) and the number of lists around it; 0 for none.
    """
    lists = heading = 0
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists -= 1
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        else:
            yield token, heading, lists
