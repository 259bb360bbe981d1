"""Put the files that npm brought where the package expects them, and check each one's hash."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONT_END = {"htmx.org": "dist/htmx.min.js"}
VIDEO = ROOT / "src" / "overtoe" / "capture" / "video"


def place_weights() -> None:
    """Copy the pose weights beside their list, refusing any file with another hash."""
    listing = tomllib.loads((VIDEO / "weights.toml").read_text(encoding="utf-8"))
    package = ROOT / "node_modules" / listing["package"]
    target = VIDEO / "weights"
    target.mkdir(exist_ok=True)
    for entry in listing["files"].values():
        source = package / entry["source"]
        if not source.exists():
            sys.exit(f"{source.relative_to(ROOT)} is missing. Run: npm ci, then make setup.")
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        if digest != entry["sha256"]:
            sys.exit(
                f"{source.relative_to(ROOT)} has the hash {digest}, not {entry['sha256']}. "
                "It isn't the file this version was tested with. Run: rm -r node_modules && npm ci"
            )
        shutil.copyfile(source, target / entry["name"])


def place_front_end() -> None:
    """Copy the front-end modules that the site serves itself; npm has checked their hashes."""
    target = ROOT / "src" / "overtoe" / "site" / "static" / "vendor"
    target.mkdir(parents=True, exist_ok=True)
    for package, path in FRONT_END.items():
        source = ROOT / "node_modules" / package / path
        if not source.exists():
            sys.exit(f"{source.relative_to(ROOT)} is missing. Run: npm ci, then make setup.")
        shutil.copyfile(source, target / source.name)


if __name__ == "__main__":
    place_weights()
    place_front_end()
