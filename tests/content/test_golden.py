"""Each finding code has a golden folder: what goes in, and every line that is found.

`python -m tests.content.test_golden` writes the expected lines anew, to be read before they are kept.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from content.codes import codes
from content.gate import check
from content.source.folder import read
from tests.content.packages import BASE, GOLDEN, golden

CASES = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "change.toml").exists())


def found(code: str, folder: Path) -> str:
    return "".join(f"{each}\n" for each in check(read(golden(code, folder))).findings)


def test_the_base_package_passes_without_a_finding() -> None:
    verdict = check(read(BASE))
    assert [str(each) for each in verdict.findings] == []
    assert verdict.article is not None


@pytest.mark.parametrize("code", CASES)
def test_a_golden_package_has_the_expected_findings(code: str, tmp_path: Path) -> None:
    lines = found(code, tmp_path)
    assert lines == (GOLDEN / code / "expected.txt").read_text("utf-8")
    assert f" {code} " in lines


def test_every_registered_code_has_a_golden_folder_and_none_is_unknown() -> None:
    assert list(codes()) == CASES or set(CASES) == set(codes())


def main() -> None:
    for code in CASES:
        with tempfile.TemporaryDirectory() as folder:
            (GOLDEN / code / "expected.txt").write_text(found(code, Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
