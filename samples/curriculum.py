"""What is taught to whom: subjects, and the stages of school with their timetables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """`codes` are the school workforce census's subject codes, one for each of `names`."""

    short: str
    title: str
    department: str
    names: tuple[str, ...]
    codes: tuple[str, ...]


def _subject(short: str, title: str, department: str, codes: str, names: str = "") -> Subject:
    return Subject(
        short, title, department, tuple((names or title).split(",")), tuple(codes.split(","))
    )


SUBJECTS = {
    subject.short: subject
    for subject in (
        _subject("En", "English", "English", "ENG"),
        _subject("El", "English Literature", "English", "ENL"),
        _subject("Ma", "Mathematics", "Mathematics", "MAT"),
        _subject("Fm", "Further Mathematics", "Mathematics", "MAT"),
        _subject("Sc", "Science", "Science", "SCI"),
        _subject("Cs", "Combined Science", "Science", "BIO,CHE,PHY", "Biology,Chemistry,Physics"),
        _subject("Bi", "Biology", "Science", "BIO"),
        _subject("Ch", "Chemistry", "Science", "CHE"),
        _subject("Ph", "Physics", "Science", "PHY"),
        _subject("Hi", "History", "Humanities", "HIS"),
        _subject("Gg", "Geography", "Humanities", "GEO"),
        _subject("Re", "Religious Education", "Humanities", "REL"),
        _subject("Ps", "Psychology", "Humanities", "PSY"),
        _subject("Fr", "French", "Languages", "FRE"),
        _subject("Sp", "Spanish", "Languages", "SPA"),
        _subject("Ar", "Art and Design", "Creative Arts", "ART"),
        _subject("Mu", "Music", "Creative Arts", "MUS"),
        _subject("Dr", "Drama", "Creative Arts", "DRA"),
        _subject("Co", "Computing", "Technology", "COM"),
        _subject("Dt", "Design and Technology", "Technology", "DTE"),
        _subject("Bs", "Business", "Technology", "BUS"),
        _subject("Bt", "BTEC National in Business", "Technology", "BUS"),
        _subject("Pe", "Physical Education", "Physical Education", "PED"),
        _subject("To", "Topic", "Humanities", "HIS,GEO", "History,Geography"),
        _subject("Tu", "Tutor Time", "", "PSH", "PSHE"),
    )
}
TUTOR_TIME = SUBJECTS["Tu"]

# Taught by the semester, not by the term.
BY_SEMESTER = ("Bt",)


@dataclass(frozen=True)
class Stage:
    """A stage of school. The three parts map a subject to its periods a week: `sets` are taught in
    sets by attainment, `forms` in tutor groups; of each of `blocks` a pupil chooses one subject,
    three periods a week (`block_periods`)."""

    title: str
    sets: dict[str, int]
    forms: dict[str, int]
    blocks: dict[str, tuple[str, ...]]
    block_periods: int = 3


_KS2 = Stage("Key Stage 2", {}, {"En": 5, "Ma": 5, "Sc": 2, "To": 3, "Pe": 2}, {})
_KS3 = Stage(
    "Key Stage 3",
    {"En": 3, "Ma": 3, "Sc": 3},
    {"Hi": 1, "Gg": 1, "Re": 1, "Fr": 2, "Ar": 1, "Mu": 1, "Dr": 1, "Co": 1, "Dt": 1, "Pe": 2},
    {},
)
_KS4 = Stage(
    "GCSE",
    {"En": 4, "Ma": 4, "Cs": 4},
    {"Re": 1, "Pe": 1},
    {"P": ("Hi", "Gg"), "Q": ("Fr", "Sp", "Bs"), "R": ("Ar", "Co", "Mu")},
)
_KS5 = Stage(
    "A level",
    {},
    {},
    {
        "C": ("Ma", "El", "Hi"),
        "D": ("Bi", "Ps", "Gg", "Bs"),
        "E": ("Ch", "Ar", "Fm", "Sp"),
    },
    block_periods=4,
)
_CENTRE = Stage(
    "Level 3", {}, {}, {"C": ("Ma", "El"), "D": ("Bt", "Ps"), "E": ("Ph", "Co")}, block_periods=4
)

# By school and year group.
STAGES: dict[tuple[str, int], Stage] = {
    **{("primary", year): _KS2 for year in (5, 6)},
    **{("secondary", year): _KS3 for year in (7, 8, 9)},
    **{("secondary", year): _KS4 for year in (10, 11)},
    **{("secondary", year): _KS5 for year in (12, 13)},
    **{("sixth-form", year): _CENTRE for year in (12, 13)},
}
