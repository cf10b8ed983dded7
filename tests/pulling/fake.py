"""A OneRoster provider over HTTP that does well or badly what it is told to."""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Record = dict[str, Any]
Query = dict[str, str]
Answer = tuple[int, dict[str, str], bytes]

ID, SECRET = "a-client", "tops3cret"
NEWER = re.compile(r"dateLastModified>'([^']*)'")


@dataclass
class FakeProvider:
    """`collections` have the records by plural. The other members say what it does otherwise than
    the specification wants; `asked` are the paths and queries of all requests for records."""

    collections: dict[str, list[Record]] = field(default_factory=dict)
    path: str = "/ims/oneroster/v1p1"
    largest_page: int = 10_000
    has_links: bool = True
    has_totals: bool = True
    link_base: str = ""
    links_past_the_end: bool = False
    takes_filters: bool = True
    filter_status: int = 200
    ends_with_404: bool = False
    knows_pages: bool = True
    miscount: int = 0
    revision: int | None = None
    refused: dict[str, int] = field(default_factory=dict)
    hiccups: deque[Answer] = field(default_factory=deque)
    tokens: list[str] = field(default_factory=lambda: ["first"])
    refuses_basic: tuple[int, str] | None = None  # status and error
    before: Callable[[str, Query], None] = lambda kind, query: None
    asked: list[tuple[str, Query]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    origin: str = ""

    @property
    def url(self) -> str:
        return self.origin + self.path

    def pages(self, kind: str) -> list[Query]:
        """The queries of the pages of a collection that were asked for; no probes, no counts."""
        found = (query for path, query in self.asked if path.rpartition("/")[2] == kind)
        return [query for query in found if query["limit"] != "1"]

    def answer(self, path: str, query: Query, headers: dict[str, str]) -> Answer:
        kind = path.rpartition("/")[2]
        self.before(kind, query)
        self.asked.append((path, query))
        self.headers.append(headers)
        if self.hiccups:
            return self.hiccups.popleft()
        expected = headers.get("X-Expect-Revision")
        if expected is not None and expected != str(self.revision):
            return 412, {}, b"{}"
        if kind in self.refused or not self._is_served(path, kind):
            return self.refused.get(kind, 404), {}, b'{"imsx_description": "No such thing."}'
        if "filter" in query and self.filter_status != 200:
            return self.filter_status, {}, b'{"imsx_description": "No filters here."}'
        return self._page(kind, path, query)

    def _is_served(self, path: str, kind: str) -> bool:
        service = self.path.replace("/rostering/", "/resources/")
        base = service if kind == "resources" else self.path
        return kind in self.collections and path == f"{base}/{kind}"

    def _page(self, kind: str, path: str, query: Query) -> Answer:
        found = [one for one in self.collections[kind] if self._matches(one, query)]
        offset, limit = int(query["offset"]), min(int(query["limit"]), self.largest_page)
        page = found[offset : offset + limit] if self.knows_pages else found
        if not page and offset and self.ends_with_404:
            return 404, {}, b"{}"
        headers = {"X-Total-Count": str(len(found) + self.miscount)} if self.has_totals else {}
        if self.revision is not None:
            headers["X-Data-Revision"] = str(self.revision)
        is_last = offset + limit >= len(found)
        if self.has_links and self.knows_pages:
            headers["Link"] = self._links(path, query, offset + limit, is_last)
        return 200, headers, json.dumps({kind: page}).encode()

    def _links(self, path: str, query: Query, offset: int, is_last: bool) -> str:
        base = (self.link_base or self.origin) + path
        first = f'<{base}?{urlencode({**query, "offset": "0"})}>; rel="first"'
        if is_last and not self.links_past_the_end:
            return first
        return f'{first}, <{base}?{urlencode({**query, "offset": str(offset)})}>; rel="next"'

    def _matches(self, record: Record, query: Query) -> bool:
        wanted = query.get("filter", "")
        if not self.takes_filters:
            return True
        if newer := NEWER.fullmatch(wanted):
            return bool(record["dateLastModified"] > newer[1])
        return wanted != "status='active'" or record["status"] == "active"

    def token(self, form: dict[str, str]) -> Answer:
        shown = (form.get("client_id"), form.get("client_secret"))
        if self.refuses_basic and shown != (ID, SECRET):
            status, error = self.refuses_basic
            return status, {}, json.dumps({"error": error}).encode()
        body = {"access_token": self.tokens[0], "token_type": "Bearer", "expires_in": 3600}
        return 200, {}, json.dumps(body).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    provider: FakeProvider


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # a reply in one piece, or TCP waits for the one before to be acknowledged
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        provider = self.server.provider
        if self._is_authorised():
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            self._send(provider.answer(parts.path, query, dict(self.headers)))
        else:
            self._send((401, {}, b"{}"))

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send(self.server.provider.token(dict(parse_qsl(form))))

    def _is_authorised(self) -> bool:
        given = self.headers.get("Authorization", "")
        return given.startswith("OAuth ") or given == f"Bearer {self.server.provider.tokens[-1]}"

    def _send(self, answer: Answer) -> None:
        status, headers, body = answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(provider: FakeProvider) -> Iterator[FakeProvider]:
    """The provider at work, at its `origin`."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.provider = provider
    provider.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
