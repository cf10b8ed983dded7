"""The back-end's settings."""

from __future__ import annotations

from dataclasses import dataclass

from functions.key_file import load_keys
from functions.keys import Keys
from shared.settings import secret, setting


@dataclass(frozen=True)
class FunctionsSettings:
    """`sql_connection_string` is an ODBC connection string of a login that may execute the
    back-end's procedures; `keys` are set by a JSON Web Key Set or the path of a file with one.

    The limits of those relying parties that have none of their own: requests a minute and exports
    at once; `token_failures` is how often a client may show wrong credentials before it has to
    wait. 0: no limit."""

    sql_connection_string: str = secret("SQL_CONNECTION_STRING")
    keys: Keys = setting("XPORTER_TOKEN_KEYS", parse=load_keys)
    requests_per_minute: int = setting("XPORTER_REQUESTS_PER_MINUTE", default=6000)
    exports_at_once: int = setting("XPORTER_EXPORTS_AT_ONCE", default=4)
    token_failures: int = setting("XPORTER_TOKEN_FAILURES", default=10)
