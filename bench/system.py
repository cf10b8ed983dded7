"""The system that is measured: a database of its own and both tiers, as `make run` has them.

What the benchmark needs of admin/, local/ and functions/ is called here and in relying_party.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyodbc

from admin import database
from admin.connection import connect
from admin.errors import AdminError
from admin.key_files import create_key_file
from bench import cpu
from bench.relying_party import make_relying_party
from bench.servers import GivenServer, PrivatePostgres, Server
from bench.tiers import running_tiers
from local.cluster import Cluster, ClusterError
from local.places import ROOT
from local.ports import free_port
from local.processes import ProcessDied, environment
from local.programs import Missing
from local.tiers import Ports

_XPORTER = "from admin.cli import main; main()"


class ImportFailed(Exception):
    """`xporter import` refused the district; it has said why on stderr."""


# What can go wrong with a system of our own, said in a sentence.
FAILURES = (AdminError, ClusterError, ImportFailed, Missing, PermissionError, ProcessDied)


class System:
    """A database of its own, empty at first; `tiers` are processes' numbers."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self.server = server
        self.ports = Ports(free_port(), free_port())
        self.tiers: dict[str, int] = {}
        self._key_file = folder / "keys.json"

    def set_up(self) -> None:
        """The schema, the back-end's rights, keys."""
        create_key_file(self._key_file)
        with self.connection() as connection:
            database.apply(connection, grant_to=self.server.login)

    @contextmanager
    def connection(self) -> Iterator[pyodbc.Connection]:
        """The owner's connection."""
        connection = connect(self.server.owner)
        try:
            yield connection
        finally:
            connection.close()

    def import_district(self, path: Path) -> tuple[float, float]:
        """Run `xporter import`: its seconds and the most memory it had resident, in MB.

        Raises ImportFailed.
        """
        command = [sys.executable, "-c", _XPORTER, "import", str(path)]
        environ = environment({"ADMIN_SQL_CONNECTION_STRING": self.server.owner})
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise ImportFailed(f"xporter import {path} ended with status {child.returncode}")
        return seconds, usage.ru_maxrss * 1024 / cpu.MB

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Both tiers run, with their CPU time and memory in sight."""
        settings = {
            "SQL_CONNECTION_STRING": self.server.app,
            "XPORTER_TOKEN_KEYS": str(self._key_file),
            # Counted as ever, and never reached.
            "XPORTER_REQUESTS_PER_MINUTE": "1000000000",
        }
        with running_tiers(self.ports, self.folder.parent, settings) as self.tiers:
            yield

    @property
    def roots(self) -> dict[str, int]:
        """Whose trees are all our processes, background processes of the database included."""
        process = self.server.process
        return self.tiers if process is None else {**self.tiers, "PostgreSQL": process}

    def peak_resident(self) -> float:
        """MB of the largest Python process so far."""
        return max(cpu.peak_resident(one.pid) for one in cpu.tree(self.tiers.values()))

    def relying_party(self, feed: str) -> dict[str, tuple[str, ...]]:
        """A new relying party that may do everything in all schools of the feed: what it shows, for
        each way to authenticate (bench/authorize.py)."""
        with self.connection() as connection:
            return make_relying_party(connection, self._key_file, self.ports.web, feed)


@contextmanager
def measured_system(folder: Path, connection_string: str = "") -> Iterator[System]:
    """A system in `folder`, which is emptied before and deleted afterwards, whatever happens. Its
    database server is a private one, unless there is a connection string."""
    Cluster(folder).remove()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        server = GivenServer(connection_string) if connection_string else PrivatePostgres(folder)
        try:
            system = System(folder, server)
            system.set_up()
            yield system
        finally:
            server.remove()
    finally:
        Cluster(folder).remove()
        shutil.rmtree(folder, ignore_errors=True)
