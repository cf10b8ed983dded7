"""A PostgreSQL cluster of our own: in our folder, on a unix socket only we can reach.

cluster = Cluster(Path(".local"))
cluster.start()
cluster.create_database("xporter")
pyodbc.connect(cluster.owner_connection("xporter"))
"""

from __future__ import annotations

import fcntl
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local import homes
from local.passwords import Passwords
from local.programs import odbc_driver, postgres_programs, server_account

PORT = 5432  # only names the socket's file: the server has no network address
OWNER = "xporter_owner"
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class ClusterError(Exception):
    """PostgreSQL could not do what was asked; the text holds its own words."""


class Cluster:
    """The cluster of a directory; its programs, files and the roles' passwords."""

    def __init__(self, directory: Path) -> None:
        self._account = server_account()
        self._wanted = directory.absolute() / "postgres"
        self._home = homes.home(self._wanted, self._account)
        self._data = self._home / "data"
        self._passwords = Passwords(self._home / "passwords.json")
        self.sockets = homes.sockets(self._home, self._account)
        self.log = self._home / "log"

    def start(self) -> None:
        """Makes the cluster when there is none, and starts it unless it runs already."""
        with self._alone():
            if not (self._data / "PG_VERSION").exists():
                self._initialise()
            if not self.is_running():
                homes.drop_stale_pid(self._data / "postmaster.pid")
                self._write_settings()
                self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self.log)

    def stop(self) -> None:
        """Shuts the server down cleanly; does nothing when it does not run."""
        with self._alone():
            if self.is_running():
                self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", self._data)

    def remove(self) -> None:
        """Stops the server and deletes its data."""
        self.stop()
        for folder in (self.sockets, self._home):
            shutil.rmtree(folder, ignore_errors=True)
        self._wanted.unlink(missing_ok=True)

    def is_running(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(f"{self.sockets}/.s.PGSQL.{PORT}") == 0

    def create_database(self, name: str) -> bool:
        """Makes an empty database; False when it was there."""
        if self.sql("select 1 from pg_database where datname = :'name'", name=name):
            return False
        self.sql('create database :"name"', name=name)
        return True

    def create_login(self, name: str, *, member_of: str = "") -> None:
        """Makes a login with a generated password, a member of the role `member_of`; an existing
        one is left as it is, but becomes a member."""
        if not self.sql("select 1 from pg_roles where rolname = :'name'", name=name):
            password = self._passwords.make(name)
            make = """create role :"name" login password :'password'"""
            self.sql(make, name=name, password=password)
        if member_of:
            self.sql('grant :"role" to :"name"', role=member_of, name=name)

    def owner_connection(self, database: str) -> str:
        """The ODBC connection string of the superuser that owns everything here."""
        return self.login_connection(OWNER, database)

    def login_connection(self, login: str, database: str) -> str:
        """The ODBC connection string of a login that `create_login` made."""
        password = self._passwords.of(login)
        return (
            f"DRIVER={odbc_driver()};SERVER={self.sockets};PORT={PORT};"
            f"DATABASE={database};UID={login};PWD={password}"
        )

    def sql(self, text: str, database: str = "postgres", **variables: str) -> str:
        """What psql prints for `text`, run by the owner: rows as lines, columns split by |.

        Variables are written :'name' for a value and :"name" for an identifier.
        """
        password = self._passwords.of(OWNER)
        target = ("-h", self.sockets, "-p", PORT, "-U", OWNER, "-d", database)
        options = ("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1")
        script = "".join(_set(*one) for one in variables.items()) + text
        return self._run("psql", *options, *target, script=script, PGPASSWORD=password).strip()

    def _initialise(self) -> None:
        unfinished = self._home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = self._home / "owner"
        homes.write(password_file, self._passwords.make(OWNER), self._account)
        access = ("-U", OWNER, "--auth=scram-sha-256", f"--pwfile={password_file}")
        self._run("initdb", "-D", unfinished, "-E", "UTF8", *homes.LOCALE, *access)
        password_file.unlink()
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write("include 'xporter.conf'\n")
        unfinished.rename(self._data)

    def _write_settings(self) -> None:
        settings = SETTINGS | {"unix_socket_directories": self.sockets}
        lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        homes.write(self._data / "xporter.conf", lines, self._account)

    def _run(self, program: str, *arguments: object, script: str = "", **environ: str) -> str:
        """A program of PostgreSQL's, as the server's account, in an environment of its own."""
        done = subprocess.run(
            [self._programs() / program, *map(str, arguments)],
            input=script,
            capture_output=True,
            text=True,
            cwd="/",
            env=homes.environment() | environ,
            start_new_session=True,  # Ctrl-C must not reach a server that is just starting
            **self._account.switch,
        )
        if done.returncode:
            raise ClusterError(f"{program} failed: {done.stderr.strip()}\n(log: {self.log})")
        return str(done.stdout)

    def _programs(self) -> Path:
        version = self._data / "PG_VERSION"
        return postgres_programs(int(version.read_text()) if version.exists() else None)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starts at once: the second waits for the first."""
        with (self._home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _set(name: str, value: str) -> str:
    quoted = value.replace("\\", "\\\\").replace("'", "''")
    return f"\\set {name} '{quoted}'\n"
