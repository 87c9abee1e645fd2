"""The service's own disclaimer, for answers that belong to no one article."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from content.article import Disclaimer, Level


@cache
def general_disclaimer() -> Disclaimer:
    """The texts of `general.toml`, one a level."""
    table = tomllib.loads(resources.files("service").joinpath("general.toml").read_text("utf-8"))
    return Disclaimer(table["url"], {level: table["texts"][level] for level in Level})
