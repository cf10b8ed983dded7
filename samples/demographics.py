"""Birth dates and the other sensitive facts of demographics.csv."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from samples.csv_set import CsvSet
from samples.people import Person

CITIES = ("Wrenmouth", "Wrenmouth", "Wrenmouth", "Bristol", "Exeter", "Leicester", "London")


def write_demographics(out: CsvSet, pupils: Iterable[Person], random: Random) -> None:
    """One row a pupil; brothers and sisters in one year group are twins. The columns that only the
    United States ask for stay empty."""
    birth_dates: dict[tuple[str, int], date] = {}
    for pupil in pupils:
        parents = [agent for agent in pupil.agents if agent.role == "parent"]
        flags = {pupil.heritage.flag, *(parent.heritage.flag for parent in parents)}
        born = birth_dates.setdefault(
            (pupil.agents[0].key, pupil.year), _birth_date(pupil.year, random)
        )
        country, city = _birthplace(pupil, random)
        out.put(
            "demographics",
            sourcedId=pupil.sourced_id,
            status=pupil.status,
            birthDate=born.isoformat(),
            sex=pupil.sex,
            asian=_flag("asian" in flags),
            blackOrAfricanAmerican=_flag("blackOrAfricanAmerican" in flags),
            white=_flag("white" in flags),
            demographicRaceTwoOrMoreRaces=_flag(len(flags) > 1),
            countryOfBirthCode=country,
            cityOfBirth=city,
        )


def _birth_date(year: int, random: Random) -> date:
    """Year 7 of 2026/27 was born between September 2014 and August 2015."""
    return date(2021 - year, 9, 1) + timedelta(days=random.randrange(365))


def _birthplace(pupil: Person, random: Random) -> tuple[str, str]:
    if random.random() < 0.2:
        return pupil.heritage.abroad
    return "GB", random.choice(CITIES)


def _flag(value: bool) -> str:
    return "true" if value else "false"
