"""gunicorn's log lines, in the form of all others."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger as GunicornLogger  # type: ignore[import-untyped]


class Logger(GunicornLogger):  # type: ignore[misc]
    def setup(self, cfg: Any) -> None:
        """What gunicorn says goes to the root logger's handlers, as what the app says does."""
        super().setup(cfg)
        for handler in tuple(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True
