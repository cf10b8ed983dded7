"""Who works in the three schools."""

from __future__ import annotations

from random import Random

from samples.names import HERITAGES, plain
from samples.people import Numbers, Person, initials
from samples.schools import PRIMARY, SECONDARY, SIXTH_FORM, School

# Teachers of a school, by department; the small schools have none.
TEACHERS: dict[str, dict[str, int]] = {
    SECONDARY.key: {
        "English": 4,
        "Mathematics": 5,
        "Science": 5,
        "Humanities": 6,
        "Languages": 3,
        "Creative Arts": 4,
        "Technology": 4,
        "Physical Education": 2,
    },
    PRIMARY.key: {"": 3},
    SIXTH_FORM.key: {"": 6},
}
# Role, number, for each school.
OTHERS: tuple[tuple[School, str, int], ...] = (
    (SECONDARY, "administrator", 3),
    (SECONDARY, "aide", 7),
    (SECONDARY, "proctor", 2),
    (PRIMARY, "administrator", 1),
    (PRIMARY, "aide", 3),
    (SIXTH_FORM, "administrator", 1),
    (SIXTH_FORM, "proctor", 1),
)


def make_staff(random: Random, numbers: Numbers, parent: Person) -> list[Person]:
    """Teachers, teaching assistants, heads and the office.

    `parent` is a parent who also teaches: a second account with the same name. A teacher of
    mathematics left at half term, another came. The first administrator, the executive head,
    belongs to all three schools.
    """
    staff: list[Person] = []
    for school in (SECONDARY, PRIMARY, SIXTH_FORM):
        for department, count in TEACHERS[school.key].items():
            staff += [
                _member(random, "teacher", school, department, len(staff) + n) for n in range(count)
            ]
    for school, role, count in OTHERS:
        staff += [_member(random, role, school, "", len(staff) + n) for n in range(count)]
    _same_name(staff[1], parent)
    _replace(staff[5], staff[8])
    head = next(one for one in staff if one.role == "administrator")
    head.schools = [SECONDARY, PRIMARY, SIXTH_FORM]
    _give_accounts(staff, numbers)
    return staff


def _member(random: Random, role: str, school: School, department: str, number: int) -> Person:
    heritage = random.choices(HERITAGES, [one.weight for one in HERITAGES])[0]
    given = random.choice(heritage.girls + heritage.boys)
    family = random.choice(heritage.families)
    return Person(f"staff/{number}", role, given, family, heritage, [school], department=department)


def _same_name(teacher: Person, parent: Person) -> None:
    teacher.given, teacher.family = parent.given, parent.family


def _replace(leaver: Person, successor: Person) -> None:
    leaver.gone, leaver.enabled = True, False
    successor.late = True


def _give_accounts(staff: list[Person], numbers: Numbers) -> None:
    """A staff code of three letters (four, when three are taken), account, e-mail, extension."""
    codes: set[str] = set()
    for member in staff:
        code = _code(member, codes)
        codes.add(code)
        member.identifier = code
        member.user_ids = [f"{{StaffCode:{code}}}"]
        member.username = numbers.username(f"staff.{initials(member)}")
        address = member.username.removeprefix("staff.")
        member.email = f"{address}@{member.schools[0].domain}"
        member.phone = numbers.landline()


def _code(member: Person, taken: set[str]) -> str:
    letters = (plain(member.given)[0] + plain(member.family)).upper()
    candidates = [letters[:3], letters[:4], *(letters[:2] + str(n) for n in range(2, 10))]
    return next(code for code in candidates if code not in taken)
