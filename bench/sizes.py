"""How large a district is."""

from __future__ import annotations

from dataclasses import dataclass

CLASSES_PER_STUDENT = 8
STUDENTS_PER_CLASS = 25


@dataclass(frozen=True)
class Size:
    """How much of everything; `students` and `teachers` are those of one school."""

    schools: int = 20
    students: int = 1000
    teachers: int = 60

    @property
    def classes(self) -> int:
        return self.students * CLASSES_PER_STUDENT // STUDENTS_PER_CLASS

    @property
    def users(self) -> int:
        return self.schools * (2 * self.students + self.teachers)

    @property
    def enrollments(self) -> int:
        return self.schools * (self.students * CLASSES_PER_STUDENT + self.classes)


S, L = Size(schools=2), Size(schools=20)
