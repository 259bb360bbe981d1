"""One tar file with everything of a site, and a list of what is in it with each file's hash."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from overtoe import __version__
from overtoe.errors import UnreadableError

LIST: Final = "overtoe-backup.json"
FORM: Final = 1
PIECE_BYTES: Final = 1 << 20
ALLOWED: Final = re.compile(
    r"^(secret-key|database\.sqlite3|database\.pgdump|clips/[0-9a-f-]{36}/[A-Za-z0-9._/-]+)$"
)


@dataclass(frozen=True)
class Contents:
    """What an archive holds: sizes and hashes by name."""

    files: dict[str, dict[str, Any]]
    made_by: str

    @property
    def database(self) -> str:
        """Name of the database's file."""
        return next(name for name in self.files if name.startswith("database."))


def write(path: Path, files: dict[str, Path]) -> Contents:
    """Write an archive; under its name it appears whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    listed: dict[str, dict[str, Any]] = {}
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                for name, source in sorted(files.items()):
                    listed[name] = _add(tar, name, source)
                _add_list(tar, listed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return Contents(listed, __version__)


def _add(tar: tarfile.TarFile, name: str, source: Path) -> dict[str, Any]:
    digest = hash_of(source)
    info = tar.gettarinfo(source, arcname=name)
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    # Files are linked by hard links while they are saved; a second link would become a reference.
    info.type, info.linkname, info.size = tarfile.REGTYPE, "", source.stat().st_size
    with source.open("rb") as file:
        tar.addfile(info, file)
    return {"size": info.size, "sha256": digest}


def _add_list(tar: tarfile.TarFile, listed: dict[str, dict[str, Any]]) -> None:
    text = json.dumps({"form": FORM, "made_by": __version__, "files": listed}, indent=1).encode()
    info = tarfile.TarInfo(LIST)
    info.size, info.mode = len(text), 0o600
    tar.addfile(info, BytesIO(text))


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(path: Path, into: Path) -> Contents:
    """Unpack an archive and check every file against the list.

    Raises
    ------
    UnreadableError
        When it isn't one of ours, was cut off, or anything in it isn't as it was written.
    """
    try:
        with tarfile.open(path, mode="r:") as tar:
            members = {member.name: member for member in tar}
            strange = [n for n, m in members.items() if not _wanted(n, m)]
            if LIST not in members or strange:
                raise _damaged(path, f"it holds {strange[0] if strange else 'no list'}")
            tar.extractall(into, filter="data")
    except (tarfile.TarError, OSError, EOFError) as error:
        raise _damaged(path, str(error)) from error
    return _checked(path, into)


def _wanted(name: str, member: tarfile.TarInfo) -> bool:
    plain = name == LIST or (ALLOWED.match(name) and ".." not in name)
    return bool(plain) and member.isreg()


def _checked(path: Path, into: Path) -> Contents:
    listed = json.loads((into / LIST).read_text(encoding="utf-8"))
    if listed.get("form") != FORM:
        raise _damaged(path, f"its form {listed.get('form')} isn't known to this version")
    for name, said in listed["files"].items():
        there = into / name
        if not there.is_file() or hash_of(there) != said["sha256"]:
            raise _damaged(path, f"{name} isn't as it was written")
    found = Contents(listed["files"], listed["made_by"])
    if not any(name.startswith("database.") for name in found.files):
        raise _damaged(path, "it holds no database")
    return found


def _damaged(path: Path, seen: str) -> UnreadableError:
    return UnreadableError(
        "BACKUP_DAMAGED",
        f"“{path.name}” isn't a whole backup of Overtoe: {seen}. Nothing was changed. Copy the "
        "file again, or take an older one.",
    )
