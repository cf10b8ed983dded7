"""A person of the trust, and how a person becomes a row of users.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from samples.csv_set import CsvSet, sourced_id
from samples.names import Heritage, plain
from samples.schools import School


@dataclass(eq=False)
class Person:
    """Somebody with an account. `key` is what the sourcedId is made of, `agents` the people linked
    in both directions, `late` that somebody came after half term, `gone` that somebody left."""

    key: str
    role: str
    given: str
    family: str
    heritage: Heritage
    schools: list[School]
    middle: str = ""
    sex: str = ""
    department: str = ""
    year: int = 0
    form: str = ""
    username: str = ""
    user_ids: list[str] = field(default_factory=list)
    identifier: str = ""
    email: str = ""
    sms: str = ""
    phone: str = ""
    agents: list[Person] = field(default_factory=list)
    enabled: bool = True
    late: bool = False
    gone: bool = False

    @property
    def sourced_id(self) -> str:
        return sourced_id("user", self.key)

    @property
    def status(self) -> str:
        """What the status cell says: a bulk set only fills it for records to be deleted."""
        return "tobedeleted" if self.gone else ""


class Numbers:
    """Gives out account names and telephone numbers that nobody else has.

    The telephone numbers are Ofcom's, set aside for drama: nobody answers them.
    """

    def __init__(self) -> None:
        self._usernames: Counter[str] = Counter()
        self._mobiles = iter(range(1000))
        self._landlines = iter(range(1000))

    def username(self, wanted: str) -> str:
        self._usernames[wanted] += 1
        times = self._usernames[wanted]
        return wanted if times == 1 else f"{wanted}{times}"

    def mobile(self) -> str:
        return f"07700 900{next(self._mobiles):03d}"

    def landline(self) -> str:
        return f"020 7946 {next(self._landlines):04d}"


def link(child: Person, adult: Person) -> None:
    """Each of the two is the other's agent; the adult belongs to each of the child's schools."""
    child.agents.append(adult)
    adult.agents.append(child)
    adult.schools += [school for school in child.schools if school not in adult.schools]


def initials(person: Person) -> str:
    """`r.oneill`"""
    return f"{plain(person.given)[0]}.{plain(person.family)}"


def write_users(out: CsvSet, people: Iterable[Person], departments: dict[str, str]) -> None:
    """`departments`: the sourcedId of each department's org."""
    for person in people:
        orgs = [school.sourced_id for school in person.schools]
        if person.department:
            orgs.append(departments[person.department])
        out.put(
            "users",
            sourcedId=person.sourced_id,
            status=person.status,
            enabledUser="true" if person.enabled else "false",
            orgSourcedIds=orgs,
            role=person.role,
            username=person.username,
            userIds=person.user_ids,
            givenName=person.given,
            familyName=person.family,
            middleName=person.middle,
            identifier=person.identifier,
            email=person.email,
            sms=person.sms,
            phone=person.phone,
            agentSourcedIds=[agent.sourced_id for agent in person.agents],
            grades=f"{person.year:02d}" if person.year else "",
        )
