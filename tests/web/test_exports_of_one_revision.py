"""An export shows one revision of the data, and a client that has it is told so."""

from __future__ import annotations

import pytest

from tests.web.conftest import Web
from tests.web.fake_backend import FakeBackend, fails, refuses
from tests.web.test_exports import FORMS, date_all, files, get, late_users, make_large, moves

PLAIN = {"Accept-Encoding": "identity"}


@pytest.mark.parametrize("form", FORMS)
def test_every_page_is_of_the_revision_that_the_reply_names(
    web: Web, backend: FakeBackend, form: str
) -> None:
    reply = get(web, form)
    assert reply.headers["X-Data-Revision"] == "5"
    contents, *pages = backend.seen
    assert "X-Expect-Revision" not in contents.headers
    assert len(pages) > 8
    assert {seen.headers["X-Expect-Revision"] for seen in pages} == {"5"}


@pytest.mark.parametrize("form", FORMS)
def test_data_that_move_before_anything_was_sent_are_read_anew(
    web: Web, backend: FakeBackend, form: str
) -> None:
    whole = get(web, form)
    backend.faulty, backend.faults = late_users, [moves(backend)] * 2
    reply = get(web, form)
    assert (reply.status_code, reply.headers["X-Data-Revision"]) == (200, "7")
    assert reply.headers["ETag"] != whole.headers["ETag"]
    assert reply.content == whole.content


@pytest.mark.parametrize("form", FORMS)
def test_data_that_never_hold_still_are_a_503(web: Web, backend: FakeBackend, form: str) -> None:
    backend.faulty, backend.faults = late_users, [moves(backend)] * 50
    reply = get(web, form)
    assert reply.status_code == 503
    assert int(reply.headers["Retry-After"]) > 0
    assert "changing all the time" in reply.json()["imsx_description"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("faults", "status"),
    [([fails(500)] * 3, 500), ([fails(503)] * 3, 503), ([refuses(401, "unauthorized", "x")], 401)],
)
def test_what_fails_before_anything_was_sent_is_told(
    web: Web, backend: FakeBackend, form: str, faults: list[object], status: int
) -> None:
    backend.faulty, backend.faults = late_users, list(faults)  # type: ignore[arg-type]
    assert get(web, form).status_code == status


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("coding", [{}, PLAIN])
def test_a_client_that_has_it_gets_304_before_a_page_is_read(
    web: Web, backend: FakeBackend, form: str, coding: dict[str, str]
) -> None:
    whole = get(web, form, **coding)
    assert whole.headers["ETag"].startswith('"')
    backend.seen.clear()
    again = get(web, form, **coding, **{"If-None-Match": whole.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "X-Data-Revision", "Cache-Control"):
        assert again.headers[name] == whole.headers[name]
    assert [seen.path for seen in backend.seen] == ["/api/v1p1/export"]


def test_each_form_and_each_since_has_a_tag_of_its_own(web: Web, backend: FakeBackend) -> None:
    date_all(backend)
    queries = ("", "?since=2026-09-01", "?since=2026-09-02", "?since=3")
    tags = [get(web, form + query).headers["ETag"] for form in FORMS for query in queries]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("form", FORMS)
def test_a_client_that_expects_another_revision_gets_412(
    web: Web, backend: FakeBackend, form: str
) -> None:
    assert get(web, form, **{"X-Expect-Revision": "5"}).status_code == 200
    assert get(web, form, **{"X-Expect-Revision": "4"}).status_code == 412
    backend.faulty, backend.faults = late_users, [moves(backend)]
    assert get(web, form, **{"X-Expect-Revision": "5"}).status_code == 412


@pytest.mark.parametrize("form", FORMS)
def test_since_may_be_a_revision_which_the_back_end_dates(
    web: Web, backend: FakeBackend, form: str
) -> None:
    date_all(backend)
    assert get(web, f"{form}?since=3").status_code == 200
    contents, *pages = backend.seen
    assert contents.query == {"since": "3"}
    filters = {seen.query["filter"] for seen in pages}
    assert "dateLastModified>='2026-09-01T00:00:00.000Z'" in filters


def test_a_since_that_the_back_end_cannot_date_is_refused(web: Web, backend: FakeBackend) -> None:
    backend.faults = [refuses(400, "invalid data", "The parameter since: no longer known.")]
    reply = get(web, "/export.zip?since=3")
    assert reply.status_code == 400
    assert reply.json()["imsx_description"] == "The parameter since: no longer known."


def test_a_set_of_many_pieces_comes_whole(web: Web, backend: FakeBackend) -> None:
    make_large(backend)
    found = files(get(web, "/export.zip").content)
    names = [one["name"] for one in backend.records["orgs"] if one["status"] == "active"]
    assert [row["name"] for row in found["orgs.csv"]] == names
