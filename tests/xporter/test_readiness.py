"""What the tiers say of themselves when something behind them is gone or out of date."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from admin.sql_files import SQL
from functions.dialects import dialect_of
from tests.databases import apply_to
from tests.xporter.asking import wait_until
from tests.xporter.fragile import Fragile


def asked(fragile: Fragile, path: str) -> dict[str, tuple[int, str]]:
    """Status and words of each tier's probe."""
    ports = fragile.stack.ports
    found = {}
    for tier, url in (
        ("web", f"{fragile.stack.origin}{path}"),
        ("functions", f"http://127.0.0.1:{ports.functions}/api{path}"),
    ):
        reply = requests.get(url, timeout=30)
        if reply.status_code == 503:
            assert int(reply.headers["Retry-After"]) > 0
        found[tier] = (reply.status_code, reply.json().get("problem", ""))
    return found


def statuses(fragile: Fragile, path: str) -> set[int]:
    return {status for status, _ in asked(fragile, path).values()}


def test_without_a_database_the_tiers_live_and_are_not_ready(fragile: Fragile) -> None:
    fragile.outage.stop()
    try:
        wait_until(lambda: statuses(fragile, "/readyz") == {503})
        found = asked(fragile, "/readyz")
        assert "the database does not answer" in found["functions"][1]
        assert "the back-end is not ready" in found["web"][1]
        assert statuses(fragile, "/healthz") == {200}
    finally:
        fragile.outage.start()
    wait_until(lambda: statuses(fragile, "/readyz") == {200})


def test_without_a_back_end_the_web_tier_lives_and_is_not_ready(fragile: Fragile) -> None:
    with fragile.without_backend():
        reply = requests.get(f"{fragile.stack.origin}/readyz", timeout=30)
        assert (reply.status_code, reply.json()["problem"]) == (
            503,
            "the back-end does not answer",
        )
        assert requests.get(f"{fragile.stack.origin}/healthz", timeout=30).status_code == 200
    wait_until(lambda: statuses(fragile, "/readyz") == {200})


def test_a_database_of_an_older_version_is_told(fragile: Fragile, tmp_path: Path) -> None:
    with _older(fragile, tmp_path / "older"):
        wait_until(lambda: statuses(fragile, "/readyz") == {503})
        assert "run `xporter database apply`" in asked(fragile, "/readyz")["functions"][1]
    wait_until(lambda: statuses(fragile, "/readyz") == {200})


@contextmanager
def _older(fragile: Fragile, folder: Path) -> Iterator[None]:
    shutil.copytree(SQL / dialect_of(fragile.stack.database).folder, folder)
    version = folder / "functions" / "get_interfaceVersion.sql"
    version.write_text(version.read_text("utf-8").replace("select 1", "select 0"), "utf-8")
    apply_to(fragile.stack.database, root=folder)
    try:
        yield
    finally:
        apply_to(fragile.stack.database)
