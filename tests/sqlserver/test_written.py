"""The SQL files that are written from the table of record kinds stand as they would be written."""

from __future__ import annotations

import pytest

from local.places import ROOT
from local.tsql.files import files


@pytest.mark.parametrize(("name", "text"), files().items(), ids=list(files()))
def test_a_written_file_is_up_to_date(name: str, text: str) -> None:
    assert (ROOT / name).read_text("utf-8") == text, "run `python -m local.tsql`"
