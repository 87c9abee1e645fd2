from __future__ import annotations

import os
import random
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.article import Level
from content.codes import codes
from content.errors import PackageUnreadable
from content.gate import check
from content.source.folder import read
from tests.content.packages import BASE, copy_of_base, edit


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path)


def found(package: Path) -> list[str]:
    return [f"{each.file}:{each.line} {each.code}" for each in check(read(package)).findings]


def test_a_package_is_read_with_the_lines_of_its_keys() -> None:
    draft = read(BASE)
    assert draft.findings == ()
    assert draft.levels == (Level.FULL, Level.PLAIN)
    assert draft.file == "base/article.toml"
    lines = (BASE / "article.toml").read_text("utf-8").splitlines()
    assert lines[draft.line("source.url") - 1].startswith("url =")
    assert lines[draft.line("glossary[1].expands") - 1].startswith("expands =")
    assert draft.line("glossary[1].say") == draft.line("glossary[1]")
    assert draft.line("nowhere") == 1


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (None, 1, "no such file"),
        (b"slug = \n", 1, "not TOML"),
        (b'slug = "a"\ntitle = "b\n', 2, "not TOML"),
        (b'slug = "a"\nslug = "b"\n', 2, "not TOML"),
        (b'slug = "a"\ntitle = "caf\xe9"\n', 2, "Byte 23 is not UTF-8"),
        (b"x = " + b"[" * 5000, 1, ""),
        (b"x = " + b"9" * 5000, 1, "not TOML"),
        (b"x = 1979-13-41", 1, "not TOML"),
        (b"#" * (1024 * 1024 + 1), 1, "over 1 MiB"),
    ],
)
def test_a_package_that_is_not_toml_is_unreadable_and_says_where(
    package: Path, content: bytes | None, line: int, words: str
) -> None:
    file = package / "article.toml"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(PackageUnreadable) as caught:
        read(package)
    assert (caught.value.file, caught.value.line) == ("base/article.toml", line)
    assert words in caught.value.message
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize("name", ["nowhere", "base/article.toml"])
def test_what_is_no_folder_is_unreadable(tmp_path: Path, name: str) -> None:
    copy_of_base(tmp_path)
    with pytest.raises(PackageUnreadable, match="no such folder"):
        read(tmp_path / name)


def test_byte_order_marks_and_windows_line_ends_are_welcome(package: Path) -> None:
    before = check(read(package))
    for file in package.rglob("*.*"):
        if file.is_file():
            file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert check(read(package)) == before


def test_a_pipe_is_not_waited_for(package: Path) -> None:
    (package / "how" / "plain.md").unlink()
    os.mkfifo(package / "how" / "plain.md")
    assert found(package) == ["base/how/plain.md:1 PACKAGE-015"]


