"""OneRoster 1.1 as data: the eleven record kinds, their fields and the 61 service calls.

Routes, triggers, procedure names, the CSV columns, the JSON documents, the README's table and the
tests are read from here. Names are spelled as in the specification and written out, never derived,
so that each can be found by a plain text search.

A kind is a class of the specification's information model (section 3); `students`, `terms` and the
like are service calls on a kind with an `only`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

SCOPE = "https://purl.imsglobal.org/spec/or/v1p1/scope/"
ROSTER_CORE = SCOPE + "roster-core.readonly"
ROSTER = SCOPE + "roster.readonly"
DEMOGRAPHICS_SCOPE = SCOPE + "roster-demographics.readonly"
RESOURCE = SCOPE + "resource.readonly"
GRADEBOOK = SCOPE + "gradebook.readonly"
GRADEBOOK_CREATEPUT = SCOPE + "gradebook.createput"
GRADEBOOK_DELETE = SCOPE + "gradebook.delete"
EXPORT_SCOPE = "urn:xporter:scope:export.readonly"  # Xporter's own: whole sets in one reply
SCOPES = (
    ROSTER_CORE,
    ROSTER,
    DEMOGRAPHICS_SCOPE,
    RESOURCE,
    GRADEBOOK,
    GRADEBOOK_CREATEPUT,
    GRADEBOOK_DELETE,
    EXPORT_SCOPE,
)

INDEXED = 255  # characters of a text that is looked up and sorted by

STATUSES = ("active", "tobedeleted")
ROLES = (
    "administrator",
    "aide",
    "guardian",
    "parent",
    "proctor",
    "relative",
    "student",
    "teacher",
)
SESSION_TYPES = ("gradingPeriod", "semester", "schoolYear", "term")
ORG_TYPES = ("department", "school", "district", "local", "state", "national")
CLASS_TYPES = ("homeroom", "scheduled")
SEXES = ("male", "female")
IMPORTANCES = ("primary", "secondary")
SCORE_STATUSES = (
    "exempt",
    "fully graded",
    "not submitted",
    "partially graded",
    "submitted",
)


class Type(Enum):
    """The form of a field's value: in a CSV cell, in the database and in JSON."""

    STRING = "string"
    STRINGS = "strings"  # a JSON array of strings; in CSV a comma list in one cell
    ENUM = "enum"
    ENUMS = "enums"
    BOOLEAN = "boolean"  # the strings "true" and "false" in JSON too
    DATE = "date"  # YYYY-MM-DD
    DATETIME = "dateTime"  # YYYY-MM-DDTHH:mm:ss.SSSZ
    YEAR = "year"  # a string of four digits: the year in which the school year ends
    NUMBER = "number"  # a JSON number
    REF = "ref"  # {"href", "sourcedId", "type"}
    REFS = "refs"
    USER_IDS = "userIds"  # [{"type", "identifier"}]; in CSV {type:identifier},{type:identifier}


@dataclass(frozen=True)
class Field:
    """One field of a record kind, base fields (sourcedId, status, dateLastModified, metadata) apart.

    `name` is the JSON name, `csv` the column in the kind's CSV file and in its table of schema
    gcidm ("": it has none, its value follows from other records). `to` is the plural of the kind
    that a reference points to. `required` is what the specification demands of an import; `always`
    lists are shown even when they are empty; `longest` is the most characters of a text that
    stands in an index.
    """

    name: str
    csv: str
    type: Type
    required: bool = False
    values: tuple[str, ...] = ()
    to: str = ""
    always: bool = False
    longest: int | None = None


@dataclass(frozen=True)
class RecordKind:
    """A class of the information model. `plural` names its table, CSV file, collection and list
    key; `singular` its single-record key and the `type` of references to it. `get` to `delete` are
    its procedures. A kind that `hides_deleted` shows tombstones only to a filter on status or
    dateLastModified."""

    plural: str
    singular: str
    get: str
    count: str
    fields: tuple[Field, ...]
    save: str
    put: str = ""
    delete: str = ""
    hides_deleted: bool = False
    by_json_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_json_name", {one.name: one for one in self.fields})


def _string(name: str, *, required: bool = False, longest: int | None = None) -> Field:
    return Field(name, name, Type.STRING, required, longest=longest)


def _strings(name: str, *, always: bool = False) -> Field:
    return Field(name, name, Type.STRINGS, always=always)


