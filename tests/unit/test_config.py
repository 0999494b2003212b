"""Settings come from the environment, and what is wrong keeps the server down with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from couplebridge import config, create_app
from couplebridge.errors import ConfigMissingError


def test_without_any_setting_it_is_sqlite_in_the_folder_instance() -> None:
    found = config.from_environment({})
    assert found["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{Path.cwd() / 'instance' / 'couplebridge.db'}"
    assert (found["REDIS_URL"], found["WORKERS"], found["PROXIES"]) == (None, 1, 0)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_gets_the_driver_that_is_installed(scheme: str) -> None:
    found = config.from_environment({"DATABASE_URL": f"{scheme}://u@h/d"})
    assert found["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://u@h/d"


def test_an_address_that_names_its_driver_stays() -> None:
    assert config.database_url("postgresql+psycopg://u@h/d") == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"DATABASE_URL": "mysql://h/d"}, "DATABASE_URL must begin"),
        ({"COUPLEBRIDGE_WORKERS": "two"}, "COUPLEBRIDGE_WORKERS must be a whole number"),
        ({"COUPLEBRIDGE_WORKERS": "2"}, "needs REDIS_URL"),
        ({"PUBLIC_ORIGIN": "bridge.example"}, "PUBLIC_ORIGIN must look like"),
        ({"PUBLIC_ORIGIN": "https://bridge.example/app"}, "without a path"),
        ({"COUPLEBRIDGE_CONTACT": "me@bridge.example"}, "COUPLEBRIDGE_CONTACT must look like"),
        ({"COUPLEBRIDGE_CONTACT": "mailto:me@localhost"}, "COUPLEBRIDGE_CONTACT must look like"),
        ({"COUPLEBRIDGE_CONTACT": "https://localhost"}, "COUPLEBRIDGE_CONTACT must look like"),
        ({"COUPLEBRIDGE_DATA": "/dev/null/data"}, "COUPLEBRIDGE_DATA cannot be made"),
    ],
)
def test_a_wrong_setting_keeps_the_server_down(
    environ: dict[str, str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"COUPLEBRIDGE_DATA": str(tmp_path), **environ}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigMissingError, match=sentence):
        create_app()


@pytest.mark.parametrize(
    ("environ", "contact"),
    [
        ({}, None),
        ({"PUBLIC_ORIGIN": "https://bridge.example"}, "https://bridge.example"),
        ({"PUBLIC_ORIGIN": "http://bridge.example"}, None),
        ({"PUBLIC_ORIGIN": "https://192.168.1.7:8443"}, None),
        ({"PUBLIC_ORIGIN": "https://computer.local:8443"}, None),
        ({"PUBLIC_ORIGIN": "https://localhost:8443"}, None),
        ({"PUBLIC_ORIGIN": "https://a.example", "COUPLEBRIDGE_CONTACT": "mailto:me@b.example"}, "mailto:me@b.example"),
    ],
)
def test_push_services_are_told_who_answers_for_this_server(environ: dict[str, str], contact: str | None) -> None:
    assert config.from_environment(environ)["PUSH_CONTACT"] == contact


def test_the_seam_of_the_tests_is_not_to_be_had_from_the_environment() -> None:
    wanted = {"PUSH_SEAM": "http://127.0.0.1:1", "COUPLEBRIDGE_PUSH_SEAM": "http://127.0.0.1:1"}
    assert config.from_environment(wanted)["PUSH_SEAM"] is None


def test_two_workers_with_redis_are_allowed(tmp_path: Path) -> None:
    app = create_app({"DATA": tmp_path / "new", "WORKERS": 2, "REDIS_URL": "redis://127.0.0.1:1/0"})
    assert app.config["RATELIMIT_STORAGE_URI"] == "redis://127.0.0.1:1/0"
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_an_address_is_believed_from_as_many_proxies_as_were_named(tmp_path: Path) -> None:
    def seen(proxies: int) -> str | None:
        app = create_app(
            {
                "DATA": tmp_path,
                "PROXIES": proxies,
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/couplebridge.db",
            }
        )
        found: list[str | None] = []
        app.before_request(lambda: found.append(__import__("flask").request.remote_addr))
        app.test_client().get("/robots.txt", headers={"X-Forwarded-For": "203.0.113.9"})
        return found[0]

    assert seen(0) == "127.0.0.1"
    assert seen(1) == "203.0.113.9"
