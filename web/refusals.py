"""What a 4xx of the back-end means."""

from __future__ import annotations

import json

from shared.errors import Unauthorized
from web.backend import Reply
from web.errors import BackendFailed, Refused


def refusal(reply: Reply) -> Refused | Unauthorized | BackendFailed:
    """The error that a 4xx of the back-end stands for.

    A body without imsx_description is not the back-end's own word (a wrong Functions key gets an
    empty 401, for example): then it is a failure of ours.
    """
    try:
        imsx = json.loads(reply.body)
        minor, description = imsx["imsx_codeMinor"], imsx["imsx_description"]
    except (ValueError, KeyError, TypeError):
        return BackendFailed(f"status {reply.status} with an unreadable body from the back-end")
    if reply.status == 401:
        return Unauthorized(str(description))
    return Refused(reply.status, str(minor), str(description))