def _enum(name: str, values: tuple[str, ...], *, required: bool = False) -> Field:
    return Field(name, name, Type.ENUM, required, values)


def _of(type_: Type, name: str, *, required: bool = False) -> Field:
    return Field(name, name, type_, required)


def _ref(name: str, csv: str, to: str, *, required: bool = False) -> Field:
    return Field(name, csv, Type.REF, required, to=to)


def _refs(name: str, csv: str, to: str, *, required: bool = False, always: bool = False) -> Field:
    return Field(name, csv, Type.REFS, required, to=to, always=always)


ORGS = RecordKind(
    "orgs",
    "org",
    get="gcidm.get_orgs",
    count="gcidm.count_orgs",
    save="gcidm.save_orgs",
    fields=(
        _string("name", required=True, longest=INDEXED),
        _enum("type", ORG_TYPES, required=True),
        _string("identifier", longest=INDEXED),
        _ref("parent", "parentSourcedId", "orgs"),
        _refs("children", "", "orgs", always=True),
    ),
)
ACADEMIC_SESSIONS = RecordKind(
    "academicSessions",
    "academicSession",
    get="gcidm.get_academicSessions",
    count="gcidm.count_academicSessions",
    save="gcidm.save_academicSessions",
    fields=(
        _string("title", required=True),
        _of(Type.DATE, "startDate", required=True),
        _of(Type.DATE, "endDate", required=True),
        _enum("type", SESSION_TYPES, required=True),
        _ref("parent", "parentSourcedId", "academicSessions"),
        _refs("children", "", "academicSessions", always=True),
        _of(Type.YEAR, "schoolYear", required=True),
    ),
)
COURSES = RecordKind(
    "courses",
    "course",
    get="gcidm.get_courses",
    count="gcidm.count_courses",
    save="gcidm.save_courses",
    fields=(
        _string("title", required=True),
        _ref("schoolYear", "schoolYearSourcedId", "academicSessions"),
        _string("courseCode"),
        _strings("grades", always=True),
        _strings("subjects"),
        _ref("org", "orgSourcedId", "orgs", required=True),
        _strings("subjectCodes"),
        _refs("resources", "", "resources"),
    ),
)
CLASSES = RecordKind(
    "classes",
    "class",
    get="gcidm.get_classes",
    count="gcidm.count_classes",
    save="gcidm.save_classes",
    fields=(
        _string("title", required=True),
        _string("classCode"),
        _enum("classType", CLASS_TYPES, required=True),
        _string("location"),
        _strings("grades", always=True),
        _strings("subjects"),
        _ref("course", "courseSourcedId", "courses", required=True),
        _ref("school", "schoolSourcedId", "orgs", required=True),
        _refs("terms", "termSourcedIds", "academicSessions", required=True, always=True),
        _strings("subjectCodes"),
        _strings("periods"),
        _refs("resources", "", "resources"),
    ),
)
USERS = RecordKind(
    "users",
    "user",
    get="gcidm.get_users",
    count="gcidm.count_users",
    save="gcidm.save_users",
    fields=(
        _string("username", required=True, longest=INDEXED),
        _of(Type.USER_IDS, "userIds"),
        _of(Type.BOOLEAN, "enabledUser", required=True),
        _string("givenName", required=True, longest=INDEXED),
        _string("familyName", required=True, longest=INDEXED),
        _string("middleName"),
        _enum("role", ROLES, required=True),
        _string("identifier", longest=INDEXED),
        _string("email", longest=INDEXED),
        _string("sms"),
        _string("phone"),
        _refs("agents", "agentSourcedIds", "users", always=True),
        _refs("orgs", "orgSourcedIds", "orgs", required=True, always=True),
        _strings("grades", always=True),
        _string("password"),
    ),
)
ENROLLMENTS = RecordKind(
    "enrollments",
    "enrollment",
    get="gcidm.get_enrollments",
    count="gcidm.count_enrollments",
    save="gcidm.save_enrollments",
    fields=(
        _ref("user", "userSourcedId", "users", required=True),
        _ref("class", "classSourcedId", "classes", required=True),
        _ref("school", "schoolSourcedId", "orgs", required=True),
        _enum("role", ROLES, required=True),
        _of(Type.BOOLEAN, "primary"),
        _of(Type.DATE, "beginDate"),
        _of(Type.DATE, "endDate"),
    ),
)
DEMOGRAPHICS = RecordKind(
    "demographics",
    "demographics",
    get="gcidm.get_demographics",
    count="gcidm.count_demographics",
    save="gcidm.save_demographics",
    fields=(
        _of(Type.DATE, "birthDate"),
        _enum("sex", SEXES),
        _of(Type.BOOLEAN, "americanIndianOrAlaskaNative"),
        _of(Type.BOOLEAN, "asian"),
        _of(Type.BOOLEAN, "blackOrAfricanAmerican"),
        _of(Type.BOOLEAN, "nativeHawaiianOrOtherPacificIslander"),
        _of(Type.BOOLEAN, "white"),
        _of(Type.BOOLEAN, "demographicRaceTwoOrMoreRaces"),
        _of(Type.BOOLEAN, "hispanicOrLatinoEthnicity"),
        _string("countryOfBirthCode"),
        _string("stateOfBirthAbbreviation"),
        _string("cityOfBirth"),
        _string("publicSchoolResidenceStatus"),
    ),
)
RESOURCES = RecordKind(
    "resources",
    "resource",
    get="gcidm.get_resources",
    count="gcidm.count_resources",
    save="gcidm.save_resources",
    fields=(
        _string("vendorResourceId", required=True),
        _string("title"),
        Field("roles", "roles", Type.ENUMS, values=ROLES),
        _enum("importance", IMPORTANCES),
        _string("vendorId"),
        _string("applicationId"),
    ),
)
CATEGORIES = RecordKind(
    "categories",
    "category",
    get="gcidm.get_categories",
    count="gcidm.count_categories",
    save="gcidm.save_categories",
    put="gcidm.put_categories",
    delete="gcidm.delete_categories",
    hides_deleted=True,
    fields=(_string("title", required=True),),
)
LINE_ITEMS = RecordKind(
    "lineItems",
    "lineItem",
    get="gcidm.get_lineItems",
    count="gcidm.count_lineItems",
    save="gcidm.save_lineItems",
    put="gcidm.put_lineItems",
    delete="gcidm.delete_lineItems",
    hides_deleted=True,
    fields=(
        _string("title", required=True),
        _string("description"),
        _of(Type.DATETIME, "assignDate", required=True),
        _of(Type.DATETIME, "dueDate", required=True),
        _ref("class", "classSourcedId", "classes", required=True),
        _ref("category", "categorySourcedId", "categories", required=True),
        _ref("gradingPeriod", "gradingPeriodSourcedId", "academicSessions", required=True),
        _of(Type.NUMBER, "resultValueMin", required=True),
        _of(Type.NUMBER, "resultValueMax", required=True),
    ),
)
RESULTS = RecordKind(
    "results",
    "result",
    get="gcidm.get_results",
    count="gcidm.count_results",
    save="gcidm.save_results",
    put="gcidm.put_results",
    delete="gcidm.delete_results",
    hides_deleted=True,
    fields=(
        _ref("lineItem", "lineItemSourcedId", "lineItems", required=True),
        _ref("student", "studentSourcedId", "users", required=True),
        _enum("scoreStatus", SCORE_STATUSES, required=True),
        _of(Type.NUMBER, "score", required=True),
        _of(Type.DATE, "scoreDate", required=True),
        _string("comment"),
    ),
)

