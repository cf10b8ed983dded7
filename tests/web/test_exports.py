"""Whole sets over HTTP: the two forms, who gets them, and what a client has when one breaks off."""

from __future__ import annotations

import csv
import io
import json
import random
import zipfile
import zlib
from typing import Any

import pytest
import requests

from shared.oneroster import KINDS
from tests.web.conftest import BASE, BEARER, ONEROSTER, SCHOOL, Web
from tests.web.fake_backend import (
    COLLECTIONS,
    SIGNATURE,
    TOKEN,
    FakeBackend,
    Fault,
    Handler,
    Seen,
    cuts_the_body,
    fails,
    hangs_up,
    is_second_page,
    refuses,
    says,
)
from tests.web.test_streaming import ONE_FAILURE, unchunked

FORMS = ("/export.zip", "/export.ndjson")


def get(web: Web, path: str, **headers: str) -> requests.Response:
    return web.ask("GET", ONEROSTER + path, headers={**BEARER, **headers})


def raw_get(path: str, version: str = "1.1", accept_encoding: str = "identity") -> str:
    return (
        f"GET {ONEROSTER}{path} HTTP/{version}\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Accept-Encoding: {accept_encoding}\r\nX-Request-Id: raw-1\r\n\r\n"
    )


def files(body: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in archive.namelist()
        }


def lines(body: bytes) -> list[dict[str, Any]]:
    assert body.endswith(b"\n")
    return [json.loads(line) for line in body.splitlines()]


def active(backend: FakeBackend, plural: str) -> list[str]:
    return [one["sourcedId"] for one in backend.records[plural] if one["status"] == "active"]


def late_users(seen: Seen) -> bool:
    return seen.path.endswith("/users") and is_second_page(seen)


def make_large(backend: FakeBackend) -> None:
    """Gives the first kind of record so much to say that it is sent before others are read."""
    chance = random.Random(4)
    for org in backend.records["orgs"]:
        org["name"] = chance.randbytes(10_000).hex()


def date_all(backend: FakeBackend) -> None:
    for one in (one for records in backend.records.values() for one in records):
        one["dateLastModified"] = "2026-09-02T00:00:00.000Z"


def moves(backend: FakeBackend) -> Fault:
    """A page that cannot be had: the data have moved on."""

    def move(handler: Handler) -> None:
        backend.revision += 1
        handler.refuse(412, "invalid data", f"The data are at revision {backend.revision}")

    return move


def test_the_zip_is_a_bulk_set_of_all_that_may_be_read(web: Web, backend: FakeBackend) -> None:
    reply = get(web, "/export.zip")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/zip"
    assert reply.headers["Content-Disposition"] == 'attachment; filename="oneroster.zip"'
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Request-Id"]
    assert "Content-Encoding" not in reply.headers
    found = files(reply.content)
    assert set(found) == {f"{name}.csv" for name in ("manifest", *COLLECTIONS)}
    for name in COLLECTIONS:
        assert [row["sourcedId"] for row in found[f"{name}.csv"]] == active(backend, name)


def test_the_same_data_are_the_same_bytes(web: Web) -> None:
    assert get(web, "/export.zip").content == get(web, "/export.zip").content


def test_the_lines_are_records_and_a_count_of_them(web: Web, backend: FakeBackend) -> None:
    reply = get(web, "/export.ndjson")
    assert reply.headers["Content-Type"] == "application/x-ndjson"
    *records, end = lines(reply.content)
    for name in COLLECTIONS:
        found = [one["record"] for one in records if one["kind"] == name]
        assert found == [one for one in backend.records[name] if one["status"] == "active"]
    assert [one["kind"] for one in records] == [
        kind.plural
        for kind in KINDS
        if kind.plural in COLLECTIONS
        for _ in active(backend, kind.plural)
    ]
    assert end == {"kind": "end", "records": dict.fromkeys(COLLECTIONS, 16)}


def test_lines_come_in_gzip_when_asked(web: Web) -> None:
    plain = get(web, "/export.ndjson", **{"Accept-Encoding": "identity"})
    packed = get(web, "/export.ndjson", **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content == plain.content


def test_since_makes_a_delta(web: Web, backend: FakeBackend) -> None:
    date_all(backend)
    found = files(get(web, "/export.zip?since=2026-09-01").content)
    modes = {row["propertyName"]: row["value"] for row in found["manifest.csv"]}
    assert modes["file.users"] == "delta"
    assert [row["status"] for row in found["users.csv"]] == [
        one["status"] for one in backend.records["users"]
    ]
    filters = {seen.query["filter"] for seen in backend.seen if seen.path.endswith("/results")}
    assert filters == {"dateLastModified>='2026-09-01T00:00:00.000Z'"}
    *_, end = lines(get(web, "/export.ndjson?since=2026-09-01T01:00:00%2B01:00").content)
    assert end["records"]["users"] == 25
    assert backend.seen[-1].query["filter"] == "dateLastModified>='2026-09-01T00:00:00.000Z'"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "since",
    [
        "yesterday",
        "2026-09-01' OR status='active",
        "2026-09-01T10:00:00",
        "0001-01-01T00:00:00%2B14:00",
    ],
)
def test_a_since_that_is_no_instant_is_refused(web: Web, form: str, since: str) -> None:
    reply = get(web, f"{form}?since={since}")
    assert reply.status_code == 400
    assert "since" in reply.json()["imsx_description"]


