"""What an import shows at its end: numbers by kind, warnings, or the problems that refused it."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from admin.importing import Assessment, Findings, ImportReport, Problem

_LONGEST_VALUE = 60


def assessment_tables(assessment: Assessment, percent: int) -> list[Table]:
    """What the import would do and what looks wrong; `percent`: see Assessment.too_great."""
    tables = [report_table(assessment)]
    if assessment.losses:
        tables.append(loss_table(assessment, percent))
    if assessment.concerns:
        tables.append(concern_table(assessment))
    if assessment.findings.tolerated:
        tables.append(warning_table(assessment.findings))
    return tables


def loss_table(assessment: Assessment, percent: int) -> Table:
    """What schools would lose; in red what is too much."""
    table = _plain_table("Losses by school: active records that are to be deleted")
    table.add_column("school")
    table.add_column("kind")
    for column in ("had", "lost", "%"):
        table.add_column(column, justify="right")
    for one in assessment.losses:
        row = (Text(one.school), one.kind, f"{one.had:,}", f"{one.lost:,}", f"{one.percent:.1f}")
        table.add_row(*row, style="red" if one.exceeds(percent) else "")
    return table


def concern_table(assessment: Assessment) -> Table:
    """What is allowed and yet looks wrong."""
    table = _plain_table("Worth a look: allowed, and yet perhaps not meant")
    table.add_column("what")
    table.add_column("number", justify="right")
    table.add_column("for example", overflow="fold")
    for one in assessment.concerns:
        table.add_row(one.title, f"{one.number:,}", Text(one.examples))
    return table


def _plain_table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)


def report_table(report: Assessment) -> Table:
    """What was read and what it changed, a row per kind that was there."""
    table = Table(title=f"Feed {report.feed}", title_justify="left")
    table.add_column("kind")
    for column in ("read", "added", "changed", "unchanged", "deleted"):
        table.add_column(column, justify="right")
    for kind in report.kinds:
        numbers = (kind.read, kind.added, kind.changed, kind.unchanged, kind.deleted)
        if any(numbers):
            table.add_row(kind.kind, *(f"{number:,}" for number in numbers))
    return table


def warning_table(findings: Findings) -> Table:
    """What was tolerated, and how often."""
    table = _plain_table("Warnings: tolerated, though not by the specification")
    table.add_column("file")
    table.add_column("times", justify="right")
    table.add_column("what was found")
    table.add_column("what became of it")
    for (file, tolerance), times in findings.tolerated.items():
        # Text, not markup: the name of a field may be anything.
        table.add_row(Text(file), f"{times:,}", Text(tolerance.found), tolerance.effect)
    return table


def problem_table(findings: Findings) -> Table:
    """The problems, as many as were kept."""
    table = _plain_table("Problems")
    for column in ("file", "line or record", "column or field", "value", "rule"):
        table.add_column(column, overflow="fold")
    for one in findings.problems:
        # Text, not markup: a value may hold anything.
        table.add_row(*map(Text, (one.file, _at(one), one.column, _short(one.value), one.rule)))
    return table


def _at(problem: Problem) -> str:
    """The line or the record's number, and which record it is."""
    number = str(problem.line) if problem.line else ""
    return f"{number} ({problem.sourcedId})" if problem.sourcedId else number


def refusal(findings: Findings) -> str:
    """Why nothing was changed."""
    shown = len(findings.problems)
    which = f" The first {shown} are shown." if shown < findings.total else ""
    problems = "1 problem" if findings.total == 1 else f"{findings.total:,} problems"
    return f"Refused: {problems}.{which} Nothing was changed."


def summary(report: ImportReport) -> str:
    """One line on what came of the import."""
    if report.revision is None:
        return f"Nothing had changed in the feed {report.feed}."
    return f"The feed {report.feed} is now at revision {report.revision}."


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
