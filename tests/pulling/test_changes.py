"""After a full pull only what changed is asked for, and no change or loss is overlooked."""

from __future__ import annotations

import pytest

from admin.errors import AdminError
from admin.importing import ImportHeldBack, ImportOptions, ImportRefused
from tests.pulling.fake import FakeProvider, Record
from tests.pulling.puller import Puller, tolerated
from tests.pulling.test_paging import more_users

LATER = "2026-09-10T06:00:00.000Z"
REFUSED = "a collection that cannot be asked for what changed"


def change(provider: FakeProvider, kind: str, key: str, **fields: object) -> Record:
    """Changes a record of the provider, later than all others."""
    (record,) = (one for one in provider.collections[kind] if one["sourcedId"] == key)
    record |= {"dateLastModified": LATER, **fields}
    return record


def filters(provider: FakeProvider, kind: str) -> list[str]:
    """With which filters pages of the collection were asked for."""
    return [query.get("filter", "") for query in provider.pages(kind)]


@pytest.fixture
def pulled(provider: FakeProvider, puller: Puller) -> Puller:
    """One that has pulled everything, and forgotten what was asked and said."""
    more_users(provider, 3)
    puller.run()
    provider.asked.clear()
    puller.said.clear()
    return puller


def test_only_changes_are_pulled_and_deletions_with_them(
    provider: FakeProvider, pulled: Puller
) -> None:
    change(provider, "users", "ada", givenName="Augusta")
    change(provider, "enrollments", "e1", status="tobedeleted")
    change(provider, "users", "u1", status="tobedeleted")
    report = pulled.run()
    numbers = {kind.kind: (kind.changed, kind.deleted) for kind in report.kinds}
    assert numbers["users"] == (1, 1)
    assert numbers["enrollments"] == (0, 1)
    assert pulled.records("users")["ada"]["givenName"] == "Augusta"
    assert pulled.statuses("users")["u1"] == "tobedeleted"
    assert set(filters(provider, "users")) == {"dateLastModified>'2026-09-01T05:00:00.000Z'"}


def test_nothing_new_changes_nothing(pulled: Puller) -> None:
    assert pulled.run().revision is None


def test_the_next_pull_asks_from_the_newest_record_on_less_an_hour(
    provider: FakeProvider, pulled: Puller
) -> None:
    change(provider, "users", "ada", givenName="Augusta")
    pulled.run()
    provider.asked.clear()
    pulled.run()
    assert set(filters(provider, "users")) == {"dateLastModified>'2026-09-10T05:00:00.000Z'"}
    assert set(filters(provider, "orgs")) == {"dateLastModified>'2026-09-01T05:00:00.000Z'"}


def test_a_deletion_may_be_told_with_no_more_than_the_sourcedId(
    provider: FakeProvider, pulled: Puller
) -> None:
    records = provider.collections["users"]
    records[:] = [one for one in records if one["sourcedId"] != "u0"]
    for key in ("u0", "never-heard-of"):
        records.append({"sourcedId": key, "status": "tobedeleted", "dateLastModified": LATER})
    report = pulled.run()
    assert pulled.statuses("users")["u0"] == "tobedeleted"
    assert pulled.records("users")["u0"]["givenName"] == "Ada"
    found = tolerated(report.findings)
    assert found["users", "a deletion of a record that the feed does not have"] == 1


@pytest.mark.parametrize("status", [400, 500])
def test_a_provider_that_refuses_filters_is_pulled_in_full(
    provider: FakeProvider, pulled: Puller, status: int
) -> None:
    provider.filter_status = status
    change(provider, "users", "ada", givenName="Augusta")
    report = pulled.run()
    assert pulled.records("users")["ada"]["givenName"] == "Augusta"
    assert pulled.statuses("users")["u2"] == "active"
    assert tolerated(report.findings)["users", REFUSED] == 1
    assert f"users: {REFUSED}; pulled in full instead." in pulled.said


def test_a_provider_that_ignores_filters_is_pulled_in_full(
    provider: FakeProvider, pulled: Puller
) -> None:
    provider.takes_filters = False
    provider.collections["users"].pop()
    report = pulled.run()
    assert pulled.statuses("users")["u2"] == "tobedeleted"
    assert tolerated(report.findings)["users", REFUSED] == 1


def test_a_provider_whose_filter_finds_nothing_is_pulled_in_full(
    provider: FakeProvider, pulled: Puller
) -> None:
    for records in provider.collections.values():
        for one in records:
            one["dateLastModified"] = ""  # newer than nothing
    change(provider, "users", "ada", givenName="Augusta")["dateLastModified"] = ""
    pulled.run()
    assert pulled.records("users")["ada"]["givenName"] == "Augusta"


def test_a_record_that_vanishes_without_a_word_is_noticed_by_its_number(
    provider: FakeProvider, pulled: Puller
) -> None:
    provider.collections["users"].pop()
    pulled.run()
    assert pulled.statuses("users")["u2"] == "tobedeleted"
    assert filters(provider, "users")[-1] == ""
    assert any("other numbers of users than the changes come to" in one for one in pulled.said)


def test_readers_see_no_changes_without_the_losses_that_nobody_told(
    provider: FakeProvider, pulled: Puller
) -> None:
    provider.collections["users"].pop()
    change(provider, "users", "ada", givenName="Augusta")
    assert pulled.run().revision == 2
    assert pulled.records("users")["ada"]["givenName"] == "Augusta"
    assert pulled.statuses("users")["u2"] == "tobedeleted"


