"""A plain model of a feed: what the last rows said, and what records show because of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

HEADERS = {
    "orgs": "name,type,identifier,parentSourcedId",
    "academicSessions": "title,type,startDate,endDate,parentSourcedId,schoolYear",
    "courses": "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
    "classes": "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods",
    "users": "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,"
    "identifier,email,sms,phone,agentSourcedIds,grades,password",
    "enrollments": "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
}
SCHOOLS = ("north", "south")
Row = dict[str, str]
Rows = dict[str, Row]


@dataclass
class Model:
    """`rows`: each kind's rows by sourcedId, also those of records that are in `deleted`."""

    rows: dict[str, Rows] = field(default_factory=lambda: {kind: {} for kind in HEADERS})
    deleted: set[tuple[str, str]] = field(default_factory=set)
    shown: dict[tuple[str, str], Any] = field(default_factory=dict)
    changed_at: dict[tuple[str, str], str] = field(default_factory=dict)

    def active(self, kind: str) -> Rows:
        return {key: row for key, row in self.rows[kind].items() if (kind, key) not in self.deleted}

    def apply(self, kind: str, stated: Rows, deletions: set[str], *, is_delta: bool) -> None:
        """Takes a file of the kind."""
        gone = deletions if is_delta else self.rows[kind].keys() - stated.keys()
        self.rows[kind] |= stated
        self.deleted -= {(kind, key) for key in stated}
        self.deleted |= {(kind, key) for key in gone if key in self.rows[kind]}

    def settle(self, now: str) -> None:
        """What each record shows after an import at `now`. Tombstones show what they showed. Who
        refers to what other schools see now is changed, too: to some it shows something else."""
        before = {one: shown[""] for one, shown in self.shown.items()}
        self._settle_each(now)
        moved = {one for one, schools in before.items() if self.shown[one][""] != schools}
        for kind, rows in self.rows.items():
            for key in self.active(kind):
                if moved & self._shown_references(kind, rows[key], self.shown[kind, key]):
                    self.changed_at[kind, key] = now

    def _shown_references(self, kind: str, row: Row, shown: Any) -> set[tuple[str, str]]:
        """The orgs and users that the record shows, as far as who sees them can change."""
        orgs = [
            row.get("parentSourcedId"),
            row.get("orgSourcedId"),
            *_list(row.get("orgSourcedIds", "")),
        ]
        orgs += shown.get("children", []) if kind == "orgs" else []
        orgs += [row["schoolSourcedId"]] if kind == "enrollments" else []
        users = shown.get("agents", [])
        return {("orgs", one) for one in orgs} | {("users", one) for one in users}

    def _settle_each(self, now: str) -> None:
        for kind, rows in self.rows.items():
            for key, row in rows.items():
                known = self.shown.get((kind, key))
                if (kind, key) in self.deleted and known:
                    shown = {**known, "status": "tobedeleted"}
                else:
                    shown = {
                        "status": "active",
                        **row,
                        **self._derived(kind, key),
                        **self._of(kind, key),
                    }
                shown.pop("agentSourcedIds", None)  # seen in the agents of both
                if shown != known:
                    self.changed_at[kind, key] = now
                self.shown[kind, key] = shown

    def _derived(self, kind: str, key: str) -> dict[str, list[str]]:
        if kind in ("orgs", "academicSessions"):
            active = self.active(kind).items()
            return {"children": sorted(k for k, row in active if row["parentSourcedId"] == key)}
        if kind == "users":
            named = _list(self.rows[kind][key]["agentSourcedIds"])
            naming = (
                k for k, row in self.active(kind).items() if key in _list(row["agentSourcedIds"])
            )
            return {"agents": sorted({*named, *naming})}
        return {}

    def _of(self, kind: str, key: str) -> dict[str, str]:
        """The schools whose relying parties see the record: a change of it is a change."""
        return {"": self.schools(kind, key)}

    def schools(self, kind: str, key: str) -> str:
        row = self.rows[kind][key]
        if kind == "orgs":
            return key if key in SCHOOLS else " ".join(SCHOOLS)
        if kind == "academicSessions":
            return "*"
        if kind == "classes":
            return row["schoolSourcedId"]
        if kind == "courses":
            classes = self.active("classes").values()
            taught = {one["schoolSourcedId"] for one in classes if one["courseSourcedId"] == key}
            return " ".join(sorted({row["orgSourcedId"], *taught}))
        if kind == "enrollments":
            return self.rows["classes"][row["classSourcedId"]]["schoolSourcedId"]
        return " ".join(sorted(self._reach(key) | self._reach_of_students(key)))

    def _reach(self, key: str) -> set[str]:
        enrolled = self.active("enrollments").values()
        classes = {one["classSourcedId"] for one in enrolled if one["userSourcedId"] == key}
        homes = set(_list(self.rows["users"][key]["orgSourcedIds"]))
        return homes | {self.rows["classes"][one]["schoolSourcedId"] for one in classes}

    def _reach_of_students(self, key: str) -> set[str]:
        users = self.rows["users"]
        if users[key]["role"] == "student":
            return set()
        agents = self._derived("users", key)["agents"]
        students = (one for one in agents if users[one]["role"] == "student")
        return set().union(*map(self._reach, students))


def _list(cell: str) -> list[str]:
    return cell.split(",") if cell else []


class Chance:
    """Makes rows and choices, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)

    def row(self, kind: str, key: str, model: Model) -> Row:
        """A row that refers to active records of the model only."""
        pick = self.pick
        row = dict.fromkeys(HEADERS[kind].split(","), "")
        school = pick.choice(SCHOOLS)
        users = sorted(model.active("users").keys() - {key})
        texts = {
            "title": f"T{pick.randrange(3)}",
            "enabledUser": "true",
            "role": pick.choice(("student", "student", "parent", "teacher")),
            "username": key,
            "givenName": f"G{pick.randrange(3)}",
            "familyName": "F",
            "classType": "scheduled",
            "schoolSourcedId": school,
            "orgSourcedId": school,
            "orgSourcedIds": pick.choice((school, ",".join(SCHOOLS))),
            "agentSourcedIds": ",".join(pick.sample(users, min(len(users), pick.randrange(3)))),
            "termSourcedIds": "year",
            "courseSourcedId": self._one(model, "courses"),
            "classSourcedId": self._one(model, "classes"),
            "userSourcedId": self._one(model, "users"),
        }
        row |= {name: text for name, text in texts.items() if name in row}
        if kind == "academicSessions":
            row |= {"type": "term", "startDate": "2026-09-01", "endDate": "2027-07-01"}
            row |= {"schoolYear": "2027", "parentSourcedId": "" if key == "year" else "year"}
        return row

    def _one(self, model: Model, kind: str) -> str:
        return self.pick.choice(sorted(model.active(kind)) or [""])
