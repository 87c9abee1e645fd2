"""What in a new OpenAPI document breaks a client that was written for an old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

_METHODS = ("get", "put", "post", "delete", "head", "patch")
#: Limits of what is taken, and whether more of it takes less.
_BOUNDS = {
    "minimum": True, "minLength": True, "minItems": True,
    "maximum": False, "maxLength": False, "maxItems": False,
}  # fmt: skip
_NEVER: Json = {"not": {}}


def breaking(old: Json, new: Json) -> list[str]:
    """Each change that breaks a client, as a sentence; empty where there is none.

    What is *answered* may gain members, what is *taken* may gain optional ones; nothing may go, change
    its type, or become less certain. Where several shapes are possible the first is compared: that is
    the one that comes when nothing else was asked for.
    """
    comparison = _Comparison(old, new)
    asked = [told for path in old["paths"] for told in comparison.path(path)]
    return asked + [told for kind in old.get("webhooks", {}) for told in comparison.webhook(kind)]


@dataclass(frozen=True, slots=True)
class _Comparison:
    old: Json
    new: Json

    def path(self, path: str) -> Iterator[str]:
        if path not in self.new["paths"]:
            yield f"{path} is gone."
            return
        before, after = self.old["paths"][path], self.new["paths"][path]
        for method in _METHODS:
            if method not in before:
                continue
            where = f"{method.upper()} {path}"
            if method not in after:
                yield f"{where} is gone."
                continue
            shared = _parameters(before, self.old) | _parameters(before[method], self.old)
            now = _parameters(after, self.new) | _parameters(after[method], self.new)
            yield from self._asked(where, shared, now)
            yield from self._bodies(where, before[method], after[method])
            yield from self._answers(where, before[method], after[method])

    def webhook(self, kind: str) -> Iterator[str]:
        where = f"The webhook {kind}"
        if kind not in self.new.get("webhooks", {}):
            yield f"{where} is gone."
            return
        # What is posted to partners is given, as an answer is.
        was, now = (each["webhooks"][kind]["post"]["requestBody"] for each in (self.old, self.new))
        yield from self._contents(where, was, now, self._given)

    def _asked(self, where: str, before: dict[str, Json], after: dict[str, Json]) -> Iterator[str]:
        for name, parameter in after.items():
            if parameter.get("required") and not before.get(name, {}).get("required"):
                yield f"{where}: {name} must be given now."
        for name, parameter in before.items():
            if name not in after:
                yield f"{where}: {name} is not taken any more."
            else:
                yield from self._taken(f"{where}: {name}", parameter["schema"], after[name]["schema"])

    def _bodies(self, where: str, before: Json, after: Json) -> Iterator[str]:
        was, now = before.get("requestBody", {}), after.get("requestBody", {})
        if now.get("required") and not was.get("required"):
            yield f"{where}: a body must be sent now."
        yield from self._contents(f"{where}: its body", was, now, self._taken)

    def _answers(self, where: str, before: Json, after: Json) -> Iterator[str]:
        for status, response in before["responses"].items():
            # Errors may become others: what every client must know is their one shape.
            if not status.startswith("2"):
                continue
            if status not in after["responses"]:
                yield f"{where}: {status} is not answered any more."
                continue
            was, now = _at(response, self.old), _at(after["responses"][status], self.new)
            yield from self._contents(f"{where}: {status}", was, now, self._given)

    def _contents(self, where: str, was: Json, now: Json, compare: Any) -> Iterator[str]:
        for kind, content in was.get("content", {}).items():
            if kind not in now.get("content", {}):
                yield f"{where} is not {kind} any more."
            else:
                yield from compare(where, content["schema"], now["content"][kind]["schema"])

    def _taken(self, where: str, old: Json, new: Json) -> Iterator[str]:
        was, now = _main(old, self.old), _main(new, self.new)
        if "anything" not in _types(new, self.new) and (
            lost := _types(old, self.old) - _types(new, self.new)
        ):
            yield f"{where} may not be {', '.join(sorted(lost))} any more."
            return
        # Which of two patterns takes more can't be told.
        if "pattern" in now and "pattern" not in was:
            yield f"{where} has to keep to a pattern now."
        if "enum" in now and (gone := _values(was) - _values(now) or "enum" not in was):
            yield f"{where} takes fewer values{_told(gone)}."
        for bound, upwards in _BOUNDS.items():
            if bound in now and (bound not in was or _narrower(was[bound], now[bound], upwards=upwards)):
                yield f"{where} has a narrower {bound}."
        for name in now.get("required", ()):
            if name not in was.get("required", ()):
                yield f"{where}.{name} must be given now."
        yield from self._members(where, was, now, self._taken, "not taken")

    def _given(self, where: str, old: Json, new: Json) -> Iterator[str]:
        was, now = _main(old, self.old), _main(new, self.new)
        if gained := _types(new, self.new) - _types(old, self.old):
            yield f"{where} may now be {', '.join(sorted(gained))}."
            return
        if "enum" in was and (more := _values(now) - _values(was) or "enum" not in now):
            yield f"{where} may have other values now{_told(more)}."
        for name in was.get("required", ()):
            if name in now.get("properties", {}) and name not in now.get("required", ()):
                yield f"{where}.{name} may be missing now."
        yield from self._members(where, was, now, self._given, "not given")

    def _members(self, where: str, was: Json, now: Json, compare: Any, lost: str) -> Iterator[str]:
        for name, member in was.get("properties", {}).items():
            if name not in now.get("properties", {}):
                yield f"{where}.{name} is {lost} any more."
            else:
                yield from compare(f"{where}.{name}", member, now["properties"][name])
        for inner in ("items", "additionalProperties"):
            if isinstance(was.get(inner), Mapping):
                other = now.get(inner)
                yield from compare(f"{where}[]", was[inner], other if isinstance(other, Mapping) else _NEVER)


def _parameters(of: Json, document: Json) -> dict[str, Json]:
    found = (_at(each, document) for each in of.get("parameters", ()))
    return {f"{each['name']} in the {each['in']}": each for each in found}


def _at(thing: Json, document: Json) -> Json:
    """What a reference leads to, or the thing itself."""
    while "$ref" in thing:
        place: Any = document
        for part in thing["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        thing = place
    return thing


def _main(schema: Json, document: Json) -> Json:
    found = _at(schema, document)
    options = [_at(each, document) for each in found.get("anyOf", ())]
    return next((each for each in options if each.get("type") != "null"), found)


def _types(schema: Json, document: Json) -> set[str]:
    """The JSON types that are possible."""
    found = _at(schema, document)
    if "anyOf" in found:
        return {kind for each in found["anyOf"] for kind in _types(each, document)}
    kinds = found.get("type", "anything")
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _narrower(was: float, now: float, *, upwards: bool) -> bool:
    return now > was if upwards else now < was


def _values(schema: Json) -> set[Any]:
    return set(schema.get("enum", ()))


def _told(values: Any) -> str:
    return f": {', '.join(sorted(map(str, values)))}" if isinstance(values, set) else ""
