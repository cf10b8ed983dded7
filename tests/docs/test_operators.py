"""docs/operators.md lists what imports tolerate: all of it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from admin.importing.tolerances import ALL

OPERATORS = Path(__file__).parents[2] / "docs" / "operators.md"


def test_the_operators_guide_lists_each_tolerance() -> None:
    text = OPERATORS.read_text("utf-8")
    table = text.split("| what was found | what becomes of it |\n|---|---|\n")[1].split("\n\n")[0]
    listed = set(re.findall(r"^\| (.*) \| (.*) \|$", table, re.MULTILINE))
    assert listed == {(one.found, one.effect) for one in ALL}
