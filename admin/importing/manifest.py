"""manifest.csv (CSV binding, part manifest): which files a set has, and how they are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from admin.importing.bindings import BINDINGS, VERSION, Binding
from admin.importing.files import MANIFEST, CsvFile
from admin.importing.findings import Findings
from admin.importing.lines import text_lines
from admin.importing.packing import Packing
from admin.importing.progress import Silent
from admin.importing.rows import cell_rows
from admin.importing.tolerances import MANIFEST_SHORT, MANIFEST_SYSTEM_NAME, UNKNOWN_FILE

_VERSIONS = {"manifest.version": ("1.0",), VERSION: tuple(BINDINGS)}
_FREE = ("source.systemName", "source.systemCode")
_UNSUPPORTED = "of OneRoster 1.2 only rostering is imported; this file must be absent"
_MODES = ("bulk", "delta", "absent")


def declared_files(packing: Packing, findings: Findings) -> tuple[CsvFile, ...]:
    """The files that the manifest declares bulk or delta, in the order in which references point
    back.

    What the manifest says wrongly, or otherwise than the set is, is added to `findings`.
    """
    if MANIFEST not in packing.sizes:
        findings.problem(MANIFEST, 0, "", "", "the set has no manifest.csv")
        return ()
    rows = _rows(packing, findings)
    binding = _binding(rows)
    properties = _properties(rows, binding, findings)
    _check_versions(properties, findings)
    _check_names(packing, binding, findings)
    _check_unsupported(properties, binding, findings)
    modes = [(file, _mode(file, properties, packing, findings)) for file in binding.files]
    chosen = tuple(replace(file, is_delta=mode == "delta") for file, mode in modes if mode)
    _check_needs(chosen, findings)
    return chosen


Rows = list[tuple[int, list[str]]]


def _rows(packing: Packing, findings: Findings) -> Rows:
    """The rows after the header, each with its line."""
    lines = text_lines(packing, MANIFEST, findings, Silent().advance)
    rows = list(cell_rows(lines, MANIFEST, findings))
    if not rows or rows[0][1] != ["propertyName", "value"]:
        found = ",".join(rows[0][1]) if rows else ""
        findings.problem(MANIFEST, 1, "", found, "the header must be propertyName,value")
    return rows[1:]


def _binding(rows: Rows) -> Binding:
    """That of the set's version; 1.1's where the version is unknown, which is a problem anyway."""
    version = next((cells[1] for _, cells in rows if cells[0] == VERSION and cells[1:]), "")
    return BINDINGS.get(version, BINDINGS["1.1"])


def _properties(rows: Rows, binding: Binding, findings: Findings) -> dict[str, tuple[int, str]]:
    """Each known property's line and value."""
    known = {*_VERSIONS, *_FREE, *(f"file.{name}" for name in binding.names)}
    properties: dict[str, tuple[int, str]] = {}
    for line, cells in rows:
        _take_property(line, cells, known, properties, findings)
    return properties


def _take_property(
    line: int,
    cells: list[str],
    known: set[str],
    properties: dict[str, tuple[int, str]],
    findings: Findings,
) -> None:
    name, value = (*cells, "", "")[:2]
    if name == "file.systemName":
        findings.tolerate(MANIFEST, MANIFEST_SYSTEM_NAME)
    elif name not in known:
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
        if value not in wanted:
            findings.problem(MANIFEST, line, name, value, f"must be {' or '.join(wanted)}")


def _check_unsupported(
    properties: Mapping[str, tuple[int, str]], binding: Binding, findings: Findings
) -> None:
    for name in binding.unsupported:
        line, mode = properties.get(f"file.{name}", (0, "absent"))
        if mode != "absent":
            findings.problem(MANIFEST, line, f"file.{name}", mode, _UNSUPPORTED)


def _check_names(packing: Packing, binding: Binding, findings: Findings) -> None:
    known = {MANIFEST, *(file.file_name for file in binding.files)}
    for name in packing.sizes:
        if name not in known:
            findings.tolerate(name, UNKNOWN_FILE)


def _mode(
    file: CsvFile,
    properties: Mapping[str, tuple[int, str]],
    packing: Packing,
    findings: Findings,
) -> str:
    """bulk or delta; "" when the file is not to be read."""
    name = f"file.{file.name}"
    line, mode = properties.get(name, (0, ""))
    is_there = file.file_name in packing.sizes
    if name not in properties and not is_there:
        findings.tolerate(MANIFEST, MANIFEST_SHORT)
    elif mode not in _MODES:
        findings.problem(MANIFEST, line, name, mode, "must be bulk, delta or absent")
    elif mode == "delta" and file.must_be_bulk:
        findings.problem(
            MANIFEST, line, name, mode, "must be bulk: users and roles change together"
        )
    elif (mode != "absent") != is_there:
        said = "the set has the file" if mode == "absent" else "the set has no such file"
        findings.problem(MANIFEST, line, name, mode, f"declared {mode}, but {said}")
    return mode if mode != "absent" and is_there else ""


def _check_needs(chosen: tuple[CsvFile, ...], findings: Findings) -> None:
    names = {file.name for file in chosen}
    for file in chosen:
        if file.needs and file.needs not in names and not file.is_delta:
            rule = f"{file.file_name} needs {file.needs}.csv in the same set"
            findings.problem(MANIFEST, 0, f"file.{file.name}", "bulk", rule)
