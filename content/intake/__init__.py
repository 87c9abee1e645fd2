"""Intake: a text as somebody sent it becomes blocks, and every word still knows where it stood."""

from __future__ import annotations

from content.intake.formats import FORMATS, Format, taken
from content.intake.places import Intake

__all__ = ["FORMATS", "Format", "Intake", "taken"]
