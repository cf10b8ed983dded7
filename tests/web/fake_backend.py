"""A back-end of a few records that keeps to docs/architecture.md and breaks down on demand."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shared.oneroster import KIND

TOKEN = "good.token.here"
BASIC = "Basic " + base64.b64encode(b"client_id:client_secret").decode()
JWT = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln"
COLLECTIONS = (
    *("orgs", "users", "classes", "enrollments", "academicSessions", "courses"),
    *("lineItems", "results"),
)
SIGNATURE = 'OAuth realm="", oauth_consumer_key="key", oauth_signature="s%2Bg%3D"'


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}


Fault = Callable[["Handler"], None]


def is_second_page(seen: Seen) -> bool:
    """Of a long read by pages of ten: asked for by the end of the first."""
    return seen.query.get("after") == "c10" and "offset" not in seen.query


def is_third_page(seen: Seen) -> bool:
    """The same, asked for before the end of the second is known."""
    return seen.query.get("after") == "c10" and seen.query.get("offset") == "10"


@dataclass
class FakeBackend:
    """`faults` are played one a request, for the requests that `faulty` picks; then all is well.
    `revision` is that of the data."""

    url: str = ""
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty: Callable[[Seen], bool] = lambda seen: True
    revision: int = 5

    def reset(self) -> None:
        self.records = {plural: records(plural, 25) for plural in COLLECTIONS}
        self.seen, self.faults, self.faulty = [], [], lambda seen: True
        self.revision = 5

    def answer(self, handler: Handler, seen: Seen) -> None:
        self.seen.append(seen)
        if self.faults and self.faulty(seen):
            self.faults.pop(0)(handler)
        elif seen.path.startswith("/api/token"):
            self._token(handler, seen)
        elif not self._knows(seen):
            handler.refuse(401, "unauthorized", "The signature or the token is wrong.")
        elif seen.method != "GET":
            self._write(handler, seen)
        elif seen.headers.get("X-Expect-Revision", str(self.revision)) != str(self.revision):
            handler.refuse(412, "invalid data", f"The data are at revision {self.revision}")
        elif seen.path == "/api/v1p1/export":
            self._contents(handler, seen)
        elif seen.path.count("/") == 4:
            self._record(handler, seen)
        else:
            self._collection(handler, seen)

    def _token(self, handler: Handler, seen: Seen) -> None:
        form = parse_qs(seen.body.decode())
        if seen.headers.get("Authorization") == BASIC or "client_secret" in form:
            granted = {"access_token": JWT, "token_type": "Bearer", "expires_in": 3600}
            handler.reply(200, {**granted, "scope": "roster"})
        else:
            handler.reply(401, {"error": "invalid_client", "error_description": "as documented"})

    def _knows(self, seen: Seen) -> bool:
        authorization = seen.headers.get("Authorization", "")
        return authorization in (f"Bearer {TOKEN}", SIGNATURE, SIGNATURE.replace(" ", ",", 1))

    def _contents(self, handler: Handler, seen: Seen) -> None:
        tag = f'"{self.revision}-{seen.headers["X-View"]}"'.replace(" ", "-")
        headers = {"ETag": tag, "X-Data-Revision": str(self.revision)}
        since = "2026-09-01T00:00:00.000Z" if "since" in seen.query else None
        if tag in seen.headers.get("If-None-Match", ""):
            handler.send(304, b"", headers)
        else:
            names: dict[str, list[str]] = {plural: [] for plural in COLLECTIONS}
            handler.reply(200, {"export": names, "since": since}, headers)

    def _write(self, handler: Handler, seen: Seen) -> None:
        handler.send({"PUT": 201, "DELETE": 204}[seen.method], b"", {})

    def _record(self, handler: Handler, seen: Seen) -> None:
        plural, wanted = seen.path.removeprefix("/api/v1p1/").split("/")
        found = [one for one in self.records[plural] if one["sourcedId"] == wanted]
        if found:
            headers = {"X-Total-Count": "1", "X-Count": "1", "ETag": '"state"'}
            handler.reply(200, {KIND[plural].singular: found[0]}, headers)
        else:
            handler.refuse(404, "unknown object", "There is no such record.")

    def _collection(self, handler: Handler, seen: Seen) -> None:
        plural = seen.path.rpartition("/")[2]
        wanted = seen.query.get("filter", "").removeprefix("status=").strip("'")
        if wanted.startswith("dateLastModified>="):
            wanted = ""
        found = [one for one in self.records[plural] if wanted in ("", one["status"])]
        after, offset = seen.query.get("after", "c0"), seen.query.get("offset", "0")
        start = int(after.removeprefix("c")) + int(offset)
        end = start + int(seen.query["limit"])
        headers = {} if "after" in seen.query else {"X-Total-Count": str(len(found))}
        headers |= {"X-Count": str(len(found[start:end])), "X-Data-Revision": str(self.revision)}
        if end < len(found):
            headers["X-Next-After"] = f"c{end}"
        if seen.query.get("sort") == "nonsense":
            headers["X-OneRoster-Warning"] = "invalid_sort_field: no such field"
        handler.reply(200, {plural: found[start:end]}, headers)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    fake: FakeBackend

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.fake.answer(self, Seen(self.command, self.path, dict(self.headers), body))

    do_POST = do_PUT = do_DELETE = do_GET

    def reply(self, status: int, payload: Any, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(payload, separators=(",", ":")).encode()
        self.send(status, body, {"Content-Type": "application/json", **(headers or {})})

    def refuse(self, status: int, minor: str, description: str) -> None:
        major = {"imsx_codeMajor": "failure", "imsx_severity": "error"}
        imsx = {**major, "imsx_codeMinor": minor, "imsx_description": description}
        self.reply(status, imsx)

    def send(self, status: int, body: bytes, headers: dict[str, str], promised: int = 0) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(promised or len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: that the web tier hangs up is part of some tests."""


