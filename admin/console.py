"""What the command line prints: tables and lines to stdout, failures as one red line to stderr."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

WIDEST = 1000  # characters


def say(text: str) -> None:
    """A line for people; never wrapped, so that it can be copied."""
    Console(emoji=False).print(text, markup=False, highlight=False, soft_wrap=True)


def say_json(value: Any) -> None:
    """A value for scripts."""
    print(json.dumps(value, indent=2))


def show(table: Table) -> None:
    """The table, wider than the terminal if it needs to be: no cell is squeezed to nothing."""
    console = Console(emoji=False)
    needed = Measurement.get(console, console.options.update(width=WIDEST), table).minimum
    Console(emoji=False, width=max(console.width, needed)).print(table)


def complain(text: str) -> None:
    """A failure, in red, on stderr."""
    Console(stderr=True, emoji=False).print(
        text, style="red", markup=False, highlight=False, soft_wrap=True
    )


def moment(value: datetime | None) -> str:
    """An instant to the minute; "" for none."""
    return f"{value:%Y-%m-%d %H:%M} UTC" if value else ""
