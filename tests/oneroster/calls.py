"""A request for each of the 61 service calls, against records of the sample."""

from __future__ import annotations

import re
from typing import Any

from shared.oneroster import SERVICE_CALLS, ServiceCall, Shape
from tests.stack import SECONDARY

READS = [call for call in SERVICE_CALLS if call.method == "GET"]
MANY = [call for call in READS if call.shape is Shape.MANY]
ONE = [call for call in READS if call.shape is Shape.ONE]

CLASS, COURSE, RESOURCE = "xFB8I8E06", "xKXTFZ1ZA", "xYGFYBNHI"
TERM, PERIOD = "xVPB6MJ2R", "xTMFMFHSV"
STUDENT, TEACHER = "xUM4R38RO", "xHSB4W493"
LINE_ITEM, CATEGORY, RESULT = "xQNY73KAX", "xD5EB5UM4", "xA3L68I2Q"

# What the variables of the paths of collections stand for here.
_WITHIN = {
    "school": SECONDARY,
    "class": CLASS,
    "course": COURSE,
    "term": TERM,
    "student": STUDENT,
    "teacher": TEACHER,
    "user": STUDENT,
    "lineItem": LINE_ITEM,
}
_IDS = {
    "getAcademicSession": TERM,
    "getClass": CLASS,
    "getCourse": COURSE,
    "getGradingPeriod": PERIOD,
    "getDemographics": STUDENT,
    "getEnrollment": "xDZEWTUCE",
    "getOrg": SECONDARY,
    "getSchool": SECONDARY,
    "getStudent": STUDENT,
    "getTeacher": TEACHER,
    "getTerm": TERM,
    "getUser": STUDENT,
    "getResource": RESOURCE,
    "getCategory": CATEGORY,
    "getLineItem": LINE_ITEM,
    "getResult": RESULT,
    "putCategory": "golden-category",
    "deleteCategory": "golden-category",
    "putLineItem": "golden-lineItem",
    "deleteLineItem": "golden-lineItem",
    "putResult": "golden-result",
    "deleteResult": "golden-result",
}
BODIES: dict[str, dict[str, Any]] = {
    "putCategory": {"category": {"title": "Oral"}},
    "putLineItem": {
        "lineItem": {
            "title": "Recitation",
            "assignDate": "2026-11-23T00:00:00Z",
            "dueDate": "2026-11-30T00:00:00.000Z",
            "class": {"sourcedId": CLASS},
            "category": {"sourcedId": CATEGORY},
            "gradingPeriod": {"sourcedId": PERIOD},
            "resultValueMin": 0,
            "resultValueMax": 10.5,
        }
    },
    "putResult": {
        "result": {
            "lineItem": {"sourcedId": LINE_ITEM},
            "student": {"sourcedId": STUDENT},
            "scoreStatus": "submitted",
            "score": 7,
            "scoreDate": "2026-12-01",
            "comment": "Très bien",
        }
    },
}


def path_of(call: ServiceCall, **others: str) -> str:
    """The path of a call with records of the sample in the place of its variables, or `others`."""
    ids = {**_WITHIN, "sourcedId": _IDS.get(call.name, ""), **others}
    return re.sub(r"\{(\w+)\}", lambda variable: ids[variable[1]], call.path)


def address_of(call: ServiceCall) -> str:
    """The same, with two records a page for collections."""
    return path_of(call) + ("?limit=2" if call.shape is Shape.MANY else "")


def by_name(value: object) -> str | None:
    """Service calls are shown by their names in the names of tests."""
    return value.name if isinstance(value, ServiceCall) else None
