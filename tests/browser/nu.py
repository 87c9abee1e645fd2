"""The Nu HTML checker: the W3C's own, on many files at once, since Java starts slowly."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.packages import packaged

#: What is left out: the start of a message, a part of what it is about, and why.
LEFT_OUT = (
    ("Text run is not in Unicode Normalization Form C", "cafe", "an article's words go out sign for sign"),
    ("CSS: “container-type”: Property", "container-type", "it does not know container queries yet"),
    ("CSS: Unrecognized at-rule “@container”", "", "it does not know container queries yet"),
    ("CSS: Parse Error", "(heard-", "it does not know ::highlight() of the CSS Custom Highlight API yet"),
)


def messages(folder: Path) -> list[str]:
    """What it says of the files in a folder: errors, warnings and notes, one line each."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("Java is not installed")
    jar = packaged("vnu-jar/build/dist/vnu.jar")
    ran = subprocess.run(
        [java, "-Xss2m", "-jar", jar, "--format", "json", "--also-check-css", "--also-check-svg", "--stdout", "--exit-zero-always", folder],
        capture_output=True, text=True, check=True, timeout=100,
    )  # fmt: skip
    told = json.loads(ran.stdout)["messages"]
    return [
        f"{Path(each.get('url', '')).name}: {each.get('subType', each['type'])}: {each['message']} {each.get('extract', '')!r}"
        for each in told
        if not any(
            each["message"].startswith(start) and part in each["extract"] for start, part, _ in LEFT_OUT
        )
    ]
