"""What `make package` packs: all that a tier needs and nothing else, as the publishing tools do."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pathspec
import pytest

from deploy import package as packaging
from deploy.package import write_folder, write_zip
from deploy.packages import FUNCTIONS, PACKAGES, ROOT, WEB, Package

IGNORED = (ROOT / ".funcignore").read_text("utf-8").splitlines()
# What lies about in a clone where people work, and must never leave it.
LYING_ABOUT = (
    ".azure/prod/.env",
    ".env",
    ".git/config",
    ".local/token-keys.json",
    ".local/demo.env",
    ".venv/bin/python",
    ".vscode/settings.json",
    "dist/web.zip",
    "functions/__pycache__/plan.cpython-313.pyc",
    "shared/export/__pycache__/files.cpython-313.pyc",
    "__pycache__/function_app.cpython-313.pyc",
    "local.settings.json",
    "xporter.egg-info/PKG-INFO",
)


def by_git(path: str) -> bool:
    """Whether a file is ignored as git reads .funcignore, and azd after it."""
    return pathspec.GitIgnoreSpec.from_lines(IGNORED).match_file(path)


def by_core_tools(path: str) -> bool:
    """Whether it is ignored as Azure Functions Core Tools read it: each line is matched with the
    beginning of the path, * stands for what has no slash, ** for anything."""
    lines = (line for line in IGNORED if line and not line.startswith("#"))
    words = {"**": ".+", "*": "[^/]+"}
    patterns = (
        "".join(words.get(part, re.escape(part)) for part in re.split(r"(\*\*|\*)", line))
        for line in lines
    )
    return any(re.match(pattern, path) for pattern in patterns)


def files_here(ignored: Callable[[str], bool]) -> Iterator[str]:
    """The files of this clone that are not ignored."""
    for folder, below, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        below[:] = [one for one in below if not ignored((here / one).as_posix() + "/x")]
        paths = ((here / name).as_posix() for name in names)
        yield from (path for path in paths if not ignored(path))


@pytest.mark.parametrize("ignored", [by_git, by_core_tools])
def test_what_is_published_is_what_is_packed(ignored: Callable[[str], bool]) -> None:
    assert set(files_here(ignored)) == set(FUNCTIONS.contents())


@pytest.mark.parametrize("ignored", [by_git, by_core_tools])
@pytest.mark.parametrize("path", LYING_ABOUT)
def test_what_lies_about_is_not_published(ignored: Callable[[str], bool], path: str) -> None:
    assert ignored(path)


def test_the_functions_package_has_the_app_and_nothing_else() -> None:
    at_root = {name for name in FUNCTIONS.contents() if "/" not in name}
    assert at_root == {
        *("function_app.py", "host.json", "requirements.txt", "telemetry-requirements.txt"),
    }
    folders = {name.split("/")[0] for name in FUNCTIONS.contents() if "/" in name}
    assert folders == {"functions", "shared"}


def test_the_web_package_has_its_own_requirements_and_no_keys_nor_sql() -> None:
    requirements = WEB.contents()["requirements.txt"].decode()
    assert "flask==" in requirements
    assert "pyodbc" not in requirements
    assert {name.split("/")[0] for name in WEB.contents()} == {"requirements.txt", "shared", "web"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_package_is_the_same_as_a_folder_and_as_a_zip(package: Package, tmp_path: Path) -> None:
    folder, archive = write_folder(package, tmp_path), write_zip(package, tmp_path)
    with zipfile.ZipFile(archive) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    files = (path for path in folder.rglob("*") if path.is_file())
    assert inside == {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    assert inside["requirements.txt"]


def test_a_package_that_is_asked_for_alone_leaves_the_other_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(packaging, "DIST", tmp_path)
    monkeypatch.setattr("sys.argv", ["deploy.package", "web"])
    packaging.main()
    assert {path.name for path in tmp_path.iterdir()} == {"web", "web.zip"}


def test_the_same_files_give_the_same_zip(tmp_path: Path) -> None:
    first = write_zip(FUNCTIONS, tmp_path / "a").read_bytes()
    assert write_zip(FUNCTIONS, tmp_path / "b").read_bytes() == first


def test_a_folder_made_again_keeps_nothing_of_before(tmp_path: Path) -> None:
    left = write_folder(WEB, tmp_path) / "left-over.py"
    left.touch()
    write_folder(WEB, tmp_path)
    assert not left.exists()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_requirement_is_pinned(package: Package) -> None:
    lines = package.contents()["requirements.txt"].decode().splitlines()
    needed = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+(; .+)?", line) for line in needed), needed
