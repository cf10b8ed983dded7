"""What it means for a record (alias t) to be within another: the nested calls of section 3.1 to 3.3.

Only active enrollments count. {value} stands for the other record's sourcedId.
"""

from __future__ import annotations

_ENROLLED = (
    "exists (select 1 from gcidm.enrollments e where e.userSourcedId = {value} "
    "and e.classSourcedId = t.sourcedId and e.status = N'active'"
)
_LINKED = "exists (select 1 from gcidm.links l where l.field = N'"

WITHIN: dict[str, dict[str, str]] = {
    "classes": {
        "school": "t.schoolSourcedId = {value}",
        "course": "t.courseSourcedId = {value}",
        "term": _LINKED + "classes.terms' and l.target = {value} and l.sourcedId = t.sourcedId)",
        "user": _ENROLLED + ")",
        "student": _ENROLLED + " and e.role = N'student')",
        "teacher": _ENROLLED + " and e.role = N'teacher')",
    },
    "users": {
        "school": _LINKED + "users.orgs' and l.target = {value} and l.sourcedId = t.sourcedId)",
        "class": "exists (select 1 from gcidm.enrollments e where e.classSourcedId = {value} "
        "and e.userSourcedId = t.sourcedId and e.status = N'active' and e.role = t.role)",
    },
    "courses": {
        "school": "(t.orgSourcedId = {value} or exists (select 1 from gcidm.classes c "
        "where c.courseSourcedId = t.sourcedId and c.schoolSourcedId = {value}))",
    },
    "enrollments": {
        "school": "t.schoolSourcedId = {value}",
        "class": "t.classSourcedId = {value}",
    },
    "academicSessions": {
        "school": "exists (select 1 from gcidm.links l join gcidm.classes c on c.sourcedId = l.sourcedId "
        "where l.field = N'classes.terms' and l.target = t.sourcedId and c.schoolSourcedId = {value})",
        "term": "t.parentSourcedId = {value}",
    },
    "resources": {
        "course": _LINKED + "courses.resources' and l.sourcedId = {value} and l.target = t.sourcedId)",
        "class": _LINKED + "classes.resources' and l.sourcedId = {value} and l.target = t.sourcedId)",
    },
    "lineItems": {"class": "t.classSourcedId = {value}"},
    "results": {
        "class": "exists (select 1 from gcidm.lineItems i "
        "where i.sourcedId = t.lineItemSourcedId and i.classSourcedId = {value})",
        "lineItem": "t.lineItemSourcedId = {value}",
        "student": "t.studentSourcedId = {value}",
    },
}
