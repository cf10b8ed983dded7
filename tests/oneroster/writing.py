"""A line item and a result as their writers send them, and sending them."""

from __future__ import annotations

from typing import Any

import requests

from tests.oneroster.calls import CLASS, LINE_ITEM, PERIOD, STUDENT
from tests.stack import Client

LINE: dict[str, Any] = {
    "title": "Spelling",
    "description": "Week 9",
    "dueDate": "2026-01-31T00:00:00Z",
    "assignDate": "2026-01-31T00:00:00Z",
    "resultValueMin": 0,
    "resultValueMax": 20,
    "class": {"sourcedId": CLASS, "type": "class"},
    "gradingPeriod": {"sourcedId": PERIOD, "type": "academicSession"},
}
SCORE: dict[str, Any] = {
    "lineItem": {"sourcedId": LINE_ITEM},
    "student": {"sourcedId": STUDENT},
    "score": 15.5,
    "scoreDate": "2026-02-01T10:30:00Z",
    "scoreStatus": "fully graded",
}


def put_line(client: Client, sourced_id: str, **members: Any) -> requests.Response:
    body = {"lineItem": {**LINE, **members}}
    return client.ask("PUT", f"/lineitems/{sourced_id}", json=body)


def put_score(client: Client, sourced_id: str, **members: Any) -> requests.Response:
    body = {"result": {**SCORE, **members}}
    return client.ask("PUT", f"/results/{sourced_id}", json=body)
