"""What the Python runtime refuses in a function's signature when it indexes an app."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import azure.functions as func

from local.host.converters import REQUEST, RESPONSE
from local.host.errors import Refused

RETURN = "$return"


@dataclass(frozen=True)
class Signature:
    """The parameter that takes the request, and whether there is one for the context."""

    parameter: str
    wants_context: bool


def check_signature(
    name: str, call: Callable[..., Any], bindings: Iterable[Mapping[str, Any]]
) -> Signature:
    """Raises Refused unless the function's parameters, bindings and annotations agree."""
    bound = {one["name"]: one for one in bindings if one["name"] != RETURN}
    hints = _hints(name, call)
    parameters = set(inspect.signature(call).parameters)
    wants_context = "context" in parameters and "context" not in bound
    if wants_context:
        _check_context(name, hints)
    _check_parameters(name, parameters - {"context"} if wants_context else parameters, set(bound))
    for parameter, binding in bound.items():
        _check_binding(name, parameter, binding, hints)
    _check_return(name, hints)
    (trigger,) = bound
    return Signature(trigger, wants_context)


def _hints(name: str, call: Callable[..., Any]) -> dict[str, Any]:
    try:
        return typing.get_type_hints(call)
    except Exception as error:
        raise Refused(f"function {name}: its annotations cannot be resolved: {error}") from None


def _check_context(name: str, hints: Mapping[str, Any]) -> None:
    hint = hints.get("context", func.Context)
    if not isinstance(hint, type) or hint.__name__ != "Context":
        raise Refused(f"function {name}: context must be an azure.functions.Context, not {hint!r}")


def _check_parameters(name: str, parameters: set[str], bound: set[str]) -> None:
    if unbound := sorted(parameters - bound):
        wanted = ", ".join(sorted(bound))
        raise Refused(f"function {name}: {', '.join(unbound)} is bound to nothing; use {wanted}")
    if absent := sorted(bound - parameters):
        raise Refused(f"function {name} has no parameter {', '.join(absent)}, which is bound")


def _check_binding(
    name: str, parameter: str, binding: Mapping[str, Any], hints: Mapping[str, Any]
) -> None:
    if binding["type"] != "httpTrigger":
        raise Refused(f"function {name}: a {binding['type']} binding works on the real host only")
    hint = hints.get(parameter, func.HttpRequest)
    if not isinstance(hint, type) or not REQUEST.check_input_type_annotation(hint):
        raise Refused(f"function {name}: {parameter} is a {_shown(hint)}, not an HttpRequest")


def _check_return(name: str, hints: Mapping[str, Any]) -> None:
    hint = hints.get("return", func.HttpResponse)
    if not isinstance(hint, type) or not RESPONSE.check_output_type_annotation(hint):
        raise Refused(f"function {name} returns {_shown(hint)}, not an HttpResponse")


def _shown(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) else repr(hint)
