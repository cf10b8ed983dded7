"""What a reader says it knows already, on its way to the back-end and back."""

from __future__ import annotations

import pytest
import requests

from tests.web.conftest import BEARER, Web
from tests.web.fake_backend import FakeBackend, refuses, says

PLAIN = {**BEARER, "Accept-Encoding": "identity"}
CODINGS = [
    (PLAIN, '"a", W/"b-gzip" , "c"', '"a", "c"'),
    (BEARER, '"a", W/"b-gzip" , "c-gzip"', '"b", "c"'),
    (BEARER, '"a"', None),
    (PLAIN, "*", "*"),
    (BEARER, "*", "*"),
]


@pytest.mark.parametrize(("headers", "known", "asked"), CODINGS)
def test_only_the_tags_of_the_coming_form_are_asked_about(
    web: Web, backend: FakeBackend, headers: dict[str, str], known: str, asked: str | None
) -> None:
    web.get("/users", headers={**headers, "If-None-Match": known})
    first, *others = backend.seen
    assert first.headers.get("If-None-Match") == asked
    assert [seen.headers.get("If-None-Match") for seen in others] == [None] * len(others)


def test_an_expected_revision_goes_with_every_page(web: Web, backend: FakeBackend) -> None:
    web.get("/users", headers={**BEARER, "X-Expect-Revision": "5"})
    assert [seen.headers.get("X-Expect-Revision") for seen in backend.seen] == ["5"] * 3


def test_a_long_read_that_expects_a_revision_breaks_off_when_data_move(
    web: Web, backend: FakeBackend
) -> None:
    backend.faulty = lambda seen: "offset" in seen.query and "after" in seen.query
    backend.faults = [refuses(412, "invalid data", "The data are at revision 6")]
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        web.get("/users", headers={**PLAIN, "X-Expect-Revision": "5"})


def test_what_has_not_changed_leaves_without_a_body(web: Web, backend: FakeBackend) -> None:
    backend.faults = [says(304, b"", ETag='"a"', X_Data_Revision="7")]
    reply = web.get("/users", headers={**BEARER, "If-None-Match": '"a-gzip"'})
    assert (reply.status_code, reply.content) == (304, b"")
    assert (reply.headers["ETag"], reply.headers["X-Data-Revision"]) == ('"a-gzip"', "7")
    assert len(backend.seen) == 1
