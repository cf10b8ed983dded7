"""A small set of OneRoster replies that tests change, import and look at again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyodbc

from admin.importing import Findings
from admin.importing.packing import open_packing
from admin.importing.progress import Silent
from admin.importing.sets import open_set
from tests.importing.roster import FIRST, Roster

Record = dict[str, Any]


def ref(collection: str, sourced_id: str, type_: str) -> Record:
    return {
        "href": f"https://other.example/{collection}/{sourced_id}",
        "sourcedId": sourced_id,
        "type": type_,
    }


def _record(sourced_id: str, **fields: Any) -> Record:
    return {"sourcedId": sourced_id, "status": "active", **fields}


def _user(sourced_id: str, role: str, **fields: Any) -> Record:
    names = {"username": sourced_id, "givenName": sourced_id.title(), "familyName": "Q"}
    orgs = [ref("orgs", "north", "org")]
    return _record(
        sourced_id, enabledUser="true", role=role, orgs=orgs, agents=[], **names, **fields
    )


# As the specification has it, without any departure.
GOOD: dict[str, Any] = {
    "orgs": [
        _record("district", name="Northshire", type="district"),
        _record("north", name="North", type="school", parent=ref("orgs", "district", "org")),
    ],
    "academicSessions": [
        _record(
            "year",
            title="2026/27",
            type="schoolYear",
            startDate="2026-09-01",
            endDate="2027-07-20",
            schoolYear="2027",
        )
    ],
    "resources": [_record("atlas", vendorResourceId="isbn-1", roles=["student"])],
    "courses": [
        _record(
            "maps",
            title="Maps",
            subjects=["Geography"],
            schoolYear=ref("academicSessions", "year", "academicSession"),
            org=ref("orgs", "north", "org"),
        )
    ],
    "classes": [
        _record(
            "7M",
            title="Maps 7",
            classType="scheduled",
            course=ref("courses", "maps", "course"),
            school=ref("orgs", "north", "org"),
            terms=[ref("academicSessions", "year", "academicSession")],
            resources=[ref("resources", "atlas", "resource")],
        )
    ],
    "users": [_user("ada", "student"), _user("tea", "teacher")],
    "enrollments": [
        _record(
            "e1",
            user=ref("users", "ada", "user"),
            school=ref("orgs", "north", "org"),
            role="student",
            **{"class": ref("classes", "7M", "class")},
        )
    ],
    "demographics": [_record("ada", birthDate="2014-02-28")],
    "categories": [_record("homework", title="Homework")],
    "lineItems": [
        _record(
            "quiz",
            title="Quiz",
            assignDate="2026-10-01T00:00:00.000Z",
            dueDate="2026-10-08T00:00:00.000Z",
            category=ref("categories", "homework", "category"),
            gradingPeriod=ref("academicSessions", "year", "academicSession"),
            resultValueMin=0,
            resultValueMax=10.5,
            **{"class": ref("classes", "7M", "class")},
        )
    ],
    "results": [
        _record(
            "r1",
            lineItem=ref("lineItems", "quiz", "lineItem"),
            student=ref("users", "ada", "user"),
            scoreStatus="fully graded",
            score=9.5,
            scoreDate="2026-10-09",
        )
    ],
}


class ReplyFolder:
    """A folder of replies, at first a file for each kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for kind, records in GOOD.items():
            self.reply(kind, {kind: records})

    def reply(self, name: str, content: Any) -> None:
        self.raw(name, json.dumps(content).encode())

    def raw(self, name: str, content: bytes) -> None:
        (self.folder / f"{name}.json").write_bytes(content)

    def change(self, kind: str, **fields: Any) -> None:
        """States the first record of a kind with other fields."""
        first, *others = GOOD[kind]
        self.reply(kind, {kind: [{**first, **fields}, *others]})

    def read(self) -> Findings:
        """What is found in the set while it is read, before a database sees it."""
        findings = Findings()
        opened = open_set(open_packing(self.folder, findings), findings)
        for part in opened.parts:
            for _ in opened.rows(part, findings, Silent().advance):
                pass
        return findings


class Replies(ReplyFolder, Roster):
    """A folder of replies to import. Each import happens a day after the one before."""

    def __init__(self, folder: Path, connection: pyodbc.Connection) -> None:
        ReplyFolder.__init__(self, folder)
        self.connection = connection
        self.now = FIRST


def counted(findings: Findings) -> dict[tuple[str, str], int]:
    """What was tolerated, by file and by what was found."""
    return {(file, what.found): times for (file, what), times in findings.tolerated.items()}
