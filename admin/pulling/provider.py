"""Where a provider's collections are: which there are in each version of OneRoster, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from admin.errors import AdminError
from admin.pulling.translations import TRANSLATIONS_1P2, Translation
from shared.oneroster import KINDS

_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Version:
    """`path` is where the specification puts the service of `mark`; `kinds` are the plurals of what
    is pulled, in the order of references. A kind of `moved` has another service: the two are parts
    of the path. `translations` make records of OneRoster 1.1 of those of the version."""

    name: str
    path: str
    mark: str
    kinds: tuple[str, ...]
    moved: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)


_ROSTERING = (
    "orgs",
    "academicSessions",
    "resources",
    "courses",
    "classes",
    "users",
    "enrollments",
    "demographics",
)
VERSIONS = {
    "1.1": Version("1.1", "/ims/oneroster/v1p1", "v1p1", tuple(kind.plural for kind in KINDS)),
    "1.2": Version(
        "1.2",
        "/ims/oneroster/rostering/v1p2",
        "v1p2",
        _ROSTERING,
        moved={"resources": ("/rostering/", "/resources/")},
        translations=TRANSLATIONS_1P2,
    ),
}


@dataclass(frozen=True)
class Provider:
    """A provider of `version` whose collections lie below `base`."""

    base: str
    version: Version

    def address(self, kind: str) -> str:
        """Of the collection of that plural."""
        old, new = self.version.moved.get(kind, ("", ""))
        before, found, after = self.base.rpartition(old) if old else (self.base, "", "")
        return f"{before}{new if found else ''}{after}/{kind}"


def provider_at(url: str, version: str | None = None, *, allow_http: bool = False) -> Provider:
    """The provider that `url` names: its base address, or no more than the host.

    `version` is needed only when the address does not have it. Raises AdminError when secrets
    cannot be sent there.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise AdminError(f"{url!r} is no address; it must be https://HOST or https://HOST/PATH.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise AdminError("The address must have no user, no password, no ? and no #.")
    if parts.scheme == "http" and not allow_http and parts.hostname not in _LOCAL:
        raise AdminError("http:// would send secrets readable to all; --allow-http allows it.")
    found = _version(parts.path, version)
    base = url.rstrip("/")
    return Provider(base if parts.path.strip("/") else base + found.path, found)


def _version(path: str, name: str | None) -> Version:
    if name is not None and name not in VERSIONS:
        raise AdminError(f"--version must be {' or '.join(VERSIONS)}, not {name!r}.")
    said = [one for one in VERSIONS.values() if one.mark in path.lower()]
    if name is None and not said and path.strip("/"):
        raise AdminError("Which version of OneRoster this is the address does not say: --version.")
    return VERSIONS[name] if name else said[0] if said else VERSIONS["1.1"]
