"""`make package`: dist/functions and dist/web, folders and ZIPs. Needs nothing but Python.

python -m deploy.package [functions] [web]: those alone, which azd asks for at the same time.
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

from deploy.packages import PACKAGES, ROOT, Package

DIST = ROOT / "dist"
# The earliest that a ZIP can say: the same files give the same bytes.
_MADE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


def main() -> None:
    """Packs those that are named, or all."""
    named = {package.name: package for package in PACKAGES}
    for name in sys.argv[1:] or named:
        package = named[name]
        folder, archive = write_folder(package, DIST), write_zip(package, DIST)
        size = f"{len(package.contents())} files, {archive.stat().st_size:,} bytes packed"
        print(f"{folder}/ and {archive.name}: {size}")


def write_folder(package: Package, dist: Path) -> Path:
    """The package as a folder of `dist`, made anew."""
    folder = dist / package.name
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in package.contents().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def write_zip(package: Package, dist: Path) -> Path:
    """The package as a ZIP in `dist`; the same files give the same bytes."""
    dist.mkdir(parents=True, exist_ok=True)
    archive = dist / f"{package.name}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in package.contents().items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.external_attr, entry.compress_type = _MODE, zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return archive


if __name__ == "__main__":
    main()
