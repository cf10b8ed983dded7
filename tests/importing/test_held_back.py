"""What is known before anything changes: dry runs, reports, strictness, too great losses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from admin.cli import app
from admin.importing import Assessment, ImportHeldBack, ImportOptions, import_set
from tests.importing.roster import Roster


class _Command:
    def __init__(self, roster: Roster) -> None:
        self.roster = roster

    def __call__(self, *options: str) -> Result:
        return CliRunner().invoke(app, ["import", str(self.roster.folder), *options])


@pytest.fixture
def run(roster: Roster, database: str, monkeypatch: pytest.MonkeyPatch) -> _Command:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("COLUMNS", "200")
    return _Command(roster)


@pytest.fixture
def emptied(roster: Roster) -> Roster:
    """A set that no longer has twenty of the enrolments that were imported."""
    roster.add("enrollments", *(f"x{n},,,7A,north,ada,student,,," for n in range(40)))
    roster.load()
    lines = roster.text("enrollments").splitlines()
    roster.write("enrollments", "\n".join(lines[:-20]) + "\n")
    return roster


def test_an_import_that_deletes_much_of_a_school_is_held_back(
    emptied: Roster, run: _Command
) -> None:
    result = run()
    assert result.exit_code == 3
    assert "North School (north) would lose 20 of 42 enrollments" in result.stderr
    assert "--accept-deletions" in result.stderr
    assert emptied.doc("enrollments", "x39")["status"] == "active"


def test_accepted_deletions_happen(emptied: Roster, run: _Command) -> None:
    assert run("--accept-deletions").exit_code == 0
    assert emptied.doc("enrollments", "x39")["status"] == "tobedeleted"


@pytest.mark.parametrize("how", ["option", "setting"])
def test_how_much_may_be_deleted_can_be_set(
    emptied: Roster, run: _Command, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "setting":
        monkeypatch.setenv("XPORTER_MAX_DELETIONS", "50")
    assert run(*(["--max-deletions", "50"] if how == "option" else [])).exit_code == 0


def test_a_few_deletions_of_a_small_school_are_not_held_back(roster: Roster) -> None:
    roster.load()
    roster.replace("enrollments", "e4,,,7S,south,tea,teacher,false,,\n", "")
    assert roster.load().revision == 2


def test_deletions_by_a_delta_are_held_back_too(emptied: Roster) -> None:
    base = ",tobedeleted,2026-10-01T00:00:00.000Z,,,,,,,"
    emptied.delta(enrollments="\n".join(f"x{n}{base}" for n in range(20)))
    with pytest.raises(ImportHeldBack, match="20 of 42"):
        emptied.load()


def test_a_dry_run_tells_what_would_change_and_changes_nothing(
    roster: Roster, run: _Command
) -> None:
    result = run("--dry-run")
    assert result.exit_code == 0
    assert "│ users            │    6 │     6 │" in result.stdout
    assert "A dry run: nothing was changed." in result.stdout
    assert roster.count("users") == 0
    assert roster.count("feeds") == 0


def test_strictly_each_tolerance_is_a_problem(roster: Roster, run: _Command) -> None:
    result = run("--strict")
    assert result.exit_code == 1
    assert "not tolerated: a dateTime without a time" in result.stdout
    assert roster.count("users") == 0


def test_a_set_without_departures_is_imported_strictly(roster: Roster, run: _Command) -> None:
    roster.replace("lineItems", "2026-10-01,", "2026-10-01T00:00:00.000Z,")
    result = run("--strict")
    assert result.exit_code == 0, result.output


def test_a_report_is_written_as_json_and_as_a_page(
    roster: Roster, run: _Command, tmp_path: Path
) -> None:
    data, page = tmp_path / "r.json", tmp_path / "r.html"
    assert run("--report", str(data), "--report", str(page)).exit_code == 0
    report = json.loads(data.read_text("utf-8"))
    users = next(one for one in report["records"] if one["kind"] == "users")
    assert (report["feed"], users["added"]) == ("roster", 6)
    assert report["outcome"] == "The feed roster is now at revision 1."
    assert "agents that do not name back who names them" in page.read_text("utf-8")


def test_a_report_of_a_refused_set_lists_its_problems_escaped(
    roster: Roster, run: _Command, tmp_path: Path
) -> None:
    page = tmp_path / "r.html"
    roster.replace("users", "north,student", "north,<script>alert(1)</script>")
    assert run("--report", str(page)).exit_code == 1
    text = page.read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text


def test_a_page_breaks_words_that_are_too_long_and_no_others(
    roster: Roster, run: _Command, tmp_path: Path
) -> None:
    page = tmp_path / "r.html"
    roster.replace("users", "north,student", f"north,{'x' * 300}")
    assert run("--report", str(page)).exit_code == 1
    text = page.read_text("utf-8")
    assert f"<td class=long>{'x' * 300}</td>" in text
    assert "<td>users.csv</td>" in text


def test_a_report_file_of_another_kind_is_refused(roster: Roster, run: _Command) -> None:
    assert run("--report", "r.pdf").exit_code == 1
    assert roster.count("users") == 0


def _concerns(roster: Roster) -> dict[str, tuple[int, str]]:
    told: list[Assessment] = []
    options = ImportOptions(is_dry_run=True)
    import_set(roster.connection, roster.folder, options=options, tell=told.append)
    return {one.title: (one.number, one.examples) for one in told[0].concerns}


def test_what_looks_wrong_is_counted_and_named(roster: Roster) -> None:
    roster.replace("users", "mo,,,true,north,parent,mo", "mo,,,true,north,parent,ADA")
    roster.replace("enrollments", "e3,,,7A,north,tea,teacher", "e3,,,7A,south,tea,administrator")
    roster.replace("enrollments", "e1,,,7A,north,ada,student,,2026-09-01,2027-07-20", _EARLY)
    roster.replace("academicSessions", "2027-01-05,2027-03-26", "2027-03-26,2027-01-05")
    roster.replace("academicSessions", "2026-09-01,2026-12-18", "2026-08-01,2026-12-18")
    assert _concerns(roster) == {
        "users with the username of another": (2, "ada, mo"),
        "agents that do not name back who names them": (2, "ada, mo"),
        "classes without a teacher": (1, "7A"),
        "enrolments at another school than their class's": (1, "e3"),
        "enrolments that begin or end outside their class's terms": (1, "e1"),
        "enrolments that end before they begin": (1, "e1"),
        "academic sessions that end before they start": (1, "spring"),
        "academic sessions that reach beyond their parent": (1, "autumn"),
    }


_EARLY = "e1,,,7A,north,ada,student,,2026-07-20,2026-07-01"
