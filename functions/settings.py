"""The back-end's settings."""

from __future__ import annotations

from dataclasses import dataclass

from shared.settings import setting


@dataclass(frozen=True)
class FunctionsSettings:
    """`sql_connection_string` is an ODBC connection string of a login that may execute the
    back-end's procedures; `token_keys` a JSON Web Key Set or the path of a file with one."""

    sql_connection_string: str = setting("SQL_CONNECTION_STRING")
    token_keys: str = setting("XPORTER_TOKEN_KEYS")
