"""PUT and DELETE: the body goes on as it came, once, and the back-end's status comes back."""

from __future__ import annotations

import pytest
import requests

from tests.web.conftest import BEARER, ONEROSTER, Web
from tests.web.fake_backend import FakeBackend, fails, hangs_up, refuses, says

BODY = b'{ "result": {"score": 1.50, "comment": "\xc3\xa9"} }'
MEBIBYTE = 1024 * 1024


def put(web: Web, body: object = BODY, **headers: str) -> requests.Response:
    sent = {**BEARER, "Content-Type": "application/json", **headers}
    return web.ask("PUT", ONEROSTER + "/results/r1", headers=sent, data=body)


def test_a_put_reaches_the_back_end_as_it_was_sent(web: Web, backend: FakeBackend) -> None:
    reply = put(web, **{"Content-Type": "application/json; charset=utf-8"})
    assert (reply.status_code, reply.content) == (201, b"")
    assert "Content-Type" not in reply.headers
    seen = backend.seen[0]
    assert (seen.method, seen.target, seen.body) == ("PUT", "/api/v1p1/results/r1", BODY)
    assert seen.headers["Content-Type"] == "application/json; charset=utf-8"
    assert seen.headers["Content-Length"] == str(len(BODY))
    assert "If-Match" not in seen.headers


def test_a_chunked_put_reaches_the_back_end_with_a_length(web: Web, backend: FakeBackend) -> None:
    assert put(web, iter([BODY[:9], BODY[9:]])).status_code == 201
    assert backend.seen[0].body == BODY


def test_the_expected_state_goes_along_and_its_refusal_comes_back(
    web: Web, backend: FakeBackend
) -> None:
    backend.faults = [refuses(412, "invalid data", "The result has changed.")]
    reply = put(web, **{"If-Match": '"a", "b"'})
    assert backend.seen[0].headers["If-Match"] == '"a", "b"'
    assert reply.status_code == 412
    assert reply.json()["imsx_description"] == "The result has changed."


def test_a_replaced_record_is_a_200(web: Web, backend: FakeBackend) -> None:
    backend.faults = [says(200, b"")]
    assert put(web).status_code == 200


def test_a_delete_is_a_204_without_a_body(web: Web, backend: FakeBackend) -> None:
    reply = web.ask("DELETE", ONEROSTER + "/lineitems/l1", headers=BEARER)
    assert (reply.status_code, reply.content) == (204, b"")
    assert (backend.seen[0].method, backend.seen[0].path) == ("DELETE", "/api/v1p1/lineItems/l1")


def test_a_record_of_a_mebibyte_is_taken_and_a_larger_one_refused(
    web: Web, backend: FakeBackend
) -> None:
    assert put(web, b"x" * MEBIBYTE).status_code == 201
    reply = put(web, b"x" * (MEBIBYTE + 1))
    assert (reply.status_code, reply.json()["imsx_codeMinor"]) == (413, "invalid data")
    assert len(backend.seen) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    ("fault", "status"), [(hangs_up, 503), (fails(503), 503), (fails(500), 500)]
)
def test_a_write_is_tried_once(
    web: Web, backend: FakeBackend, method: str, fault: object, status: int
) -> None:
    backend.faults = [fault] * 3  # type: ignore[list-item]
    reply = web.ask(method, ONEROSTER + "/results/r1", headers=BEARER, data=BODY)
    assert reply.status_code == status
    assert len(backend.seen) == 1
