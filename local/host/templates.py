"""ASP.NET route templates: literals, `{id}`, `{id:int}`, `{n?}` and `{*rest}`, one a segment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from local.host.constraints import Constraint, constraint
from local.host.errors import Refused

_PARAMETER = re.compile(r"\{(\*{0,2})(\w+)((?::\w+(?:\([^{}]*\))?)*)(\??)\}")
_CONSTRAINT = re.compile(r":(\w+(?:\([^{}]*?\))?)(?=:|$)")


@dataclass(frozen=True)
class Literal:
    """A segment that must read so, in any letter case."""

    text: str


@dataclass(frozen=True)
class Parameter:
    """A segment that binds a name; the last one may be optional or take the rest of the path."""

    name: str
    constraints: tuple[str, ...]
    optional: bool
    catch_all: bool

    def tests(self, route: str) -> tuple[Constraint, ...]:
        return tuple(constraint(one, route) for one in self.constraints)


Segment = Literal | Parameter


def parse(route: str) -> tuple[Segment, ...]:
    """The segments of a template. Raises Refused naming the route and the segment."""
    segments = tuple(_segment(one, route) for one in _split(route))
    for one in segments[:-1]:
        if isinstance(one, Parameter) and (one.optional or one.catch_all):
            raise Refused(f"route {route}: {one.name} must be the last segment")
    names = [one.name.lower() for one in segments if isinstance(one, Parameter)]
    if len(names) != len(set(names)):
        raise Refused(f"route {route} binds a name twice")
    return segments


def _split(route: str) -> list[str]:
    """Segments: parts between slashes that are not inside braces."""
    return [one for one in re.findall(r"(?:\{[^{}]*\}|[^/{}]|[{}])+", route) if one]


def _segment(text: str, route: str) -> Segment:
    if "{" not in text and "}" not in text:
        return Literal(text.lower())
    form = _PARAMETER.fullmatch(text)
    if form is None:
        raise Refused(f"route {route}: {text!r} must be a literal or one {{parameter}}")
    constraints = tuple(_CONSTRAINT.findall(form[3]))
    return Parameter(form[2], constraints, form[4] == "?", bool(form[1]))
