"""What a report says, in short."""

from __future__ import annotations

from service.partners.verifying.report import Report

#: What is looked at where a partner brings a text itself.
ALL = ("text", "level", "revision", "disclaimer", "attribution", "link", "audio")


def findings(report: Report) -> dict[str, str]:
    """The verdict of each check that is not as it should be, by what was looked at."""
    return {each.what: each.verdict.value for each in report.findings}


def told(report: Report, what: str) -> str:
    (found,) = [each.told for each in report.checks if each.what == what]
    return found
