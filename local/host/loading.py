"""Finding the app's HTTP functions, as the Python runtime does."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import azure.functions as func

from local.host.checks import check_signature
from local.host.errors import Refused

_SCRIPT_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*\.py")
_FUNCTION_NAME = re.compile(r"(?!host$)[a-z][a-z0-9_-]{0,127}", re.IGNORECASE)


@dataclass(frozen=True)
class HttpFunction:
    """One HTTP trigger: its name, route and methods (none means all), and how to call it."""

    name: str
    route: str
    methods: tuple[str, ...]
    needs_key: bool
    call: Callable[..., Any]
    parameter: str
    wants_context: bool
    is_async: bool


@dataclass(frozen=True)
class App:
    """What an app consists of; `ignored` are functions with another trigger than HTTP."""

    functions: tuple[HttpFunction, ...]
    ignored: tuple[str, ...]


def load(root: Path, script_file: str) -> App:
    """Imports the app in `root` and checks its functions.

    Raises Refused for what the real runtime would refuse.
    """
    app = _only_app(_imported(root, script_file), script_file)
    try:
        functions = app.get_functions()
    except ValueError as error:
        raise Refused(str(error)) from None
    http = tuple(_http_function(one) for one in functions if one.is_http_function())
    ignored = tuple(str(one.get_function_name()) for one in functions if not one.is_http_function())
    return App(http, ignored)


def _imported(root: Path, script_file: str) -> Any:
    if not _SCRIPT_NAME.fullmatch(script_file):
        raise Refused(f"PYTHON_SCRIPT_FILE_NAME is {script_file!r}; it must name a .py file")
    if not (root / script_file).exists():
        raise Refused(f"there is no {script_file} in {root}")
    sys.path.insert(0, str(root))
    try:
        return importlib.import_module(Path(script_file).stem)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}"
        raise Refused(f"{script_file}: {what} ({place.filename}, line {place.lineno})") from error


def _only_app(module: Any, script_file: str) -> func.FunctionRegister:
    names = [one for one in dir(module) if isinstance(getattr(module, one), func.FunctionRegister)]
    if len(names) > 1:
        raise Refused(f"{script_file} has more than one FunctionApp: {', '.join(names)}")
    if not names:
        raise Refused(f"{script_file} has no FunctionApp at its top level")
    app: func.FunctionRegister = getattr(module, names[0])
    return app


def _http_function(function: Any) -> HttpFunction:
    name = function.get_function_name()
    if not _FUNCTION_NAME.fullmatch(name):
        raise Refused(f"{name!r} is no function name: a letter, then letters, digits, - and _")
    call = function.get_user_function()
    signature = check_signature(name, call, function.get_bindings_dict()["bindings"])
    trigger = function.get_trigger().get_dict_repr()
    return HttpFunction(
        name=name,
        route=trigger["route"].strip("/"),
        methods=tuple(str(one).upper() for one in trigger.get("methods") or ()),
        needs_key=str(trigger.get("authLevel", "function")).lower() != "anonymous",
        call=call,
        parameter=signature.parameter,
        wants_context=signature.wants_context,
        is_async=inspect.iscoroutinefunction(call),
    )
