"""Districts of random records with everything that a cell can hold: quotes, commas, line breaks,
letters of many scripts, lists of any length, metadata here and there."""

from __future__ import annotations

import csv
import random
import string
from pathlib import Path

from shared.csv_columns import BASE_COLUMNS
from shared.oneroster import KIND, ROLES, SCORE_STATUSES
from tests.export.tables import COLUMNS

_LETTERS = string.ascii_letters + " '\",;{}:\r\n\t=+-@äÅßøλжשع学生🎓\u2028"
_WORD = string.ascii_letters + string.digits + " .:;'\"{}[]äøλ学"
_ID = string.ascii_letters + string.digits + "./@_-"

Row = dict[str, str]


def write_random_set(folder: Path, seed: int, deleted: float = 0) -> None:
    """A bulk set with all 13 files, in which a share of the records is `tobedeleted`; the same seed
    gives the same set."""
    chance = random.Random(seed)
    made = _Maker(chance).files()
    for row in (row for found in made.values() for row in found):
        row["status"] = "tobedeleted" if chance.random() < deleted else ""
    folder.mkdir()
    manifest = [
        ["propertyName", "value"],
        ["manifest.version", "1.0"],
        ["oneroster.version", "1.1"],
    ]
    for name, found in made.items():
        manifest.append([f"file.{name}", "bulk"])
        own = sorted({key for row in found for key in row if key.startswith("metadata.")})
        header = [*BASE_COLUMNS, *COLUMNS[name], *own]
        _write(
            folder / f"{name}.csv", [header, *([row.get(c, "") for c in header] for row in found)]
        )
    _write(folder / "manifest.csv", manifest)


