"""The contract's files: what is now (`openapi.json`), and what partners were promised (`released.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Flask

import service.api
from service.api.contract import document

_FOLDER = Path(service.api.__file__).parent

NOW = _FOLDER / "openapi.json"
RELEASED = _FOLDER / "released.json"
EXAMPLES = _FOLDER / "examples.json"

#: What a promise does not consist of.
_WORDS = {"description", "summary", "examples", "example", "tags", "info"}


def now(app: Flask) -> dict[str, Any]:
    """The contract of this application, as it is served."""
    with app.test_request_context():
        made: dict[str, Any] = json.loads(json.dumps(document()))
    return made


def bare(contract: Any) -> Any:
    """The contract without its words: what `released.json` keeps, and its version."""
    version = {"info": {"version": contract["info"]["version"]}}
    return version | _without_words(contract)


def read(file: Path) -> Any:
    """What a file of the contract holds."""
    return json.loads(file.read_text("utf-8"))


def write(file: Path, contract: Any) -> None:
    """One member a line, so that a change of the contract is seen where it is."""
    file.write_text(json.dumps(contract, ensure_ascii=False, indent=1) + "\n", "utf-8")


def major(contract: Any) -> str:
    """The version that stands in the API's addresses."""
    return str(contract["info"]["version"]).split(".", maxsplit=1)[0]


def _without_words(thing: Any, *, names: bool = False) -> Any:
    # Under `properties`, and where schemas and parameters stand by name, every key is a name.
    if isinstance(thing, dict):
        return {
            key: _without_words(value, names=key in {"properties", "schemas"})
            for key, value in thing.items()
            if names or key not in _WORDS
        }
    return [_without_words(each) for each in thing] if isinstance(thing, list) else thing
