"""Relying parties see the schools that authorised them. Every attempt to see more fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
import requests

from shared.oneroster import KINDS, SERVICE_CALLS, ServiceCall, Shape
from tests.stack import Client, Stack
from tests.xporter.asking import COLLECTIONS, Record, ask_backend, minted

READS = [call for call in SERVICE_CALLS if call.method == "GET"]
ALL_OF_A_KIND = [
    call for call in READS if call.shape is Shape.MANY and "{" not in call.path and not call.only
]
SINGLE = [call for call in READS if call.shape is Shape.ONE]
NESTED = [call for call in READS if call.shape is Shape.MANY and "{" in call.path]
OUTSIDERS = ("primary", "stranger")
# Which collection the ids of a path's variable are from.
KIND_OF_VARIABLE = {
    "school": "orgs",
    "class": "classes",
    "term": "academicSessions",
    "course": "courses",
    "student": "users",
    "teacher": "users",
    "user": "users",
    "lineItem": "lineItems",
}
WORD = re.compile(r"[A-Za-z0-9-]{9,}")
VARIABLE = re.compile(r"\{(\w+)\}")

Everything = dict[str, dict[str, Record]]


def everything(stack: Stack, token: str) -> Everything:
    """All eleven kinds as the bearer of `token` sees them, by collection and sourcedId."""
    return {
        call.kind.plural: {
            record["sourcedId"]: record
            for record in ask_backend(stack, token, f"{call.path}?limit=10000").json()[
                call.kind.plural
            ]
        }
        for call in ALL_OF_A_KIND
    }


@pytest.fixture(scope="module")
def tokens(stack: Stack) -> dict[str, str]:
    """Tokens with every scope there is, by relying party."""
    return {name: minted(stack, getattr(stack, name)) for name in ("trust", *OUTSIDERS)}


@pytest.fixture(scope="module")
def seen(stack: Stack, tokens: dict[str, str]) -> dict[str, Everything]:
    return {name: everything(stack, token) for name, token in tokens.items()}


def ids(everything: Everything) -> set[str]:
    return {one for records in everything.values() for one in records}


def hidden_from(seen: dict[str, Everything], outsider: str) -> Everything:
    """What `trust` sees and the outsider does not."""
    return {
        name: {one: records[one] for one in records if one not in seen[outsider][name]}
        for name, records in seen["trust"].items()
    }


def words(reply: requests.Response) -> set[str]:
    """Whatever could be a sourcedId in a reply, headers included."""
    return set(WORD.findall(reply.text + json.dumps(dict(reply.headers))))


def longest_first(records: dict[str, Record]) -> list[str]:
    return sorted(records, key=lambda one: -len(str(records[one])))


def paths(call: ServiceCall, records: Everything, most: int) -> Iterator[str]:
    """The call's path with ids out of `records`, up to `most`, the longest records first."""
    names = VARIABLE.findall(call.path)
    kinds = [records[KIND_OF_VARIABLE.get(name, call.kind.plural)] for name in names]
    pools = [longest_first(kind) for kind in kinds]
    for values in list(zip(*pools, strict=False))[:most]:
        path = call.path
        for name, value in zip(names, values, strict=True):
            path = path.replace(f"{{{name}}}", value)
        yield path


def test_there_is_something_of_every_kind_to_hide(seen: dict[str, Everything]) -> None:
    hidden = hidden_from(seen, "stranger")
    assert all(hidden[kind.plural] for kind in KINDS)
    assert len(ids(hidden_from(seen, "primary"))) > 2000


def test_each_sees_records_of_his_own(seen: dict[str, Everything]) -> None:
    for outsider in OUTSIDERS:
        assert all(seen[outsider][name] for name in COLLECTIONS)


def test_two_feeds_have_no_record_in_common(seen: dict[str, Everything]) -> None:
    assert not ids(seen["trust"]) & ids(seen["stranger"])


def test_a_school_sees_a_part_of_its_feed(seen: dict[str, Everything]) -> None:
    assert ids(seen["primary"]) < ids(seen["trust"])
    schools = [one for one in seen["primary"]["orgs"].values() if one["type"] == "school"]
    assert len(schools) == 1
    enrolled = seen["primary"]["enrollments"].values()
    assert {one["school"]["sourcedId"] for one in enrolled} == {schools[0]["sourcedId"]}


@pytest.mark.parametrize("query", ["", "?limit=10", "?filter=status='active'", "?limit=7&offset=2"])
@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_collection_names_a_hidden_record_anywhere(
    stack: Stack, seen: dict[str, Everything], outsider: str, name: str, query: str
) -> None:
    reply = getattr(stack, outsider).get(f"/{name}{query}")
    assert reply.status_code == 200
    assert not words(reply) & ids(hidden_from(seen, outsider))


