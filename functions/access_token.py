"""Signing in to SQL Server with a token of Entra: for people; programs have their own identities.

ODBC takes such a token beside the connection string. Ours may have it inside, so that one setting
says all: `...;AccessToken=<token>`.
"""

from __future__ import annotations

import re
import struct

SQL_COPT_SS_ACCESS_TOKEN = 1256  # of msodbcsql.h
_TOKEN = re.compile(r";?\s*AccessToken\s*=\s*([^;]*)", re.IGNORECASE)


def split_token(connection_string: str) -> tuple[str, dict[int, bytes]]:
    """The connection string without its token, and the `attrs_before` for pyodbc.connect."""
    found = _TOKEN.search(connection_string)
    if found is None:
        return connection_string, {}
    return _TOKEN.sub("", connection_string), {SQL_COPT_SS_ACCESS_TOKEN: _packed(found[1].strip())}


def _packed(token: str) -> bytes:
    """As the driver's ACCESSTOKEN structure: the number of bytes, and the token in UTF-16."""
    data = token.encode("utf-16-le")
    return struct.pack(f"<I{len(data)}s", len(data), data)
