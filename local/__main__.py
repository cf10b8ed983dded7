"""`make run`: database, Functions host and web on this machine, until Ctrl-C.

python -m local [--host stand-in|func] [--web-port N] [--functions-port N]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import CalledProcessError

from local import demo, settings_file, signals
from local.cluster import Cluster, ClusterError
from local.demo_env import Credentials
from local.guide import guide
from local.places import STATE
from local.ports import PortBusy, ensure_free
from local.processes import Process, ProcessDied, Program, watch
from local.programs import Missing
from local.tiers import (
    NoCoreTools,
    Ports,
    functions_ready,
    functions_tier,
    web_ready,
    web_tier,
)

SECONDS_TO_START = 90
_FAILURES = (
    CalledProcessError,
    ClusterError,
    Missing,
    NoCoreTools,
    PermissionError,
    PortBusy,
    ProcessDied,
    demo.CommandFailed,
)


def main() -> None:
    """Runs everything; exits with 0 when asked to stop, with 1 and the reason otherwise."""
    arguments = _arguments()
    signals.listen()
    try:
        run(
            Ports(arguments.web_port, arguments.functions_port), core_tools=arguments.host == "func"
        )
    except signals.Stop:
        print("Stopped.")
    except _FAILURES as error:
        print(f"Xporter stopped: {error}", file=sys.stderr)
        sys.exit(1)


def run(ports: Ports, *, core_tools: bool) -> None:
    """Raises Stop or the reason why it ended; nothing is left running then."""
    started = time.monotonic()
    ensure_free(ports.web)
    ensure_free(ports.functions)
    programs = functions_tier(ports, core_tools=core_tools), web_tier(ports)
    with _database() as cluster:
        credentials = _prepare(cluster, ports)
        with (
            _running(programs[0], lambda: functions_ready(ports)) as functions,
            _running(programs[1], lambda: web_ready(ports)) as web,
        ):
            _say(f"Ready after {time.monotonic() - started:.1f} s.")
            _say(guide(ports, credentials))
            watch([functions, web])


@contextmanager
def _database() -> Iterator[Cluster]:
    STATE.mkdir(mode=0o755, exist_ok=True)
    _say("Starting the database ...")
    cluster = Cluster(STATE)
    try:
        with signals.held_back():
            cluster.start()
        yield cluster
    finally:
        signals.ignore()
        cluster.stop()


@contextmanager
def _running(program: Program, ready: Callable[[], bool]) -> Iterator[Process]:
    _say(f"Starting {program.name} ...")
    process = Process(program)
    try:
        process.wait_until(ready, SECONDS_TO_START)
        yield process
    finally:
        signals.ignore()
        process.stop()


def _prepare(cluster: Cluster, ports: Ports) -> Credentials:
    """Database, settings and keys as the tiers need them; the sample when there is nothing."""
    cluster.create_database(settings_file.DATABASE)
    cluster.create_login(settings_file.LOGIN)
    settings_file.ensure(cluster)
    demo.ensure_keys()
    demo.apply_database()
    if demo.is_empty(cluster):
        _say("Importing the sample school ...")
        demo.import_sample()
    return demo.ensure_relying_party(cluster, ports)


def _say(text: str) -> None:
    print(text, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--host", choices=("stand-in", "func"), default="stand-in")
    parser.add_argument("--web-port", type=int, default=Ports.web)
    parser.add_argument("--functions-port", type=int, default=Ports.functions)
    return parser.parse_args()


if __name__ == "__main__":
    main()
