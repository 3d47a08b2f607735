"""Everything that must be green: lint, format, types, import contracts, tests.

``uv run --extra test --extra peers tests/check.py [--quick] [pytest's arguments]``

All of them run even when one fails, so that one run tells all; the exit status is 1 if any failed. With ``--quick`` the
tests that are marked slow are left out: for between two changes, never in place of the whole.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUICK = "--quick"
TOOLS = Path(sys.executable).parent  # this environment's, whatever PATH says


def checks(pytest_arguments: list[str]) -> dict[str, list[str]]:
    """What runs, by the name shown."""
    return {
        "lint": [str(TOOLS / "ruff"), "check", "."],
        "format": [str(TOOLS / "ruff"), "format", "--check", "."],
        "types": [sys.executable, "-m", "mypy"],
        "import contracts": [str(TOOLS / "lint-imports")],
        "tests": [sys.executable, "-m", "pytest", *pytest_arguments],
    }


def main() -> int:
    """Run every check; 0 when all passed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    given = sys.argv[1:]
    if QUICK in given:
        given = ["-m", "not slow", *(each for each in given if each != QUICK)]
    for name, command in checks(given).items():
        print(f"== {name}", flush=True)
        start = time.monotonic()
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
        print(
            f"== {name}: {'failed' if name in failed else 'passed'} in {time.monotonic() - start:.0f} s\n", flush=True
        )
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