# In the order in which each kind's references point to kinds before it.
KINDS = (
    ORGS,
    ACADEMIC_SESSIONS,
    RESOURCES,
    COURSES,
    CLASSES,
    USERS,
    ENROLLMENTS,
    DEMOGRAPHICS,
    CATEGORIES,
    LINE_ITEMS,
    RESULTS,
)
KIND = {kind.plural: kind for kind in KINDS}


class Shape(Enum):
    """What a service call answers with, or takes."""

    MANY = "many"  # {"<plural>": [...]}
    ONE = "one"  # {"<singular>": {...}}
    PUT = "put"  # takes {"<singular>": {...}}
    DELETE = "delete"


@dataclass(frozen=True)
class ServiceCall:
    """One operation of the specification's tables 3.1 to 3.3.

    `only` fixes field values (students are users whose role is student). The path's variables are
    named after what they hold; on a collection each narrows it, on a single record the last is its
    sourcedId.
    """

    name: str
    path: str
    kind: RecordKind
    shape: Shape
    scope: str
    only: tuple[tuple[str, str], ...] = ()

    @property
    def method(self) -> str:
        return {Shape.PUT: "PUT", Shape.DELETE: "DELETE"}.get(self.shape, "GET")


_SCHOOL = (("type", "school"),)
_TERM = (("type", "term"),)
_GRADING_PERIOD = (("type", "gradingPeriod"),)
_STUDENT = (("role", "student"),)
_TEACHER = (("role", "teacher"),)
_MANY, _ONE, _PUT, _DELETE = Shape.MANY, Shape.ONE, Shape.PUT, Shape.DELETE

