"""What readers find in a body, and plain servers get wrong."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local.places import SAMPLE
from tests.oneroster.asking import COLLECTIONS, IMSX
from tests.oneroster.calls import MANY, ONE, STUDENT, path_of
from tests.oneroster.shapes import INSTANT
from tests.stack import Client

Record = dict[str, Any]

# The last word of a collection's address, the key of its list and that of a single record.
KEYS = {
    "orgs": ("orgs", "org"),
    "schools": ("orgs", "org"),
    "academicSessions": ("academicSessions", "academicSession"),
    "terms": ("academicSessions", "academicSession"),
    "gradingPeriods": ("academicSessions", "academicSession"),
    "users": ("users", "user"),
    "students": ("users", "user"),
    "teachers": ("users", "user"),
    "courses": ("courses", "course"),
    "classes": ("classes", "class"),
    "enrollments": ("enrollments", "enrollment"),
    "demographics": ("demographics", "demographics"),
    "resources": ("resources", "resource"),
    "lineItems": ("lineItems", "lineItem"),
    "categories": ("categories", "category"),
    "results": ("results", "result"),
}


def every(client: Client, path: str) -> list[Record]:
    return client.records(f"{path}?limit=10000")


def references(record: Record) -> Iterator[tuple[str, Any]]:
    """A record's references, each with the name of its field."""
    for name, value in record.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and name not in ("metadata", "userIds"):
                yield name, one


@pytest.mark.parametrize(
    ("path", "key"),
    [
        *((path_of(call), KEYS[call.path.split("/")[-1]][0]) for call in MANY),
        *((path_of(call), KEYS[call.path.split("/")[1]][1]) for call in ONE),
    ],
)
def test_the_only_key_of_a_reply_is_the_classs_name(roster: Client, path: str, key: str) -> None:
    reply = roster.get(path)
    assert list(reply.json()) == [key]
    assert reply.text.startswith(f'{{"{key}":')


@pytest.mark.parametrize(
    ("path", "field", "collection"),
    [
        ("/orgs", "parent", "orgs"),
        ("/orgs", "children", "orgs"),
        ("/academicSessions", "parent", "academicSessions"),
        ("/academicSessions", "children", "academicSessions"),
        ("/courses", "org", "orgs"),
        ("/courses", "schoolYear", "academicSessions"),
        ("/courses", "resources", "resources"),
        ("/classes", "course", "courses"),
        ("/classes", "school", "orgs"),
        ("/classes", "terms", "academicSessions"),
        ("/classes", "resources", "resources"),
        ("/users", "orgs", "orgs"),
        ("/users", "agents", "users"),
        ("/enrollments", "user", "users"),
        ("/enrollments", "class", "classes"),
        ("/enrollments", "school", "orgs"),
        ("/lineItems", "class", "classes"),
        ("/lineItems", "category", "categories"),
        ("/lineItems", "gradingPeriod", "academicSessions"),
        ("/results", "lineItem", "lineItems"),
        ("/results", "student", "users"),
    ],
)
def test_a_reference_has_href_sourced_id_and_the_class_as_its_type_never_a_sub_type(
    roster: Client, path: str, field: str, collection: str
) -> None:
    records = every(roster, path)
    shown = [one for record in records for name, one in references(record) if name == field]
    assert shown
    for one in shown:
        assert one == {
            "href": f"{roster.base}/{collection}/{one['sourcedId']}",
            "sourcedId": one["sourcedId"],
            "type": KEYS[collection][1],
        }


@pytest.mark.parametrize(
    ("path", "field", "form"),
    [
        ("/users", "enabledUser", '"(true|false)"'),
        ("/enrollments", "primary", '"(true|false)"'),
        *(
            ("/demographics", flag, '"(true|false)"')
            for flag in ("asian", "white", "blackOrAfricanAmerican")
        ),
        ("/demographics", "demographicRaceTwoOrMoreRaces", '"(true|false)"'),
        ("/academicSessions", "schoolYear", r'"\d{4}"'),
        ("/results", "score", r"\d+(\.\d+)?"),
        ("/lineItems", "resultValueMin", r"\d+(\.\d+)?"),
        ("/lineItems", "resultValueMax", r"\d+(\.\d+)?"),
    ],
)
def test_flags_and_years_are_strings_and_scores_are_numbers(
    roster: Client, path: str, field: str, form: str
) -> None:
    shown = [json.dumps(one[field]) for one in every(roster, path) if field in one]
    assert shown
    assert all(re.fullmatch(form, one) for one in shown)