def records(plural: str, count: int) -> list[dict[str, Any]]:
    """`count` small records, each third `tobedeleted`."""
    return [
        {"sourcedId": f"{plural}-{n:04}", "status": "active" if n % 3 else "tobedeleted"}
        for n in range(count)
    ]


def fails(status: int, **headers: str) -> Fault:
    """A reply with a trace in it that nobody outside may see."""
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, b"Traceback: select * from gcidm.users", shown)


def refuses(status: int, minor: str, description: str) -> Fault:
    return lambda handler: handler.refuse(status, minor, description)


def says(status: int, body: bytes, **headers: str) -> Fault:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, body, shown)


def hangs_up(handler: Handler) -> None:
    """Closes the connection without a byte."""
    handler.close_connection = True


def cuts_the_body(handler: Handler) -> None:
    """Sends less than it promised, and what it sends could pass for a page."""
    handler.send(200, b'{"users":[]}', {"X-Total-Count": "25"}, promised=5000)
    handler.close_connection = True


def shows(plural: str, records: list[dict[str, Any]], **headers: str) -> Fault:
    """Another page than was asked for."""
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(200, {plural: records}, shown)


def cuts_a_page_that_ends(after: str) -> Fault:
    """Tells where the next page starts, and breaks off."""

    def cut(handler: Handler) -> None:
        handler.send(200, b'{"users":[]}', {"X-Next-After": after}, promised=5000)
        handler.close_connection = True

    return cut


def sends_its_headers_and_waits_until(event: threading.Event, after: str) -> Fault:
    """A page of one record, whose body comes once the event is set."""
    body = b'{"users":[{"sourcedId":"slow"}]}'

    def send(handler: Handler) -> None:
        headers = {"X-Next-After": after, "X-Data-Revision": "1"}
        handler.send(200, b"", headers, promised=len(body))
        if event.wait(20):
            handler.wfile.write(body)

    return send


def waits_for(event: threading.Event) -> Fault:
    """Answers, with nothing useful, once the event is set."""

    def wait(handler: Handler) -> None:
        event.wait(20)
        handler.send(503, b"", {})

    return wait


def started(fake: FakeBackend) -> ThreadingHTTPServer:
    """The fake on a port of its own."""
    handler = type("BoundHandler", (Handler,), {"fake": fake})
    server = _Server(("127.0.0.1", 0), handler)
    fake.url = f"http://127.0.0.1:{server.server_port}/api"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server
