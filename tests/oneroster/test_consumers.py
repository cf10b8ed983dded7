"""What real consumers need of the full profile, and plain servers get wrong: reading."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
import requests

from shared.oneroster import SERVICE_CALLS, Shape
from tests.oneroster.calls import CLASS, PERIOD, STUDENT, TEACHER, path_of
from tests.oneroster.shapes import INSTANT
from tests.stack import SECONDARY, Client

IMSX = {"imsx_codeMajor", "imsx_severity", "imsx_codeMinor", "imsx_description"}
COLLECTIONS = [
    path_of(call) for call in SERVICE_CALLS if call.shape is Shape.MANY and "{" not in call.path
]


def total(reply: requests.Response) -> int:
    assert reply.status_code == 200
    assert reply.headers["X-Total-Count"].isdigit()
    return int(reply.headers["X-Total-Count"])


def ids(reply: requests.Response) -> list[str]:
    (listed,) = reply.json().values()
    return [one["sourcedId"] for one in listed]


# Paging and headers


def test_a_limit_is_honoured_up_to_ten_thousand_and_clamped_above(roster: Client) -> None:
    every = total(roster.get("/enrollments"))
    assert every > 2000
    for limit in ("5000", "10000", "10001", "999999"):
        reply = roster.get(f"/enrollments?limit={limit}")
        assert len(ids(reply)) == int(reply.headers["X-Count"]) == every


def test_a_page_past_the_end_is_an_empty_list(roster: Client) -> None:
    reply = roster.get("/users?offset=100000&limit=5000")
    assert (reply.status_code, reply.json()) == (200, {"users": []})


@pytest.mark.parametrize("filter_", ["", "&filter=status='active'", "&filter=role='teacher'"])
def test_the_total_is_exact_and_counted_after_the_filter(roster: Client, filter_: str) -> None:
    every = roster.get(f"/enrollments?limit=10000{filter_}")
    assert total(every) == len(ids(every))
    assert total(roster.get(f"/enrollments?limit=1&offset=3{filter_}")) == len(ids(every))


@pytest.mark.parametrize(
    "path", ["/users/" + STUDENT, "/classes/" + CLASS, "/schools/" + SECONDARY]
)
def test_a_single_record_has_a_total_of_one(roster: Client, path: str) -> None:
    assert total(roster.get(path)) == 1


@pytest.mark.parametrize("query", ["", "&filter=role='parent'", "&sort=familyName&orderBy=desc"])
def test_following_next_reads_every_record_once_in_one_order(roster: Client, query: str) -> None:
    found: list[str] = []
    url = f"{roster.base}/users?limit=90&fields=sourcedId,familyName{query}"
    while url:
        assert "," not in url.partition("?")[2] or url.startswith(roster.base + "/users?limit=90")
        reply = roster.get(url.removeprefix(roster.base))
        found += ids(reply)
        url = reply.links.get("next", {}).get("url", "")
        assert ("prev" in reply.links) == (len(found) > 90)
    assert found == ids(roster.get(f"/users?limit=10000{query}"))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("sort", ["", "familyName", "role", "email", "enabledUser", "status"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_the_order_is_total_and_stable(roster: Client, sort: str, order: str) -> None:
    query = f"&sort={sort}&orderBy={order}" if sort else ""
    every = ids(roster.get(f"/users?limit=10000{query}"))
    assert len(set(every)) == len(every)
    paged = [ids(roster.get(f"/users?limit=1&offset={n}{query}"))[0] for n in (0, 9, 10, 11, 400)]
    assert paged == [every[n] for n in (0, 9, 10, 11, 400)]


@pytest.mark.parametrize("value", ["0", "-1", "abc", "1e3", str(2**64), "5&limit=5"])
def test_a_limit_that_makes_no_sense_is_a_400(roster: Client, value: str) -> None:
    assert roster.get(f"/users?limit={value}").status_code == 400


# Bodies


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/schools", "orgs"),
        ("/schools/" + SECONDARY, "org"),
        ("/students", "users"),
        ("/teachers/" + TEACHER, "user"),
        ("/terms", "academicSessions"),
        ("/gradingPeriods", "academicSessions"),
        ("/gradingPeriods/" + PERIOD, "academicSession"),
        ("/demographics", "demographics"),
        ("/demographics/" + STUDENT, "demographics"),
        ("/classes/" + CLASS, "class"),
    ],
)
def test_the_class_names_the_only_key(roster: Client, path: str, key: str) -> None:
    assert roster.get(path).text.startswith(f'{{"{key}":')
    assert list(roster.get(path).json()) == [key]


def test_references_name_the_class_and_never_the_sub_type(roster: Client) -> None:
    (found,) = roster.get(f"/classes?filter=sourcedId='{CLASS}'").json()["classes"]
    assert found["school"]["type"] == "org"
    assert {term["type"] for term in found["terms"]} == {"academicSession"}
    assert found["course"] == {
        "href": f"{roster.base}/courses/{found['course']['sourcedId']}",
        "sourcedId": found["course"]["sourcedId"],
        "type": "course",
    }


def test_flags_and_years_are_strings_and_scores_are_numbers(roster: Client) -> None:
    assert roster.get("/users/" + STUDENT).json()["user"]["enabledUser"] == "true"
    session = roster.get("/terms?limit=1").json()["academicSessions"][0]
    assert session["schoolYear"] == "2027"
    scores = [one["score"] for one in roster.get("/results").json()["results"]]
    assert all(isinstance(score, int | float) for score in scores)


@pytest.mark.parametrize("path", COLLECTIONS)
def test_nothing_is_null_or_blank_and_instants_have_three_digits(roster: Client, path: str) -> None:
    reply = roster.get(f"{path}?limit=10000")
    assert ":null" not in reply.text
    assert ':""' not in reply.text
    (records,) = reply.json().values()
    assert all(INSTANT.fullmatch(one["dateLastModified"]) for one in records)
    lists = ("agents", "terms", "orgs", "grades")
    assert all(isinstance(one[name], list) for one in records for name in lists if name in one)


def test_what_consumers_show_to_people_is_there_where_the_data_have_it(roster: Client) -> None:
    found = roster.get("/classes/" + CLASS).json()["class"]
    shown = {name: found[name] for name in ("classCode", "location", "grades", "subjects")}
    assert shown == {
        "classCode": "8A/Ma1",
        "location": "M07",
        "grades": ["08"],
        "subjects": ["Mathematics"],
    }
    assert found["periods"] == ["Mon5", "Tue4", "Fri2"]
    assert all(one["identifier"] for one in roster.get("/users").json()["users"])
    assert all(one["identifier"] for one in roster.get("/schools").json()["orgs"])


@pytest.mark.parametrize("path", COLLECTIONS)
def test_what_is_referenced_is_served(roster: Client, path: str) -> None:
    (records,) = roster.get(f"{path}?limit=3").json().values()
    hrefs = {
        reference["href"]
        for record in records
        for value in record.values()
        for reference in (value if isinstance(value, list) else [value])
        if isinstance(reference, dict) and "href" in reference
    }
    for href in hrefs:
        assert roster.get(href.removeprefix(roster.base)).status_code == 200


# Queries


def same(client: Client, plain: str, *others: str) -> None:
    """All the filters select what the first one does, which is something."""
    wanted = total(client.get(f"/users?filter={plain}"))
    assert wanted > 0
    for other in others:
        assert total(raw(client, f"/users?filter={other}")) == wanted


def raw(client: Client, target: str) -> requests.Response:
    """The target exactly as it is written, which no client library would send."""
    session = requests.Session()
    prepared = requests.Request("GET", client.base, headers=client.headers()).prepare()
    prepared.url = client.base + target
    return session.send(prepared, timeout=30, allow_redirects=False)


def test_a_filter_may_be_encoded_in_any_way(roster: Client) -> None:
    same(
        roster,
        "givenName='Zoe'%20OR%20role='student'",
        "givenName%3D%27Zoe%27%20OR%20role%3D%27student%27",
        "givenName='Zoe'+or+role='student'",
        "(givenName='Zoe'+Or+role='student')",
        "%28givenName%3D'zoe'%20or%20role%3d'STUDENT'%29",
    )


def test_a_quote_inside_a_value_is_doubled(roster: Client) -> None:
    same(roster, "familyName='O''Sullivan'", "familyName=%27O%27%27Sullivan%27")


def test_booleans_and_numbers_need_no_quotes(roster: Client) -> None:
    same(roster, "enabledUser='true'", "enabledUser=true")
    assert total(roster.get("/results?filter=score>=12.5")) == total(
        roster.get("/results?filter=score>='12.5'")
    )


def test_an_instant_is_compared_with_dates_and_instants_alike(roster: Client) -> None:
    same(
        roster,
        "dateLastModified>'2025-10-01'",
        "dateLastModified%3E'2025-10-01T00:00:00Z'",
        "dateLastModified>'2025-10-01T00:00:00.000Z'",
        "dateLastModified>='2020-01-01T01:00:00.000Z'",
    )
    assert total(roster.get("/users?filter=dateLastModified<'2025-10-01'")) == 0


@pytest.mark.parametrize(
    ("path", "filter_"),
    [
        ("/users", "email~'wrenmouth'"),
        ("/users", "grades='07'"),
        ("/users", "grades~'07,08'"),
        ("/users", "orgs.sourcedId='x7WBFTL7C'"),
        ("/users", "username='26alir' OR email~'@nothing'"),
        ("/classes", "periods='Mon5,Tue4'"),
        ("/enrollments", f"class.sourcedId='{CLASS}' and role='student'"),
        ("/academicSessions", "schoolYear='2027' AND type='term'"),
        ("/demographics", "birthDate>'2012-01-01'"),
    ],
)
def test_contains_lists_dates_and_references_are_understood(
    roster: Client, path: str, filter_: str
) -> None:
    found = total(roster.get(path, params={"filter": filter_}))
    assert 0 < found < total(roster.get(path))


@pytest.mark.parametrize(
    "filter_", ["sourcedId='norecords'", "status='norecords'", "role='pilot'", "metadata.x='y'"]
)
def test_a_filter_that_finds_nothing_is_an_empty_list(roster: Client, filter_: str) -> None:
    reply = roster.get(f"/users?filter={filter_}")
    assert (reply.status_code, reply.json()) == (200, {"users": []})
    assert reply.headers["X-Total-Count"] == "0"


@pytest.mark.parametrize(
    "query",
    ["orderBy=desc", "orderBy=nonsense", "filter=", "&&", "", "_=123", "limit%20=1", "sort="],
)
def test_what_means_nothing_is_ignored(roster: Client, query: str) -> None:
    assert ids(roster.get(f"/users?{query}")) == ids(roster.get("/users"))


def test_limit_offset_and_filter_mean_nothing_on_a_single_record(roster: Client) -> None:
    plain = roster.get("/users/" + STUDENT)
    assert roster.get(f"/users/{STUDENT}?limit=x&offset=5&filter=a").json() == plain.json()


@pytest.mark.parametrize(
    "path", ["/lineitems", "/LINEITEMS/", "//lineItems", "/lineItems/?limit=100", "/lineItems//"]
)
def test_paths_in_any_case_and_with_stray_slashes_are_served_without_a_redirect(
    roster: Client, path: str
) -> None:
    reply = raw(roster, path)
    assert reply.status_code == 200
    assert reply.json() == roster.get("/lineItems").json()


def test_a_collection_under_an_unknown_parent_is_empty_and_an_unknown_record_a_404(
    roster: Client,
) -> None:
    assert roster.get("/schools/1000000/classes").json() == {"classes": []}
    assert roster.get("/schools/1000000").status_code == 404


# Errors and warnings


@pytest.mark.parametrize(
    ("query", "minor", "named"),
    [
        ("filter=nickname='x'", "invalid_filter_field", ("position 1", "nickname", "familyName")),
        ("filter=role='a' AND x.y='b'", "invalid_filter_field", ("position 14", "x.y")),
        ("filter=familyName='Smith", "invalid data", ("position",)),
        ("filter=familyName", "invalid data", ("operator", "!=")),
        ("filter=familyName like 'x'", "invalid data", ("position", "like")),
        ("filter=dateLastModified>'yesterday'", "invalid data", ("yesterday", "dateLastModified")),
        ("filter=enabledUser='maybe'", "invalid data", ("maybe", "true")),
        ("filter=role='a' OR role='b' OR role='c'", "invalid data", ("one AND or OR",)),
        ("sort=familyName&orderBy=up", "invalid data", ("up", "asc", "desc")),
        ("fields=", "invalid_blank_selection_field", ("fields",)),
        ("fields=sourcedId,,role", "invalid_blank_selection_field", ("fields",)),
    ],
)
def test_a_bad_query_is_a_400_that_names_what_is_wrong(
    roster: Client, query: str, minor: str, named: tuple[str, ...]
) -> None:
    reply = roster.get(f"/users?{query}")
    assert (reply.status_code, reply.headers["Content-Type"]) == (400, "application/json")
    assert set(reply.json()) == IMSX
    assert reply.json()["imsx_codeMinor"] == minor
    assert all(word in reply.json()["imsx_description"] for word in named)


def test_an_unknown_sort_field_gives_the_default_order_and_a_warning(roster: Client) -> None:
    reply = roster.get("/users?sort=shoeSize&orderBy=desc")
    assert ids(reply) == ids(roster.get("/users"))
    warning = unquote(reply.headers["X-OneRoster-Warning"])
    assert warning.startswith("invalid_sort_field")
    assert "shoeSize" in warning
    assert list(reply.json()) == ["users"]


@pytest.mark.parametrize("path", ["/users?limit=1", "/users/" + STUDENT])
def test_an_unknown_field_name_gives_all_fields_and_a_warning(roster: Client, path: str) -> None:
    join = "&" if "?" in path else "?"
    reply = roster.get(f"{path}{join}fields=sourcedId,shoeSize")
    assert reply.json() == roster.get(path).json()
    assert "shoeSize" in unquote(reply.headers["X-OneRoster-Warning"])


def test_chosen_fields_come_and_no_others(roster: Client) -> None:
    (first, *_) = roster.get("/users?fields=familyName, sourcedId").json()["users"]
    assert set(first) == {"familyName", "sourcedId"}


# What Microsoft School Data Sync asks for


@pytest.mark.parametrize(
    "name",
    ["academicSessions", "orgs", "users", "classes", "enrollments", "courses", "demographics"],
)
def test_school_data_sync_reads_whole_collections_and_changes(roster: Client, name: str) -> None:
    whole = roster.get(f"/{name}?offset=0&limit=5000&filter=status='active'")
    assert whole.status_code == 200
    assert total(whole) == len(ids(whole)) >= 3
    second = roster.get(f"/{name}?offset=2&limit=1&filter=status='active'")
    assert ids(second) == ids(whole)[2:3]
    assert roster.get(f"/{name}?filter=sourcedId='norecords'").json() == {name: []}
    delta = roster.get(f"/{name}?filter=dateLastModified>'2020-01-01T01:00:00.000Z'")
    assert total(delta) >= total(whole)


def test_school_data_sync_finds_deleted_records_in_a_delta(roster: Client) -> None:
    delta = "/enrollments?limit=10000&filter=dateLastModified>'2020-01-01'"
    statuses = {one["status"] for one in roster.get(delta).json()["enrollments"]}
    assert statuses == {"active", "tobedeleted"}


def test_contacts_and_students_are_each_others_agents(roster: Client) -> None:
    contact = roster.get("/users?filter=role='parent'&limit=1").json()["users"][0]
    agent = contact["agents"][0]["sourcedId"]
    student = roster.get(f"/users/{agent}").json()["user"]
    assert student["role"] == "student"
    assert contact["sourcedId"] in {one["sourcedId"] for one in student["agents"]}


def test_sync_reads_a_class_of_a_teacher_as_the_only_one(roster: Client) -> None:
    path = f"/teachers/{TEACHER}/classes?filter=sourcedId='{CLASS}'"
    assert ids(roster.get(path)) == [CLASS]
