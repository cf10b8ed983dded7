"""X-Data-Revision, ETag, If-None-Match and X-Expect-Revision, in every profile."""

from __future__ import annotations

from contextlib import closing

import pytest

from admin import relying_parties
from admin.connection import connect
from tests.revision.conditions import (
    PLAIN,
    expecting,
    if_none_match,
    revision,
    tag,
)
from tests.revision.conftest import Moving
from tests.stack import PRIMARY, SIXTH_FORM

PROFILES = ("XPORTER", "XPORTER_SCHOOL", "ONEROSTER")
QUERIES = (
    *("/users", "/users?limit=3", "/users?limit=3&offset=3", "/users?limit=200", "/orgs"),
    *("/users?filter=status='active'", "/courses", "/classes"),
)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("path", ["/users", "/users?limit=2", "/courses"])
def test_a_reader_that_has_it_is_told_so_without_a_body(
    moving: Moving, profile: str, path: str
) -> None:
    reader = moving.readers[profile]
    whole = reader.get(path)
    assert (whole.status_code, whole.headers["X-Data-Revision"].isdigit()) == (200, True)
    again = reader.get(path, headers=if_none_match(tag(whole)))
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "X-Data-Revision", "Cache-Control"):
        assert again.headers[name] == whole.headers[name]
    assert "Content-Type" not in again.headers
    assert "Content-Encoding" not in again.headers


@pytest.mark.parametrize("profile", PROFILES)
def test_a_head_has_the_tag_and_is_answered_like_a_get(moving: Moving, profile: str) -> None:
    reader = moving.readers[profile]
    whole = reader.get("/users?limit=2")
    head = reader.ask("HEAD", "/users?limit=2")
    assert (tag(head), revision(head)) == (tag(whole), revision(whole))
    again = reader.ask("HEAD", "/users?limit=2", headers=if_none_match(tag(whole)))
    assert again.status_code == 304


@pytest.mark.parametrize("profile", PROFILES)
def test_a_change_makes_another_tag_and_a_greater_revision(moving: Moving, profile: str) -> None:
    reader = moving.readers[profile]
    before = reader.get("/orgs")
    moving.move()
    after = reader.get("/orgs", headers=if_none_match(tag(before)))
    assert after.status_code == 200
    assert revision(after) > revision(before)
    assert tag(after) != tag(before)


def test_no_two_replies_have_the_same_tag(moving: Moving) -> None:
    tags = [
        tag(reader.get(path, headers=coding))
        for reader in moving.readers.values()
        for path in QUERIES
        for coding in ({}, PLAIN)
    ]
    # One reads all of /users; to the full profile that is its first hundred.
    assert len(tags) == len(set(tags))
    named = moving.full.get("/users?fields=sourcedId")
    assert tag(named) not in tags


def test_two_relying_parties_have_different_tags(moving: Moving) -> None:
    assert tag(moving.documented.get("/orgs")) != tag(moving.stack.primary.get("/orgs"))


def test_a_tag_outlives_the_token(moving: Moving) -> None:
    reader = moving.documented
    fresh = {"Authorization": f"Bearer {reader.token()}"}
    assert tag(reader.get("/orgs")) == tag(reader.get("/orgs", headers=fresh))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"other", W/"another" ,{tag}', 304),
        ("*", 304),
        ('"other"', 200),
        ("nonsense", 200),
        ("", 200),
    ],
)
@pytest.mark.parametrize("coding", [{}, PLAIN])
def test_if_none_match_is_a_list_that_is_compared_weakly(
    moving: Moving, words: str, status: int, coding: dict[str, str]
) -> None:
    known = tag(moving.full.get("/terms", headers=coding))
    asked = {**coding, "If-None-Match": words.format(tag=known)}
    assert moving.full.get("/terms", headers=asked).status_code == status


def test_the_gzip_form_is_not_the_plain_form(moving: Moving) -> None:
    plain = tag(moving.full.get("/terms", headers=PLAIN))
    zipped = moving.full.get("/terms", headers=if_none_match(plain))
    assert (zipped.status_code, tag(zipped) != plain) == (200, True)
    assert zipped.headers["Content-Encoding"] == "gzip"


def test_authorising_and_withdrawing_a_school_raises_the_revision(moving: Moving) -> None:
    reader = moving.stack.client("Coming and going", (PRIMARY,))
    seen = [reader.get("/orgs")]
    with closing(connect(moving.stack.database)) as connection:
        for change in (relying_parties.authorise, relying_parties.withdraw):
            change(connection, "Coming and going", (SIXTH_FORM,))
            seen.append(reader.get("/orgs", headers=if_none_match(tag(seen[-1]))))
    assert [reply.status_code for reply in seen] == [200, 200, 200]
    revisions = [revision(reply) for reply in seen]
    assert revisions == sorted(set(revisions))


def test_who_was_revoked_is_told_nothing(moving: Moving) -> None:
    reader = moving.stack.client("Soon gone", (PRIMARY,))
    known = tag(reader.get("/orgs"))
    with closing(connect(moving.stack.database)) as connection:
        relying_parties.revoke(connection, "Soon gone")
    assert reader.get("/orgs", headers=if_none_match(known)).status_code == 400


@pytest.mark.parametrize("profile", PROFILES)
def test_a_read_that_expects_the_present_revision_is_served(moving: Moving, profile: str) -> None:
    reader = moving.readers[profile]
    present = revision(reader.get("/orgs"))
    reply = reader.get("/users", headers=expecting(present))
    assert (reply.status_code, revision(reply)) == (200, present)


@pytest.mark.parametrize(
    ("profile", "content_type"),
    [
        ("XPORTER", "text/plain; charset=utf-8"),
        ("XPORTER_SCHOOL", "text/plain; charset=utf-8"),
        ("ONEROSTER", "application/json"),
    ],
)
def test_a_read_that_expects_another_revision_is_refused(
    moving: Moving, profile: str, content_type: str
) -> None:
    reader = moving.readers[profile]
    past = revision(reader.get("/orgs"))
    moving.move()
    reply = reader.get("/users?limit=2", headers=expecting(past))
    assert (reply.status_code, reply.headers["Content-Type"]) == (412, content_type)
    assert str(past) in reply.text


def test_an_expected_revision_that_is_no_number_is_refused_by_name(moving: Moving) -> None:
    reply = moving.full.get("/users", headers=expecting("latest"))
    assert reply.status_code == 400
    assert "X-Expect-Revision is 'latest'" in reply.json()["imsx_description"]


def test_a_record_keeps_its_tag_while_others_change(moving: Moving) -> None:
    address = f"/orgs/{PRIMARY}"
    before = moving.full.get(address)
    moving.move()
    again = moving.full.get(address, headers=if_none_match(tag(before)))
    assert (again.status_code, again.content) == (304, b"")
    assert revision(again) > revision(before)
    assert moving.full.get(address, headers=expecting(revision(before))).status_code == 412


@pytest.mark.parametrize("coding", [{}, PLAIN])
def test_the_tag_of_a_record_is_good_for_if_match_in_either_coding(
    moving: Moving, coding: dict[str, str]
) -> None:
    moving.move()
    read = moving.full.get("/categories/moving", headers=coding)
    body = {"category": {"title": "Classwork"}}
    for status in (200, 412):
        headers = {"If-Match": tag(read)}
        reply = moving.full.ask("PUT", "/categories/moving", json=body, headers=headers)
        assert reply.status_code == status


def test_a_record_that_is_not_there_is_no_match_for_any(moving: Moving) -> None:
    assert moving.full.get("/orgs/nowhere", headers=if_none_match("*")).status_code == 404
