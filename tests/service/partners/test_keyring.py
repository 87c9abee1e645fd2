"""Who is let in by a key, and that nobody else is."""

from __future__ import annotations

import hmac
from datetime import timedelta
from pathlib import Path

import pytest

from content.errors import StoreUnavailable
from service.partners.credentials import checksum, new_credential
from service.partners.errors import KeyRefused, KeyUnreadable, Refused
from service.partners.keyring import Keyring
from service.partners.partner import Partner, Scope
from service.partners.secret import ServerSecret
from tests.fakes.partner_store import FakePartnerStore
from tests.fakes.partners import Desk


def refusal(desk: Desk, header: str) -> Refused:
    with pytest.raises(Refused) as error:
        desk.desk.keyring.recognise(header)
    return error.value


def test_a_key_names_its_partner() -> None:
    desk = Desk()
    key, other = desk.add("clinic"), desk.add("bakery", Scope.READ)
    partner, found = desk.desk.keyring.recognise(f"Bearer {key.text}")
    assert (partner.name, found.id, found.scopes) == ("clinic", key.id, frozenset(Scope))
    assert desk.desk.keyring.recognise(f"bearer  {other.text} ")[0].name == "bakery"


def test_what_is_kept_of_a_key_does_not_give_it_back() -> None:
    desk = Desk()
    key = desk.add()
    kept = repr(desk.store.partners()) + str([vars_of(each) for each in desk.store.partner("clinic").keys])
    assert key.text not in kept
    assert key.text[13:-6] not in kept


def vars_of(key: object) -> dict[str, object]:
    return {name: getattr(key, name) for name in key.__slots__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "{key}",
        "Basic {key}",
        "Bearer {key}x",
        "Bearer {key},Bearer {key}",
        "Bearer {key}, {key}",
        "Bearer {key} {key}",
        "Bearer\t{key}",
        "Bearer " + "a" * 100_000,
        "Bearer psk_\u0661",
        "Bearer \xff\xfe",
        "\0",
    ],
)
def test_what_is_no_whole_key_is_told_so_and_nobody_is_asked(header: str) -> None:
    desk = Desk()
    key = desk.add()
    error = refusal(desk, header.format(key=key.text))
    assert type(error) is KeyUnreadable
    assert key.text not in str(error)
    assert isinstance(desk.store, FakePartnerStore)
    assert desk.store.loads == 0


def test_unknown_expired_revoked_and_half_guessed_keys_get_one_answer() -> None:
    desk = Desk()
    expired = desk.add("one", expires=desk.clock() + timedelta(days=1))
    revoked = desk.add("two")
    good = desk.add("three")
    body = f"psk_{good.id}_{'0' * 43}"
    desk.store.revoke([revoked.id], desk.clock())
    desk.clock.move(days=1)
    told = set()
    for text in (expired.text, revoked.text, new_credential().text, body + checksum(body)):
        error = refusal(desk, f"Bearer {text}")
        assert type(error) is KeyRefused
        told.add(str(error))
    assert len(told) == 1


def test_every_whole_key_costs_the_same_comparison_known_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[int, int]] = []
    really = hmac.compare_digest

    def counted(mine: str, theirs: str) -> bool:
        compared.append((len(mine), len(theirs)))
        return really(mine, theirs)

    monkeypatch.setattr(hmac, "compare_digest", counted)
    desk = Desk()
    known = desk.add()
    desk.store.revoke([known.id], desk.clock())
    for text in (known.text, new_credential().text):
        refusal(desk, f"Bearer {text}")
    assert compared == [(64, 64), (64, 64)]


def test_a_key_works_until_the_moment_it_expires() -> None:
    desk = Desk()
    key = desk.add(expires=desk.clock() + timedelta(hours=1))
    desk.clock.move(minutes=59, seconds=59)
    assert desk.desk.keyring.recognise(f"Bearer {key.text}")
    desk.clock.move(seconds=1)
    assert type(refusal(desk, f"Bearer {key.text}")) is KeyRefused


def test_while_keys_overlap_both_work_and_then_the_new_one_alone() -> None:
    desk = Desk()
    old = desk.add()
    new, key = desk.desk.keyring.issue(Scope, None)
    desk.store.rotate("clinic", key, desk.clock() + timedelta(days=7))
    for credential in (old, new):
        assert desk.desk.keyring.recognise(f"Bearer {credential.text}")
    desk.clock.move(days=7)
    assert type(refusal(desk, f"Bearer {old.text}")) is KeyRefused
    assert desk.desk.keyring.recognise(f"Bearer {new.text}")


def test_partners_are_loaded_again_only_when_something_changed() -> None:
    desk = Desk()
    assert isinstance(desk.store, FakePartnerStore)
    key = desk.add()
    for _ in range(5):
        desk.desk.keyring.recognise(f"Bearer {key.text}")
    assert desk.store.loads == 1
    desk.store.revoke([key.id], desk.clock())
    desk.store.loads = 0
    for _ in range(5):
        refusal(desk, f"Bearer {key.text}")
    assert desk.store.loads == 1


def test_a_store_that_can_not_tell_lets_nobody_in() -> None:
    desk = Desk()
    key = desk.add()
    desk.desk.keyring.recognise(f"Bearer {key.text}")
    assert isinstance(desk.store, FakePartnerStore)
    desk.store.broken = "the disk is gone"
    with pytest.raises(StoreUnavailable):
        desk.desk.keyring.recognise(f"Bearer {key.text}")


def test_a_copy_of_the_database_is_worth_nothing_under_another_secret() -> None:
    desk = Desk()
    key = desk.add()
    elsewhere = Keyring(desk.store, ServerSecret("another secret", Path("/nowhere")), desk.clock)
    with pytest.raises(KeyRefused):
        elsewhere.recognise(f"Bearer {key.text}")


def test_a_key_that_is_revoked_while_keys_are_loaded_fails_at_the_next_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    key = desk.add()
    load = desk.store.partners

    def revoked_meanwhile() -> tuple[Partner, ...]:
        monkeypatch.undo()
        found = load()
        desk.store.revoke([key.id], desk.clock())
        return found

    monkeypatch.setattr(desk.store, "partners", revoked_meanwhile)
    desk.desk.keyring.recognise(f"Bearer {key.text}")
    assert type(refusal(desk, f"Bearer {key.text}")) is KeyRefused
