"""Which reader a set gets, by the files that it has."""

from __future__ import annotations

from admin.importing.csv_set import open_csv
from admin.importing.findings import Findings
from admin.importing.json_set import open_json
from admin.importing.packing import Packing
from admin.importing.roster_set import RosterSet


def open_set(packing: Packing, findings: Findings) -> RosterSet:
    """The set: OneRoster replies when it has *.json and no *.csv, else the CSV binding's files."""
    endings = {name.rpartition(".")[2].lower() for name in packing.sizes}
    read = open_json if "json" in endings and "csv" not in endings else open_csv
    return read(packing, findings)
