"""Serving an app by gunicorn: as many processes and threads as the real host would have."""

from __future__ import annotations

import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from local.host.application import Application
from local.host.configuration import Configuration
from local.host.errors import Refused
from local.host.listing import listing
from local.host.loading import load
from shared.draining import announce_stop

REFUSED = 4  # gunicorn's exit status for an app that cannot be loaded
# The real host's server: 8 KB request line, 100 headers of 32 KB, 130 s of keep-alive.
OPTIONS = {
    "worker_class": "local.host.worker.Worker",
    "when_ready": announce_stop,
    "logger_class": "local.host.logger.Logger",
    "keepalive": 130,
    "graceful_timeout": 120,  # for the calls that are running
    "timeout": 300,
    "limit_request_line": 8190,
    "limit_request_fields": 100,
    "limit_request_field_size": 32_768,
    "loglevel": "warning",
    "control_socket_disable": True,
    "proc_name": "xporter-functions",
}


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn around an Application; the app is loaded in the process that serves it."""

    def __init__(self, configuration: Configuration, address: str) -> None:
        self._configuration = configuration
        self._address = address
        super().__init__()

    def load_config(self) -> None:
        asked = self._configuration
        options: dict[str, Any] = {
            "bind": f"{self._address}:{asked.port}",
            "threads": asked.threads,
            "workers": asked.processes,
        }
        for name, value in {**OPTIONS, **options}.items():
            self.cfg.set(name, value)

    def load(self) -> Application:
        try:
            app = load(self._configuration.root, self._configuration.script_file)
            application = Application(app.functions, self._configuration)
        except Refused as refusal:
            print(f"The Functions host cannot start: {refusal}", file=sys.stderr)
            sys.exit(REFUSED)
        print(listing(app, self._configuration, self._address), flush=True)
        return application


def serve(configuration: Configuration, address: str) -> None:
    """Serves until it is told to stop; exits with status 4 when the app is refused."""
    os.chdir(configuration.root)
    Server(configuration, address).run()