def test_a_link_that_leads_out_is_refused(package: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nWords.")
    for name in ("how/plain.md", "how/easy.md"):
        (package / name).unlink(missing_ok=True)
        (package / name).symlink_to(secret)
    lines = found(package)
    assert "base/how/plain.md:1 PACKAGE-015" in lines
    assert "base/how/easy.md:1 PACKAGE-015" in lines


def test_a_section_folder_that_leads_out_is_refused(package: Path, tmp_path: Path) -> None:
    (package / "how").rename(tmp_path / "how")
    (package / "how").symlink_to(tmp_path / "how")
    assert [line for line in found(package) if "PACKAGE-015" in line] == [
        "base/how/full.md:1 PACKAGE-015",
        "base/how/plain.md:1 PACKAGE-015",
    ]


def test_links_in_a_circle_end(package: Path) -> None:
    file = package / "how" / "plain.md"
    file.unlink()
    file.symlink_to(file)
    assert "base/how/plain.md:1 PACKAGE-015" in found(package)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_finding(package: Path) -> None:
    (package / "how" / "plain.md").chmod(0)
    assert "base/how/plain.md:1 PACKAGE-015" in found(package)
    (package / "how" / "plain.md").chmod(stat.S_IRUSR)


def test_hidden_files_and_companions_are_passed_over(package: Path) -> None:
    for name in (".DS_Store", "README.md", "LICENSE", "how/.draft.md"):
        (package / name).write_text("x")
    assert found(package) == []


def test_sections_that_lead_out_of_the_package_are_not_opened(package: Path) -> None:
    edit(package / "article.toml", '["why", "how"]', '["why", "how", "../base/how", "/etc", "."]')
    assert [line.split()[1] for line in found(package)] == ["PACKAGE-006"] * 3


def test_more_than_200_sections_are_refused(package: Path) -> None:
    names = ", ".join(f'"s{number}"' for number in range(201))
    edit(package / "article.toml", '["why", "how"]', f'["why", "how", {names}]')
    assert "base/article.toml:5 PACKAGE-016" in found(package)


@pytest.mark.parametrize(
    ("old", "new", "codes_found"),
    [
        ('levels = ["plain"]', 'levels = ["plian"]', {"PACKAGE-012", "MEANING-002"}),
        ('plain = "This', 'simple = "This', {"PACKAGE-012", "PACKAGE-013"}),
        ("on = 2025-01-31", "on = 2025", {"PACKAGE-004"}),
        ("on = 2025-01-31", "", {"PACKAGE-002"}),
        ('by = "A. Reviewer"', 'by = " "', {"PACKAGE-002"}),
        ('topics = ["sleep"]', 'topics = "sleep"', {"PACKAGE-003"}),
        ('topics = ["sleep"]', "topics = [1]", {"PACKAGE-003"}),
        ('sections = ["why", "how"]', "sections = []", {"PACKAGE-002", "PACKAGE-009", "PACKAGE-017"}),
        ("[source]", "[sauce]", {"PACKAGE-001", "PACKAGE-002"}),
        ("[[facts]]", "[facts]", {"PACKAGE-003"}),
        ('term = "CBT"', 'term = "Insomnia"', {"PACKAGE-008"}),
        ('title = "Sleep well"', 'title = "Sleep \\u0007 well"', {"TEXT-003"}),
        ('title = "Sleep well"', 'title = """Sleep\\nwell"""', set()),
        ('words = ["one in three|1 in 3", "7 hours"]', "words = []", {"PACKAGE-002"}),
        ('url = "https://example.org/sleep"', 'url = "https://"', {"PACKAGE-005"}),
        ('url = "https://example.org/sleep"', 'url = "http://[bad"', {"PACKAGE-005"}),
        ("[[omits]]", "[policy.easy]\npage_grade = true\n[[omits]]", {"PACKAGE-003"}),
        ("[[omits]]", "[policy.easier]\n[[omits]]", {"PACKAGE-012"}),
        ("[[omits]]", "[policy.plain]\npage_grad = 3\n[[omits]]", {"PACKAGE-001"}),
        ('language = "en"', 'language = "en-GB"', set()),
    ],
)
def test_what_is_wrong_in_the_metadata_is_found(
    package: Path, old: str, new: str, codes_found: set[str]
) -> None:
    edit(package / "article.toml", old, new)
    assert {line.split()[1] for line in found(package)} >= codes_found
    if not codes_found:
        assert found(package) == []


def test_the_nearest_known_key_is_named(package: Path) -> None:
    edit(package / "article.toml", "publisher", "publsher")
    messages = [str(each) for each in read(package).findings]
    assert "base/article.toml:7 PACKAGE-002 source.publisher is missing. Add `publisher = …`." in messages
    assert any("source.publsher means nothing here. Did you mean `publisher`?" in each for each in messages)


VALUES = st.recursive(
    st.sampled_from(
        [
            '""',
            '"x"',
            "0",
            "-1",
            "1e999",
            "nan",
            "true",
            "2024-01-01",
            "07:32:00",
            "[]",
            "{}",
            '"\\u0000"',
            '"https://x"',
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda each: f"[{', '.join(each)}]") | inner.map("{{k = {}}}".format)
    ),
    max_leaves=4,
)
KEYS = [
    line.split(" =")[0] for line in (BASE / "article.toml").read_text("utf-8").splitlines() if " = " in line
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(KEYS) - 1), VALUES)
def test_a_key_of_any_type_never_ends_in_a_traceback(tmp_path: Path, at: int, value: str) -> None:
    package = tmp_path / "base" if (tmp_path / "base").exists() else copy_of_base(tmp_path)
    lines = (BASE / "article.toml").read_text("utf-8").splitlines()
    place = [index for index, line in enumerate(lines) if " = " in line][at]
    lines[place] = f"{lines[place].split(' =')[0]} = {value}"
    (package / "article.toml").write_text("\n".join(lines))
    for finding in check(read(package)).findings:
        assert finding.code in codes()


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_never_end_in_a_traceback(package: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # noise, not secrets
    for _ in range(30):
        file = rng.choice(sorted(BASE.rglob("*.*")))
        content = bytearray(file.read_bytes())
        for _ in range(rng.choice([1, 3, 40])):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        (package / file.relative_to(BASE)).write_bytes(content)
        with suppress(PackageUnreadable):
            verdict = check(read(package))
            assert (verdict.article is None) == bool(verdict.errors)
        (package / file.relative_to(BASE)).write_bytes(file.read_bytes())
