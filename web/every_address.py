"""One rule for all addresses: Flask's own would redirect doubled slashes, answer OPTIONS and hide a
profile's 404s."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response
from werkzeug.routing import BaseConverter, Rule


class _EveryAddress(BaseConverter):
    regex = "(?s:.*)"
    part_isolating = False


def take_every_address(app: Flask, answer: partial[Response]) -> None:
    """Whatever is asked for, and by whichever method, `answer` gets the address."""
    app.url_map.merge_slashes = False
    app.url_map.converters["every"] = _EveryAddress
    app.url_map.add(Rule("/<every:address>", endpoint="answer", strict_slashes=False))
    app.view_functions["answer"] = answer
