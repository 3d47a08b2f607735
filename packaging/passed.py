"""Whether a self-test passed: ``passed.py RESULT.json [--folder FOLDER] [--installer FILE] [--platform NAME]``.

And whether the folder and the installer are small enough, and the window was painted by the platform it should be.
"""

import argparse
import json
import sys
from pathlib import Path

LIMIT_MB, INSTALLER_LIMIT_MB = 1200, 300
WINDOWS_LIMIT_MB, WINDOWS_INSTALLER_LIMIT_MB = 1000, 280


def complaints(
    result: Path, folder: Path | None = None, *, installer: Path | None = None, platform: str | None = None
) -> list[str]:
    """What is wrong, one line each."""
    told = json.loads(result.read_text(encoding="utf-8"))
    found = [f"{step['name']}: {step.get('why', 'failed')}" for step in told["steps"] if not step["ok"]]
    if not told["ok"] and not found:
        found = ["the self-test failed"]
    if not told["frozen"]:
        found.append("this is not the frozen program's result")
    if folder is not None:
        limit = WINDOWS_LIMIT_MB if (folder / "xaiviewer.exe").exists() else LIMIT_MB
        if (size := megabytes(folder)) > limit:
            found.append(f"{folder} takes {size:.0f} MB, more than {limit}")
    if installer is not None:
        limit = WINDOWS_INSTALLER_LIMIT_MB if installer.suffix == ".exe" else INSTALLER_LIMIT_MB
        if (size := installer.stat().st_size / 1e6) > limit:
            found.append(f"{installer} takes {size:.0f} MB, more than {limit}")
    if platform is not None and told["qt_platform"] != platform:
        found.append(f"the window was painted by {told['qt_platform']}, not by {platform}")
    return found


def megabytes(folder: Path) -> float:
    """What its files take; links count nothing."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--installer", type=Path)
    parser.add_argument("--platform")
    given = parser.parse_args()
    wrong = complaints(given.result, given.folder, installer=given.installer, platform=given.platform)
    told = json.loads(given.result.read_text(encoding="utf-8"))
    sys.stdout.write(f"window after {told['start_to_window_s']} s, all in {told['total_s']} s\n")
    if given.folder is not None:
        sys.stdout.write(f"{given.folder}: {megabytes(given.folder):.0f} MB\n")
    if given.installer is not None:
        sys.stdout.write(f"{given.installer}: {given.installer.stat().st_size / 1e6:.0f} MB\n")
    sys.stdout.write("".join(f"FAILED: {line}\n" for line in wrong))
    sys.exit(bool(wrong))
