"""Why the stand-in refuses to start."""

from __future__ import annotations


class Refused(Exception):
    """The real host or runtime would not start this app; the text is one clear line."""
