"""Undocumented is red: the README against the live routes, settings, commands and thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask

from audio.engines.silence import SilenceEngine
from content.levels import policy
from service.app import create_app
from service.cli import main
from service.settings import PREFIX, SETTINGS, Settings
from service.wiring import assemble
from tests.fakes.article_store import FakeArticleStore
from tests.fakes.articles import sample_article
from tests.fakes.audio_store import FakeAudioStore

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ARTICLE = sample_article(sections=("introduction",))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    env = {f"{PREFIX}DATA_DIR": str(tmp_path_factory.mktemp("data")), f"{PREFIX}LOG_LEVEL": "error"}
    parts = assemble(FakeArticleStore(ARTICLE), SilenceEngine(), FakeAudioStore(), voice="en-us")
    return create_app(Settings.from_environment(env), parts)


def test_the_readme_tells_of_every_route_and_of_no_other(app: Flask) -> None:
    live = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule.rule)
        .replace("<format_name>", "<format>")
        .replace("<whole_format>", "<format>")
        .replace("<filename>", "<file>")
        for rule in app.url_map.iter_rules()
    }
    table = README.split("\n## Addresses")[1].split("\n## ")[0].split("\n\n")[1]
    told = set(re.findall(r"`(/[^`]*)`", "\n".join(line.split("|")[1] for line in table.splitlines())))
    assert told == live


def test_the_readme_tells_of_every_setting_with_its_default_and_of_no_other() -> None:
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \| (.*?) \|", README, flags=re.MULTILINE)
    assert {name: default.strip("`").replace("`", "") for name, default in rows} == {
        PREFIX + setting.name: setting.default for setting in SETTINGS
    }


def commands(group: click.Group, prefix: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def test_the_readme_tells_of_every_command_and_of_no_other() -> None:
    told = re.findall(r"^\| `(plainspoken [a-z ]*[a-z])", README, flags=re.MULTILINE)
    assert sorted(told) == sorted(commands(main, "plainspoken"))


def test_the_readme_tells_of_every_make_target_that_users_need() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE)
    for target in set(targets) & {"run", "test", "check", "bench", "listen"}:
        assert f"make {target}" in README


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_readmes_python_runs() -> None:
    blocks = code_blocks("python")
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102


def test_the_readmes_plainspoken_commands_run() -> None:
    lines = [line for block in code_blocks("sh") for line in block.splitlines()]
    commands = [line.split()[1:] for line in lines if line.startswith(".venv/bin/plainspoken")]
    assert commands
    for words in commands:
        assert CliRunner().invoke(main, words).exit_code == 0, words


def test_the_readmes_requests_are_answered(app: Flask) -> None:
    urls = re.findall(r"curl (?:-o \S+ )?\"http://127.0.0.1:8000([^\"]*)\"", "".join(code_blocks("sh")))
    assert urls
    for url in urls:
        ours = url.replace("how-ketamine-works", ARTICLE.slug)
        # As its reader asks: oEmbed takes addresses of the host that it is asked at.
        assert app.test_client().get(ours, base_url="http://127.0.0.1:8000").status_code == 200, url


def test_the_readmes_thresholds_are_those_of_the_policy() -> None:
    for each in policy().levels:
        row = next(line for line in README.splitlines() if line.startswith(f"| `{each.level}` |"))
        numbers = [float(n) for n in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", " ".join(row.split("|")[3:]))]
        wanted = (each.page_grade, each.section_grade, each.hard_words_percent,
                  each.mean_sentence_words, each.max_sentence_words)  # fmt: skip
        assert numbers == [number for number in wanted if number is not None]