def test_since_may_be_given_once(web: Web) -> None:
    reply = get(web, "/export.zip?since=2026-09-01&since=2026-09-02")
    assert reply.status_code == 400
    assert "2 times" in reply.json()["imsx_description"]


@pytest.mark.parametrize("form", FORMS)
def test_the_back_ends_refusal_is_told_before_a_byte_is_sent(
    web: Web, backend: FakeBackend, form: str
) -> None:
    backend.faults = [refuses(403, "forbidden", "An export needs a token with the scope x")]
    reply = get(web, form)
    assert reply.status_code == 403
    assert reply.json()["imsx_description"] == "An export needs a token with the scope x"
    assert [seen.path for seen in backend.seen] == ["/api/v1p1/export"]


@pytest.mark.parametrize("form", FORMS)
def test_no_token_a_bad_token_and_a_signature_are_401(web: Web, form: str) -> None:
    for headers in ({}, {"Authorization": "Bearer bad"}, {"Authorization": SIGNATURE}):
        reply = web.ask("GET", ONEROSTER + form, headers=headers)
        assert reply.status_code == 401
        assert reply.headers["WWW-Authenticate"]
        assert reply.json()["imsx_codeMinor"] == "unauthorized"
    assert "good for one" in reply.json()["imsx_description"]


@pytest.mark.parametrize("form", FORMS)
def test_only_get_and_head_are_possible(web: Web, form: str) -> None:
    reply = web.ask("POST", ONEROSTER + form, headers=BEARER)
    assert reply.status_code == 405
    assert reply.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("form", FORMS)
def test_head_asks_for_no_record(web: Web, backend: FakeBackend, form: str) -> None:
    reply = web.ask("HEAD", ONEROSTER + form, headers=BEARER)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["Content-Disposition"]
    assert [seen.path for seen in backend.seen] == ["/api/v1p1/export"]


@pytest.mark.parametrize("base", [BASE, SCHOOL])
@pytest.mark.parametrize("form", FORMS)
def test_other_profiles_have_no_exports(web: Web, base: str, form: str) -> None:
    assert web.ask("GET", base + form, headers=BEARER).status_code == 404


@pytest.mark.parametrize("fault", ONE_FAILURE)
@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_fails_once_is_asked_for_again(
    web: Web, backend: FakeBackend, form: str, fault: Fault
) -> None:
    whole = get(web, form).content
    backend.faulty, backend.faults = late_users, [fault]
    assert get(web, form).content == whole


@pytest.mark.parametrize(
    "faults",
    [
        [fails(500)] * 3,
        [hangs_up] * 3,
        [cuts_the_body] * 3,
        [says(200, b'{"users":[{"sourcedId":]}')],
        [refuses(401, "unauthorized", "expired")],
        [refuses(412, "invalid data", "The data are at revision 6")],
    ],
)
@pytest.mark.parametrize("accept_encoding", ["identity", "gzip"])
@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_breaks_off_is_never_well_formed(
    web: Web, backend: FakeBackend, form: str, accept_encoding: str, faults: list[Fault]
) -> None:
    make_large(backend)
    backend.faulty, backend.faults = late_users, list(faults)
    reply = web.raw(raw_get(form, accept_encoding=accept_encoding))
    head, _, body = reply.partition(b"\r\n\r\n")
    sent, whole = unchunked(body)
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert sent
    assert not whole
    if b"Content-Encoding: gzip" in head:
        gzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
        sent = gzip.decompress(sent)
        assert not gzip.eof
    assert_short(sent, form)
    assert "ended=broken" in web.log_line("raw-1")


@pytest.mark.parametrize("form", FORMS)
def test_over_http_1_0_a_broken_export_is_told_by_its_end(
    web: Web, backend: FakeBackend, form: str
) -> None:
    make_large(backend)
    backend.faulty, backend.faults = late_users, [refuses(401, "unauthorized", "expired")]
    _, _, sent = web.raw(raw_get(form, version="1.0")).partition(b"\r\n\r\n")
    assert_short(sent, form)


def assert_short(sent: bytes, form: str) -> None:
    """Whoever reads it notices that it is a part only."""
    if form == "/export.zip":
        assert sent.startswith(b"PK")
        with pytest.raises(zipfile.BadZipFile):
            zipfile.ZipFile(io.BytesIO(sent))
    else:
        assert b'"kind":"orgs"' in sent
        assert b'"kind":"end"' not in sent


@pytest.mark.parametrize("form", FORMS)
def test_contents_that_cannot_be_read_are_a_500(web: Web, backend: FakeBackend, form: str) -> None:
    backend.faults = [says(200, b'{"export":{"nonsense":[]}}')] * 3
    assert get(web, form).status_code == 500
