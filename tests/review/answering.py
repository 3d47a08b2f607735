"""Answers without end as the window does, saying what is saved: ``python answering.py FOLDER FIRST``; to be killed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from xaiviewer import paths
from xaiviewer.ledger.writers import Reader
from xaiviewer.review import Review


def fakes() -> Any:
    """The module of fakes beside this file."""
    spec = importlib.util.spec_from_file_location("xaiviewer_test_fakes", Path(__file__).with_name("fakes.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["xaiviewer_test_fakes"] = module
    spec.loader.exec_module(module)
    return module


def run(folder: Path, first: int) -> int:
    """Answer with growing numbers as fast as they are saved, and print each one that is."""
    paths.user_data = lambda: folder  # type: ignore[assignment] # the test's
    made = fakes()
    application = QCoreApplication([])
    review = Review(made.FakeReader(made.make_case("one")), lambda: made.FakeAnalyser(size=32))
    verdicts, number = review.verdicts, first

    def go_on(_content: str = "") -> None:
        nonlocal number
        if _content:
            print(number, flush=True)  # noqa: T201 - whoever kills it listens
            number += 1
        verdicts.answer("comment", str(number))

    verdicts.be(Reader("r1"))
    verdicts.open()
    verdicts.saved.connect(go_on)
    review.shown.case_changed.connect(lambda: go_on() if number == first and review.shown.state.case else None)
    review.shelf.open_paths([Path("all")])
    return application.exec()


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), int(sys.argv[2])))
