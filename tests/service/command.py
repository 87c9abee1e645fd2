"""The `plainspoken` command as tests call it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

BUNDLED = Path(__file__).parents[2] / "content/articles/how-ketamine-works"
Run = Callable[..., Result]
