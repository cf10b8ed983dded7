"""What a 4xx of the back-end means."""

from __future__ import annotations

import json

from shared.errors import Conflict, OneRosterError, TooManyRequests, Unauthorized
from web.backend import Reply
from web.errors import BackendFailed, Refused
from web.replies import RATE_LIMITS, shown

# Refusals that profiles word in their own way.
_OWN_CLASSES: dict[int, type[OneRosterError]] = {401: Unauthorized, 412: Conflict}


def refusal(reply: Reply) -> OneRosterError:
    """The error that a 4xx of the back-end stands for.

    A body without imsx_description is not the back-end's own word (a wrong Functions key gets an
    empty 401, for example): then it is a failure of ours.
    """
    try:
        imsx = json.loads(reply.body)
        minor, description = imsx["imsx_codeMinor"], imsx["imsx_description"]
    except (ValueError, KeyError, TypeError):
        return BackendFailed(f"status {reply.status} with an unreadable body from the back-end")
    if own := _OWN_CLASSES.get(reply.status):
        return own(str(description))
    if reply.status == TooManyRequests.status:
        waiting = shown(("Retry-After", *RATE_LIMITS), reply.headers)
        return TooManyRequests(str(description), waiting)
    return Refused(reply.status, str(minor), str(description))
