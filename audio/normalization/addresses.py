"""Web and mail addresses, said briefly: "N H S dot U K and more"."""

from __future__ import annotations

import re

from audio.normalization.language import Language

_LONGEST_PLACE = 24  # letters of a path that is still worth saying
_VOWELS = frozenset("aeiouy")


def web(match: re.Match[str], group: str, language: Language) -> str | None:
    """The host, and its path where that is one short word; no scheme, port or query."""
    words = language.tables["words"]
    address = re.sub(r"(?i)^(?:[a-z]+:/*)?(?:www\.)?", "", match[group])
    host, _, path = address.partition("/")
    host, _, port = re.split(r"[?#]", host)[0].partition(":")
    if not host:
        return None
    said = _host(host, language)
    place = path.strip("/")
    if not place:
        return said if host + port == re.sub(r"[:/]", "", address) else f"{said} {words['and more']}"
    if len(place) <= _LONGEST_PLACE and re.fullmatch(r"[A-Za-z]+(?:-[A-Za-z]+)*", place):
        return f"{said} {words['slash']} {place.replace('-', ' ')}"
    return f"{said} {words['and more']}"


def mail(match: re.Match[str], group: str, language: Language) -> str | None:
    """Who and where: "help at example dot org"."""
    name, _, host = match[group].rpartition("@")
    signs = language.tables["address_signs"]
    who = re.sub(r"[^A-Za-z0-9]+", lambda sign: f" {signs.get(sign[0], '')} ", name.removeprefix("mailto:"))
    return f"{' '.join(who.split())} {signs['@']} {_host(host, language)}"


def _host(host: str, language: Language) -> str:
    signs = language.tables["address_signs"]
    labels = [_label(label, language) for label in host.split(".") if label]
    return f" {signs['.']} ".join(labels)


def _label(label: str, language: Language) -> str:
    spelled = label.lower() in language.lists["spelled_in_addresses"]
    if spelled or (label.isalpha() and not _VOWELS & set(label.lower())):
        return ".".join(label.upper())
    return label.replace("-", f" {language.tables['address_signs']['-']} ")
