"""Whether a text says what a word is where it uses it: in brackets, by "called", by "is a"."""

from __future__ import annotations

from collections.abc import Set

from content.advice.reading import Seen

_ARTICLES = frozenset(("a", "an", "the"))
# "…, or hives, …"; "…, which is …"; "…, a kind of …"
_ASIDES = frozenset(("or", "which", "who", "a", "an", "meaning", "that's", "called", "known"))
_BE = frozenset(("is", "are", "was", "were"))
_SAYS_IT = frozenset(("a", "an", "short", "when", "where", "called", "known"))
_SAYS = frozenset(("means", "mean", "stands", "refers", "describes"))
#: In brackets no more words than this are a name for what stands before them.
_MOST_IN_BRACKETS = 4


def explains(found: Seen, first: int, last: int, naming: Set[str]) -> bool:
    """Whether the words `first` to `last` (both included) are explained in this very sentence.

    `naming` are words before a term that introduce it: "called".
    """
    return _after(found, last) or _before(found, first, naming) or _alone_in_brackets(found, first, last)


def _after(found: Seen, last: int) -> bool:
    following = found.lowers[last + 1 : last + 4]
    if not following:
        return False
    gap = found.gap(last)
    if gap.strip() in {"(", '("', "(\u201c"} or ("," in gap and following[0] in _ASIDES):
        return True
    says = following[1:]
    if following[0] in _BE and says:
        return says[0] in _SAYS_IT or (says[0] == "also" and says[-1] in _SAYS_IT)
    return following[0] in _SAYS


def _before(found: Seen, first: int, naming: Set[str]) -> bool:
    lowers = found.lowers
    index = first - 1
    if index > 0 and lowers[index] in _ARTICLES:
        index -= 1
    if index < 0:
        return False
    if lowers[index] in naming or (index and lowers[index - 1 : index + 1] == ["known", "as"]):
        return True
    return lowers[index] == "or" and index > 0 and "," in found.gap(index - 1)


def _alone_in_brackets(found: Seen, first: int, last: int) -> bool:
    if not first or "(" not in found.gap(first - 1):
        return False
    end = found.shown.find(")", found.ends[last])
    inside = sum(1 for start in found.starts[first : first + _MOST_IN_BRACKETS + 1] if start < end)
    return end >= 0 and inside <= _MOST_IN_BRACKETS
