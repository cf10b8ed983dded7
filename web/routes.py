"""Which address is which operation of which profile.

One tree over all profiles, a level per path segment. Literal segments match in any letter case,
empty ones (a doubled or a trailing slash) are passed over, and `{name}` takes any one segment. The
path is cut before it is decoded: an encoded slash stays inside its segment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from flask import Request, Response

from web.errors import UnknownPath, WrongMethod
from web.profiles import Profile

_VARIABLE = re.compile(r"\{[^}]+\}")
_UNROUTABLE = (".", "..")  # HTTP clients resolve these in an address, encoded or not


@dataclass(frozen=True)
class Route:
    """One operation at one address. `name` is what logs call it, `path` is relative to `base`,
    None meaning the profile's, and `answer` does it."""

    profile: Profile
    name: str
    method: str
    path: str
    answer: Callable[[Exchange], Response]
    base: str | None = None

    @property
    def address(self) -> str:
        return (self.profile.base if self.base is None else self.base) + self.path


@dataclass(frozen=True)
class Found:
    """A route and the values of its path's variables, decoded, in the order of the path."""

    route: Route
    variables: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The canonical address below the profile's base, percent-encoded: nothing in a variable
        can end its segment."""
        values = iter(self.variables)
        return _VARIABLE.sub(lambda _: quote(next(values), safe=""), self.route.path)


@dataclass(frozen=True)
class Exchange:
    """One request that found its route."""

    found: Found
    request: Request
    request_id: str


@dataclass
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    variable: _Node | None = None
    routes: dict[str, Route] = field(default_factory=dict)
    profile: Profile | None = None


class Routes:
    """The addresses of all profiles. Built once; only read afterwards."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            node = self._grow(_segments(route.address))
            node.routes[route.method] = route
            # An address outside the profile's base is a small base of its own.
            own = self._grow(_segments(route.profile.base)) if route.base is None else node
            own.profile = route.profile

    def find(self, method: str, raw_path: str) -> Found:
        """The operation at `raw_path`, which is percent-encoded as the client sent it.

        HEAD finds what GET finds. Raises UnknownPath, WrongMethod.
        """
        variables: list[str] = []
        node = self._walk(raw_path, variables.append)
        if node is None or not node.routes:
            raise UnknownPath("There is nothing at this address; it is no part of the API.")
        route = node.routes.get("GET" if method == "HEAD" else method)
        if route is None:
            raise WrongMethod(method, _allow(node))
        return Found(route, tuple(variables))

    def profile_of(self, raw_path: str) -> Profile | None:
        """The profile whose base the address begins with, the longest base winning."""
        node, profile = self._root, None
        for segment in _segments(raw_path):
            if segment.lower() not in node.literals:
                break
            node = node.literals[segment.lower()]
            profile = node.profile or profile
        return profile

    def _walk(self, raw_path: str, keep: Callable[[str], None]) -> _Node | None:
        node: _Node | None = self._root
        for segment in _segments(raw_path):
            if node is None or segment in _UNROUTABLE:
                return None
            if segment.lower() in node.literals:
                node = node.literals[segment.lower()]
            else:
                node = node.variable
                keep(segment)
        return node

    def _grow(self, segments: list[str]) -> _Node:
        node = self._root
        for segment in segments:
            if segment.startswith("{"):
                node.variable = node.variable or _Node()
                node = node.variable
            else:
                node = node.literals.setdefault(segment.lower(), _Node())
        return node


def _segments(raw_path: str) -> list[str]:
    return [unquote(segment) for segment in raw_path.split("/") if segment]


def _allow(node: _Node) -> str:
    methods = set(node.routes) | ({"HEAD"} if "GET" in node.routes else set())
    return ", ".join(sorted(methods))
