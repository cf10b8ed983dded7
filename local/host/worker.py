"""The stand-in's gunicorn worker: it ends like the real host, after what is running."""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from shared.draining import Draining
from shared.gate import Gate
from shared.patience import Patient


class Worker(Patient, Draining, ThreadWorker):  # type: ignore[misc]
    def gate_of(self, app: Any) -> Gate:
        gate: Gate = app.gate
        return gate
