"""`xporter pull` as an operator sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from admin.cli import app
from admin.errors import AdminError
from tests.pulling.fake import ID, SECRET, FakeProvider
from tests.pulling.puller import Puller
from tests.pulling.test_paging import more_users


class Command:
    """Runs the command line against the provider."""

    def __init__(self, provider: FakeProvider) -> None:
        self.provider = provider

    def __call__(self, *options: str) -> Result:
        arguments = ["pull", self.provider.url, "--feed", "mis", *options]
        result = CliRunner().invoke(app, arguments)
        assert SECRET not in result.output
        return result


@pytest.fixture
def run(
    provider: FakeProvider, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Command:
    monkeypatch.chdir(tmp_path)
    environ = {
        "ADMIN_SQL_CONNECTION_STRING": database,
        "COLUMNS": "160",
        "XPORTER_PULL_CLIENT_ID": ID,
        "XPORTER_PULL_SECRET": SECRET,
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return Command(provider)


def test_a_pull_ends_as_an_import_does(run: Command) -> None:
    run.provider.refused = {"demographics": 403}
    result = run()
    assert result.exit_code == 0, result.output
    assert "│ users            │    2 │     2 │       0 │         0 │       0 │" in result.stdout
    assert "a collection that the provider does not serve (403)" in result.stdout
    assert "The feed mis is now at revision 1." in result.stdout
    assert "Pulling users" in result.stderr
    assert run().stdout.endswith("Nothing had changed in the feed mis.\n")


def test_waits_are_told(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    run.provider.hiccups.append((429, {"Retry-After": "0"}, b""))
    assert "answers 429; once more in 0 s." in run().stderr


def test_a_dry_run_reports_and_changes_nothing(run: Command, puller: Puller) -> None:
    result = run("--dry-run", "--report", "report.json")
    assert result.stdout.endswith("A dry run: nothing was changed.\n")
    report = json.loads(Path("report.json").read_text("utf-8"))
    assert {one["kind"]: one["added"] for one in report["records"]}["users"] == 2
    assert puller.records("users") == {}


def test_problems_are_shown_by_collection_and_record(run: Command) -> None:
    run.provider.collections["users"][1]["role"] = "pupil"
    result = run()
    assert result.exit_code == 1
    for part in ("users", "2 (tea)", "role", "pupil", "one of"):
        assert part in result.stdout
    assert "Refused: 1 problem. Nothing was changed." in result.stderr


def test_great_losses_are_held_back_until_they_are_accepted(run: Command, puller: Puller) -> None:
    more_users(run.provider, 20)
    run()
    del run.provider.collections["users"][-15:]
    held = run("--full")
    assert held.exit_code == 3
    assert "North (north) would lose 15 of 22 users" in held.stderr
    assert run("--full", "--accept-deletions").exit_code == 0
    assert puller.statuses("users")["u19"] == "tobedeleted"


def test_strict_tolerates_nothing(run: Command) -> None:
    run.provider.collections["users"][0]["enabledUser"] = True
    result = run("--strict")
    assert result.exit_code == 1
    assert "not tolerated: a boolean without quotes" in result.stdout


def test_a_secret_may_stand_in_a_file(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XPORTER_PULL_SECRET")
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n")
    assert run("--secret-file", str(file)).exit_code == 0


def test_only_some_collections_may_be_pulled(run: Command, puller: Puller) -> None:
    assert run("--collection", "orgs", "--collection", "users").exit_code == 0
    assert puller.records("users")
    assert not puller.records("courses")
    assert {path.rpartition("/")[2] for path, _ in run.provider.asked} == {"orgs", "users"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--auth", "basic"], "--auth must be one of oauth2, oauth1, oauth1-sha256, not 'basic'"),
        (["--collection", "pupils"], "--collection must be one of orgs, .*, not 'pupils'"),
        (["--secret-file", "nowhere"], "--secret-file nowhere cannot be read: FileNotFoundError"),
        (["--token-url", "http://other.example/token"], "--allow-http allows it"),
        (["--full-every", "weekly"], "'weekly' is not a duration"),
    ],
)
def test_options_that_will_not_do_are_explained(
    run: Command, options: list[str], said: str
) -> None:
    result = run(*options)
    assert result.exit_code == 1
    with pytest.raises(AdminError, match=said):
        raise result.exception or AssertionError(result.output)


@pytest.mark.parametrize(
    ("variable", "said"),
    [
        ("XPORTER_PULL_SECRET", "There is no secret: XPORTER_PULL_SECRET or --secret-file has it"),
        ("XPORTER_PULL_CLIENT_ID", "As whom. --client-id or XPORTER_PULL_CLIENT_ID says it"),
    ],
)
def test_without_credentials_it_says_where_they_come_from(
    run: Command, monkeypatch: pytest.MonkeyPatch, variable: str, said: str
) -> None:
    monkeypatch.delenv(variable)
    with pytest.raises(AdminError, match=said):
        raise run().exception or AssertionError
