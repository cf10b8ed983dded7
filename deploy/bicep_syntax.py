"""python -m deploy.bicep_syntax FILE ...: the places where Bicep files are not well-formed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tree_sitter_bicep
from tree_sitter import Language, Parser


def problems(text: bytes) -> Iterator[str]:
    """A line for each place that does not parse: row, column, and what stands there."""
    parser = Parser(Language(tree_sitter_bicep.language()))
    yield from _of(parser.parse(text).root_node)


def _of(node: Any) -> Iterator[str]:
    if node.is_missing or node.type == "ERROR":
        row, column = node.start_point
        found = node.text.decode("utf-8", "replace").split("\n")[0][:60]
        yield f"{row + 1}:{column + 1}: {f'{node.type} is missing' if node.is_missing else found!r}"
    elif node.has_error:
        for child in node.children:
            yield from _of(child)


def main() -> None:
    """Exits with 1 when there is anything to tell."""
    files = [Path(name) for name in sys.argv[1:]]
    told = [f"{file}:{one}" for file in files for one in problems(file.read_bytes())]
    print("\n".join(told))
    sys.exit(bool(told))


if __name__ == "__main__":
    main()
