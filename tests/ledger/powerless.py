"""Writes answers and says of each when it is saved: ``python powerless.py FILE log|journal``, to be watched."""

import os
import sys
from pathlib import Path

from tests.ledger.people import ONE, sha
from xaiviewer.ledger import storage
from xaiviewer.ledger.opening import open_project

SAID = 9
"""The handle to which it is said."""


def main(file: Path, kind: str) -> None:
    """Write."""
    if kind == "journal":  # as on a share
        storage.is_local = lambda _: False
    os.dup2(os.open(os.devnull, os.O_WRONLY), SAID)
    os.write(SAID, b"begin\n")
    with open_project(file, ONE) as project:
        for number in range(8):
            project.answer(sha("one"), "confidence", 1 + number % 5)
            os.write(SAID, b"saved\n")
            project.answer(sha("one"), "comment", "x" * 3000)
            os.write(SAID, b"saved\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