@pytest.mark.parametrize("call", ALL_OF_A_KIND, ids=lambda call: call.name)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_kind_of_the_back_end_names_a_hidden_record_anywhere(
    stack: Stack,
    tokens: dict[str, str],
    seen: dict[str, Everything],
    outsider: str,
    call: ServiceCall,
) -> None:
    hidden = ids(hidden_from(seen, outsider))
    for query in ("limit=10000", "limit=10000&sort=sourcedId&orderBy=desc"):
        reply = ask_backend(stack, tokens[outsider], f"{call.path}?{query}")
        assert reply.status_code == 200
        assert not words(reply) & hidden


@pytest.mark.parametrize("call", SINGLE, ids=lambda call: call.name)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_a_hidden_record_is_unknown_when_asked_for_by_its_id(
    stack: Stack,
    tokens: dict[str, str],
    seen: dict[str, Everything],
    outsider: str,
    call: ServiceCall,
) -> None:
    for path in paths(call, hidden_from(seen, outsider), most=5):
        reply = ask_backend(stack, tokens[outsider], path)
        assert reply.status_code == 404
        assert not words(reply) & ids(seen["trust"])


@pytest.mark.parametrize("call", NESTED, ids=lambda call: call.name)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_what_lies_within_a_hidden_record_is_hidden(
    stack: Stack,
    tokens: dict[str, str],
    seen: dict[str, Everything],
    outsider: str,
    call: ServiceCall,
) -> None:
    hidden = hidden_from(seen, outsider)
    for path in paths(call, hidden, most=10):
        reply = ask_backend(stack, tokens[outsider], f"{path}?limit=10000")
        assert reply.status_code == 200
        assert reply.json() == {call.kind.plural: []}


@pytest.mark.parametrize("call", NESTED, ids=lambda call: call.name)
def test_what_lies_within_a_shared_record_shows_nothing_hidden(
    stack: Stack, tokens: dict[str, str], seen: dict[str, Everything], call: ServiceCall
) -> None:
    hidden = ids(hidden_from(seen, "primary"))
    for path in paths(call, seen["primary"], most=12):
        reply = ask_backend(stack, tokens["primary"], f"{path}?limit=10000")
        assert reply.status_code == 200
        assert not words(reply) & hidden


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_a_cursor_of_another_reader_leads_to_ones_own_records_only(
    stack: Stack, tokens: dict[str, str], seen: dict[str, Everything], outsider: str, name: str
) -> None:
    for query in ("limit=3", "limit=3&sort=dateLastModified"):
        other = ask_backend(stack, tokens["trust"], f"/{name}?{query}")
        cursor = other.headers["X-Next-After"]
        reply = ask_backend(stack, tokens[outsider], f"/{name}?{query}&after={cursor}")
        assert reply.status_code == 200
        assert not words(reply) & ids(hidden_from(seen, outsider))


@pytest.mark.parametrize(
    "text",
    [
        "sourcedId='{id}'",
        "sourcedId!='x'",
        "sourcedId='{id}' OR status='active'",
        "familyName~''",
        "agents.sourcedId~'{id}'",
        "orgs.sourcedId='{school}'",
    ],
)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_filter_of_the_back_end_finds_a_hidden_user(
    stack: Stack, tokens: dict[str, str], seen: dict[str, Everything], outsider: str, text: str
) -> None:
    hidden = hidden_from(seen, outsider)
    asked = {"id": next(iter(hidden["users"])), "school": next(iter(hidden["orgs"]))}
    params = {"filter": text.format(**asked), "limit": "10000"}
    reply = ask_backend(stack, tokens[outsider], "/users", params=params)
    assert reply.status_code == 200
    assert not words(reply) & ids(hidden)
    assert {user["sourcedId"] for user in reply.json()["users"]} <= set(seen[outsider]["users"])


def test_a_relying_party_without_schools_sees_nothing(stack: Stack) -> None:
    nobody = stack.client("Nobody", ())
    assert [nobody.records(f"/{name}") for name in COLLECTIONS] == [[]] * len(COLLECTIONS)


def test_the_counts_are_those_of_the_readers_own_records(
    stack: Stack, seen: dict[str, Everything]
) -> None:
    for outsider in OUTSIDERS:
        client: Client = getattr(stack, outsider)
        for name in COLLECTIONS:
            total = client.get(f"/{name}?limit=1").headers["X-Total-Count"]
            assert int(total) == len(seen[outsider][name])
