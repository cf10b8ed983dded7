"""Deltas since a revision: of a feed, and of all that a relying party may see."""

from __future__ import annotations

from pathlib import Path

import pyodbc
import pytest

from admin import relying_parties
from admin.errors import AdminError
from admin.importing import import_set
from admin.importing.procedures import call
from admin.sweeping import sweep
from bench.generate_district import generate
from bench.sizes import Size
from functions.key_file import load_keys
from tests.export.sets import export, rows
from tests.importing.roster import Roster
from tests.moments import ago
from tests.servers import earlier

CATEGORY = "homework,active,2026-10-01T00:00:00.000Z,"


def changed(connection: pyodbc.Connection, path: Path, since: int, **whose: str) -> set[str]:
    """The sourcedIds of all records in a delta."""
    _, written = export(connection, path / f"since-{since}.zip", since=since, **whose)
    kinds = ("orgs", "users", "classes", "enrollments", "categories", "results")
    return {one for kind in kinds for one in rows(written, kind)}


@pytest.fixture
def grown(roster: Roster) -> Roster:
    """A feed at revision 3: since 1 a category has changed, since 2 a user."""
    import_set(roster.connection, roster.folder, "fields")
    for files in ({"categories": CATEGORY + "Homeworks"}, {"users": _user("Ada")}):
        roster.delta(**files)
        import_set(roster.connection, roster.folder, "fields")
    return roster


def _user(name: str) -> str:
    return f"ada,active,2026-10-01T00:00:00.000Z,true,north,student,ada,,{name},New,,,,,,fa,07,"


def test_a_feed_tells_what_changed_after_a_revision(grown: Roster, tmp_path: Path) -> None:
    def found(since: int) -> set[str]:
        return changed(grown.connection, tmp_path, since, feed="fields")

    assert len(found(0)) > 10
    assert {"homework", "ada"} <= found(1)
    assert "ada" in found(2)
    assert found(3) == set()


def test_a_delta_that_was_imported_long_after_another_has_nothing_of_it(
    grown: Roster, tmp_path: Path
) -> None:
    _age(grown.connection, 2, hours=1)
    found = changed(grown.connection, tmp_path, 2, feed="fields")
    assert found == {"ada"}


def test_what_was_saved_for_long_is_not_lost(grown: Roster, tmp_path: Path) -> None:
    """Its records bear a date from before the revision that the reader knows."""
    for table, where in (("publications", "revision = 3"), ("users", "sourcedId = 'ada'")):
        grown.connection.execute(
            f"update gcidm.{table} set dateLastModified = "
            f"(select {earlier(grown.connection, 'dateLastModified', hours=1)}"
            f" from gcidm.publications"
            f" where revision = 2) where {where}"
        )
    assert "ada" in changed(grown.connection, tmp_path, 2, feed="fields")


def test_a_revision_that_is_not_reached_is_refused(grown: Roster, tmp_path: Path) -> None:
    with pytest.raises(AdminError, match="are at revision 3 and have not come to 4 yet"):
        changed(grown.connection, tmp_path, 4, feed="fields")


def test_a_sweep_forgets_old_revisions_and_a_delta_since_them_is_refused(
    grown: Roster, tmp_path: Path
) -> None:
    _age(grown.connection, 2, days=400)
    sweep(grown.connection, 365)
    kept = grown.connection.execute("select revision from gcidm.publications").fetchall()
    assert [row[0] for row in kept] == [3]
    assert "ada" in changed(grown.connection, tmp_path, 2, feed="fields")
    for since in (0, 1):
        with pytest.raises(AdminError, match=f"after revision {since} is not known any more"):
            changed(grown.connection, tmp_path, since, feed="fields")


def test_a_sweep_keeps_the_newest_revision_of_a_feed_however_old(
    grown: Roster, tmp_path: Path
) -> None:
    _age(grown.connection, 3, days=400)
    sweep(grown.connection, 365)
    assert changed(grown.connection, tmp_path, 3, feed="fields") == set()
    assert "ada" in changed(grown.connection, tmp_path, 2, feed="fields")


def test_who_has_not_seen_a_swept_deletion_gets_no_delta_without_it(
    grown: Roster, tmp_path: Path
) -> None:
    grown.delta(results="r1,tobedeleted,2026-10-01T00:00:00.000Z,,,,,,")
    import_set(grown.connection, grown.folder, "fields")
    assert "r1" in changed(grown.connection, tmp_path, 3, feed="fields")
    _age(grown.connection, 4, days=400)
    grown.connection.execute("update gcidm.results set dateLastModified = ?", ago(days=400))
    assert sweep(grown.connection, 365)["results"] == 1
    assert changed(grown.connection, tmp_path, 4, feed="fields") == set()
    with pytest.raises(AdminError, match="after revision 3 is not known any more"):
        changed(grown.connection, tmp_path, 3, feed="fields")


