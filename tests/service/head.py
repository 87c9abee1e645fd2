"""A page's head as machines read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient

from tests.service.outline import outline


@dataclass(frozen=True)
class Head:
    """`meta` by property or name, `links` as their attributes, and the blocks of JSON-LD."""

    meta: dict[str, list[str]]
    links: list[dict[str, str]]
    data: list[dict[str, Any]]

    def one(self, name: str) -> str:
        """The only value under this name."""
        (value,) = self.meta[name]
        return value

    def linked(self, rel: str) -> list[dict[str, str]]:
        """Links of this kind."""
        return [link for link in self.links if link["rel"] == rel]

    def node(self, kind: str) -> dict[str, Any]:
        """The only thing of this schema.org type at the top of the only block."""
        (block,) = self.data
        assert block["@context"] == "https://schema.org"
        (node,) = [each for each in block["@graph"] if kind in each["@type"]]
        assert isinstance(node, dict)
        return node


def read_head(html: str) -> Head:
    """What stands in the head of this page."""
    seen = outline(html)
    meta: dict[str, list[str]] = {}
    for each in seen.all("meta"):
        name = each.attributes.get("property") or each.attributes.get("name", "")
        meta.setdefault(name, []).append(each.attributes.get("content", ""))
    blocks = [each for each in seen.all("script") if each not in seen.scripts()]
    return Head(
        meta, [each.attributes for each in seen.all("link")], [json.loads(each.text) for each in blocks]
    )


def head_of(client: FlaskClient, path: str) -> Head:
    """The head of a page of this application."""
    return read_head(client.get(path).text)
