"""`xporter export` as an operator sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.admin.conftest import Xporter, xporter
from tests.export.sets import modes, rows
from tests.importing.roster import GOOD, Roster

__all__ = ["xporter"]


@pytest.fixture
def loaded(roster: Roster) -> Roster:
    roster.load("fields")
    return roster


def test_an_export_tells_what_it_wrote(loaded: Roster, xporter: Xporter, tmp_path: Path) -> None:
    outcome = xporter("export", "set.zip", "--feed", "fields")
    assert outcome.code == 0, outcome.err
    assert "           6  users.csv" in outcome.out
    assert "set.zip holds all that is active, at revision 1." in outcome.out
    assert "Reading users" in outcome.err
    assert len(rows(tmp_path / "set.zip", "users")) == 6


def test_a_delta_says_since_when(loaded: Roster, xporter: Xporter, tmp_path: Path) -> None:
    outcome = xporter("export", "set", "--feed", "fields", "--since", "2026-09-02T08:00:00+02:00")
    assert outcome.code == 0, outcome.err
    assert "since 2026-09-02T06:00:00.000Z" in outcome.out
    assert modes(tmp_path / "set")["file.users"] == "delta"


def test_a_delta_may_begin_after_a_revision(
    loaded: Roster, xporter: Xporter, tmp_path: Path
) -> None:
    assert "at revision 1." in xporter("export", "base.zip", "--feed", "fields").out
    loaded.bulk(categories=GOOD["categories"].replace("Homework", "Homeworks"))
    loaded.load("fields")
    outcome = xporter("export", "set.zip", "--feed", "fields", "--since", "1")
    assert outcome.code == 0, outcome.err
    assert "set.zip holds what changed after revision 1, at revision 2." in outcome.out
    assert rows(tmp_path / "set.zip", "categories")["homework"]["title"] == "Homeworks"
    refused = xporter("export", "later.zip", "--feed", "fields", "--since", "3")
    assert (refused.code, "have not come to 3 yet" in refused.err) == (1, True)
    assert not (tmp_path / "later.zip").exists()


def test_an_export_for_a_revoked_relying_party_is_refused(
    loaded: Roster, xporter: Xporter, tmp_path: Path
) -> None:
    assert xporter("relying-party", "create", "Acme", "--school", "south").code == 0
    assert xporter("relying-party", "revoke", "Acme").code == 0
    assert "was revoked" in xporter("export", "set.zip", "--relying-party", "Acme").err


def test_an_export_for_a_relying_party(loaded: Roster, xporter: Xporter, tmp_path: Path) -> None:
    assert xporter("relying-party", "create", "Acme", "--school", "south").code == 0
    assert xporter("export", "set.zip", "--relying-party", "Acme").code == 0
    assert set(rows(tmp_path / "set.zip", "classes")) == {"7S"}
    assert modes(tmp_path / "set.zip")["file.demographics"] == "absent"
    assert xporter("export", "12.zip", "--relying-party", "Acme", "--version", "1.2").code == 0
    assert modes(tmp_path / "12.zip")["oneroster.version"] == "1.2"


def test_what_is_there_is_replaced_with_force_only(
    loaded: Roster, xporter: Xporter, tmp_path: Path
) -> None:
    (tmp_path / "set.zip").write_text("mine")
    outcome = xporter("export", "set.zip", "--feed", "fields")
    assert outcome.code == 1
    assert "set.zip is there already; --force replaces it." in outcome.err
    assert (tmp_path / "set.zip").read_text() == "mine"
    assert xporter("export", "set.zip", "--feed", "fields", "--force").code == 0
    assert rows(tmp_path / "set.zip", "users")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--feed", "nowhere"], "There is no feed named 'nowhere'; there are: fields."),
        (["--relying-party", "Nobody"], "There is no relying party named 'Nobody'"),
        (
            ["--feed", "fields", "--since", "yesterday"],
            "--since: 'yesterday' is neither a revision",
        ),
        (["--feed", "fields", "--version", "1.0"], "1.1 or 1.2"),
        (["--feed", "fields", "--relying-party", "Acme"], "--relying-party or --feed"),
        ([], "--relying-party or --feed"),
    ],
)
def test_what_cannot_be_exported_is_said(
    loaded: Roster, xporter: Xporter, tmp_path: Path, arguments: list[str], said: str
) -> None:
    outcome = xporter("export", "set.zip", *arguments)
    assert outcome.code in (1, 2)
    assert said in outcome.err
    assert [one.name for one in tmp_path.iterdir()] == ["roster"]


def test_a_path_in_no_folder_is_refused(loaded: Roster, xporter: Xporter) -> None:
    assert "There is no folder" in xporter("export", "a/b.zip", "--feed", "fields").err
