"""A Dockerfile as tests see it: what a stage copies, sets and runs."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from local.places import ROOT

FOLDER = ROOT / "containers"


@dataclass(frozen=True)
class Stage:
    """A stage: its base image and its instructions, each a word and the rest of the line."""

    name: str
    base: str
    instructions: tuple[tuple[str, str], ...]

    def all(self, word: str) -> list[str]:
        return [rest for found, rest in self.instructions if found == word]

    def last(self, word: str) -> str:
        return self.all(word)[-1]

    @property
    def command(self) -> list[str]:
        """CMD, in the form of a list."""
        return list(json.loads(self.last("CMD")))

    @property
    def health_check(self) -> list[str]:
        return list(json.loads(self.last("HEALTHCHECK").split("CMD ", 1)[1]))

    @property
    def environ(self) -> dict[str, str]:
        pairs = (word.split("=", 1) for line in self.all("ENV") for word in shlex.split(line))
        return dict(pairs)

    @property
    def copies(self) -> list[tuple[str, str]]:
        """Each source with the place that it is copied to."""
        words = (line.split() for line in self.all("COPY"))
        return [(source, line[-1]) for line in words for source in line[:-1]]

    @property
    def requirements(self) -> list[Path]:
        """The files that pip installs from."""
        return [ROOT / one for line in self.all("RUN") for one in re.findall(r"-r (\S+)", line)]

    def assemble(self, folder: Path) -> Path:
        """What the working directory of the image holds, in `folder`."""
        for source, target in self.copies:
            place = folder / target
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place, ignore=_caches, dirs_exist_ok=True)
            else:
                into = place / Path(source).name if target.endswith("/") else place
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / source, into)
        return folder


def stages(name: str) -> dict[str, Stage]:
    """The stages of containers/`name`.Dockerfile, by name; the last one also as ""."""
    found: dict[str, Stage] = {}
    for block in re.split(r"^FROM ", _lines(name), flags=re.MULTILINE)[1:]:
        first, *rest = block.splitlines()
        base, _, alias = first.partition(" AS ")
        words = tuple(tuple(line.split(" ", 1)) for line in rest if line)
        found[alias] = found[""] = Stage(alias, base, words)  # type: ignore[arg-type]
    return found


def _lines(name: str) -> str:
    text = (FOLDER / f"{name}.Dockerfile").read_text("utf-8")
    without_comments = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"\s*\\\n\s*", " ", without_comments)


_caches = shutil.ignore_patterns("__pycache__")