# fmt: off
SERVICE_CALLS: tuple[ServiceCall, ...] = (
    # Rostering, section 3.1: 24 plain reads
    ServiceCall("getAllAcademicSessions", "/academicSessions", ACADEMIC_SESSIONS, _MANY, ROSTER_CORE),
    ServiceCall("getAcademicSession", "/academicSessions/{sourcedId}", ACADEMIC_SESSIONS, _ONE, ROSTER_CORE),
    ServiceCall("getAllClasses", "/classes", CLASSES, _MANY, ROSTER_CORE),
    ServiceCall("getClass", "/classes/{sourcedId}", CLASSES, _ONE, ROSTER_CORE),
    ServiceCall("getAllCourses", "/courses", COURSES, _MANY, ROSTER_CORE),
    ServiceCall("getCourse", "/courses/{sourcedId}", COURSES, _ONE, ROSTER_CORE),
    ServiceCall("getAllGradingPeriods", "/gradingPeriods", ACADEMIC_SESSIONS, _MANY, ROSTER_CORE, _GRADING_PERIOD),
    ServiceCall("getGradingPeriod", "/gradingPeriods/{sourcedId}", ACADEMIC_SESSIONS, _ONE, ROSTER_CORE, _GRADING_PERIOD),
    ServiceCall("getAllDemographics", "/demographics", DEMOGRAPHICS, _MANY, DEMOGRAPHICS_SCOPE),
    ServiceCall("getDemographics", "/demographics/{sourcedId}", DEMOGRAPHICS, _ONE, DEMOGRAPHICS_SCOPE),
    ServiceCall("getAllEnrollments", "/enrollments", ENROLLMENTS, _MANY, ROSTER_CORE),
    ServiceCall("getEnrollment", "/enrollments/{sourcedId}", ENROLLMENTS, _ONE, ROSTER_CORE),
    ServiceCall("getAllOrgs", "/orgs", ORGS, _MANY, ROSTER_CORE),
    ServiceCall("getOrg", "/orgs/{sourcedId}", ORGS, _ONE, ROSTER_CORE),
    ServiceCall("getAllSchools", "/schools", ORGS, _MANY, ROSTER_CORE, _SCHOOL),
    ServiceCall("getSchool", "/schools/{sourcedId}", ORGS, _ONE, ROSTER_CORE, _SCHOOL),
    ServiceCall("getAllStudents", "/students", USERS, _MANY, ROSTER_CORE, _STUDENT),
    ServiceCall("getStudent", "/students/{sourcedId}", USERS, _ONE, ROSTER_CORE, _STUDENT),
    ServiceCall("getAllTeachers", "/teachers", USERS, _MANY, ROSTER_CORE, _TEACHER),
    ServiceCall("getTeacher", "/teachers/{sourcedId}", USERS, _ONE, ROSTER_CORE, _TEACHER),
    ServiceCall("getAllTerms", "/terms", ACADEMIC_SESSIONS, _MANY, ROSTER_CORE, _TERM),
    ServiceCall("getTerm", "/terms/{sourcedId}", ACADEMIC_SESSIONS, _ONE, ROSTER_CORE, _TERM),
    ServiceCall("getAllUsers", "/users", USERS, _MANY, ROSTER_CORE),
    ServiceCall("getUser", "/users/{sourcedId}", USERS, _ONE, ROSTER_CORE),
    # Rostering, section 3.1: 17 nested reads
    ServiceCall("getCoursesForSchool", "/schools/{school}/courses", COURSES, _MANY, ROSTER),
    ServiceCall("getEnrollmentsForClassInSchool", "/schools/{school}/classes/{class}/enrollments", ENROLLMENTS, _MANY, ROSTER),
    ServiceCall("getStudentsForClassInSchool", "/schools/{school}/classes/{class}/students", USERS, _MANY, ROSTER, _STUDENT),
    ServiceCall("getTeachersForClassInSchool", "/schools/{school}/classes/{class}/teachers", USERS, _MANY, ROSTER, _TEACHER),
    ServiceCall("getEnrollmentsForSchool", "/schools/{school}/enrollments", ENROLLMENTS, _MANY, ROSTER),
    ServiceCall("getStudentsForSchool", "/schools/{school}/students", USERS, _MANY, ROSTER, _STUDENT),
    ServiceCall("getTeachersForSchool", "/schools/{school}/teachers", USERS, _MANY, ROSTER, _TEACHER),
    ServiceCall("getTermsForSchool", "/schools/{school}/terms", ACADEMIC_SESSIONS, _MANY, ROSTER, _TERM),
    ServiceCall("getClassesForTerm", "/terms/{term}/classes", CLASSES, _MANY, ROSTER),
    ServiceCall("getGradingPeriodsForTerm", "/terms/{term}/gradingPeriods", ACADEMIC_SESSIONS, _MANY, ROSTER, _GRADING_PERIOD),
    ServiceCall("getClassesForCourse", "/courses/{course}/classes", CLASSES, _MANY, ROSTER),
    ServiceCall("getClassesForStudent", "/students/{student}/classes", CLASSES, _MANY, ROSTER),
    ServiceCall("getClassesForTeacher", "/teachers/{teacher}/classes", CLASSES, _MANY, ROSTER),
    ServiceCall("getClassesForSchool", "/schools/{school}/classes", CLASSES, _MANY, ROSTER),
    ServiceCall("getClassesForUser", "/users/{user}/classes", CLASSES, _MANY, ROSTER),
    ServiceCall("getStudentsForClass", "/classes/{class}/students", USERS, _MANY, ROSTER, _STUDENT),
    ServiceCall("getTeachersForClass", "/classes/{class}/teachers", USERS, _MANY, ROSTER, _TEACHER),
    # Resources, section 3.2: 4 reads
    ServiceCall("getAllResources", "/resources", RESOURCES, _MANY, RESOURCE),
    ServiceCall("getResource", "/resources/{sourcedId}", RESOURCES, _ONE, RESOURCE),
    ServiceCall("getResourcesForCourse", "/courses/{course}/resources", RESOURCES, _MANY, RESOURCE),
    ServiceCall("getResourcesForClass", "/classes/{class}/resources", RESOURCES, _MANY, RESOURCE),
    # Gradebook, section 3.3: 10 reads, 3 PUT, 3 DELETE
    ServiceCall("getAllCategories", "/categories", CATEGORIES, _MANY, GRADEBOOK),
    ServiceCall("getCategory", "/categories/{sourcedId}", CATEGORIES, _ONE, GRADEBOOK),
    ServiceCall("putCategory", "/categories/{sourcedId}", CATEGORIES, _PUT, GRADEBOOK_CREATEPUT),
    ServiceCall("deleteCategory", "/categories/{sourcedId}", CATEGORIES, _DELETE, GRADEBOOK_DELETE),
    ServiceCall("getAllLineItems", "/lineItems", LINE_ITEMS, _MANY, GRADEBOOK),
    ServiceCall("getLineItem", "/lineItems/{sourcedId}", LINE_ITEMS, _ONE, GRADEBOOK),
    ServiceCall("putLineItem", "/lineItems/{sourcedId}", LINE_ITEMS, _PUT, GRADEBOOK_CREATEPUT),
    ServiceCall("deleteLineItem", "/lineItems/{sourcedId}", LINE_ITEMS, _DELETE, GRADEBOOK_DELETE),
    ServiceCall("getAllResults", "/results", RESULTS, _MANY, GRADEBOOK),
    ServiceCall("getResult", "/results/{sourcedId}", RESULTS, _ONE, GRADEBOOK),
    ServiceCall("putResult", "/results/{sourcedId}", RESULTS, _PUT, GRADEBOOK_CREATEPUT),
    ServiceCall("deleteResult", "/results/{sourcedId}", RESULTS, _DELETE, GRADEBOOK_DELETE),
    ServiceCall("getResultsForClass", "/classes/{class}/results", RESULTS, _MANY, GRADEBOOK),
    ServiceCall("getLineItemsForClass", "/classes/{class}/lineItems", LINE_ITEMS, _MANY, GRADEBOOK),
    ServiceCall("getResultsForLineItemForClass", "/classes/{class}/lineItems/{lineItem}/results", RESULTS, _MANY, GRADEBOOK),
    ServiceCall("getResultsForStudentForClass", "/classes/{class}/students/{student}/results", RESULTS, _MANY, GRADEBOOK),
)
# fmt: on
SERVICE_CALL = {call.name: call for call in SERVICE_CALLS}
