"""The private PostgreSQL cluster, as the user who runs the tests and as an ordinary one."""

from __future__ import annotations

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyodbc
import pytest

from local import homes
from local.cluster import Cluster, ClusterError
from local.programs import server_account
from tests.local.serving import ROOT


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.start()
    yield made
    made.remove()


def test_a_database_and_its_rows_outlive_a_restart(cluster: Cluster) -> None:
    assert cluster.create_database("kept")
    cluster.sql("create table t as select 42 as answer", "kept")
    cluster.stop()
    assert not cluster.is_running()
    cluster.start()
    assert not cluster.create_database("kept")
    assert cluster.sql("select answer from t", "kept") == "42"


def test_starting_twice_leaves_the_running_server_alone(cluster: Cluster) -> None:
    started = cluster.sql("select pg_postmaster_start_time()")
    cluster.start()
    assert cluster.sql("select pg_postmaster_start_time()") == started


def test_the_server_has_no_network_address_and_a_closed_socket_folder(cluster: Cluster) -> None:
    assert cluster.sql("show listen_addresses") == ""
    assert stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700


def test_text_is_utf_8_and_time_is_utc(cluster: Cluster) -> None:
    assert cluster.sql("show server_encoding") == "UTF8"
    assert cluster.sql("show timezone") == "UTC"
    assert cluster.sql("select upper('é')") == "É"


def test_owner_and_login_connect_by_odbc(cluster: Cluster) -> None:
    cluster.create_database("odbc")
    cluster.create_login("reader")
    for connection in (
        cluster.owner_connection("odbc"),
        cluster.login_connection("reader", "odbc"),
    ):
        with pyodbc.connect(connection) as opened:
            user = opened.execute("select current_user").fetchval()
        assert f"UID={user};" in connection


def test_a_login_joins_a_role_and_keeps_its_password(cluster: Cluster) -> None:
    cluster.sql("create role readers")
    cluster.create_login("joiner")
    before = cluster.login_connection("joiner", "postgres")
    cluster.create_login("joiner", member_of="readers")
    assert cluster.login_connection("joiner", "postgres") == before
    assert cluster.sql("select pg_has_role('joiner', 'readers', 'member')") == "t"


def test_a_wrong_password_is_refused(cluster: Cluster) -> None:
    cluster.create_login("guest")
    connection = cluster.login_connection("guest", "postgres")
    with pytest.raises(pyodbc.Error, match="password authentication failed"):
        pyodbc.connect(connection.rpartition("PWD=")[0] + "PWD=wrong")


def test_names_and_values_are_quoted(cluster: Cluster) -> None:
    name = """o'dd "na\\me"""
    cluster.create_database(name)
    assert cluster.sql("select current_database()", name) == name


def test_bad_sql_is_reported_in_the_servers_words(cluster: Cluster) -> None:
    with pytest.raises(ClusterError, match='relation "nothing" does not exist'):
        cluster.sql("select * from nothing")


def test_it_starts_again_after_a_crash_even_when_its_number_is_taken(cluster: Cluster) -> None:
    pid_file = cluster.log.with_name("data") / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGQUIT)
    _wait_until_gone(pid_file)
    lines[0] = str(os.getpid())
    homes.write(pid_file, "\n".join(lines) + "\n", server_account())
    cluster.start()
    assert cluster.sql("select 1") == "1"


def test_a_folder_that_the_servers_account_cannot_reach_is_left_by_a_link(tmp_path: Path) -> None:
    account = server_account()
    home = homes.home(tmp_path / "postgres", account)
    if account.switch:
        assert home.parent == homes.ELSEWHERE
        assert (tmp_path / "postgres").readlink() == home
        home.rmdir()
    else:
        assert home == tmp_path / "postgres"


def test_a_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 90)
    long.mkdir()
    sockets = homes.sockets(long, server_account())
    assert len(str(sockets)) < 40
    sockets.rmdir()


def _wait_until_gone(pid_file: Path) -> None:
    """A server closes its socket first, and removes this file last: until then it is still ending,
    and would remove whatever stands there."""
    deadline = time.monotonic() + 30
    while pid_file.exists():
        assert time.monotonic() < deadline, f"{pid_file} is still there"
        time.sleep(0.01)


_AS_SOMEBODY = """
import sys
from pathlib import Path
from local.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.start()
try:
    cluster.create_database("d")
    print(cluster.sql("select current_database()", "d"))
finally:
    cluster.remove()
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests ran as an ordinary user already")
def test_an_ordinary_user_has_a_cluster_too() -> None:
    nobody = pwd.getpwnam("nobody")
    with tempfile.TemporaryDirectory(prefix="xporter test ") as folder:
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        done = subprocess.run(
            [_python_for(nobody), "-c", _AS_SOMEBODY, folder],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.stdout, done.stderr, done.returncode) == ("d\n", "", 0)


def _python_for(account: pwd.struct_passwd) -> str:
    """A Python that the account can run, with our sources in its reach."""
    reads = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import local.cluster"
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            subprocess.run(
                [python, "-c", reads], cwd="/", user=account.pw_uid, group=account.pw_gid,
                extra_groups=[], capture_output=True, check=True,
            )  # fmt: skip
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip(f"{account.pw_name} can reach no Python, or not {ROOT}")
