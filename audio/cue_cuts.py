"""Where a sentence that is too long for one cue is cut: at its clauses, in parts that are alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from audio.caption_rules import rules
from audio.caption_text import Piece

# Costs beside those of parting a text. Their weights were found by reading captions of real articles.
EACH_CUE = 10
FULLNESS = 6  # of a full cue, of others by the square: so a sentence's cues are alike, none a lone word
TOO_BRIEF = 10
LINE_SHARE = 2  # parting a text by lines costs so much less than by cues
TOO_LONG = 100  # and as much for each second


def cue_cuts(found: Sequence[Piece], times: Sequence[int]) -> list[int]:
    """Where, among the pieces of a sentence, its cues begin, and where the last one ends: at their number.

    There is one piece at least. Each cue fits on two lines. `times` are in milliseconds: when each
    piece begins to be heard, and until when the last can stay. The work is in proportion to the pieces.
    """
    whole, line = len(found), rules().line_columns
    edges = list(accumulate((piece.columns + 1 for piece in found), initial=0))
    line_ends = [bisect_right(edges, edge + line + 1) - 1 for edge in edges]
    if line_ends[line_ends[0]] == whole and times[-1] - times[0] <= rules().longest_ms:
        return [0, whole]
    partings = [piece.parting for piece in found[:-1]] + [0]
    best: list[tuple[float, int]] = [(0, whole)] * (whole + 1)
    for first in range(whole - 1, -1, -1):
        start, line_end, costs = edges[first], line_ends[first], []
        for end in range(first + 1, line_ends[line_end] + 1):
            cost = best[end][0] + partings[end - 1] + _cost(edges[end] - start - 1, times[end] - times[first])
            if end > line_end:  # its two lines are parted too
                cost += min(partings[bisect_left(edges, edges[end] - line - 1) - 1 : line_end]) / LINE_SHARE
            costs.append((cost, end))
        best[first] = min(costs)
    cuts = [0]
    while cuts[-1] < whole:
        cuts.append(best[cuts[-1]][1])
    return cuts


def _cost(columns: int, ms: int) -> float:
    """The cost of a cue of so many columns that is seen so long."""
    limits = rules()
    cost = EACH_CUE + FULLNESS * (columns / (2 * limits.line_columns)) ** 2
    if ms < limits.shortest_ms:
        cost += TOO_BRIEF
    elif ms > limits.longest_ms:
        cost += TOO_LONG * (1 + (ms - limits.longest_ms) / 1000)
    return cost