def test_a_tombstone_that_was_published_late_outlives_its_date(grown: Roster) -> None:
    grown.delta(results="r1,tobedeleted,2026-10-01T00:00:00.000Z,,,,,,")
    import_set(grown.connection, grown.folder, "fields")
    dated = ago(days=366)
    for table in ("results", "publications"):
        grown.connection.execute(f"update gcidm.{table} set dateLastModified = ?", dated)
    grown.connection.execute("update gcidm.publications set publishedAt = ?", ago(days=364))
    assert sweep(grown.connection, 365)["results"] == 0
    assert sweep(grown.connection, 363)["results"] == 1


def _age(connection: pyodbc.Connection, revisions: int, **age: float) -> None:
    """Moves the publication of the first revisions into the past."""
    published = earlier(connection, "publishedAt", **age)
    dated = earlier(connection, "dateLastModified", **age)
    connection.execute(
        f"update gcidm.publications set publishedAt = {published}, dateLastModified = {dated}"
        f" where revision <= {revisions}"
    )
    connection.commit()


class Party:
    """A relying party of the schools of two feeds."""

    def __init__(self, grown: Roster, key_file: Path, folder: Path) -> None:
        self.connection, self.folder, self.roster = grown.connection, folder, grown
        generate(folder / "other", "other", Size(schools=1, students=20, teachers=4))
        import_set(self.connection, folder / "other", "other")
        found = self.connection.execute(
            "select sourcedId from gcidm.orgs o join gcidm.feeds f on f.feedId = o.feedId"
            " where o.type = 'school' and f.name = 'other'"
        ).fetchval()
        keys = load_keys(str(key_file))
        relying_parties.create(self.connection, keys, "Acme", ("north", "south", found), None)

    def revision(self) -> int:
        party = self.connection.execute(
            "select relyingPartyId from gcidm.relyingParties"
        ).fetchval()
        found: int = call(self.connection, "gcidm.get_access", party)[0][0]
        return found

    def changed(self, since: int) -> set[str]:
        return changed(self.connection, self.folder, since, party="Acme")

    def change(self, name: str) -> None:
        self.roster.delta(users=_user(name))
        import_set(self.connection, self.roster.folder, "fields")


@pytest.fixture
def party(grown: Roster, key_file: Path, tmp_path: Path) -> Party:
    return Party(grown, key_file, tmp_path)


def test_a_relying_party_of_two_feeds_has_deltas_since_its_revision(party: Party) -> None:
    before = party.revision()
    assert party.changed(before) == set()
    _age(party.connection, 9, hours=1)
    party.change("Eve")
    assert party.revision() == before + 1
    assert party.changed(before) == {"ada"}
    assert party.changed(before + 1) == set()


def test_a_revision_of_several_feeds_leads_back_far_enough_whichever_of_them_it_was(
    party: Party,
) -> None:
    _age(party.connection, 9, hours=1)
    before = party.revision()
    party.change("Eve")
    party.connection.execute(
        "update gcidm.publications set publishedAt = "
        f"{earlier(party.connection, 'publishedAt', seconds=5)} where revision = 4"
    )
    user = _rename(party)
    assert party.changed(before) == {"ada", user}
    assert {"ada", user} <= party.changed(before + 1)


def _rename(party: Party, name: str = "Robin") -> str:
    """Gives a user of the other feed another name."""
    path = party.folder / "other" / "users.csv"
    header, first, *rest = path.read_text().splitlines()
    cells = first.split(",")
    cells[header.split(",").index("givenName")] = name
    path.write_text("\n".join((header, ",".join(cells), *rest)) + "\n")
    import_set(party.connection, path.parent, "other")
    return cells[0]


def test_a_relying_party_that_sees_other_schools_than_then_gets_no_delta(party: Party) -> None:
    before = party.revision()
    relying_parties.withdraw(party.connection, "Acme", ("south",))
    with pytest.raises(AdminError, match="other records may be seen than at revision"):
        party.changed(before)
    with pytest.raises(AdminError, match="have not come to"):
        party.changed(party.revision() + 1)


@pytest.mark.parametrize("feeds", [("fields", "fields"), ("other", "other"), ("fields", "other")])
def test_a_revision_before_what_was_swept_of_any_feed_is_refused(
    party: Party, feeds: tuple[str, str]
) -> None:
    before = party.revision()
    for number, feed in enumerate((*feeds, *feeds)):
        party.change(f"Eve{number}") if feed == "fields" else _rename(party, f"Robin{number}")
    _age(party.connection, 9, days=400)
    sweep(party.connection, 365)
    with pytest.raises(AdminError, match="is not known any more"):
        party.changed(before)


def test_a_quiet_feed_whose_past_was_swept_does_not_hinder_the_other(party: Party) -> None:
    _rename(party)
    _age(party.connection, 9, days=400)
    before = party.revision()
    sweep(party.connection, 365)
    party.change("Eve")
    assert party.changed(before) == {"ada"}
