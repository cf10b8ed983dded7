"""Writes the files: python -m local.tsql."""

from __future__ import annotations

from local.places import ROOT
from local.tsql.files import files

for name, text in files().items():
    (ROOT / name).write_text(text, "utf-8")
