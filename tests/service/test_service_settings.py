"""What a server may be started with."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from service.places import private_folder
from service.settings import ApiSettings, is_loopback


def run(module: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("module", ["service", "service.bootstrap"])
def test_no_keys_and_no_loopback_do_not_start(module: str, tmp_path: Path) -> None:
    ended = run(module, DISCERN_AUTH="off", DISCERN_HOST="0.0.0.0", DISCERN_DATA_DIR=str(tmp_path / "data"))

    assert ended.returncode == 2
    assert "DISCERN_AUTH=off needs a loopback DISCERN_HOST" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "data").exists()


def test_a_setting_that_does_not_fit_is_named_as_the_environment_names_it(tmp_path: Path) -> None:
    ended = run("service", DISCERN_PORT="70000", DISCERN_LIMITS__MAX_ROWS="-1", DISCERN_DATA_DIR=str(tmp_path))

    assert ended.returncode == 2
    assert "DISCERN_PORT: " in ended.stderr
    assert "DISCERN_LIMITS__MAX_ROWS: " in ended.stderr


def test_no_keys_on_loopback_is_fine() -> None:
    for host in ("127.0.0.1", "localhost", "::1", "127.8.8.8"):
        assert ApiSettings(auth="off", host=host).auth == "off"
    for host in ("0.0.0.0", "::", "192.168.0.1", "discern.example"):
        assert not is_loopback(host)
        with pytest.raises(ValidationError, match="loopback"):
            ApiSettings(auth="off", host=host)
    with pytest.raises(ValidationError, match="any web page"):
        ApiSettings(auth="off", allowed_hosts=("*",))


def test_lists_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCERN_ALLOWED_HOSTS", "A.example, b.example")
    monkeypatch.setenv("DISCERN_CORS_ORIGINS", "https://a.example,http://localhost:3000")
    monkeypatch.setenv("DISCERN_LIMITS__MAX_ROWS", "7")

    settings = ApiSettings()

    assert {"a.example", "b.example", "localhost", "127.0.0.1", "::1"} == settings.host_names
    assert settings.cors_origins == ("https://a.example", "http://localhost:3000")
    assert settings.limits.max_rows == 7


@pytest.mark.parametrize("origin", ["*", "a.example", "https://*.example", "https://a.example/", "ftp://a", "null"])
def test_origins_are_exact(origin: str) -> None:
    with pytest.raises(ValidationError, match="exact origin"):
        ApiSettings(cors_origins=(origin,))


def test_listening_on_every_address_allows_no_name_but_loopback() -> None:
    assert ApiSettings(host="0.0.0.0").host_names == {"localhost", "127.0.0.1", "::1"}
    assert "192.0.2.7" in ApiSettings(host="192.0.2.7").host_names


def test_the_data_folder_is_closed_to_other_accounts(tmp_path: Path) -> None:
    made, found = tmp_path / "a" / "made", tmp_path / "found"
    found.mkdir(mode=0o755)

    for folder in (made, found):
        private_folder(folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_settings_are_frozen_and_documented() -> None:
    with pytest.raises(ValidationError):
        ApiSettings().port = 1  # type: ignore[misc]
    undocumented = [name for name, field in ApiSettings.model_fields.items() if not field.description]
    assert undocumented == []
