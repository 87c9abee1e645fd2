"""(h) The panel of readability metrics, alone and from a text as sent, against those who compute the same."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from content.article import Level
from content.intake import taken
from content.readability import textstat_panel
from content.readability.counts import count
from content.readability.formulas import METRICS, metrics
from content.readability.grade import measure
from content.readability.text import prose
from tests.bench.bundled import article
from tests.bench.checking import forgetting

NAME = "judging"
TITLE = f"(h) words a second on one core: {len(METRICS)} metrics of one text, others' caches cold"
LENGTHS = (200, 2_000, 20_000)
ROUNDS = 5
#: Words looked at in one round, whatever the length of the texts.
WORDS = 20_000
#: Installed into a folder of their own, outside of what Python imports here: one of them would take the
#: place of a module that textstat needs.
RIVALS = Path(sys.prefix) / "rivals"
HERE = Path(__file__).parent


def lines() -> Iterator[str]:
    """One line for each length and rival."""
    lexicon = textstat_panel.lexicon()
    forget = forgetting()
    texts = {length: _texts(length) for length in LENGTHS}
    asked = {
        length: [prose(taken(text, "plain").blocks).text for text in texts[length]] for length in LENGTHS
    }
    others = {
        name: rates(asked)
        for name, rates in (("py-readability-metrics", _python), ("text-readability", _node))
    }

    def by_textstat(text: str) -> None:
        forget()
        textstat_panel.judge(text)

    for length in LENGTHS:
        ours = {
            "the panel": _rate(lambda text: metrics(count(text, lexicon)), asked[length]),
            "from plain text to all scores": _rate(
                lambda text: measure(prose(taken(text, "plain").blocks), scope="page"), texts[length]
            ),
        }
        rivals: dict[str, float | str] = {"textstat": _rate(by_textstat, asked[length], rounds=3)}
        rivals |= {name: told if isinstance(told, str) else told[length] for name, told in others.items()}
        for what, own in ours.items():
            against = ", ".join(
                f"{name}: {rate}" if isinstance(rate, str) else f"{own / rate:.1f} times {name}'s {rate:,.0f}"
                for name, rate in rivals.items()
            )
            yield f"{length:,} words, {what}: {own:,.0f}; {against}"


def _texts(length: int) -> list[str]:
    """Texts of so many words: the bundled article's sentences with every eighth word another.

    So that the vocabulary grows with the text as it does in prose: a word that comes again costs less.
    """
    rng = random.Random(11)  # noqa: S311  # texts, not secrets
    dictionary = [word for word in textstat_panel.lexicon().known if word.isalpha()]
    sentences = [
        sentence.shown
        for section in article().sections
        for level in Level
        for sentence in prose(section.renditions[level].blocks).sentences
    ]
    texts = []
    for _ in range(max(1, WORDS // length)):
        words: list[str] = []
        while len(words) < length:
            words += [
                rng.choice(dictionary) if word.isalpha() and rng.random() < 0.125 else word
                for word in rng.choice(sentences).split()
            ]
        texts.append(" ".join(words[:length]))
    return texts


def _rate(judge: Callable[[str], object], texts: Sequence[str], rounds: int = ROUNDS) -> float:
    """Words a second of this process's own time, the median of some rounds."""
    judge(texts[0])
    words = sum(len(text.split()) for text in texts)
    taken_s = []
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            judge(text)
        taken_s.append(time.process_time() - began)
    return words / median(taken_s)


def _python(texts: dict[int, list[str]]) -> dict[int, float] | str:
    folder = RIVALS / "python"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    if not folder.is_dir() and not _done(
        [*install, "--target", str(folder), "py-readability-metrics==1.4.5"]
    ):
        return "not installed: pip could not get it"
    return _told([sys.executable, str(HERE / "rival_readability.py"), str(folder)], texts)


def _node(texts: dict[int, list[str]]) -> dict[int, float] | str:
    folder = RIVALS / "node"
    install = [
        "npm",
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
        str(folder),
    ]
    if not (folder / "node_modules").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        if not _done([*install, "text-readability@1.1.1"]):
            return "not installed: npm is missing, or could not get it"
    return _told(["node", str(HERE / "rival_readability.mjs"), str(folder)], texts)


def _done(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=180, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _told(command: list[str], texts: dict[int, list[str]]) -> dict[int, float] | str:
    """Seconds a round of each length, as the rival's own process measured them, as words a second."""
    try:
        run = subprocess.run(
            command, input=json.dumps(texts), capture_output=True, text=True, timeout=300, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return "could not be run"
    told = json.loads(run.stdout)
    return {length: sum(len(text.split()) for text in texts[length]) / told[str(length)] for length in texts}
