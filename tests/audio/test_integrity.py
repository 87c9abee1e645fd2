"""Verdicts: what is remembered of a hash, and for how long; and the seal on metadata."""

from __future__ import annotations

import pytest

from audio.errors import AudioDamaged
from audio.integrity import MOST_REMEMBERED, RECHECK_S, SETTLED_S, Verdicts, sealed, unsealed
from audio.keys import AudioKey
from audio.store import AudioInfo
from tests.audio.test_store import KEY, OTHER, info


@pytest.fixture
def verdicts() -> Verdicts:
    return Verdicts(lambda: 1_000_000.0)


def test_a_good_hash_is_remembered_for_its_sign(verdicts: Verdicts) -> None:
    verdicts.judge(info(), info().sha256, ("one",))
    last = verdicts.last(KEY)
    assert last is not None
    assert last.on(("one",)) == info()
    assert last.on(("two",)) is None


def test_a_bad_hash_is_remembered_too(verdicts: Verdicts) -> None:
    with pytest.raises(AudioDamaged):
        verdicts.judge(info(), "0" * 64, ("one",))
    last = verdicts.last(KEY)
    assert last is not None
    assert not last.whole
    assert last.on(("two",)) is None
    with pytest.raises(AudioDamaged, match=KEY.value):
        last.on(("one",))


@pytest.mark.parametrize(
    ("passed", "known"), [(0, True), (RECHECK_S - 1, True), (RECHECK_S, False), (-1, False)]
)
def test_a_verdict_holds_for_hours_and_never_from_the_future(passed: float, known: bool) -> None:
    now = 1_000_000.0
    verdicts = Verdicts(lambda: now)
    verdicts.judge(info(), info().sha256, ())
    now += passed
    assert (verdicts.last(KEY) is not None) == known


@pytest.mark.parametrize(("age", "known"), [(0, False), (SETTLED_S, False), (SETTLED_S + 0.1, True)])
def test_a_file_that_was_changed_just_now_is_not_remembered(
    verdicts: Verdicts, age: float, known: bool
) -> None:
    verdicts.judge(info(), info().sha256, (), changed_at=1_000_000.0 - age)
    assert (verdicts.last(KEY) is not None) == known


def test_the_memory_is_bounded(verdicts: Verdicts) -> None:
    for number in range(MOST_REMEMBERED + 1):
        key = AudioKey(f"{number:064x}")
        verdicts.judge(AudioInfo(key, "mp3", "audio/mpeg", 1, 1, "x"), "x", ())
    assert verdicts.last(AudioKey("0" * 64)) is None
    assert verdicts.last(AudioKey("0" * 63 + "1")) is not None


def test_sealed_metadata_are_read_back() -> None:
    assert unsealed(sealed(info()), KEY) == info()
    with pytest.raises(AudioDamaged):
        unsealed(sealed(info()), OTHER)


def test_metadata_without_a_seal_are_not_trusted() -> None:
    with pytest.raises(AudioDamaged):
        unsealed(b'{"key": "' + KEY.value.encode() + b'"}', KEY)
