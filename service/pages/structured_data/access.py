"""By which senses a page can be taken in, and what helps: the claims of `accessibility.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from flask_babel import gettext as _


def access() -> dict[str, Any]:
    """The accessibility properties of an article's or a section's page."""
    told = _claims()
    return {
        "accessMode": told["modes"],
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": modes} for modes in told["sufficient"]
        ],
        "accessibilityFeature": told["features"],
        "accessibilityHazard": told["hazards"],
        "accessibilityControl": told["controls"],
        "accessibilitySummary": _(
            "You can read the text, or hear all of it. The words that you hear stand on the page, and there"
            " are captions. It works by keyboard, and with no scripts. Nothing flashes. No sound starts by"
            " itself."
        ),
    }


@cache
def _claims() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("accessibility.toml").read_text("utf-8"))
