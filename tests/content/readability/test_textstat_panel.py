from __future__ import annotations

import ast
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from content.errors import ReadabilityUnavailable
from content.readability import counts, dictionary, textstat_panel

CONTENT = Path(dictionary.__file__).parents[1]


def test_the_installed_textstat_is_named() -> None:
    assert textstat_panel.version() == "0.7.13"


def test_only_the_panel_imports_textstat_or_nltk() -> None:
    importers = set()
    for file in CONTENT.parent.glob("*/**/*.py"):
        if file.relative_to(CONTENT.parent).parts[0] not in {"content", "audio", "service"}:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in {"textstat", "nltk", "pyphen"} for name in names):
                importers.add(file.name)
    assert importers == {"textstat_panel.py"}


def test_textstat_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, content.gate, content.source.folder; sys.exit('textstat' in sys.modules or 'nltk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=CONTENT.parent, check=False).returncode == 0


def test_scores_need_no_network_and_no_nltk_data_elsewhere() -> None:
    code = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from content.readability import textstat_panel\n"
        "textstat_panel.warm()\n"
        "import nltk; nltk.download = refuse\n"
        "print(textstat_panel.judge('The antidepressant works.')['flesch_kincaid_grade'])"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=CONTENT.parent,
        env={"NLTK_DATA": "/nonexistent", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert float(run.stdout) > 10


def test_scores_are_the_same_in_a_checkout_that_the_group_may_write_to(tmp_path: Path) -> None:
    # NLTK 3.10 refuses such folders, and umask 002 makes them on every Ubuntu.
    archive = tmp_path / "corpora" / "cmudict.zip"
    archive.parent.mkdir(mode=0o775)
    archive.parent.chmod(0o775)
    archive.write_bytes(dictionary.ARCHIVE.read_bytes())
    archive.chmod(0o664)
    assert dictionary.syllables(archive) == dictionary.syllables()


def test_another_textstat_than_the_proven_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = textstat_panel.lexicon()
    monkeypatch.setattr(textstat_panel, "_ask_textstat", lambda _: dict.fromkeys(textstat_panel.METRICS, 1.0))
    with pytest.raises(ReadabilityUnavailable, match=r"0\.7\.13.*flesch_reading_ease.*locked version"):
        textstat_panel._prove(loaded)


def test_words_that_were_hyphenated_are_not_kept() -> None:
    from textstat.backend.utils import get_pyphen

    lexicon = textstat_panel.lexicon()
    counts = [lexicon.syllables(f"zqx{number}ology") for number in range(5000)]
    assert [lexicon.syllables(f"zqx{number}ology") for number in range(5000)] == counts
    assert not get_pyphen("en_US").hd.cache


def test_nothing_of_a_text_stays_in_textstat_after_the_shared_pass() -> None:
    from textstat.backend.counts import count_syllables

    lexicon = textstat_panel.lexicon()
    before = count_syllables.cache_info().currsize
    counts.count("Nobody keeps these very words.", lexicon)
    assert count_syllables.cache_info().currsize == before


def test_many_threads_get_one_lexicon() -> None:
    textstat_panel._load.cache_clear()
    seen: list[counts.Lexicon] = []
    threads = [threading.Thread(target=lambda: seen.append(textstat_panel.lexicon())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in seen}) == 1
