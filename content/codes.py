"""The register of finding codes: what each means and how severe it is, from `findings.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from content.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: `what` it is about, in one line."""

    code: str
    severity: Severity
    what: str


@cache
def codes() -> Mapping[str, Code]:
    """Every kind of finding, by code."""
    table = tomllib.loads(resources.files("content").joinpath("findings.toml").read_text("utf-8"))
    return {code: Code(code, Severity(entry["severity"]), entry["what"]) for code, entry in table.items()}


def finding(code: str, file: str, line: int, message: str, remedy: str) -> Finding:
    """Make a finding of a registered kind; `message` has no stop at its end, `remedy` has."""
    return Finding(file, line, code, message, remedy, codes()[code].severity)
