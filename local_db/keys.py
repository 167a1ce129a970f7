"""The terminal's secrets in a file of their own, readable by its owner only, outside the data folder.

Who copies the data folder has neither the key of `pos.db`, nor the pepper of the PINs, nor the key that signs
for this terminal (M8.1, M8.2, M8.4).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from local_db.engine import KEY_BYTES
from retail.errors import DataError, KnownError

PEPPER_BYTES = 32
PRIVATE_KEY_BYTES = 32
_FORMAT = 1
_OTHERS = 0o077


class TerminalKeys(msgspec.Struct, frozen=True, kw_only=True):
    """Raw bytes of the three secrets; `private_key` is the Ed25519 seed."""

    database_key: bytes
    pin_pepper: bytes
    private_key: bytes

    def __repr__(self) -> str:
        # A secret must not reach a log by way of a traceback or an assertion.
        return "TerminalKeys(…)"


class _KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file: JSON, the secrets in base64."""

    format: int
    keys: TerminalKeys


def new_keys() -> TerminalKeys:
    """Three fresh secrets."""
    return TerminalKeys(
        database_key=secrets.token_bytes(KEY_BYTES),
        pin_pepper=secrets.token_bytes(PEPPER_BYTES),
        private_key=Ed25519PrivateKey.generate().private_bytes_raw(),
    )


def create_keys(path: Path) -> TerminalKeys:
    """Make new keys and write them, whole or not at all. Raises `KnownError("key_file_exists")`."""
    if path.exists():
        raise _exists(path)
    keys = new_keys()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(_KeyFile(format=_FORMAT, keys=keys)))
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return keys


def load_keys(path: Path) -> TerminalKeys:
    """Read the keys. Raises `KnownError` where the file is missing or open to others, `DataError` if bad."""
    try:
        content = path.read_bytes()
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise KnownError(
            "key_file_missing",
            f"The key file {path} is not there, and without it nothing in the data folder can be read. "
            "Name its folder with --keys, put it back from where it was saved, or enrol this terminal anew.",
            path=str(path),
        ) from error
    except OSError as error:
        raise KnownError(
            "key_file_unreadable", f"The key file {path} cannot be read: {error.strerror}.", path=str(path)
        ) from error
    if os.name == "posix" and mode & _OTHERS:
        raise KnownError(
            "key_file_open_to_others",
            f"Others on this computer can read the key file {path}. Close it to them: chmod 600 '{path}'.",
            path=str(path),
        )
    return _read(content, path)


def _read(content: bytes, path: Path) -> TerminalKeys:
    try:
        file = msgspec.json.decode(content, type=_KeyFile)
    except msgspec.DecodeError as error:
        raise _damaged(path) from error
    keys = file.keys
    sizes = (len(keys.database_key), len(keys.pin_pepper), len(keys.private_key))
    if file.format != _FORMAT or sizes != (KEY_BYTES, PEPPER_BYTES, PRIVATE_KEY_BYTES):
        raise _damaged(path)
    return keys


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name, never over another one."""
    try:
        path.hardlink_to(draft)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError:
        # No hard links on this disk. On Windows a rename refuses an existing name by itself.
        if path.exists():
            raise _exists(path) from None
        draft.rename(path)


def _exists(path: Path) -> KnownError:
    return KnownError(
        "key_file_exists",
        f"There is a key file already: {path}. It may be the only key to a terminal's data; it stays.",
        path=str(path),
    )


def _damaged(path: Path) -> DataError:
    return DataError(
        "key_file_damaged",
        f"The key file {path} is damaged or of another program version. Put it back from where it was saved.",
        path=str(path),
    )
