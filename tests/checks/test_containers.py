"""The Dockerfile and the Compose file keep the rules that a linter for them would check; no engine is needed."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.sources import ROOT

RUNNING = ("db", "api", "worker")
OURS = ("migrate", "api", "worker")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def dockerfile() -> list[tuple[str, str]]:
    """Instructions and their arguments; continued lines joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(line.split(None, 1)[0].upper(), line.split(None, 1)[1]) for line in lines]


def test_the_four_services_are_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"db", *OURS}


@pytest.mark.parametrize("name", ["db", *OURS])
def test_an_image_is_pinned(compose: dict[str, Any], name: str) -> None:
    _, colon, tag = compose["services"][name]["image"].rpartition(":")

    assert colon
    assert re.search(r"\d", tag)
    assert "latest" not in tag


def test_our_image_has_the_version_of_the_package(compose: dict[str, Any]) -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)

    assert version
    assert {compose["services"][name]["image"] for name in OURS} == {f"discern:{version[1]}"}


@pytest.mark.parametrize("name", RUNNING)
def test_a_running_service_has_a_health_check_and_comes_back(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]

    assert service["healthcheck"]["test"]
    assert service["healthcheck"]["retries"] >= 3
    assert service["restart"] == "unless-stopped"
    assert service["stop_grace_period"] == "30s"


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_little(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]

    assert service["user"] == "10001:10001"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    assert not any("docker.sock" in str(volume) for volume in service["volumes"])


def test_nothing_starts_before_what_it_needs(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert services["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    for name in ("api", "worker"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert services[name]["depends_on"]["db"] == {"condition": "service_healthy"}
    assert services["migrate"]["restart"] == "no"


def test_no_secret_has_a_default(compose: dict[str, Any]) -> None:
    secret = re.compile("password|secret|token|key", re.IGNORECASE)
    found = {
        f"{name}.{variable}": value
        for name, service in compose["services"].items()
        for variable, value in service.get("environment", {}).items()
        if secret.search(variable)
    }

    assert "db.POSTGRES_PASSWORD" in found
    assert all(re.fullmatch(r"\$\{POSTGRES_PASSWORD:\?.+\}", value) for value in found.values()), found
    for service in compose["services"].values():
        assert not re.search(r"://[^/@]+:[^/@]+@", json.dumps(service.get("environment", {})))


def test_only_the_api_is_reached_from_outside_and_only_from_this_machine(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in compose["services"].items() if service.get("ports")}

    assert list(ports) == ["api"]
    assert all(port.startswith("127.0.0.1:") for port in ports["api"])


def test_what_must_last_lies_in_volumes(compose: dict[str, Any]) -> None:
    assert set(compose["volumes"]) == {"db", "data"}
    assert compose["services"]["db"]["volumes"] == ["db:/var/lib/postgresql/data"]
    assert {name: compose["services"][name]["volumes"] for name in OURS} == {name: ["data:/data"] for name in OURS}


def test_every_command_is_a_module_of_ours(compose: dict[str, Any]) -> None:
    for name in OURS:
        python, option, module = compose["services"][name]["command"]
        path = ROOT.joinpath(*module.split("."))
        assert (python, option) == ("python", "-m")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


def test_every_setting_exists(compose: dict[str, Any]) -> None:
    from service.settings import ApiSettings
    from workers.settings import WorkerSettings

    known = {f"DISCERN_{name.upper()}" for kind in (ApiSettings, WorkerSettings) for name in kind.model_fields}
    used = {
        variable
        for name in OURS
        for variable in compose["services"][name]["environment"]
        if variable.startswith("DISCERN_")
    }

    assert {"DISCERN_DATABASE_URL", "DISCERN_DATA_DIR"} <= used <= known


def test_the_image_is_built_in_stages_from_pinned_bases(dockerfile: list[tuple[str, str]]) -> None:
    bases = [argument.split()[0] for instruction, argument in dockerfile if instruction == "FROM"]

    assert len(bases) == 3
    for base in bases:
        assert re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", base), base


def test_the_image_runs_as_nobody_in_particular(dockerfile: list[tuple[str, str]]) -> None:
    users = [argument for instruction, argument in dockerfile if instruction == "USER"]

    assert users == ["10001:10001"]
    last_steps = [instruction for instruction, _ in dockerfile]
    assert last_steps.index("USER") < last_steps.index("CMD")
    assert "COPY" not in last_steps[last_steps.index("USER") :]


def test_the_image_has_a_health_check_and_exec_form_commands(dockerfile: list[tuple[str, str]]) -> None:
    by_name = dict(dockerfile)

    assert "CMD [" in by_name["HEALTHCHECK"]
    assert json.loads(by_name["CMD"])[0] == "python"


def test_the_image_takes_no_secret_and_no_stray_file(dockerfile: list[tuple[str, str]]) -> None:
    for instruction, argument in dockerfile:
        assert instruction != "ADD"
        if instruction in ("ARG", "ENV"):
            assert not re.search("password|secret|token", argument, re.IGNORECASE), argument
        if instruction == "COPY":
            assert "." not in argument.split()[:-1], "copies the whole folder"
            assert "sudo" not in argument
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert not any(line in ("!.", "!.git", "!data", "!.env") for line in ignored)


def test_everything_that_the_image_copies_exists_and_is_let_through(dockerfile: list[tuple[str, str]]) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [
        name
        for instruction, argument in dockerfile
        if instruction == "COPY" and not argument.startswith("--from")
        for name in argument.split()[:-1]
    ]

    assert len(copied) >= 9
    for name in copied:
        assert (ROOT / name).exists(), name
        assert {f"!{name}", *(f"!{parent}" for parent in Path(name).parents)} & set(ignored), name


def test_docker_compose_reads_the_file_and_asks_for_the_password() -> None:
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("the Compose plugin is not installed")
    command = ["docker", "compose", "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"]

    refused = subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}, check=False)
    accepted = subprocess.run(
        command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "POSTGRES_PASSWORD": "x"}, check=False
    )

    assert refused.returncode != 0
    assert "POSTGRES_PASSWORD" in refused.stderr
    assert accepted.returncode == 0, accepted.stderr
