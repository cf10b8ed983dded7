"""Sets of every kind of brokenness as an operator meets them: what the command says, on the screen
and in its reports, and that nothing changes."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from admin.cli import app
from tests.importing.roster import GOOD, Roster, state

Break = Callable[[Roster, Path], Path]


def _packed(roster: Roster, path: Path, **more: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(roster.folder.iterdir()):
            archive.write(file, file.name)
        for name, data in more.items():
            archive.writestr(f"{name}.csv", data)
    return path


def _truncated(roster: Roster, path: Path) -> Path:
    whole = _packed(roster, path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _damaged(roster: Roster, path: Path) -> Path:
    data = bytearray(_packed(roster, path).read_bytes())
    start = data.index(b"users.csv") + 200
    data[start : start + 50] = bytes(50)
    path.write_bytes(data)
    return path


def _bomb(roster: Roster, path: Path) -> Path:
    (roster.folder / "users.csv").unlink()
    return _packed(roster, path, users=GOOD["users"].encode() + b" " * (1 << 25))


def _lying_bomb(roster: Roster, path: Path) -> Path:
    """A bomb whose directory says that it is as large as a file should be."""
    data = bytearray(_bomb(roster, path).read_bytes())
    entry = data.rindex(b"users.csv") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = struct.pack("<L", len(GOOD["users"].encode()) + 5)
    path.write_bytes(data)
    return path


def _traversal(roster: Roster, path: Path) -> Path:
    return _packed(roster, path, **{"../../users": b"x"})


def _no_zip(roster: Roster, path: Path) -> Path:
    path.write_text("<!doctype html><html><body>Not found</body></html>")
    return path


def _with(name: str, text: str | bytes) -> Break:
    def change(roster: Roster, path: Path) -> Path:
        roster.write(name, text)
        return _packed(roster, path)

    return change


def _without(name: str) -> Break:
    def change(roster: Roster, path: Path) -> Path:
        (roster.folder / f"{name}.csv").unlink()
        return _packed(roster, path)

    return change


def _replacing(name: str, old: str, new: str) -> Break:
    def change(roster: Roster, path: Path) -> Path:
        roster.replace(name, old, new)
        return _packed(roster, path)

    return change


_HUGE = f'{GOOD["users"].splitlines()[0]}\n"{"a" * 10_000_000}"\n'
# What is wrong: the file that is named, and a part of what is said of it.
BROKEN: dict[str, tuple[Break, str, str]] = {
    "truncated": (_truncated, "set.zip", "nor a ZIP file with a whole directory"),
    "no ZIP": (_no_zip, "set.zip", "nor a ZIP file with a whole directory"),
    "damaged": (_damaged, "users.csv", "damaged and cannot be read to its end"),
    "bomb": (_bomb, "set.zip", "inflates more than 200-fold"),
    "lying bomb": (_lying_bomb, "users.csv", "damaged and cannot be read to its end"),
    "path traversal": (_traversal, "set.zip", "leads out of the ZIP"),
    "Latin-1": (_with("users", GOOD["users"].encode("latin-1")), "users.csv", "is not UTF-8"),
    "UTF-16": (_with("users", GOOD["users"].encode("utf-16")), "users.csv", "is in UTF-16"),
    "huge cell": (_with("users", _HUGE), "users.csv", "a line is longer than 1,048,576 bytes"),
    "missing file": (_without("users"), "manifest.csv", "the set has no such file"),
    "no manifest": (_without("manifest"), "manifest.csv", "the set has no manifest.csv"),
    "cyclic orgs": (
        _replacing("orgs", "Northshire,district,,", "Northshire,district,,maths"),
        *("orgs.csv", "the parents lead in a circle"),
    ),
    "cyclic sessions": (
        _replacing("academicSessions", "2027-07-20,,", "2027-07-20,autumn,"),
        *("academicSessions.csv", "the parents lead in a circle"),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_set_is_reported_and_changes_nothing(
    roster: Roster, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    roster.load("feed")
    before = state(roster)
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("COLUMNS", "250")
    damage, file, rule = BROKEN[name]
    path, report = damage(roster, tmp_path / "set.zip"), tmp_path / "report.json"
    page = tmp_path / "report.html"
    reports = ["--report", str(report), "--report", str(page)]
    result = CliRunner().invoke(app, ["import", str(path), "--feed", "feed", *reports])
    assert result.exit_code == 1, result.output
    assert "Nothing was changed." in result.stderr
    assert rule in result.stdout
    found = json.loads(report.read_text())
    assert "Nothing was changed." in found["outcome"]
    assert any(one["file"] == file and rule in one["rule"] for one in found["problems"]["shown"])
    assert rule in page.read_text()
    assert state(roster) == before
