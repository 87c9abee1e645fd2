"""CMU's pronouncing dictionary, as shipped: how many syllables a word has. Needs no network."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from content.errors import ReadabilityUnavailable

#: In NLTK's layout, so that NLTK can read it too.
NLTK_DATA = Path(__file__).parent / "data" / "nltk_data"
ARCHIVE = NLTK_DATA / "corpora" / "cmudict.zip"
MEMBER = "cmudict/cmudict"


def syllables(archive: Path = ARCHIVE) -> dict[str, int]:
    """Syllables of each word, lower case, in its first pronunciation, as textstat counts them.

    A syllable is a phone with a stress digit (`AH0`). Raises `ReadabilityUnavailable` with the
    archive's name where it is missing or damaged.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            lines = opened.read(MEMBER).decode("ascii").splitlines()
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ReadabilityUnavailable(
            f"The pronouncing dictionary {archive} is missing or damaged ({error}). "
            "Install Plainspoken again, or run `python -m content.readability.build_dictionary`."
        ) from error
    table: dict[str, int] = {}
    for line in lines:
        word, _, phones = line.split(" ", 2)
        # Later lines of the same word are its other pronunciations.
        table.setdefault(word.lower(), sum(phones.count(stress) for stress in "012"))
    return table