def test_changes_are_not_taken_without_losses_that_are_held_back(
    provider: FakeProvider, puller: Puller
) -> None:
    more_users(provider, 20)
    puller.run()
    del provider.collections["users"][-12:]
    change(provider, "users", "ada", givenName="Augusta")
    with pytest.raises(ImportHeldBack):
        puller.run()
    assert puller.records("users")["ada"]["givenName"] == "Ada"
    puller.run(options=ImportOptions(accepts_deletions=True))
    assert puller.records("users")["ada"]["givenName"] == "Augusta"


def test_a_number_that_never_agrees_is_no_reason_to_pull_everything_each_time(
    provider: FakeProvider, puller: Puller
) -> None:
    orphan = {**provider.collections["results"][0], "sourcedId": "r2"}
    orphan["lineItem"] = {"sourcedId": "nowhere"}
    provider.collections["results"].append(orphan)
    puller.run()
    provider.asked.clear()
    puller.run()
    assert all(filters(provider, "results"))


@pytest.mark.parametrize("has_totals", [True, False])
def test_a_change_that_does_not_fit_the_feed_brings_everything(
    provider: FakeProvider, pulled: Puller, has_totals: bool
) -> None:
    new_class = {**provider.collections["classes"][0], "sourcedId": "8M"}
    new_class["dateLastModified"] = "2026-08-01T06:00:00.000Z"  # so no change tells of it
    provider.collections["classes"].append(new_class)
    change(provider, "enrollments", "e1", **{"class": {"sourcedId": "8M"}})
    provider.has_totals = has_totals
    pulled.run()
    assert "8M" in pulled.records("classes")
    assert pulled.records("enrollments")["e1"]["class"]["sourcedId"] == "8M"
    (said,) = pulled.said
    assert said.endswith("pulling everything.")
    assert said.startswith("The provider has other numbers of" if has_totals else "What changed")


def test_what_is_wrong_at_the_provider_changes_nothing(
    provider: FakeProvider, pulled: Puller
) -> None:
    change(provider, "users", "ada", role="pupil")
    with pytest.raises(ImportRefused) as refused:
        pulled.run()
    problem = refused.value.findings.problems[0]
    assert (problem.file, problem.sourcedId, problem.column, problem.value) == (
        "users",
        "ada",
        "role",
        "pupil",
    )
    assert pulled.records("users")["ada"]["role"] == "student"


def test_everything_is_pulled_again_after_a_week(provider: FakeProvider, pulled: Puller) -> None:
    pulled.age(days=6)
    pulled.run()
    assert all(filters(provider, "users"))
    pulled.age(days=2)
    provider.asked.clear()
    pulled.run()
    assert not any(filters(provider, "users"))


def test_everything_is_pulled_when_that_is_wanted(provider: FakeProvider, pulled: Puller) -> None:
    pulled.run(is_full=True)
    assert not any(filters(provider, "users"))


def test_from_another_source_everything_is_pulled(provider: FakeProvider, pulled: Puller) -> None:
    provider.path = "/other/ims/oneroster/v1p1"
    pulled.url = provider.url
    pulled.run()
    assert not any(filters(provider, "users"))


def test_a_collection_that_is_not_served_stays_as_it_is(
    provider: FakeProvider, pulled: Puller
) -> None:
    provider.refused = {"demographics": 403, "results": 404}
    report = pulled.run(is_full=True)
    assert report.revision is None
    assert pulled.statuses("demographics") == {"ada": "active"}
    assert pulled.statuses("results") == {"r1": "active"}
    counted = tolerated(report.findings)
    assert counted["demographics", "a collection that the provider does not serve (403)"] == 1
    assert counted["results", "a collection that the provider does not serve (404)"] == 1


def test_an_address_without_a_provider_is_an_error(puller: Puller) -> None:
    puller.url += "/nothing/here"
    with pytest.raises(AdminError, match=r"serves none of the collections \(404\)"):
        puller.run()


def test_a_collection_that_is_served_later_is_pulled_in_full_then(
    provider: FakeProvider, puller: Puller
) -> None:
    provider.refused = {"demographics": 403}
    puller.run()
    provider.refused = {}
    puller.run()
    assert puller.statuses("demographics") == {"ada": "active"}
    assert filters(provider, "demographics")[-1] == ""


def test_a_collection_that_is_empty_all_of_a_sudden_is_held_back(
    provider: FakeProvider, pulled: Puller
) -> None:
    more_users(provider, 12)
    for number, one in enumerate(provider.collections["users"][-12:]):
        one |= {"sourcedId": f"v{number}", "username": f"v{number}", "dateLastModified": LATER}
    pulled.run()
    provider.collections["users"] = []
    provider.collections["enrollments"] = []
    provider.refused = {"demographics": 403, "results": 403}
    with pytest.raises(ImportHeldBack, match="would lose 17 of 17 users"):
        pulled.run(is_full=True)
    assert set(pulled.statuses("users").values()) == {"active"}
    provider.asked.clear()
    pulled.run(is_full=True, options=ImportOptions(accepts_deletions=True))
    assert provider.asked == [], "what was held back was not what was let through"
    assert set(pulled.statuses("users").values()) == {"tobedeleted"}


def test_a_dry_run_changes_nothing_and_its_pages_are_what_is_imported_next(
    provider: FakeProvider, puller: Puller
) -> None:
    puller.run(options=ImportOptions(is_dry_run=True))
    assert puller.records("users") == {}
    provider.asked.clear()
    puller.run()
    assert provider.asked == []
    assert puller.records("users").keys() == {"ada", "tea"}
