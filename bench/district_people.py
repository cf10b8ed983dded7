"""A school's teachers, students and parents, and who is in which class."""

from __future__ import annotations

from collections.abc import Iterator

from bench.district_records import GRADES, District, sourced_id
from bench.district_schools import FIRST_DAY, LAST_DAY
from bench.sizes import CLASSES_PER_STUDENT, Size

GIVEN = (
    *("Aisha", "Bryn", "Chloë", "Dev", "Ella", "Farid", "Gwen", "Hugo", "Isla", "Jakub", "Kezia"),
    *("Liam", "Maya", "Nia", "Oscar", "Priya", "Quentin", "Rosa", "Sunil", "Tomos", "Uzma"),
    *("Viktor", "Wren", "Xavier", "Yusuf", "Zoë"),
)
FAMILY = (
    *("Ahmed", "Bell", "Cole", "Doyle", "Evans", "Foster", "Grant", "Hughes", "Ito", "Jones"),
    *("Khan", "Lewis", "Morgan", "Novak", "O'Neill", "Patel", "Quirke", "Roberts", "Smith"),
    *("Thomas", "Usman", "Vaughan", "Walker", "Xu", "Young", "Zając"),
)
FLAGS = (
    "americanIndianOrAlaskaNative",
    "asian",
    "blackOrAfricanAmerican",
    "nativeHawaiianOrOtherPacificIslander",
    "white",
    "demographicRaceTwoOrMoreRaces",
    "hispanicOrLatinoEthnicity",
)


def write_people(district: District, school: int, size: Size) -> None:
    """Everybody of a school, and their enrolments."""
    for number in range(size.teachers):
        _put_teacher(district, school, number)
    for number in range(size.classes):
        teacher = f"teacher/{school}/{number % size.teachers}"
        _enrol(district, school, number, teacher, role="teacher", primary="true")
    for number in range(size.students):
        _put_family(district, school, number)
        _enrol_student(district, school, number, size.classes)


def parents(district: str, size: Size) -> Iterator[str]:
    """The sourcedIds of all parents, each of whom is active."""
    for school in range(size.schools):
        for number in range(size.students):
            yield sourced_id(district, f"parent/{school}/{number}")


def _put_teacher(district: District, school: int, number: int) -> None:
    code = f"t{school:02d}{number:04d}"
    _put_user(
        district,
        f"teacher/{school}/{number}",
        school,
        code,
        role="teacher",
        status=district.status(),
        userIds=f"{{StaffCode:{code}}}",
        phone=f"020 7946 {district.random.randrange(1000):04d}",
    )


def _put_family(district: District, school: int, number: int) -> None:
    """A student, the demographics, and a parent of the same family name."""
    student, parent = f"student/{school}/{number}", f"parent/{school}/{number}"
    code, family = f"{school:02d}{number:05d}", district.random.choice(FAMILY)
    _put_user(
        district,
        student,
        school,
        f"s{code}",
        role="student",
        status=district.status(),
        familyName=family,
        middleName=district.random.choice(GIVEN),
        userIds=f"{{UPN:A{school:03d}{number:09d}}}",
        agentSourcedIds=district.sourced_id(parent),
        grades=GRADES[number % len(GRADES)],
    )
    _put_user(
        district,
        parent,
        school,
        f"p{code}",
        role="parent",
        familyName=family,
        sms=f"07700 900{district.random.randrange(1000):03d}",
        agentSourcedIds=district.sourced_id(student),
    )
    _put_demographics(district, student, number)


def _put_user(district: District, key: str, school: int, code: str, **cells: str) -> None:
    username = f"{district.name.lower()}.{code}"
    standard = {
        "enabledUser": "true",
        "orgSourcedIds": district.sourced_id(f"org/{school}"),
        "username": username,
        "givenName": district.random.choice(GIVEN),
        "familyName": district.random.choice(FAMILY),
        "identifier": code.upper(),
        "email": district.email(username),
    }
    district.put("users", key, **{**standard, **cells})


def _put_demographics(district: District, student: str, number: int) -> None:
    district.put(
        "demographics",
        student,
        birthDate=f"{2009 + number % 7}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        sex=district.random.choice(("female", "male")),
        countryOfBirthCode="GB",
        cityOfBirth="London",
        **{flag: "true" if district.random.random() < 0.2 else "false" for flag in FLAGS},
    )


def _enrol_student(district: District, school: int, number: int, classes: int) -> None:
    """Eight classes, far enough apart to be different ones."""
    step = classes // CLASSES_PER_STUDENT + 1
    for place in range(CLASSES_PER_STUDENT):
        group = (number * CLASSES_PER_STUDENT + place * step) % classes
        student = f"student/{school}/{number}"
        _enrol(district, school, group, student, place, role="student", status=district.status())


def _enrol(
    district: District, school: int, group: int, user: str, place: int = 0, **cells: str
) -> None:
    district.put(
        "enrollments",
        f"enrollment/{school}/{group}/{user}/{place}",
        classSourcedId=district.sourced_id(f"class/{school}/{group}"),
        schoolSourcedId=district.sourced_id(f"org/{school}"),
        userSourcedId=district.sourced_id(user),
        beginDate=FIRST_DAY,
        endDate=LAST_DAY,
        **cells,
    )
