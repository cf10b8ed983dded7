"""The key material of the back-end, loaded: what signs, what encrypts, what keys the hashes."""

from __future__ import annotations

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
class Keys:
    """Newest first, at least one each. `peppers` key the hashes of secrets; the first hashes."""

    signing: tuple[SigningKey, ...]
    encryption: tuple[EncryptionKey, ...]
    peppers: tuple[bytes, ...]

    def signing_key(self, now: float) -> RSAKey:
        """The newest key that is due at `now`; the oldest when none is."""
        return next((one.key for one in self.signing if one.due <= now), self.signing[-1].key)

    def encryption_key(self, now: float) -> OctKey:
        """The newest key that is due at `now`; the oldest when none is."""
        return next((one.key for one in self.encryption if one.due <= now), self.encryption[-1].key)
