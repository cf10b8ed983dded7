"""Families: brothers and sisters across year groups and schools, and the adults they live with."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.names import HERITAGES, Heritage, plain
from samples.people import Numbers, Person, initials, link
from samples.schools import SCHOOLS, School

Place = tuple[School, int]


@dataclass(frozen=True)
class Adult:
    """`shares_name`: has the children's family name; `home` tells the households apart."""

    role: str
    sex: str
    shares_name: bool
    home: int = 0


# (weight, the adults of a family)
HOUSEHOLDS: tuple[tuple[int, tuple[Adult, ...]], ...] = (
    (46, (Adult("parent", "female", True), Adult("parent", "male", True))),
    (12, (Adult("parent", "female", False), Adult("parent", "male", True))),
    (4, (Adult("parent", "female", True), Adult("parent", "female", False))),
    (15, (Adult("parent", "female", False), Adult("parent", "male", True, home=1))),
    (14, (Adult("parent", "female", True),)),
    (3, (Adult("parent", "male", True),)),
    (3, (Adult("guardian", "female", False), Adult("guardian", "male", False))),
    (2, (Adult("guardian", "female", True),)),
    (1, (Adult("parent", "male", True), Adult("relative", "female", True))),
)

LEAVERS_EVERY = 33  # one pupil in so many left after the first half term


def make_families(random: Random, numbers: Numbers) -> tuple[list[Person], list[Person]]:
    """All pupils and all their adults; every place in every year group is taken."""
    places = [
        (school, year) for school in SCHOOLS for year, n in school.pupils.items() for _ in range(n)
    ]
    random.shuffle(places)
    pupils: list[Person] = []
    adults: list[Person] = []
    while places:
        size = random.choices((1, 2, 3), (60, 33, 7))[0]
        children, parents = _family(random, numbers, places[:size], len(pupils), len(adults))
        del places[:size]
        pupils += children
        adults += parents
    return pupils, adults


def _family(
    random: Random, numbers: Numbers, places: list[Place], pupils: int, adults: int
) -> tuple[list[Person], list[Person]]:
    heritage = random.choices(HERITAGES, [one.weight for one in HERITAGES])[0]
    surname = random.choice(heritage.families)
    children: list[Person] = []
    for number, place in enumerate(places, start=pupils):
        taken = {child.given for child in children}
        children.append(_child(random, heritage, surname, place, number, taken))
    wanted = random.choices([w[1] for w in HOUSEHOLDS], [w[0] for w in HOUSEHOLDS])[0]
    landlines = [numbers.landline() if random.random() < 0.55 else "" for _ in range(2)]
    parents = [
        _adult(random, numbers, adult, heritage, surname, adults + number)
        for number, adult in enumerate(wanted)
    ]
    for parent, adult in zip(parents, wanted, strict=True):
        parent.phone = landlines[adult.home]
        for child in children:
            link(child, parent)
    _leave(children, parents)
    return children, parents


def _child(
    random: Random, heritage: Heritage, surname: str, place: Place, number: int, taken: set[str]
) -> Person:
    school, year = place
    sex = random.choice(("female", "male"))
    names = heritage.girls if sex == "female" else heritage.boys
    given, middle = random.sample([name for name in names if name not in taken], 2)
    has_middle = random.random() < 0.4
    child = Person(f"pupil/{number}", "student", given, surname, heritage, [school], sex=sex)
    child.year, child.middle = year, middle if has_middle else ""
    child.gone = number % LEAVERS_EVERY == LEAVERS_EVERY - 1
    child.enabled = not child.gone
    return child


def _adult(
    random: Random, numbers: Numbers, adult: Adult, heritage: Heritage, surname: str, number: int
) -> Person:
    family = surname
    if not adult.shares_name:
        heritage = random.choices((heritage, random.choice(HERITAGES)), (70, 30))[0]
        family = random.choice(heritage.families)
    given = random.choice(heritage.girls if adult.sex == "female" else heritage.boys)
    person = Person(f"adult/{number}", adult.role, given, family, heritage, [], sex=adult.sex)
    person.username = numbers.username(initials(person))
    person.identifier = f"C{number + 1:05d}"
    person.sms = numbers.mobile()
    person.email = f"{person.username}@mail.example" if random.random() < 0.93 else ""
    person.enabled = random.random() < 0.9  # the others never activated their account
    return person


def _leave(children: list[Person], adults: list[Person]) -> None:
    """The adults go with the last of their children."""
    for adult in adults:
        adult.gone = all(child.gone for child in children)
        adult.enabled = adult.enabled and not adult.gone


def register(pupils: list[Person], numbers: Numbers) -> list[Person]:
    """Admit the pupils year by year: admission number, UPN, candidate number, account, e-mail.

    Returns them in that order: by school, year and family name.
    """
    order = {school.key: place for place, school in enumerate(SCHOOLS)}
    ordered = sorted(
        pupils, key=lambda one: (order[one.schools[0].key], one.year, plain(one.family), one.key)
    )
    for serial, pupil in enumerate(ordered, start=1):
        school = pupil.schools[0]
        joined = _joined(school, pupil.year)
        pupil.identifier = f"{4200 + serial:06d}"
        pupil.user_ids = [f"{{UPN:{upn(school.identifier, joined % 100, serial)}}}"]
        if pupil.year in (11, 13):
            pupil.user_ids.append(f"{{Candidate:{1000 + serial}}}")
        wanted = f"{joined % 100}{plain(pupil.family)}{plain(pupil.given)[0]}"
        pupil.username = numbers.username(wanted)
        pupil.email = f"{pupil.username}@{school.domain}"
    return ordered


def _joined(school: School, year: int) -> int:
    """The calendar year in which a pupil of that year group came to the school."""
    return 2026 - (year - min(school.pupils))


def upn(establishment: str, year: int, serial: int) -> str:
    """A unique pupil number: check letter, establishment, year of allocation, serial number.

    The check letter is the DfE's: digits weighted 2 to 13, modulo 23, without I, O and S.
    """
    digits = f"{establishment}{year:02d}{serial:03d}"
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + digits
