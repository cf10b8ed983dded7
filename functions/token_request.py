"""Reads a token request (RFC 6749, 4.4.2) in every form in which clients send it.

The credentials come as Basic, url-encoded first (RFC 6749, 2.3.1) or not, or in the form;
grant_type and scope come in the form, in the query string, or not at all.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

MAX_BODY = 16_384
MAX_FIELDS = 20
FORM_TYPE = "application/x-www-form-urlencoded"
SCHOOL_MARK = "|"  # between relying party and school, in a user that is good for one school only
_CREDENTIAL = re.compile(r"[^\x00-\x1f\x7f]{1,600}")
_SCOPE = re.compile(r"[\x20-\x7e]{1,2000}")


class InvalidClient(Exception):
    """The credentials are missing, unreadable or wrong; the caller is not told which."""


class InvalidScope(Exception):
    """Nothing of what was asked for has been granted (RFC 6749, 5.2)."""


@dataclass(frozen=True)
class TokenRequest:
    """What a client showed and asked for. `scopes` is None when it asked for none in particular."""

    client_id: str
    client_secret: str
    scopes: tuple[str, ...] | None


def read_token_request(
    headers: Mapping[str, str], query: Mapping[str, str], body: bytes
) -> TokenRequest:
    """The request behind a POST to the token endpoint; `headers` has lower-case names.

    Raises InvalidClient when it cannot be read, or shows credentials twice.
    """
    try:
        form = _form(headers.get("content-type", ""), body)
        client_id, client_secret = _credentials(headers.get("authorization", ""), form)
        _check_grant_type(form, query)
        return TokenRequest(client_id, client_secret, _scopes(form, query))
    except ValueError:  # also what base64 and the decoding of UTF-8 raise
        raise InvalidClient from None


def _form(content_type: str, body: bytes) -> dict[str, str]:
    """The form's fields; none when the body is something else."""
    if content_type.split(";")[0].strip().lower() not in ("", FORM_TYPE):
        return {}
    if len(body) > MAX_BODY:
        raise ValueError
    text = body.decode("utf-8")
    fields = parse_qsl(text, encoding="utf-8", errors="strict", max_num_fields=MAX_FIELDS)
    if len(dict(fields)) != len(fields):
        raise ValueError
    return dict(fields)


def _credentials(authorization: str, form: Mapping[str, str]) -> tuple[str, str]:
    if authorization.strip():
        client_id, client_secret = _basic(authorization)
        if "client_secret" in form or form.get("client_id", client_id) != client_id:
            raise ValueError
    else:
        client_id, client_secret = form.get("client_id", ""), form.get("client_secret", "")
    return _checked(client_id), _checked(client_secret)


def _basic(authorization: str) -> tuple[str, str]:
    """RFC 7617. Our ids and secrets are the same before and after url-decoding; relying parties'
    names are not, but url-encoding would have left no SCHOOL_MARK."""
    scheme, _, encoded = authorization.strip().partition(" ")
    if scheme.lower() != "basic":
        raise ValueError
    text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    client_id, colon, client_secret = text.partition(":")
    if not colon:
        raise ValueError
    encoded_first = SCHOOL_MARK not in client_id
    return _url_decoded(client_id) if encoded_first else client_id, _url_decoded(client_secret)


def _url_decoded(text: str) -> str:
    return unquote_plus(text, encoding="utf-8", errors="strict")


def _checked(credential: str) -> str:
    if not _CREDENTIAL.fullmatch(credential):
        raise ValueError
    return credential


def _check_grant_type(form: Mapping[str, str], query: Mapping[str, str]) -> None:
    for fields in (form, query):
        if fields.get("grant_type", "client_credentials") != "client_credentials":
            raise ValueError


def _scopes(form: Mapping[str, str], query: Mapping[str, str]) -> tuple[str, ...] | None:
    text = form.get("scope") or query.get("scope")
    if not text:
        return None
    if not _SCOPE.fullmatch(text):
        raise ValueError
    return tuple(text.split())
