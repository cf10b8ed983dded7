"""Writes the README's generated parts anew, service calls and code map: python -m local.readme."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from local.places import ROOT
from shared.oneroster import SERVICE_CALLS, ServiceCall, Shape
from web.profiles import PROFILES

README = ROOT / "README.md"
PACKAGES = (
    *("shared", "web", "functions", "admin"),
    *("local", "deploy", "containers", "samples", "bench"),
)
_ANSWER = {
    Shape.MANY: "`{{{0.plural}: […]}}`",
    Shape.ONE: "`{{{0.singular}: {{…}}}}`",
    Shape.PUT: "201 new, 200 replaced",
    Shape.DELETE: "204",
}


def written(readme: str) -> str:
    """The README's text with its generated parts as they should be."""
    for name, part in _PARTS.items():
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
        before, _, rest = readme.partition(begin)
        _, _, after = rest.partition(end)
        readme = before + begin + part() + end + after
    return readme


def service_calls() -> str:
    """A row for each call of the specification, and which public bases serve it."""
    heads = ["call", "address", "answer", "scope", *(profile.name for profile in PROFILES)]
    return _table([heads, *(_call_row(call) for call in SERVICE_CALLS)])


def code_map() -> str:
    """A row for each module: the first sentence of its docstring."""
    modules = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    rows = ([f"`{path.relative_to(ROOT)}`", _said(path)] for path in modules)
    return _table([["module", "what it is for"], *(row for row in rows if row[1])])


def _call_row(call: ServiceCall) -> list[str]:
    served = (any(offer.call is call for offer in profile.offers) for profile in PROFILES)
    return [
        call.name,
        f"`{call.method} {call.path}`",
        _ANSWER[call.shape].format(call.kind),
        call.scope.rpartition("/")[2],
        *("✔" if one else "" for one in served),
    ]


def _said(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    paragraph = " ".join(text.partition("\n\n")[0].split())
    return paragraph.replace("|", "\\|")


def _table(rows: list[list[str]]) -> str:
    ruled = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(row)} |\n" for row in ruled)


_PARTS: dict[str, Callable[[], str]] = {"service calls": service_calls, "code map": code_map}

if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
