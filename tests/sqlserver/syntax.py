"""A syntax gate for the files of the SQL Server dialect: `python -m tests.sqlserver.syntax`.

It knows the grammar, and what SQL Server 2019 does not have yet, but not what exists: no gate
replaces a run on a server.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path

from sqlfluff.core import Linter

from admin.sql_files import SQL
from local.places import STATE

KNOWN = STATE / "tsql-syntax.json"
_PLACE = re.compile(r"^Line \d+, Position \d+: ")

# Comments, strings and quoted names: what they hold is nothing that a server executes.
_SILENT = re.compile(r"--[^\n]*|/\*.*?\*/|N?'(?:[^']|'')*'|\[[^\]]*\]|\"[^\"]*\"", re.DOTALL)
# What came with SQL Server 2022 and later, by Microsoft's reference of Transact-SQL.
_FUNCTIONS = (
    *("approx_percentile_cont", "approx_percentile_disc", "bit_count", "date_bucket", "datetrunc"),
    *("generate_series", "get_bit", "greatest", "json_array", "json_arrayagg", "json_object"),
    *("json_objectagg", "json_path_exists", "least", "left_shift", "product", "right_shift"),
    *("set_bit", "unistr", "base64_encode", "base64_decode", "current_date", "json_contains"),
    *("regexp_like", "regexp_replace", "regexp_substr", "regexp_instr", "regexp_count"),
)
_ARGUMENT = r"(?:[^(),]|\((?:[^()]|\([^()]*\))*\))*"
_NEWER = re.compile(
    rf"(?<![.@#\w])(?:(?:{'|'.join(_FUNCTIONS)})\s*\("
    r"|is\s+(?:not\s+)?distinct\s+from\b|(?:ignore|respect)\s+nulls\b|\bwindow\s+\w+\s+as\s*\("
    r"|trim\s*\(\s*(?:leading|trailing|both)\b"
    rf"|[lr]trim\s*\({_ARGUMENT},|string_split\s*\({_ARGUMENT},{_ARGUMENT},)",
    re.IGNORECASE,
)


def faults(text: str) -> list[str]:
    """What is wrong with T-SQL, a sentence each, with its line; nothing when it can be parsed."""
    parsed = Linter(dialect="tsql").parse_string(text)
    told = [(found.line_no, _PLACE.sub("", found.desc())) for found in parsed.violations]
    return [f"line {line}: {wrong}" for line, wrong in sorted(told + _newer(text))]


def _newer(text: str) -> list[tuple[int, str]]:
    """Where a server of 2019 would not understand, and what."""
    spoken = _SILENT.sub(lambda silent: re.sub(r"[^\n]", " ", silent[0]), text)
    return [
        (spoken.count("\n", 0, found.start()) + 1, f"newer than 2019: {found[0].split('(')[0]}")
        for found in _NEWER.finditer(spoken)
    ]


def main() -> int:
    """Checks every file that was not found good before; 1 when one is not."""
    texts = {path: path.read_text("utf-8") for path in sorted((SQL / "sqlserver").rglob("*.sql"))}
    good = _good()
    new = {path: text for path, text in texts.items() if _key(text) not in good}
    found = _check(new)
    for path, wrong in found.items():
        print("\n".join(f"{path}: {one}" for one in wrong), file=sys.stderr, end="\n" * bool(wrong))
    _remember(text for path, text in texts.items() if not found.get(path))
    print(f"{len(texts)} T-SQL files, {len(new)} of them new: {len(_bad(found))} with faults")
    return 1 if _bad(found) else 0


def _check(texts: dict[Path, str]) -> dict[Path, list[str]]:
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(texts, pool.map(faults, texts.values()), strict=True))


def _bad(found: dict[Path, list[str]]) -> list[Path]:
    return [path for path, wrong in found.items() if wrong]


def _key(text: str) -> str:
    known = f"{version('sqlfluff')}\0{_NEWER.pattern}\0{text}"
    return hashlib.sha256(known.encode()).hexdigest()


def _good() -> frozenset[str]:
    return frozenset(json.loads(KNOWN.read_text())) if KNOWN.exists() else frozenset()


def _remember(texts: Iterable[str]) -> None:
    """Parsing takes a while: what was good is not parsed again."""
    KNOWN.parent.mkdir(exist_ok=True)
    KNOWN.write_text(json.dumps(sorted(map(_key, texts))))


if __name__ == "__main__":
    sys.exit(main())
