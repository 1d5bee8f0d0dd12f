"""A fresh database for each test, on SQLite and on a private PostgreSQL server that lives for one test run."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from distiller.db.models import Base
from distiller.errors import StoreUnavailable
from distiller.store import Store, prepare

_DATABASE = "distiller"
_EMPTY = "SET session_replication_role = replica; " + "; ".join(f"DELETE FROM {t}" for t in Base.metadata.tables)


def _find(program: str) -> str | None:
    """Debian keeps the server's programs off the PATH."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    newest = max(installed, key=lambda path: int(path.parts[4]), default=None)
    return shutil.which(program) or (None if newest is None else str(newest))


def _server_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: another user then."""
    if os.geteuid():
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(initdb: str, postgres: str, root: Path) -> tuple[subprocess.Popen[bytes], str]:
    who, data, port = _server_user(), root / "data", _free_port()
    if who:
        os.chown(root, who["user"], who["group"])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    options = ["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([initdb, "-D", str(data), *options], check=True, cwd=root, **quiet, **who)
    fast = [part for name in ("synchronous_commit", "full_page_writes") for part in ("-c", f"{name}=off")]
    listen = ["-p", str(port), "-h", "127.0.0.1", "-k", str(root)]
    server = subprocess.Popen(
        [postgres, "-D", str(data), *listen, "-F", *fast, "-c", "max_connections=200"],
        cwd=root,
        **quiet,
        **who,
    )
    return server, f"postgresql://postgres@127.0.0.1:{port}"


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, home: Path) -> None:
    """The first thing asked of the server is the database of all tests."""
    for _ in range(200):
        assert server.poll() is None, "PostgreSQL ended while starting"
        try:
            _run(f"{url}/postgres", f"CREATE DATABASE {_DATABASE}")
        except OperationalError:  # it is still starting
            time.sleep(0.05)
        else:
            prepare(f"{url}/{_DATABASE}", home)
            return
    raise StoreUnavailable("store-unavailable", reason="PostgreSQL did not start")


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as conn:
            conn.execute(text(statement))
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a database on a private server; skips where PostgreSQL is not installed, fails in CI."""
    initdb, postgres = _find("initdb"), _find("postgres")
    if initdb is None or postgres is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: CI tests both databases")
        pytest.skip("PostgreSQL is not installed")
    root = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has at most 107 bytes
    server, url = _start(initdb, postgres, root)
    try:
        _wait_until_ready(server, url, root)
        yield f"{url}/{_DATABASE}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the present schema, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "distiller.db"
    prepare(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database with the present schema."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return f"sqlite:///{shutil.copy(template, tmp_path / 'distiller.db')}"
    url = request.getfixturevalue("postgres_url")
    _run(url, _EMPTY)  # much faster than another database, or TRUNCATE; `replica` leaves triggers and keys out
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on a fresh database."""
    opened = Store(database_url)
    yield opened
    opened.close()
