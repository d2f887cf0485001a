"""The production-like path, as far as it can be checked without containers: description and commands."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from config.stack_processes import end
from config.stack_venv import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
SCRIPTS = ROOT / "deploy"


@pytest.mark.parametrize("name", SERVICES)
def test_each_container_is_an_ordinary_user_on_a_read_only_file_system(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
    assert int(service["user"].partition(":")[0]) > 0
    assert "privileged" not in service


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "setup"])
def test_each_lasting_container_tells_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_as_files_and_stand_in_no_environment(name):
    service = SERVICES[name]
    environment = service.get("environment", {})
    given = {f"/run/secrets/{secret}" for secret in service.get("secrets", [])}
    asked = {value for key, value in environment.items() if key.endswith("_FILE")}

    assert asked <= given
    assert not [key for key in environment if re.search("PASSWORD|KEY|URL", key) and not key.endswith("_FILE")]
    assert given <= {f"/run/secrets/{secret}" for secret in COMPOSE["secrets"]}


def test_only_the_proxy_is_reached_from_outside_and_the_database_sees_no_outer_network():
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["database"]["networks"] == SERVICES["valkey"]["networks"] == ["inside"]


def test_only_the_setup_knows_the_owner_and_the_superuser():
    knowing = {name for name, service in SERVICES.items() if "database_owner_url" in service.get("secrets", [])}

    assert knowing == {"setup"}
    assert "database_app_url" not in SERVICES["worker"]["secrets"]


def test_the_images_are_named_with_a_version():
    images = [service["image"] for service in SERVICES.values() if "build" not in service]

    assert all(re.search(r":\d", image) for image in images)


def test_every_command_of_ours_is_a_program_in_the_folder():
    commands = [service["command"][0] for service in SERVICES.values() if "build" in service]

    assert all(os.access(ROOT / command, os.X_OK) for command in commands)


def test_the_proxy_speaks_tls_and_passes_on_nothing_that_a_client_claims():
    text = (SCRIPTS / "proxy.conf").read_text()

    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text and "return 308 https://" in text
    assert "X-Forwarded-For $remote_addr;" in text and "$proxy_add_x_forwarded_for" not in text
    assert "access_log off;" in text


def test_new_secrets_are_random_closed_to_others_and_never_replaced(tmp_path):
    folder = tmp_path / "deploy"
    folder.mkdir()
    (folder / "make_secrets.py").write_text((SCRIPTS / "make_secrets.py").read_text())
    command = [sys.executable, str(folder / "make_secrets.py"), "daybook.example"]

    subprocess.run(command, check=True)
    made = {path.name: path.read_text() for path in (folder / "secrets").iterdir()}
    subprocess.run(command, check=True)

    assert made == {path.name: path.read_text() for path in (folder / "secrets").iterdir()}
    assert set(made) == set(COMPOSE["secrets"])
    assert (folder / "secrets").stat().st_mode & 0o077 == 0


@pytest.fixture
def container(tmp_path, django_db_setup, live_app):
    """The environment of a container: secrets as files, no bootstrap, our programs on the PATH."""
    files = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "CASEWORK_BOOTSTRAP": "0"}
    for name, value in live_app.environment.items():
        if name.startswith(("DATABASE_", "REDIS_", "CASEWORK_SECRET", "CASEWORK_VAULT")):
            (tmp_path / name).write_text(value + "\n")
            files[f"{name}_FILE"] = str(tmp_path / name)
    plain = {"CASEWORK_HOSTS": "daybook.example", "CASEWORK_PROXY": "1", "CASEWORK_STATE": str(tmp_path)}
    return files | plain | {"WORKER_TMP": str(tmp_path)}


def launched(script, environment, log, words, seconds=180):
    """Run an entry command until its log holds `words`; its number and its log."""
    with log.open("w") as output:
        child = subprocess.Popen(
            [str(SCRIPTS / script)],
            env=environment,
            cwd="/",
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    limit = time.monotonic() + seconds
    while not re.search(words, log.read_text()):
        assert child.poll() is None and time.monotonic() < limit, log.read_text()
        time.sleep(0.1)
    child.returncode = 0
    return child.pid


@pytest.mark.parametrize(("script", "words"), [("worker", r" ready\."), ("beat", r"beat: Starting|is starting")])
def test_worker_and_beat_start_outside_a_container_by_their_entry_commands(script, words, container, tmp_path):
    pid = launched(script, container, tmp_path / "log", words)
    end([pid], signal.SIGTERM, 5)


def test_the_web_entry_command_serves_and_its_health_check_agrees(container, tmp_path, free_address):
    environment = container | {"BIND": free_address, "WEB_WORKERS": "1"}
    pid = launched("web", environment, tmp_path / "log", r"Listening at|Booting worker")
    try:
        assert healthy("web", environment).returncode == 0
        assert healthy("broker", environment).returncode == 0
    finally:
        end([pid], signal.SIGTERM, 5)

    assert healthy("web", environment).returncode == 1


def test_the_setup_entry_command_makes_roles_and_migrates_and_may_be_repeated(container, tmp_path):
    address = os.environ["DATABASE_OWNER_URL"]
    (tmp_path / "owner").write_text(address)
    (tmp_path / "admin").write_text(address.replace("owner@/casework", "postgres@/postgres"))
    admin = {
        "DATABASE_OWNER_URL_FILE": str(tmp_path / "owner"),
        "DATABASE_ADMIN_URL_FILE": str(tmp_path / "admin"),
    }

    for _ in range(2):
        told = subprocess.run(
            [str(SCRIPTS / "setup")],
            env=container | admin,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr

    assert "The roles and the database are there." in told.stdout
    assert "No migrations to apply" in told.stdout


def healthy(what, environment):
    """Ask the way a container's health check asks, for up to a minute while it starts."""
    for _ in range(300):
        told = subprocess.run([str(SCRIPTS / "healthy"), what], env=environment, capture_output=True, check=False)
        if told.returncode == 0 or b"refused" in told.stderr:
            break
        time.sleep(0.2)
    return told