def _write(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(lines)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._ids: set[str] = set()

    def files(self) -> dict[str, list[Row]]:
        """The rows of each file."""
        orgs = [self._row("orgs", type="district", name=self._text())]
        orgs += [
            self._row(
                "orgs", type="school", name=self._text(), parentSourcedId=orgs[0]["sourcedId"]
            )
            for _ in range(3)
        ]
        schools = orgs[1:]
        sessions = [self._session("schoolYear", "")]
        sessions += [self._session("term", sessions[0]["sourcedId"]) for _ in range(3)]
        terms = sessions[1:]
        resources = [
            self._row(
                "resources",
                vendorResourceId=self._text(),
                title=self._maybe(self._text()),
                roles=",".join(self._some(ROLES, 0)),
                importance=self._pick(("", "primary", "secondary")),
            )
            for _ in range(4)
        ]
        courses = [
            self._row(
                "courses",
                title=self._text(),
                orgSourcedId=self._one(schools),
                grades=self._list(),
                **self._subjects(),
                schoolYearSourcedId=self._pick(("", sessions[0]["sourcedId"])),
            )
            for _ in range(5)
        ]
        classes = [self._class(courses, schools, terms) for _ in range(8)]
        users = [self._user(schools) for _ in range(25)]
        for user in users[:10]:
            agents = self._some([one["sourcedId"] for one in users], 0)
            user["agentSourcedIds"] = ",".join(one for one in agents if one != user["sourcedId"])
        enrollments = [
            self._enrollment(self._pick(classes), user) for user in users for _ in range(2)
        ]
        categories = [self._row("categories", title=self._text()) for _ in range(2)]
        items = [self._item(classes, categories, terms) for _ in range(6)]
        return {
            "orgs": orgs,
            "academicSessions": sessions,
            "resources": resources,
            "courses": courses,
            "classes": classes,
            "users": users,
            "enrollments": enrollments,
            "demographics": [self._demographics(user) for user in users[::2]],
            "categories": categories,
            "lineItems": items,
            "results": [self._result(items, users) for _ in range(12)],
            "classResources": self._links("class", classes, resources),
            "courseResources": self._links("course", courses, resources),
        }

    def _session(self, kind: str, parent: str) -> Row:
        return self._row(
            "academicSessions",
            title=self._text(),
            type=kind,
            parentSourcedId=parent,
            startDate="2026-09-01",
            endDate="2027-07-20",
            schoolYear="2027",
        )

    def _class(self, courses: list[Row], schools: list[Row], terms: list[Row]) -> Row:
        return self._row(
            "classes",
            title=self._text(),
            courseSourcedId=self._one(courses),
            schoolSourcedId=self._one(schools),
            classType=self._pick(("homeroom", "scheduled")),
            termSourcedIds=",".join(self._some([one["sourcedId"] for one in terms], 1)),
            periods=self._list(),
            grades=self._list(),
            classCode=self._maybe(self._text()),
            **self._subjects(),
        )

    def _user(self, schools: list[Row]) -> Row:
        ids = [
            f"{{{self._word(':{}')}:{self._word('{}')}}}" for _ in range(self._chance.randrange(3))
        ]
        return self._row(
            "users",
            enabledUser=self._pick(("true", "false")),
            role=self._pick(ROLES),
            orgSourcedIds=",".join(self._some([one["sourcedId"] for one in schools], 1)),
            username=self._id(),
            userIds=",".join(ids),
            givenName=self._text(),
            familyName=self._text(),
            middleName=self._maybe(self._text()),
            email=self._maybe(self._text()),
            password=self._maybe(self._text()),
            grades=self._list(),
        )

    def _enrollment(self, taught: Row, user: Row) -> Row:
        return self._row(
            "enrollments",
            classSourcedId=taught["sourcedId"],
            userSourcedId=user["sourcedId"],
            schoolSourcedId=taught["schoolSourcedId"],
            role=user["role"],
            primary=self._pick(("", "true", "false")),
            beginDate=self._maybe("2026-09-01"),
        )

    def _demographics(self, user: Row) -> Row:
        return {
            "sourcedId": user["sourcedId"],
            "sex": self._pick(("", "male", "female")),
            "birthDate": self._maybe("2014-02-28"),
            "asian": self._pick(("", "true", "false")),
            "cityOfBirth": self._maybe(self._text()),
            **self._metadata(),
        }

    def _item(self, classes: list[Row], categories: list[Row], terms: list[Row]) -> Row:
        return self._row(
            "lineItems",
            title=self._text(),
            description=self._maybe(self._text()),
            assignDate="2026-10-01T00:00:00.000Z",
            dueDate="2026-10-08T09:30:00.000Z",
            classSourcedId=self._one(classes),
            categorySourcedId=self._one(categories),
            gradingPeriodSourcedId=self._one(terms),
            resultValueMin=self._number(),
            resultValueMax=self._number(),
        )

    def _result(self, items: list[Row], users: list[Row]) -> Row:
        return self._row(
            "results",
            lineItemSourcedId=self._one(items),
            studentSourcedId=self._one(users),
            scoreStatus=self._pick(SCORE_STATUSES),
            score=self._number(),
            scoreDate="2026-10-09",
            comment=self._maybe(self._text()),
        )

    def _links(self, to: str, records: list[Row], resources: list[Row]) -> list[Row]:
        pairs = {(self._one(records), self._one(resources)) for _ in range(6)}
        return [
            {"sourcedId": self._id(), f"{to}SourcedId": one, "resourceSourcedId": resource}
            for one, resource in sorted(pairs)
        ]

    def _subjects(self) -> Row:
        names = [self._word(",") for _ in range(self._chance.randrange(4))]
        codes = [self._id() for _ in range(self._chance.randrange(4))]
        return {"subjects": ",".join(names), "subjectCodes": ",".join(codes)}

    def _row(self, kind: str, **cells: str) -> Row:
        assert kind in KIND
        return {"sourcedId": self._id(), **cells, **self._metadata()}

    def _metadata(self) -> Row:
        names = self._some(("metadata.jp.kana", "metadata.Größe", "metadata.a b"), 0)
        return {name: self._text() for name in names} if self._chance.random() < 0.3 else {}

    def _id(self) -> str:
        made = "".join(self._chance.choices(_ID, k=self._chance.choice((3, 9, 40))))
        if made in self._ids or not made.strip(".,"):
            return self._id()
        self._ids.add(made)
        return made

    def _text(self) -> str:
        made = "".join(self._chance.choices(_LETTERS, k=self._chance.randrange(1, 12)))
        return f"{made}x"

    def _word(self, without: str) -> str:
        letters = [one for one in _WORD if one not in without and one not in ",\r\n"]
        return f"w{''.join(self._chance.choices(letters, k=4))}w"

    def _list(self) -> str:
        return ",".join(self._word(",") for _ in range(self._chance.randrange(3)))

    def _number(self) -> str:
        return self._pick(("0", "-1.5", "100", "3.25", "1e3", "99999999", "0.1"))

    def _maybe(self, text: str) -> str:
        return self._pick(("", text))

    def _some(self, values: list[str] | tuple[str, ...], least: int) -> list[str]:
        return self._chance.sample(list(values), self._chance.randint(least, min(3, len(values))))

    def _one(self, records: list[Row]) -> str:
        return self._chance.choice(records)["sourcedId"]

    def _pick(self, values):  # type: ignore[no-untyped-def]
        return self._chance.choice(values)
