from __future__ import annotations

from pathlib import Path

import pytest

from service.partners.limits import Limits
from service.settings import SETTINGS, SettingError, Settings


def read(**env: str) -> Settings:
    return Settings.from_environment({f"PLAINSPOKEN_{key}": value for key, value in env.items()})


def test_an_empty_environment_gives_the_documented_defaults() -> None:
    settings = read()
    assert settings.data_dir == Path("var").absolute()
    assert settings.database_url == f"sqlite:///{settings.data_dir}/plainspoken.db"
    assert settings.audio_url == f"{settings.data_dir}/audio"
    assert settings.public_url is None
    assert settings.trusted_proxies == 0
    assert (settings.anonymous_limits, settings.partner_limits) == (Limits(60), Limits(1200))


@pytest.mark.parametrize("bad", ["0", "many", "60, 70", "audio=5"])
def test_limits_that_are_none_are_refused_by_name(bad: str) -> None:
    with pytest.raises(SettingError, match="PLAINSPOKEN_ANONYMOUS_LIMIT can't be used"):
        read(ANONYMOUS_LIMIT=bad)


def test_a_limit_for_a_group_leaves_the_general_one_as_it_is() -> None:
    assert read(PARTNER_LIMIT="readability=300").partner_limits == Limits(1200, {"readability": 300})


def test_an_address_that_is_not_of_redis_is_refused_by_name_and_not_told_back() -> None:
    with pytest.raises(SettingError, match="PLAINSPOKEN_REDIS_URL") as error:
        read(REDIS_URL="http://me:hunter2@host")
    assert "hunter2" not in str(error.value)


def test_networks_are_read_one_after_the_other() -> None:
    assert read().webhook_networks == ()
    read_ones = read(WEBHOOK_NETWORKS=" 10.1.0.0/16, fd00::/8,").webhook_networks
    assert list(map(str, read_ones)) == ["10.1.0.0/16", "fd00::/8"]


@pytest.mark.parametrize("bad", ["10.1.0.1/16", "10.1.0.0/33", "intranet", "10.1"])
def test_a_network_that_is_none_is_refused_by_name(bad: str) -> None:
    with pytest.raises(SettingError, match="PLAINSPOKEN_WEBHOOK_NETWORKS must be networks such as"):
        read(WEBHOOK_NETWORKS=bad)


def test_an_empty_variable_counts_as_unset() -> None:
    assert read(SPEECH_WORKERS="  ").speech_workers >= 1


@pytest.mark.parametrize("bad", ["0", "65", "-1", "two", "1.5", "\u0661", "9" * 500])
def test_a_number_out_of_range_names_the_setting_and_the_range(bad: str) -> None:
    with pytest.raises(SettingError, match=r"PLAINSPOKEN_SPEECH_WORKERS must be .* 1 to 64"):
        read(SPEECH_WORKERS=bad)


@pytest.mark.parametrize(
    "bad", ["example.org", "ftp://example.org", "https://", "https://a/?q=1", "https://[x"]
)
def test_a_public_address_that_is_none_is_refused_by_name(bad: str) -> None:
    with pytest.raises(SettingError, match="PLAINSPOKEN_PUBLIC_URL"):
        read(PUBLIC_URL=bad)


def test_a_public_address_loses_its_last_slash() -> None:
    assert read(PUBLIC_URL="https://example.org/health/").public_url == "https://example.org/health"


def test_a_log_level_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(SettingError, match=r"PLAINSPOKEN_LOG_LEVEL must be one of debug, info"):
        read(LOG_LEVEL="loud")


def test_a_misspelt_setting_is_remembered_for_a_warning() -> None:
    assert read(DATADIR="/tmp").unknown == ("PLAINSPOKEN_DATADIR",)


def test_addresses_and_secrets_stay_out_of_the_printed_settings() -> None:
    secrets = {
        "DATABASE_URL": "postgresql+psycopg://me:hunter2@db/x",
        "REDIS_URL": "redis://:hunter2@cache/0",
        "SECRET_KEY": "hunter2",
    }
    assert "hunter2" not in repr(read(**secrets))


def test_every_described_setting_is_read() -> None:
    given = {setting.name: "1" for setting in SETTINGS}
    given |= {
        "PUBLIC_URL": "https://example.org",
        "LOG_LEVEL": "info",
        "ON_REQUEST_MB": "100",
        "REDIS_URL": "redis://localhost",
        "CONTACT": "a@example.org",
        "WEBHOOK_NETWORKS": "10.1.0.0/16",
    }
    assert read(**given).unknown == ()


@pytest.mark.parametrize(
    "good", ["help@example.org", "a.b+c@mail.example.org", "https://example.org/help?topic=1"]
)
def test_where_readers_can_write_to_is_an_email_or_a_web_address(good: str) -> None:
    assert read(CONTACT=good).contact == good
    assert read().contact is None


@pytest.mark.parametrize(
    "bad",
    ["help", "javascript:alert(1)", "mailto:a@b.org", "a@b", "https://", "//example.org", "a b@example.org"],
)
def test_any_other_place_to_write_to_is_refused_by_name(bad: str) -> None:
    with pytest.raises(SettingError, match="PLAINSPOKEN_CONTACT"):
        read(CONTACT=bad)
