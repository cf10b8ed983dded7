"""What a deployed tier consists of: files and folders of this repository, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Package:
    """`files`: each name at the package's root, and the files that it is made of, one after the
    other; `folders` come whole."""

    name: str
    files: Mapping[str, tuple[str, ...]]
    folders: tuple[str, ...]

    def contents(self, root: Path = ROOT) -> dict[str, bytes]:
        """Every file of the package by its path in it, in the order of the paths."""
        inside = {
            name: b"".join((root / source).read_bytes() for source in sources)
            for name, sources in self.files.items()
        }
        for folder in self.folders:
            inside |= {
                path.relative_to(root).as_posix(): path.read_bytes()
                for path in (root / folder).rglob("*")
                if path.is_file() and "__pycache__" not in path.parts
            }
        return dict(sorted(inside.items()))


# What `func azure functionapp publish` sends by .funcignore, and azd from dist/.
FUNCTIONS = Package(
    "functions",
    {
        name: (name,)
        for name in (
            *("function_app.py", "host.json"),
            *("requirements.txt", "telemetry-requirements.txt"),
        )
    },
    ("functions", "shared"),
)
# App Service installs the requirements.txt that it finds at the root.
WEB = Package(
    "web",
    {"requirements.txt": ("web/requirements.txt", "telemetry-requirements.txt")},
    ("web", "shared"),
)
PACKAGES = (FUNCTIONS, WEB)
