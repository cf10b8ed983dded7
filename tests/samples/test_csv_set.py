"""Writing a OneRoster CSV set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samples.csv_set import COLUMNS, CsvSet, sourced_id
from shared.oneroster import KINDS


def test_each_record_kinds_file_has_exactly_the_columns_of_the_table() -> None:
    for kind in KINDS:
        columns = {"sourcedId", "status", "dateLastModified"}
        columns |= {field.csv for field in kind.fields if field.csv}
        assert columns == set(COLUMNS[kind.plural]), kind.plural


def test_a_row_is_written_in_the_order_of_the_columns(tmp_path: Path) -> None:
    with CsvSet(tmp_path, "MIS", "M") as out:
        out.put("categories", title='Home "work", weekly', sourcedId="c1")
    text = (tmp_path / "categories.csv").read_bytes().decode()
    assert text == ('sourcedId,status,dateLastModified,title\r\nc1,,,"Home ""work"", weekly"\r\n')


def test_a_file_without_rows_is_absent_and_said_to_be(tmp_path: Path) -> None:
    with CsvSet(tmp_path, "MIS", "M") as out:
        out.put("categories", sourcedId="c1", title="Homework")
    manifest = (tmp_path / "manifest.csv").read_text(encoding="utf-8").splitlines()
    assert "file.categories,bulk" in manifest
    assert "file.users,absent" in manifest
    assert {path.name for path in tmp_path.iterdir()} == {"categories.csv", "manifest.csv"}


def test_a_set_that_was_broken_off_has_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(KeyError), CsvSet(tmp_path, "MIS", "M") as out:
        out.put("pupils", sourcedId="p1")
    assert list(tmp_path.iterdir()) == []


def test_a_cell_without_a_column_is_refused(tmp_path: Path) -> None:
    with CsvSet(tmp_path, "MIS", "M") as out, pytest.raises(ValueError, match="colour"):
        out.put("categories", sourcedId="c1", title="Homework", colour="red")


def test_a_sourced_id_depends_on_its_key_alone() -> None:
    assert sourced_id("user", 1) == sourced_id("user", 1) != sourced_id("user", 2)
    assert re.fullmatch("x[0-9A-Z]{8}", sourced_id("user", 1))
