"""`make bench`: ratios against named rivals, medians of rounds taken in turn, in one run.

A ratio over 1 means faster than the rival. Nothing here is asserted: numbers are to be read.
"""

from __future__ import annotations

import sys

from tests.bench import checking, cold, hostile, judging, kept, making, rendering, serving, speaking

PARTS = (serving, speaking, checking, making, cold, kept, rendering, judging, hostile)


def main() -> None:
    """Run all parts, or those named on the command line."""
    wanted = set(sys.argv[1:])
    for part in PARTS:
        if not wanted or part.NAME in wanted:
            print(f"\n{part.TITLE}")
            for line in part.lines():
                print(f"  {line}", flush=True)


main()
