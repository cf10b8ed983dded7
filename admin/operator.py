"""Where the command line meets the machine: the environment, the database, the keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyodbc

from admin.connection import connect
from admin.settings import admin_settings


@contextmanager
def open_database() -> Iterator[pyodbc.Connection]:
    """The administrator's connection for one command; what is not committed is undone.

    Raises SettingsError when it is not set up, DatabaseError when it does not work.
    """
    connection = connect(admin_settings(os.environ, Path.cwd()).sql_connection_string)
    try:
        yield connection
    finally:
        connection.close()
