"""How gunicorn serves Xporter Web. What is said on its command line wins over this file."""

from __future__ import annotations

import os
import socket
import struct
from typing import Any

import gunicorn.http.message  # type: ignore[import-untyped]
import gunicorn.http.parser  # type: ignore[import-untyped]

from web.request_lines import LenientRequest

wsgi_app = "web.wsgi:app"
bind = "127.0.0.1:8080"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "web.worker.Worker"
threads = 16
keepalive = 75
graceful_timeout = 30
# The application writes its own line per request (web/journal.py), without queries.
accesslog = None
control_socket_disable = True
# A parameter of 10,000 characters is bad but legal; gunicorn's own ceiling for the request line is
# 8,190 bytes, beyond which it knows only "unlimited".
limit_request_line = 256 * 1024
gunicorn.http.message.MAX_REQUEST_LINE = limit_request_line
gunicorn.http.parser.RequestParser.mesg_class = LenientRequest
http_parser = "python"  # gunicorn's other one would pass it by
limit_request_field_size = 32 * 1024
STALLED = 60  # seconds without a byte moving after which a client is given up


def when_ready(server: Any) -> None:
    """Connections inherit the time-outs, so that a client that stalls cannot keep a thread."""
    for listener in server.LISTENERS:
        for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", STALLED, 0))
