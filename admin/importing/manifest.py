"""manifest.csv (CSV binding, part manifest): which files a set has, and how they are meant."""

from __future__ import annotations

from collections.abc import Mapping

from admin.importing.files import FILE, FILES, MANIFEST, CsvFile
from admin.importing.findings import Findings
from admin.importing.lines import text_lines
from admin.importing.packing import Packing
from admin.importing.progress import Silent
from admin.importing.rows import cell_rows
from admin.importing.tolerances import MANIFEST_SHORT, MANIFEST_SYSTEM_NAME, UNKNOWN_FILE

_VERSIONS = {"manifest.version": "1.0", "oneroster.version": "1.1"}
_FREE = ("source.systemName", "source.systemCode")
_MODES = ("bulk", "absent")


def bulk_files(packing: Packing, findings: Findings) -> tuple[CsvFile, ...]:
    """The files that the manifest declares bulk, in the order in which references point back.

    What the manifest says wrongly, or otherwise than the set is, is added to `findings`.
    """
    if MANIFEST not in packing.sizes:
        findings.problem(MANIFEST, 0, "", "", "the set has no manifest.csv")
        return ()
    properties = _properties(packing, findings)
    _check_versions(properties, findings)
    _check_names(packing, findings)
    chosen = tuple(file for file in FILES if _is_bulk(file, properties, packing, findings))
    _check_needs(chosen, findings)
    return chosen


def _properties(packing: Packing, findings: Findings) -> dict[str, tuple[int, str]]:
    """Each known property's line and value."""
    lines = text_lines(packing, MANIFEST, findings, Silent().advance)
    rows = list(cell_rows(lines, MANIFEST, findings))
    if not rows or rows[0][1] != ["propertyName", "value"]:
        found = ",".join(rows[0][1]) if rows else ""
        findings.problem(MANIFEST, 1, "", found, "the header must be propertyName,value")
    properties: dict[str, tuple[int, str]] = {}
    for line, cells in rows[1:]:
        _take_property(line, cells, properties, findings)
    return properties


def _take_property(
    line: int, cells: list[str], properties: dict[str, tuple[int, str]], findings: Findings
) -> None:
    name, value = (*cells, "", "")[:2]
    if name == "file.systemName":
        findings.tolerate(MANIFEST, MANIFEST_SYSTEM_NAME)
    elif name not in _VERSIONS and name not in _FREE and name.removeprefix("file.") not in FILE:
        findings.problem(MANIFEST, line, "propertyName", name, "no such property")
    elif name in properties:
        findings.problem(MANIFEST, line, "propertyName", name, "the property is there twice")
    elif len(cells) != 2:
        findings.problem(MANIFEST, line, "value", ",".join(cells), "a row has two cells")
    else:
        properties[name] = (line, value)


def _check_versions(properties: Mapping[str, tuple[int, str]], findings: Findings) -> None:
    for name, wanted in _VERSIONS.items():
        line, value = properties.get(name, (0, ""))
        if value != wanted:
            findings.problem(MANIFEST, line, name, value, f"must be {wanted}")


def _check_names(packing: Packing, findings: Findings) -> None:
    known = {MANIFEST, *(file.file_name for file in FILES)}
    for name in packing.sizes:
        if name not in known:
            findings.tolerate(name, UNKNOWN_FILE)


def _is_bulk(
    file: CsvFile,
    properties: Mapping[str, tuple[int, str]],
    packing: Packing,
    findings: Findings,
) -> bool:
    name = f"file.{file.name}"
    line, mode = properties.get(name, (0, ""))
    is_there = file.file_name in packing.sizes
    if name not in properties and not is_there:
        findings.tolerate(MANIFEST, MANIFEST_SHORT)
    elif mode == "delta":
        findings.problem(MANIFEST, line, name, mode, "delta files are not supported yet")
    elif mode not in _MODES:
        findings.problem(MANIFEST, line, name, mode, "must be bulk, delta or absent")
    elif (mode == "bulk") != is_there:
        said = "the set has no such file" if mode == "bulk" else "the set has the file"
        findings.problem(MANIFEST, line, name, mode, f"declared {mode}, but {said}")
    return mode == "bulk" and is_there


def _check_needs(chosen: tuple[CsvFile, ...], findings: Findings) -> None:
    names = {file.name for file in chosen}
    for file in chosen:
        if file.needs and file.needs not in names:
            rule = f"{file.file_name} needs {file.needs}.csv in the same set"
            findings.problem(MANIFEST, 0, f"file.{file.name}", "bulk", rule)
