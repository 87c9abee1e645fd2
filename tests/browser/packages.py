"""Where `make test` puts what comes from npm: the Nu HTML checker and the virtual screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[2] / ".venv/audit/node_modules"


def packaged(file: str) -> Path:
    """A file of those packages. Where they can't be had the test is skipped, and says so."""
    found = PACKAGES / file
    if not found.exists():
        pytest.skip(f"{file} is not installed: make test does that where it may")
    return found
