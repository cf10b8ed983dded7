"""Replies in the reference implementation's shape, and how Xporter serves the same records.

`as_served` is the whole of the deliberate differences; docs/decisions.md says why.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parent / "examples"
Record = dict[str, Any]

# The reference implementation names an org or a session by what it is, Xporter by its class.
_CLASSES = {
    "school": "org",
    "district": "org",
    "schoolYear": "academicSession",
    "semester": "academicSession",
    "term": "academicSession",
    "gradingPeriod": "academicSession",
}
# Lists that Xporter shows though they are empty; every other empty value is left out.
_SHOWN_EMPTY = {
    "org": ("children",),
    "academicSession": ("children",),
    "course": ("grades",),
    "class": ("grades", "terms"),
    "user": ("agents", "orgs", "grades"),
    "enrollment": (),
}
_SINGULAR = {
    "orgs": "org",
    "academicSessions": "academicSession",
    "courses": "course",
    "classes": "class",
    "users": "user",
    "enrollments": "enrollment",
}


@dataclass(frozen=True)
class Server:
    """What replies depend on: the public base, when the records were imported, and which resources
    there are."""

    base: str
    imported: str
    resources: Collection[str] = ()


def reply_of(folder: Path, operation: str) -> tuple[str, list[Record], bool]:
    """The reply's key, its records, and whether it is a list."""
    ((key, value),) = json.loads((folder / f"{operation}.json").read_text("utf-8")).items()
    return key, value if isinstance(value, list) else [value], isinstance(value, list)


def as_served(key: str, record: Record, server: Server) -> Record:
    """The record of a reply with that key, as Xporter serves it once it was imported."""
    shown = {name: _value(value, server) for name, value in record.items()}
    shown["dateLastModified"] = server.imported
    if "enabledUser" in shown:
        shown["enabledUser"] = str(shown["enabledUser"]).lower()
    if isinstance(shown.get("schoolYear"), int):
        shown["schoolYear"] = str(shown["schoolYear"])
    if isinstance(shown.get("schoolYear"), list):
        (shown["schoolYear"],) = shown["schoolYear"]
    if isinstance(shown.get("subjects"), str):
        shown["subjects"] = [shown["subjects"]]
    if "children" in shown:
        shown["children"].sort(key=lambda child: child["sourcedId"])
    if "resources" in shown:
        shown["resources"] = list(_there(shown["resources"], server))
    kept = _SHOWN_EMPTY[_SINGULAR.get(key, key)]
    return {name: value for name, value in shown.items() if value not in ([], {}) or name in kept}


def _value(value: Any, server: Server) -> Any:
    if isinstance(value, list):
        return [_value(one, server) for one in value]
    if isinstance(value, dict) and "href" in value:
        collection, sourced_id = value["href"].split("/")[-2:]
        return {
            "href": f"{server.base}/{collection}/{sourced_id}",
            "sourcedId": value["sourcedId"],
            "type": _CLASSES.get(value["type"], value["type"]),
        }
    return value


def _there(references: list[Record], server: Server) -> Iterator[Record]:
    return (one for one in references if one["sourcedId"] in server.resources)
