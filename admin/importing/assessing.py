"""Asks the database what looks wrong with what is staged, and what schools would lose."""

from __future__ import annotations

import pyodbc

from admin.importing.assessment import Concern, Loss
from admin.importing.procedures import call

_QUALITY = ("gcidm.quality_academicSessions", "gcidm.quality_classes", "gcidm.quality_users")

# What the database calls a concern, in the order in which they are shown.
_TITLES = {
    "noOrg": "users without an org",
    "sameUsername": "users with the username of another",
    "sameEmail": "users with the e-mail address of another",
    "agentNotMutual": "agents that do not name back who names them",
    "noTeacher": "classes without a teacher",
    "noStudent": "classes without a student",
    "noTerm": "classes without a term",
    "deletedClass": "enrolments in a class that is deleted",
    "otherSchool": "enrolments at another school than their class's",
    "outsideTerm": "enrolments that begin or end outside their class's terms",
    "endBeforeBegin": "enrolments that end before they begin",
    "endBeforeStart": "academic sessions that end before they start",
    "outsideParent": "academic sessions that reach beyond their parent",
}


def find_concerns(connection: pyodbc.Connection, feed_id: int) -> tuple[Concern, ...]:
    """What looks wrong with the records that the set states."""
    found = {
        row.finding: Concern(_TITLES[row.finding], row.number, row.examples)
        for function in _QUALITY
        for row in call(connection, function, feed_id)
    }
    return tuple(found[name] for name in _TITLES if name in found)


def find_losses(connection: pyodbc.Connection, feed_id: int) -> tuple[Loss, ...]:
    """What the schools that lose records would lose."""
    return tuple(Loss(*row) for row in call(connection, "gcidm.school_losses", feed_id))
