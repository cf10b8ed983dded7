"""The versions of the CSV binding that an import reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin.importing.files import FILES, CsvFile
from admin.importing.files_1p2 import FILES_1P2, UNSUPPORTED_1P2


@dataclass(frozen=True)
class Binding:
    """`files` are read; those named in `unsupported` belong to the version, but are not."""

    files: tuple[CsvFile, ...]
    unsupported: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """Of all files, without .csv."""
        return {*(file.name for file in self.files), *self.unsupported}


VERSION = "oneroster.version"
# By the value of oneroster.version.
BINDINGS: Mapping[str, Binding] = {
    "1.1": Binding(FILES),
    "1.2": Binding(FILES_1P2, UNSUPPORTED_1P2),
}
