"""Everything that must be green: lint, format, types, import contracts, tests.

``uv run --extra test --extra peers tests/check.py [--quick] [pytest's arguments]``

All of them run even when one fails, so that one run tells all; the exit status is 1 if any failed. With ``--quick`` the
tests that are marked slow are left out: for between two changes, never in place of the whole. The tests run in as many
processes as there are processors, a file in one of them; ``-n 0`` runs all in one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUICK = "--quick"
MOST = 4  # each process takes some two gigabytes
TOOLS = Path(sys.executable).parent  # this environment's, whatever PATH says


def side_by_side(pytest_arguments: list[str]) -> list[str]:
    """Pytest's arguments for several processes, unless the caller says how many; each computes on one processor."""
    many = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)
    if many == 1 or any(each.startswith(("-n", "--numprocesses")) for each in pytest_arguments):
        return pytest_arguments
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return ["-n", str(many), "--dist", "loadfile", *pytest_arguments]


def checks(pytest_arguments: list[str]) -> dict[str, list[str]]:
    """What runs, by the name shown."""
    return {
        "lint": [str(TOOLS / "ruff"), "check", "."],
        "format": [str(TOOLS / "ruff"), "format", "--check", "."],
        "types": [sys.executable, "-m", "mypy"],
        "import contracts": [str(TOOLS / "lint-imports")],
        "tests": [sys.executable, "-m", "pytest", *side_by_side(pytest_arguments)],
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
