"""Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines they are about."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from content.findings import Finding, Severity
from content.gate import Verdict
from service.cli.places import Files, region

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def sarif(verdicts: Sequence[tuple[Path, Verdict]], here: Path) -> dict[str, Any]:
    """One run with every package's findings.

    Addresses are relative to `here`, the folder that the command was started in: run it at a
    repository's top. A package that is not below `here` has addresses with `..` in them.
    """
    found = [(path, each) for path, verdict in verdicts for each in verdict.findings]
    codes = sorted({each.code for _, each in found})
    rules = _rules(codes)
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "plainspoken",
                        "version": metadata.version("plainspoken"),
                        "semanticVersion": metadata.version("plainspoken"),
                        "rules": rules,
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder it was run in."}}},
                "results": [
                    _result(path, each, codes.index(each.code), Files({_package(path): path}), here)
                    for path, each in found
                ],
            }
        ],
    }


def _rules(codes: Sequence[str]) -> list[dict[str, Any]]:
    # Explanations load the advice rules too, which no other command needs.
    from service.explaining import explanations

    return [_rule(code, explanations()) for code in codes]


def _rule(code: str, known: Mapping[str, Any]) -> dict[str, Any]:
    told = known.get(code)
    title = told.title if told else code
    parts = [part for part in (told.what, told.why, told.fix) if part] if told else []
    text = " ".join([f"{title.rstrip('.')}.", *parts])
    return {
        "id": code,
        "shortDescription": {"text": f"{title.rstrip('.')}."},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": f"**{title.rstrip('.')}.**\n\n" + "\n\n".join(parts)},
        "properties": {"tags": [code.partition("-")[0].lower()]},
    }


def _result(path: Path, found: Finding, rule: int, files: Files, here: Path) -> dict[str, Any]:
    place: dict[str, int] = {"startLine": found.line}
    exact = region(found, files)
    if exact:
        place = {
            "startLine": exact.line,
            "startColumn": exact.column,
            "endLine": exact.end_line,
            "endColumn": exact.end_column,
        }
    address = {"uri": _address(path, found.file, here), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}. {found.remedy}"},
        "locations": [{"physicalLocation": {"artifactLocation": address, "region": place}}],
        # Where a text moves within its file, the finding stays the same one.
        "partialFingerprints": {"placeAndMessage/v1": _fingerprint(found)},
    }


def _fingerprint(found: Finding) -> str:
    said = f"{found.file}\0{found.code}\0{found.message}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _package(path: Path) -> str:
    return Path(os.path.normpath(path.absolute())).name


def _address(path: Path, file: str, here: Path) -> str:
    """The address of a finding's file, with slashes and escapes as RFC 3986 has them."""
    # normpath, since a path may have "..", and resolve() would follow links out of the repository.
    file_path = os.path.normpath(path.absolute().parent / file)
    return quote(Path(os.path.relpath(file_path, here)).as_posix(), errors="replace")
