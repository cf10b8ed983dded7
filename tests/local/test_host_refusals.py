"""What the stand-in and Microsoft's runtime refuse to start with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from local.host.configuration import read
from local.host.errors import Refused
from local.host.loading import load
from local.host.routes import Routes
from local.ports import free_port
from tests.local.serving import RUNTIME_SERVER, refusal

HEAD = "import azure.functions as func\napp = func.FunctionApp()\n"
ROUTE = '@app.route(route="{route}", methods=["GET"])\n'
PLAIN = "def {name}(req: func.HttpRequest) -> func.HttpResponse:\n    return func.HttpResponse()\n"


def function(name: str, route: str = "") -> str:
    return ROUTE.format(route=route or name) + PLAIN.format(name=name)


def with_signature(signature: str) -> str:
    return HEAD + ROUTE.format(route="f") + f"def f{signature}:\n    return func.HttpResponse()\n"


BY_THE_RUNTIME = {
    "a parameter of another name": (
        with_signature("(request: func.HttpRequest) -> func.HttpResponse"),
        "function f: request is bound to nothing; use req",
    ),
    "no parameter": (
        with_signature("() -> func.HttpResponse"),
        "function f has no parameter req, which is bound",
    ),
    "one parameter too many": (
        with_signature("(req: func.HttpRequest, more: str) -> func.HttpResponse"),
        "function f: more is bound to nothing; use req",
    ),
    "a request of another type": (
        with_signature("(req: dict) -> func.HttpResponse"),
        "function f: req is a dict, not an HttpRequest",
    ),
    "a result of another type": (
        with_signature("(req: func.HttpRequest) -> dict"),
        "function f returns dict, not an HttpResponse",
    ),
    "a result that is no class": (
        with_signature("(req: func.HttpRequest) -> func.HttpResponse | None"),
        "function f returns azure.functions._http.HttpResponse | None, not an HttpResponse",
    ),
    "an annotation that means nothing": (
        with_signature('(req: "Unknown") -> func.HttpResponse'),
        "function f: its annotations cannot be resolved: name 'Unknown' is not defined",
    ),
    "a context of another type": (
        with_signature("(req: func.HttpRequest, context: int) -> func.HttpResponse"),
        "function f: context must be an azure.functions.Context, not <class 'int'>",
    ),
    "two functions of one name": (
        HEAD + function("f", "a") + function("f", "b"),
        "Function f does not have a unique function name",
    ),
    "two apps": (
        HEAD + "other = func.FunctionApp()\n" + function("f"),
        "function_app.py has more than one FunctionApp: app, other",
    ),
    "no app": ("x = 1\n", "function_app.py has no FunctionApp at its top level"),
    "a function without a trigger": (
        HEAD + "@app.function_name('f')\n" + PLAIN.format(name="f"),
        "Function f does not have a trigger",
    ),
    "a module that fails": (
        "raise RuntimeError('no settings')\n",
        "function_app.py: RuntimeError: no settings",
    ),
}
BY_THE_HOST = {
    "a reserved route": (HEAD + function("f", "admin/x"), "the host keeps routes that begin with"),
    "one route twice": (
        HEAD + function("f", "a/{x}") + function("g", "A/{y}"),
        "functions f and g have the same route api/A/{y} and method",
    ),
    "an unknown constraint": (HEAD + function("f", "a/{x:odd}"), "unknown constraint 'odd'"),
    "a malformed template": (HEAD + function("f", "a/{x"), "must be a literal or one {parameter}"),
    "an optional value in the middle": (
        HEAD + function("f", "{x?}/a"),
        "x must be the last segment",
    ),
    "a function name that is none": (
        HEAD + "@app.function_name('1 f')\n" + function("f"),
        "'1 f' is no function name",
    ),
}


def write_app(folder: Path, source: str, host_json: str = '{"version": "2.0"}') -> Path:
    (folder / "host.json").write_text(host_json)
    (folder / "function_app.py").write_text(source)
    return folder


@pytest.fixture
def fresh_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "function_app", raising=False)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


@pytest.mark.usefixtures("fresh_modules")
@pytest.mark.parametrize("case", [*BY_THE_RUNTIME, *BY_THE_HOST])
def test_the_stand_in_refuses(tmp_path: Path, case: str) -> None:
    source, message = {**BY_THE_RUNTIME, **BY_THE_HOST}[case]
    root = write_app(tmp_path, source)
    with pytest.raises(Refused) as refused:
        Routes(load(root, "function_app.py").functions, "api")
    sys.modules.pop("function_app", None)
    assert message in str(refused.value)


@pytest.mark.parametrize("case", BY_THE_RUNTIME)
def test_microsofts_runtime_refuses_it_too(tmp_path: Path, runtime_python: Path, case: str) -> None:
    root = write_app(tmp_path, BY_THE_RUNTIME[case][0])
    assert refusal([str(runtime_python), str(RUNTIME_SERVER), str(root), "0"])


def test_a_refusal_is_one_line_and_exit_status_4(tmp_path: Path) -> None:
    root = write_app(tmp_path, *BY_THE_RUNTIME["no app"][:1])
    said = refusal([sys.executable, "-m", "local.host", "--root", str(root), "--list"])
    assert said == (
        "The Functions host cannot start: function_app.py has no FunctionApp at its top level"
    )


def test_a_served_app_is_refused_in_one_line_too(tmp_path: Path) -> None:
    root = write_app(tmp_path, *BY_THE_RUNTIME["no app"][:1])
    port = str(free_port())
    said = refusal([sys.executable, "-m", "local.host", "--root", str(root), "--port", port])
    assert "cannot start: function_app.py has no FunctionApp at its top level\n" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("host_json", "message"),
    [
        ("{", "host.json is not JSON"),
        ("[]", "host.json holds no JSON object"),
        ('{"version": "1.0"}', "host.json: version is '1.0'; it must be \"2.0\""),
    ],
)
def test_a_bad_host_json_is_refused(tmp_path: Path, host_json: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        read(write_app(tmp_path, "", host_json), {})


def test_a_folder_without_host_json_is_no_app(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"there is no host\.json in"):
        read(tmp_path, {})


def test_a_thread_count_that_is_no_number_is_refused(tmp_path: Path) -> None:
    root = write_app(tmp_path, "")
    with pytest.raises(Refused, match="PYTHON_THREADPOOL_THREAD_COUNT is '0'; it must be"):
        read(root, {"PYTHON_THREADPOOL_THREAD_COUNT": "0"})
