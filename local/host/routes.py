"""Which function a request goes to: the host's order, found without trying every route.

Segment by segment, a literal goes before a parameter, a parameter with more constraints before one
with fewer, and a catch-all comes last; a wrong method is no match at all, hence 404.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from local.host.constraints import Constraint
from local.host.errors import Refused
from local.host.loading import HttpFunction
from local.host.templates import Literal, Parameter, Segment, parse

_RESERVED = ("admin", "runtime")
_EVERY_METHOD = ""


@dataclass(frozen=True)
class Target:
    """A function and the names of the values that its route binds, in their order."""

    function: HttpFunction
    names: tuple[str, ...]


@dataclass
class _Node:
    """What may follow a beginning of a path."""

    literals: dict[str, _Node] = field(default_factory=dict)
    parameters: dict[tuple[str, ...], _Branch] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    rest: dict[str, Target] = field(default_factory=dict)
    optional: dict[str, Target] = field(default_factory=dict)


@dataclass
class _Branch:
    tests: tuple[Constraint, ...]
    node: _Node


class Routes:
    """All routes of an app, as a tree of segments."""

    def __init__(self, functions: Iterable[HttpFunction], prefix: str) -> None:
        self._root = _Node()
        for one in functions:
            self._add(one, prefix)
        _sort(self._root)

    def find(self, method: str, path: str) -> tuple[HttpFunction, dict[str, str]] | None:
        """The function for a decoded path, with its route values; None means 404."""
        segments = path.split("/")[1:]
        if segments and not segments[-1]:
            segments.pop()
        values: list[str] = []
        target = _find(self._root, segments, 0, method, values)
        if target is None:
            return None
        return target.function, dict(zip(target.names, values, strict=False))

    def _add(self, function: HttpFunction, prefix: str) -> None:
        if function.route.lower().startswith(_RESERVED):
            raise Refused(f"function {function.name}: the host keeps routes that begin with admin")
        route = f"{prefix}/{function.route}".strip("/")
        segments = parse(route)
        names = tuple(one.name for one in segments if isinstance(one, Parameter))
        target = Target(function, names)
        node = self._root
        for one in segments:
            if isinstance(one, Parameter) and one.catch_all:
                _put(node.rest, target, route)
                return
            if isinstance(one, Parameter) and one.optional:
                _put(node.optional, target, route)
            node = _step(node, one, route)
        _put(node.targets, target, route)


def _step(node: _Node, segment: Segment, route: str) -> _Node:
    if isinstance(segment, Literal):
        return node.literals.setdefault(segment.text, _Node())
    branch = node.parameters.get(segment.constraints)
    if branch is None:
        branch = node.parameters[segment.constraints] = _Branch(segment.tests(route), _Node())
    return branch.node


def _put(targets: dict[str, Target], target: Target, route: str) -> None:
    methods = target.function.methods or (_EVERY_METHOD,)
    for method in methods:
        other = targets.get(method)
        if other is not None:
            names = f"{other.function.name} and {target.function.name}"
            raise Refused(f"functions {names} have the same route {route} and method")
        targets[method] = target


def _sort(node: _Node) -> None:
    ordered = sorted(node.parameters.items(), key=lambda item: -len(item[0]))
    node.parameters = dict(ordered)
    for child in (*node.literals.values(), *(one.node for one in node.parameters.values())):
        _sort(child)


def _find(
    node: _Node, segments: list[str], at: int, method: str, values: list[str]
) -> Target | None:
    """The target for segments[at:] below `node`; appends the bound values."""
    if at == len(segments):
        return _for(node.optional, method) or _for(node.targets, method) or _for(node.rest, method)
    segment = segments[at]
    child = node.literals.get(segment.lower())
    if child and (target := _find(child, segments, at + 1, method, values)):
        return target
    for branch in node.parameters.values() if segment else ():
        if not branch.tests or all(test(segment) for test in branch.tests):
            values.append(segment)
            if target := _find(branch.node, segments, at + 1, method, values):
                return target
            values.pop()
    if target := _for(node.rest, method):
        values.append("/".join(segments[at:]))
    return target


def _for(targets: dict[str, Target], method: str) -> Target | None:
    return targets.get(method) or targets.get(_EVERY_METHOD)
