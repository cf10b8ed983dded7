"""The trigger behind the exports: what there is to export, and of which revision of the data."""

from __future__ import annotations

import json
import re

import azure.functions as func

from functions.contents import Contents
from functions.entity_tags import View, export_tag
from functions.identity import Identity
from functions.preconditions import read_preconditions
from functions.render import JSON, not_modified, validators
from shared.errors import InvalidData

_REVISION = re.compile(r"[0-9]{1,18}")


def read_contents(
    identity: Identity, contents: Contents, view: View, req: func.HttpRequest
) -> func.HttpResponse:
    """`{"export": {"users": ["metadata name"], ...}}`, and beside it with a revision in `since`
    the instant from which on there may be later changes. Raises OneRosterError."""
    asked, start = read_preconditions(req.headers), contents.start(identity, _since(req))
    asked.insist(start.revision)
    tag = export_tag(identity, view, start.revision)
    if asked.knows(tag):
        return not_modified(tag, start.revision)
    found = {"export": contents.names(identity), "since": start.since}
    headers = validators(tag, start.revision)
    return func.HttpResponse(json.dumps(found), headers=headers, mimetype=JSON)


def _since(req: func.HttpRequest) -> int | None:
    text: str = req.params.get("since", "")
    if text and not _REVISION.fullmatch(text):
        raise InvalidData(f"The parameter since is '{text[:40]}'; it must be a revision")
    return int(text) if text else None
