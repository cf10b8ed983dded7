"""What an operator did wrong or can put right, said in a sentence; `xporter` shows it in red."""

from __future__ import annotations


class AdminError(Exception):
    """A failure of the command line's own; its text is shown to the operator as it is."""


class DatabaseError(AdminError):
    """The database could not be reached or refused what was asked."""
