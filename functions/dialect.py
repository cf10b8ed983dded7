"""What the databases differ in, but for their procedures: a value, chosen where one is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyodbc

Connect = Callable[..., pyodbc.Connection]
Judge = Callable[[pyodbc.Error], bool]


@dataclass(frozen=True)
class Dialect:
    """`folder` is that of its procedures below sql/.

    `connect` and `connect_backend` take a connection string and `timeout`, in seconds, and raise
    pyodbc.Error. The first is an operator's: a transaction at a time, texts as str. The second
    commits by itself, and its texts are read by `utf8`. `call_text` is the statement that calls a
    procedure with so many parameters.

    `may_pass` tells whether an error has to do with the connection or the server's state, so that
    the same call may succeed on a new connection after one of the `pauses` (seconds); `is_missing`,
    whether a procedure, table or schema is not there. `message` is what the server said.

    `snapshot` begins a transaction that sees one state. `tidying` is what is run after much was
    written, for tables joined by commas, or "". `adapt` gives what makes the text of an SQL file
    one that this server understands.
    """

    name: str
    folder: str
    connect: Connect
    connect_backend: Connect
    utf8: Callable[[str], bytes]
    call_text: Callable[[str, int], str]
    pauses: tuple[float, ...]
    may_pass: Judge
    is_missing: Judge
    message: Callable[[pyodbc.Error], str]
    snapshot: str
    tidying: str
    adapt: Callable[[pyodbc.Connection], Callable[[str], str]]
