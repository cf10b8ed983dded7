"""The back-end's settings."""

from __future__ import annotations

from dataclasses import dataclass

from functions.key_file import load_keys
from functions.keys import Keys
from shared.settings import secret, setting


@dataclass(frozen=True)
class FunctionsSettings:
    """`sql_connection_string` is an ODBC connection string of a login that may execute the
    back-end's procedures; `keys` are set by a JSON Web Key Set or the path of a file with one."""

    sql_connection_string: str = secret("SQL_CONNECTION_STRING")
    keys: Keys = setting("XPORTER_TOKEN_KEYS", parse=load_keys)
