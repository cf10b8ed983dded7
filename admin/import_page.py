"""An import's report as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from admin.import_data import NUMBERS

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --bad: #b3261e; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2.5rem auto; max-width: 62rem;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
.outcome { background: var(--soft); border-left: 4px solid #4a7; margin: 1rem 0;
  padding: .7rem 1rem; }
.outcome.bad { border-color: var(--bad); }
p.note { margin: .2rem 0 .6rem; opacity: .75; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .7rem; text-align: left;
  vertical-align: top; }
td.long { min-width: 9rem; overflow-wrap: anywhere; }
th { font-weight: 600; white-space: nowrap; }
td.number, th.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
tr.bad td { color: var(--bad); font-weight: 600; }
"""
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Import of {feed}</title><style>{style}</style></head>
<body>
<h1>Import of the feed {feed}</h1>
<p class="outcome{bad}">{outcome}</p>
{sections}
</body>
</html>
"""
Cells = Sequence[str | int]
LONGEST_WORD = 25  # characters; what is longer may be broken, so that it does not widen the page


def report_page(data: dict[str, Any]) -> str:
    """The page of a report, as `report_data` has it. Every value is escaped."""
    sections = (_problems(data), _records(data), _losses(data), _concerns(data), _warnings(data))
    is_bad = data["problems"]["total"] or any(one["tooGreat"] for one in data["losses"])
    return _PAGE.format(
        feed=escape(data["feed"]),
        style=_STYLE,
        bad=" bad" if is_bad else "",
        outcome=escape(data["outcome"]),
        sections="\n".join(filter(None, sections)),
    )


def _problems(data: dict[str, Any]) -> str:
    problems = data["problems"]
    note = f"{problems['total']:,} in all; {len(problems['shown']):,} are listed."
    columns = ("file", "line", "column", "value", "rule", "sourcedId")
    rows = ([one[name] for name in columns] for one in problems["shown"])
    return _section("Problems", note, columns, rows) if problems["total"] else ""


def _records(data: dict[str, Any]) -> str:
    note = "What the import makes of the set's records, compared with what the feed has."
    rows = [[one["kind"], *(one[name] for name in NUMBERS)] for one in data["records"]]
    rows = [row for row in rows if any(row[1:])]
    return _section("Records", note, ("kind", *NUMBERS), rows) if rows else ""


def _losses(data: dict[str, Any]) -> str:
    note = "Active records that schools have, and how many of them are to be deleted."
    columns = ("school", "sourcedId", "kind", "had", "lost", "%")
    rows = [
        [one["school"], one["sourcedId"], one["kind"], one["had"], one["lost"], one["percent"]]
        for one in data["losses"]
    ]
    bad = [one["tooGreat"] for one in data["losses"]]
    return _section("Losses by school", note, columns, rows, bad) if rows else ""


def _concerns(data: dict[str, Any]) -> str:
    note = "Allowed, and yet perhaps not meant; the first few of each are named."
    rows = [[one["title"], one["number"], one["examples"]] for one in data["concerns"]]
    return _section("Worth a look", note, ("what", "number", "for example"), rows) if rows else ""


def _warnings(data: dict[str, Any]) -> str:
    note = "Departures from the specification that were taken."
    columns = ("file", "times", "found", "effect")
    rows = [[one[name] for name in columns] for one in data["warnings"]]
    return _section("Tolerated", note, columns, rows) if rows else ""


def _section(
    title: str, note: str, columns: Cells, rows: Iterable[Cells], bad: Sequence[bool] = ()
) -> str:
    body = list(rows)
    numeric = [all(isinstance(row[at], int | float) for row in body) for at in range(len(columns))]
    marks = [*bad, *(False for _ in body)]
    lines = "\n".join(
        _row("td", row, numeric, "bad" if mark else "")
        for row, mark in zip(body, marks, strict=False)
    )
    head = _row("th", columns, numeric, "")
    return f'<h2>{title}</h2><p class="note">{note}</p>\n<table>{head}\n{lines}</table>'


def _row(tag: str, cells: Cells, numeric: Sequence[bool], mark: str) -> str:
    shown = "".join(
        f"<{tag}{_class(cell, is_number)}>{escape(_text(cell))}</{tag}>"
        for cell, is_number in zip(cells, numeric, strict=True)
    )
    return f'<tr class="{mark}">{shown}</tr>' if mark else f"<tr>{shown}</tr>"


def _class(cell: str | int, is_number: bool) -> str:
    if is_number:
        return " class=number"
    words = _text(cell).split()
    return " class=long" if max(map(len, words), default=0) > LONGEST_WORD else ""


def _text(cell: str | int) -> str:
    return cell if isinstance(cell, str) else f"{cell:,}"
