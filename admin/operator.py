"""Where the command line meets the machine: the environment, the database, the keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyodbc

from admin.connection import connect, refusal
from admin.settings import ImportSettings, admin_settings, environment
from functions.key_file import KeySettings
from functions.keys import Keys
from shared.settings import load


@contextmanager
def open_database() -> Iterator[pyodbc.Connection]:
    """The administrator's connection for one command; what is not committed is undone.

    Raises SettingsError when it is not set up, DatabaseError when it does not work or refuses
    something.
    """
    connection_string = admin_settings(os.environ, Path.cwd()).sql_connection_string
    connection = connect(connection_string)
    try:
        yield connection
    except pyodbc.Error as error:
        raise refusal(connection_string, error) from error
    finally:
        connection.close()


def import_settings() -> ImportSettings:
    """What is set of imports. Raises SettingsError."""
    return load(ImportSettings, environment(os.environ, Path.cwd()))


def open_keys() -> Keys:
    """The back-end's keys, for the hashes of secrets. Raises SettingsError."""
    return load(KeySettings, environment(os.environ, Path.cwd())).keys
