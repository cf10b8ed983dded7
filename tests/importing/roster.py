"""A small OneRoster set that tests change, import and look at again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyodbc

from admin.importing import Findings, ImportRefused, ImportReport, import_set
from admin.importing.files import FILES

FIRST = datetime(2026, 9, 1, 6, 0, 0, 123000, tzinfo=UTC)

# Two schools of a district; a teacher of both; a parent said to be one by the parent only (mo), and
# one by the pupil only (fa).
GOOD = {
    "orgs": """\
sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
district,,,Northshire,district,,
north,,,North School,school,1001,district
south,,,South School,school,1002,district
maths,,,Maths at North,department,,north
""",
    "academicSessions": """\
sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
year,,,2026/27,schoolYear,2026-09-01,2027-07-20,,2027
autumn,,,Autumn,term,2026-09-01,2026-12-18,year,2027
spring,,,Spring,term,2027-01-05,2027-03-26,year,2027
""",
    "courses": """\
sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
algebra,,,year,Algebra,ALG,"07,08",north,Mathematics,MA
""",
    "classes": """\
sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
7A,,,Algebra 7A,07,algebra,,scheduled,,north,"autumn,spring",Mathematics,MA,"1,3"
7S,,,Algebra 7S,07,algebra,,scheduled,,south,autumn,Mathematics,MA,
""",
    "users": """\
sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
ada,,,true,north,student,ada,"{UPN:A1},{LDAP:ada}",Ada,Ångström,,,,,,fa,07,
bob,,,true,south,student,bob,,Bob,O'Neill,,,,,,,07,
mo,,,true,north,parent,mo,,Mo,"Quote ""Q"" Comma, jr",,,,,,bob,,
fa,,,false,north,parent,fa,,Fa,X,,,,,,,,
tea,,,true,maths,teacher,tea,,Tea,Cher,,,,,,,,
head,,,true,district,administrator,head,,He,Ad,,,,,,,,
""",
    "enrollments": """\
sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,,,7A,north,ada,student,,2026-09-01,2027-07-20
e2,,,7S,south,bob,student,,,
e3,,,7A,north,tea,teacher,true,,
e4,,,7S,south,tea,teacher,false,,
""",
    "demographics": """\
sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus
bob,,,2014-02-28,male,,,,,true,,,GB,,,
""",
    "resources": """\
sourcedId,status,dateLastModified,vendorResourceId,title,roles,importance,vendorId,applicationId
book,,,isbn-1,Algebra I,"student,teacher",primary,,
""",
    "classResources": """\
sourcedId,status,dateLastModified,title,classSourcedId,resourceSourcedId
link1,,,,7A,book
""",
    "categories": "sourcedId,status,dateLastModified,title\nhomework,,,Homework\n",
    "lineItems": """\
sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax
quiz,,,Quiz,,2026-10-01,2026-10-08T09:30:00.000Z,7S,homework,autumn,0,10.5
""",
    "results": """\
sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
r1,,,quiz,bob,fully graded,9.5,2026-10-09,
""",
}


class Roster:
    """A set in a folder. Each import happens a day after the one before."""

    def __init__(self, folder: Path, connection: pyodbc.Connection) -> None:
        self.folder = folder
        self.connection = connection
        self.now = FIRST
        folder.mkdir()
        for name, text in GOOD.items():
            self.write(name, text)
        self.declare()

    def write(self, name: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        (self.folder / f"{name}.csv").write_bytes(data)

    def text(self, name: str) -> str:
        return (self.folder / f"{name}.csv").read_text("utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Changes a file in one place."""
        assert self.text(name).count(old) == 1, old
        self.write(name, self.text(name).replace(old, new))

    def add(self, name: str, *rows: str) -> None:
        self.write(name, self.text(name) + "".join(f"{row}\n" for row in rows))

    def remove(self, *names: str) -> None:
        """Takes files out of the set."""
        for name in names:
            (self.folder / f"{name}.csv").unlink()
        self.declare()

    def declare(self, **modes: str) -> None:
        """Writes a manifest of the files that are there, with `modes` as the exceptions."""
        rows = ["propertyName,value", "manifest.version,1.0", "oneroster.version,1.1"]
        for file in FILES:
            found = "bulk" if (self.folder / file.file_name).exists() else "absent"
            rows.append(f"file.{file.name},{modes.get(file.name, found)}")
        self.write("manifest", "\n".join(rows) + "\n")

    def delta(self, **rows: str) -> None:
        """Makes the set one of delta files: to each kind the rows that it shall have."""
        for file in self.folder.iterdir():
            file.unlink()
        for name, text in rows.items():
            self.write(name, f"{GOOD[name].splitlines()[0]}\n{text}\n")
        self.declare(**dict.fromkeys(rows, "delta"))

    def bulk(self, **files: str) -> None:
        """Makes the set the good one again, with other files."""
        for name, text in (GOOD | files).items():
            self.write(name, text)
        self.declare()

    def load(self, feed: str | None = None, path: Path | None = None) -> ImportReport:
        self.now += timedelta(days=1)
        return import_set(self.connection, path or self.folder, feed, now=self.now)

    def refused(self, feed: str | None = None, path: Path | None = None) -> Findings:
        """The findings of an import that must be refused."""
        try:
            self.load(feed, path)
        except ImportRefused as refused:
            return refused.findings
        raise AssertionError("the set was not refused")

    def doc(self, kind: str, sourced_id: str) -> dict[str, Any]:
        """A record's document as it would be read, under the base `base`."""
        found = self.connection.execute(
            f"select doc from gcidm.{kind} where sourcedId = ?", sourced_id
        ).fetchval()
        self.connection.commit()
        document: dict[str, Any] = json.loads(found.replace("\x1f", "base"))
        return document

    def changed_at(self, kind: str, sourced_id: str) -> str:
        changed: str = self.doc(kind, sourced_id)["dateLastModified"]
        return changed

    def schools(self, kind: str, sourced_id: str) -> str:
        """The key of a record's audience."""
        found: str = self.connection.execute(
            f"select a.schools from gcidm.{kind} r "
            "join gcidm.audiences a on a.audienceId = r.audienceId where r.sourcedId = ?",
            sourced_id,
        ).fetchval()
        self.connection.commit()
        return found

    def count(self, kind: str) -> int:
        found: int = self.connection.execute(f"select count(*) from gcidm.{kind}").fetchval()
        self.connection.commit()
        return found


def ids(references: list[dict[str, str]]) -> list[str]:
    return [reference["sourcedId"] for reference in references]


def state(roster: Roster) -> list[str]:
    """All that readers see, and the revisions."""
    rows = roster.connection.execute(
        "select concat(kind, sourcedId, status, doc) from gcidm.records "
        "union all select concat('', revision) from gcidm.feeds order by 1"
    ).fetchall()
    roster.connection.commit()
    return [row[0] for row in rows]