@pytest.mark.parametrize("path", COLLECTIONS)
def test_what_is_absent_is_left_out_but_for_lists_which_are_empty(
    roster: Client, path: str
) -> None:
    listed = {"users": ("agents", "orgs", "grades"), "classes": ("terms", "grades")}
    key = KEYS[path.removeprefix("/")][0]
    reply = roster.get(f"{path}?limit=10000")
    assert not re.search(r'[:,\[](null|"")[,}\]]', reply.text)
    for record in reply.json()[key]:
        assert all(isinstance(record[name], list) for name in listed.get(key, ()))
    if path == "/teachers":  # of whom some have neither
        assert any(one["agents"] == one["grades"] == [] for one in reply.json()["users"])


@pytest.mark.parametrize("path", COLLECTIONS)
def test_instants_have_three_digits_and_a_z_and_dates_are_days(roster: Client, path: str) -> None:
    dates = ("startDate", "endDate", "beginDate", "birthDate", "scoreDate")
    for record in every(roster, path):
        instants = [record[name] for name in ("assignDate", "dueDate") if name in record]
        assert all(INSTANT.fullmatch(one) for one in (record["dateLastModified"], *instants))
        days = [record[name] for name in dates if name in record]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)


@pytest.mark.parametrize(
    ("kind", "texts", "lists"),
    [
        ("orgs", ("identifier",), ()),
        ("users", ("identifier",), ("grades",)),
        ("classes", ("classCode", "location"), ("grades", "subjects", "periods")),
        ("courses", ("courseCode",), ("grades", "subjects")),
    ],
)
def test_what_people_see_of_a_record_is_there_wherever_the_data_have_it(
    roster: Client, kind: str, texts: tuple[str, ...], lists: tuple[str, ...]
) -> None:
    with (SAMPLE / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["sourcedId"]: row for row in csv.DictReader(file)}
    shown = {one["sourcedId"]: one for one in every(roster, f"/{kind}")}
    assert set(rows) <= set(shown)
    for name in texts:
        stated = {key: row[name] for key, row in rows.items() if row[name]}
        assert stated
        assert stated == {key: shown[key].get(name) for key in stated}
    for name in lists:
        stated_lists = {key: row[name].split(",") for key, row in rows.items() if row[name]}
        assert stated_lists
        assert stated_lists == {key: shown[key].get(name) for key in stated_lists}


@pytest.mark.parametrize("reader", ["roster", "primary"])
def test_what_is_referenced_is_served_to_the_same_reader(
    request: pytest.FixtureRequest, reader: str
) -> None:
    client: Client = request.getfixturevalue(reader)
    served = {path: every(client, path) for path in COLLECTIONS}
    addresses = {
        f"{client.base}{path}/{one['sourcedId']}" for path in served for one in served[path]
    }
    example: dict[tuple[str, str], str] = {}
    for path, records in served.items():
        for record in records:
            for name, one in references(record):
                assert one["href"] in addresses
                example[path, name] = one["href"]
    assert len(example) > 20
    for href in example.values():
        assert client.get(href.removeprefix(client.base)).status_code == 200


@pytest.fixture(scope="module")
def credentials(roster: Client, narrow: dict[str, Client]) -> dict[str, dict[str, str]]:
    """The headers of those who ask."""
    return {
        "nobody": {},
        "forger": {"Authorization": "Bearer forged"},
        "bad signer": {"Authorization": "OAuth oauth_consumer_key=x"},
        "reader of rosters": narrow["roster"].headers(),
        "reader of all": roster.headers(),
    }


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [
        ("reader of all", "GET", "/users?limit=0", 400),
        ("reader of all", "GET", "/users?filter=nickname='x'", 400),
        ("reader of all", "GET", "/users?fields=", 400),
        ("reader of all", "PUT", "/results/x", 400),
        ("nobody", "GET", "/users", 401),
        ("forger", "GET", "/users", 401),
        ("bad signer", "GET", "/users", 401),
        ("reader of rosters", "GET", "/demographics", 403),
        ("reader of all", "GET", f"/teachers/{STUDENT}", 404),
        ("reader of all", "GET", "/pupils", 404),
        ("reader of all", "POST", "/users", 405),
        ("reader of all", "DELETE", "/users/x", 405),
    ],
)
def test_an_error_is_json_with_its_members_at_the_top(
    roster: Client,
    credentials: dict[str, dict[str, str]],
    who: str,
    method: str,
    path: str,
    status: int,
) -> None:
    url = roster.base + path
    reply = requests.request(method, url, headers=credentials[who], json={}, timeout=30)
    assert (reply.status_code, reply.headers["Content-Type"]) == (status, "application/json")
    assert set(reply.json()) == IMSX
    assert reply.json()["imsx_codeMajor"] == "failure"
