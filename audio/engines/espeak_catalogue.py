"""The voices of espeak-ng, read from the data that the wheel of its library brings."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from audio.assembly import REVISION
from audio.engine import Voice
from audio.engines.catalogue import Catalogue, Offer
from audio.errors import SpeechUnavailable

PACKAGES = ("pyttsx3", "espeakng-loader")
DRIVER_REVISION = 1  # count up when a change of driver or engine changes the bytes
ENGINE = "pyttsx3"
DEFAULT_GENDER = "male"  # espeak-ng's own formants, where a voice's file says nothing else


def data_folder() -> Path:
    """espeak-ng's data; looking for it imports nothing. Raises SpeechUnavailable when it is missing."""
    spec = importlib.util.find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        raise SpeechUnavailable("The package espeakng-loader is not installed.")
    folder = Path(spec.origin).parent / "espeak-ng-data"
    if not (folder / "phontab").is_file():
        raise SpeechUnavailable(f"espeak-ng's data is missing: there is no {folder / 'phontab'}.")
    return folder


@cache
def catalogue() -> Catalogue:
    """Every voice of `espeak_voices.toml` that the data has. Raises SpeechUnavailable.

    The loader's version stands for libespeak-ng's: starting the engine checks that no other
    library was taken.
    """
    try:
        versions = [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    except importlib.metadata.PackageNotFoundError as missing:
        raise SpeechUnavailable(f"The package {missing.name} is not installed.") from missing
    engine = "; ".join([*versions, f"driver {DRIVER_REVISION}", f"assembly {REVISION}"])
    policy = tomllib.loads(Path(__file__).with_name("espeak_voices.toml").read_text("utf-8"))
    found = Catalogue(
        Offer(voice, source, f"{engine}; voice {source}") for source, voice in _voices(data_folder(), policy)
    )
    if not found.voices:
        raise SpeechUnavailable("espeak-ng found no voices in its data.")
    return found


def _voices(data: Path, policy: Mapping[str, Any]) -> Iterator[tuple[str, Voice]]:
    """Each voice with espeak-ng's identifier of it: the path of its file, and a variant's name."""
    languages = data / "lang"
    for path in languages.rglob("*"):
        file_name = path.name.lower()
        if not path.is_file() or file_name in policy["left_out"]:
            continue
        source = path.relative_to(languages).as_posix()
        said = _first_words(path)
        id_ = policy["ids"].get(file_name, file_name)
        language = policy["languages"].get(file_name, said["language"].split()[0].lower())
        plain = Voice(id_, said["name"], language, said.get("gender", DEFAULT_GENDER).split()[0], ENGINE)
        yield source, plain
        for variant in policy["variants"]:
            # espeak-ng takes the plain voice, without a word, when it does not know the variant.
            if id_ in variant["of"] and (data / "voices" / "!v" / variant["file"]).is_file():
                name = f"{plain.name}, {variant['name']}"
                yield (
                    f"{source}+{variant['file']}",
                    Voice(f"{id_}-{variant['id']}", name, language, variant["gender"], ENGINE),
                )


def _first_words(path: Path) -> dict[str, str]:
    """What a voice's file says of itself: the first value of each key, without comments."""
    said: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        key, _, value = line.partition("//")[0].strip().partition(" ")
        said.setdefault(key, value.strip())
    return said
