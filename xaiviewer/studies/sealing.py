"""Sealing: AES-256-GCM (NIST SP 800-38D), keys derived by HKDF-SHA-256 (RFC 5869), passphrases by scrypt (RFC 7914)."""

from __future__ import annotations

import os

from xaiviewer.errors import ReviewError

KEY_BYTES = 32
_NONCE, _SALT = 12, 16
_COST = 2**15  # of scrypt: 32 MB and some tenths of a second for every guess


def new_key() -> bytes:
    """A key that nobody knows."""
    return os.urandom(KEY_BYTES)


def derived(key: bytes, *names: object) -> bytes:
    """The key of something below another key."""
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - only where something is sealed
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    told = "\0".join(map(str, names)).encode("utf-8", "surrogatepass")
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=told).derive(key)


def seal(key: bytes, name: str, data: bytes) -> bytes:
    """`data` so that it can only be read with the key, and under this name: sealed things cannot be exchanged."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, name.encode())


def unseal(key: bytes, name: str, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        ReviewError: where the key is another one, or the bytes are not what was written under this name.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
    except (InvalidTag, ValueError):
        raise ReviewError(
            f"The study's “{name}” does not open with this key; it is another one's, or damaged."
        ) from None


def locked(passphrase: str, name: str, data: bytes) -> bytes:
    """`data` sealed under a passphrase."""
    salt = os.urandom(_SALT)
    return salt + seal(_stretched(passphrase, salt), name, data)


def unlocked(passphrase: str, name: str, sealed: bytes) -> bytes:
    """What a passphrase opens; ReviewError where it is another one."""
    try:
        return unseal(_stretched(passphrase, sealed[:_SALT]), name, sealed[_SALT:])
    except ReviewError:
        raise ReviewError(f"This passphrase does not open {name}; ask the study's owner for it.") from None


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415

    return Scrypt(salt=salt, length=KEY_BYTES, n=_COST, r=8, p=1).derive(passphrase.strip().encode())
