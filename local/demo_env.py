"""demo.env: what the demo relying party calls and authenticates with, a NAME=value a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from local import homes
from local.tiers import Ports


@dataclass(frozen=True)
class Credentials:
    """What the demo relying party authenticates with: as itself, by signatures, for one school."""

    client_id: str
    client_secret: str
    oauth1_key: str
    oauth1_secret: str
    school_rp: str
    school_estab: str
    school_secret: str


def read_demo(path: Path) -> Credentials | None:
    """The credentials of the file; None when it lacks any."""
    if not path.exists():
        return None
    values = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    found = {one.name: values.get(one.name.upper(), "") for one in fields(Credentials)}
    return Credentials(**found) if all(found.values()) else None


def write_demo(path: Path, credentials: Credentials, ports: Ports) -> None:
    """The file, for its owner only."""
    lines: Mapping[str, str] = {
        "BASE_URL": ports.base_url,
        "ONEROSTER_URL": ports.oneroster_url,
        "SCHOOL_URL": ports.school_url,
        **{name.upper(): value for name, value in asdict(credentials).items()},
    }
    homes.write(path, "".join(f"{name}={value}\n" for name, value in lines.items()))
