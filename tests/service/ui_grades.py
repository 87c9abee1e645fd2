"""How hard each text of the pages is to read, by the product's own formulas: US school grade 6 at most.

    python -m tests.service.ui_grades

lists the texts that are too hard. The rule:

1. A text of ten words or more is graded alone: G, the mean of Flesch-Kincaid and Coleman-Liau on prepared
   text, is at most 6.0.
2. Of shorter ones a grade says nothing: one long word decides it. So those of one file are strung together
   into lines of ten words, which takes away what brevity would win or lose, and the grade of the whole is at
   most 6.0. Files with fewer than thirty words in short texts are graded together.
3. No text has a word of four syllables or more but those in `ALLOWED`, each with its reason.

Left out, as names are: values that are put in later (`%(name)s`), and what is code. Marks of HTML are, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.article import Block
from content.readability.grade import measure
from content.readability.text import prose
from content.readability.textstat_panel import lexicon
from service.translations.extraction import catalogue

#: US school grade.
MOST = 6.0
#: In words.
ALONE = 10
ENOUGH = 30
#: In syllables.
LONG = 4

#: Long words that have no shorter one, by their reason.
ALLOWED = {
    "accessibility": "the name under which people look for that page, on every site",
    "dyslexia": "the name of what people have who look for this",
}

_VALUE = re.compile(r"%\(\w+\)[a-z]")
_MARKUP = re.compile(r"<code>.*?</code>|<[^>]+>")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the catalogue as its readers see it, less the values that are put in."""

    file: str
    shown: str

    @property
    def words(self) -> list[str]:
        """Its words, as blanks part them."""
        return self.shown.split()


def texts() -> Iterator[Text]:
    """Every text; of those with a plural both forms."""
    for message in catalogue():
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        for form in filter(None, forms):
            shown = _VALUE.sub("", _MARKUP.sub("", form)).replace("%%", "%")
            yield Text(message.locations[0][0], " ".join(shown.split()))


def grade(*lines: str) -> float:
    """G of paragraphs; 0 where there is no word."""
    return measure(prose([Block("paragraph", line) for line in lines])).grade or 0.0


def strung(short: list[Text]) -> list[str]:
    """The words of short texts as sentences of ten words each, without capitals: none is a name for that."""
    words = [word.strip(".,:;!?“”()…·").lower() for text in short for word in text.words]
    words = [word for word in words if word]
    return [" ".join(words[at : at + ALONE]) + "." for at in range(0, len(words), ALONE)]


def too_hard() -> list[str]:
    """What breaks the rule, told with its grade or its word."""
    found = list(texts())
    return [*_alone(found), *_together(found), *_long_words(found)]


def _alone(found: list[Text]) -> Iterator[str]:
    for text in found:
        if len(text.words) >= ALONE and (g := grade(text.shown)) > MOST:
            yield f"{g:5.1f}  {text.file}: {text.shown}"


def _together(found: list[Text]) -> Iterator[str]:
    for name, members in grouped(found).items():
        lines = strung(members)
        if (g := grade(*lines)) > MOST:
            yield f"{g:5.1f}  {name}, its short texts: {' '.join(lines)}"


def grouped(found: list[Text]) -> dict[str, list[Text]]:
    """The short texts by file; those of files with few of them together."""
    short: dict[str, list[Text]] = {}
    for text in found:
        if len(text.words) < ALONE:
            short.setdefault(text.file, []).append(text)
    groups: dict[str, list[Text]] = {}
    for file, members in short.items():
        enough = sum(len(text.words) for text in members) >= ENOUGH
        groups.setdefault(file if enough else "other files", []).extend(members)
    return groups


def _long_words(found: list[Text]) -> Iterator[str]:
    for text in found:
        for word in _WORD.findall(text.shown):
            plain = word.lower()
            if plain not in ALLOWED and lexicon().syllables(plain) >= LONG:
                yield f"{word} ({lexicon().syllables(plain)} syllables)  {text.file}: {text.shown}"


if __name__ == "__main__":
    print("\n".join(too_hard()) or "Every text is easy enough.")  # noqa: T201
