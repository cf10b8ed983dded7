"""Entity tags (RFC 9110, 8.8.3), strong and without their quotes.

A collection's or an export's is known before a record is read: it names who asks, for what, and the
revision of the data, from which the reply follows byte by byte. A record's is the digest of the
record, so that it outlives changes elsewhere and serves If-Match.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from functions.identity import Identity
from functions.pages import Page
from functions.plan import Plan
from functions.writes import state
from shared.oneroster import ServiceCall

# To be raised when replies of the same data get other bytes: what readers keep is then out of date.
EDITION = 1


@dataclass(frozen=True)
class View:
    """What a reply is, beside the records: the base of its hrefs, and what the web tier makes of it
    (docs/architecture.md: X-View)."""

    base: str
    made_of_it: str


def collection_tag(call: ServiceCall, plan: Plan, view: View, revision: int) -> str:
    """The tag of what `plan` shows at `revision`."""
    place = (plan.limit, plan.offset, plan.after and plan.after.as_json())
    asked = (call.name, plan.relying_party_id, plan.school, plan.query, plan.fields, place)
    return _tag(asked, view, revision)


def export_tag(identity: Identity, view: View, revision: int) -> str:
    """The tag of what the web tier exports to somebody at `revision`; `view` says in which form,
    and since when."""
    asked = ("export", identity.relying_party_id, identity.school, sorted(identity.scopes))
    return _tag(asked, view, revision)


def record_tag(plan: Plan, page: Page) -> str:
    """The tag of a page's only record, as it is shown."""
    shown = ",".join((*page.hidden, *plan.fields))
    return state(page.documents + shown.encode())


def _tag(asked: tuple[Any, ...], view: View, revision: int) -> str:
    whole = json.dumps((EDITION, asked, view.base, view.made_of_it, revision))
    return blake2b(whole.encode(), digest_size=16).hexdigest()
