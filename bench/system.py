"""The system that is measured: a database of its own and both tiers, as `make run` has them.

Everything that the benchmark needs of admin/, local/ and functions/ is called here.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pyodbc

from admin import database, relying_parties
from admin.connection import connect
from admin.errors import AdminError
from admin.key_files import create_key_file
from bench import cpu
from bench.tiers import running_tiers
from functions.key_file import load_keys
from local.cluster import Cluster, ClusterError
from local.places import ROOT
from local.ports import free_port
from local.processes import ProcessDied, environment
from local.programs import Missing
from local.tiers import BASE_PATH, Ports

DATABASE = "bench"
LOGIN = "bench_app"
_XPORTER = "from admin.cli import main; main()"
_SCHOOLS = """
select o.sourcedId from gcidm.orgs o join gcidm.feeds f using (feedId)
where f.name = ? and o.type = 'school'
"""


class ImportFailed(Exception):
    """`xporter import` refused the district; it has said why on stderr."""


# What can go wrong with a system of our own, said in a sentence.
FAILURES = (AdminError, ClusterError, ImportFailed, Missing, PermissionError, ProcessDied)


class System:
    """A private database in `folder`, empty at first; `tiers` are processes' numbers."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        self.ports = Ports(free_port(), free_port())
        self.tiers: dict[str, int] = {}
        self._cluster = cluster
        self._owner = cluster.owner_connection(DATABASE)
        self._key_file = folder / "keys.json"

    def set_up(self) -> None:
        """The schema, a login for the back-end, keys."""
        create_key_file(self._key_file)
        with self.connection() as connection:
            database.apply(connection, grant_to=LOGIN)

    @contextmanager
    def connection(self) -> Iterator[pyodbc.Connection]:
        """The owner's connection."""
        connection = connect(self._owner)
        try:
            yield connection
        finally:
            connection.close()

    def import_district(self, path: Path) -> tuple[float, float]:
        """Run `xporter import`: its seconds and the most memory it had resident, in MB.

        Raises ImportFailed.
        """
        command = [sys.executable, "-c", _XPORTER, "import", str(path)]
        environ = environment({"ADMIN_SQL_CONNECTION_STRING": self._owner})
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise ImportFailed(f"xporter import {path} ended with status {child.returncode}")
        return seconds, usage.ru_maxrss * 1024 / cpu.MB

    def settle(self) -> None:
        """What autovacuum would do in a while, so that it does not come amid the measurements."""
        self._cluster.sql("vacuum (analyze)", DATABASE)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Both tiers run, with their CPU time and memory in sight."""
        settings = {
            "SQL_CONNECTION_STRING": self._cluster.login_connection(LOGIN, DATABASE),
            "XPORTER_TOKEN_KEYS": str(self._key_file),
        }
        with running_tiers(self.ports, self.folder.parent, settings) as self.tiers:
            yield

    @property
    def roots(self) -> dict[str, int]:
        """Whose trees are all our processes, background processes of the database included."""
        return {**self.tiers, "PostgreSQL": self.postmaster}

    @property
    def postmaster(self) -> int:
        return int(self._cluster.sql("select pg_read_file('postmaster.pid')").splitlines()[0])

    @property
    def postgres_version(self) -> str:
        return self._cluster.sql("show server_version")

    def peak_resident(self) -> float:
        """MB of the largest Python process so far."""
        return max(cpu.peak_resident(one.pid) for one in cpu.tree(self.tiers.values()))

    def token(self, feed: str) -> str:
        """An access token of a new relying party that all schools of the feed authorised."""
        with self.connection() as connection:
            schools = [row[0] for row in connection.execute(_SCHOOLS, feed).fetchall()]
            keys = load_keys(str(self._key_file))
            made = relying_parties.create(connection, keys, f"bench {feed}", schools)
        return _token(self.ports.web, f"{made.client_id}:{made.client_secret}")


@contextmanager
def private_system(folder: Path) -> Iterator[System]:
    """A system in `folder`, which is emptied before and deleted afterwards, whatever happens."""
    cluster = Cluster(folder)
    try:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        cluster = Cluster(folder)
        cluster.start()
        cluster.create_database(DATABASE)
        cluster.create_login(LOGIN)
        system = System(folder, cluster)
        system.set_up()
        yield system
    finally:
        cluster.remove()
        shutil.rmtree(folder, ignore_errors=True)


def _token(port: int, login: str) -> str:
    basic = base64.b64encode(login.encode()).decode()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", f"{BASE_PATH}/token", headers={"Authorization": f"Basic {basic}"})
    token: str = json.load(connection.getresponse())["access_token"]
    connection.close()
    return token
