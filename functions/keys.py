"""The key material of the back-end, loaded: what signs, what encrypts, what keys the hashes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from joserfc.jwk import OctKey, RSAKey


@dataclass(frozen=True)
class SigningKey:
    """An RSA key and the moment (seconds since 1970) from which it signs; it always verifies."""

    key: RSAKey
    due: float


@dataclass(frozen=True)
class EncryptionKey:
    """A 256-bit AES key and the moment from which it encrypts; it always decrypts."""

    key: OctKey
    due: float


@dataclass(frozen=True)
class KeySet:
    """Newest first, at least one each. `peppers` key the hashes of secrets; the first hashes."""

    signing: tuple[SigningKey, ...]
    encryption: tuple[EncryptionKey, ...]
    peppers: tuple[bytes, ...]


class Keys:
    """The keys as they are now: `current` is asked each time, so that a rotation needs no restart.

    What they are is as in KeySet.
    """

    def __init__(self, current: Callable[[], KeySet]) -> None:
        self._current = current

    @classmethod
    def fixed(cls, keys: KeySet) -> Keys:
        """Keys that stay what they are."""
        return cls(lambda: keys)

    @property
    def signing(self) -> tuple[SigningKey, ...]:
        return self._current().signing

    @property
    def encryption(self) -> tuple[EncryptionKey, ...]:
        return self._current().encryption

    @property
    def peppers(self) -> tuple[bytes, ...]:
        return self._current().peppers

    def signing_key(self, now: float) -> RSAKey:
        """The newest key that is due at `now`; the oldest when none is."""
        keys = self.signing
        return next((one.key for one in keys if one.due <= now), keys[-1].key)

    def encryption_key(self, now: float) -> OctKey:
        """The newest key that is due at `now`; the oldest when none is."""
        keys = self.encryption
        return next((one.key for one in keys if one.due <= now), keys[-1].key)
