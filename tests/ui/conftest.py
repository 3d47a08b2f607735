"""A window over fakes, shown on the screenless platform, and the comparison of painted views."""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit.signals import Follower, LateFollower
from xaiviewer.ui.language import translators
from xaiviewer.ui.settings import settings
from xaiviewer.ui.start.app import Services, build_window
from xaiviewer.ui.window import MainWindow

SNAPSHOTS = Path(__file__).with_name("snapshots")
_ALIKE = 0.995  # of the pixels may differ by at most one grey level


@pytest.fixture(scope="session")
def fakes() -> Any:
    """The module of fakes that tests/review brings; tests/ holds no packages, so it is loaded by its place."""
    name = "xaiviewer_test_fakes"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "review" / "fakes.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session", autouse=True)
def _english(qapp: QApplication) -> None:
    """The window's texts as the code has them, whatever the system speaks."""
    translators.speak(qapp, "en")


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    """What one test has the window remember is nothing to the next."""
    yield
    kept = settings()
    if kept is not None:
        kept.clear()


@pytest.fixture(autouse=True)
def _at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the pictures is told at once, so that a test reads it where it made a change.

    With the fixture `unhurried` it waits as it does for readers.
    """
    if "unhurried" not in request.fixturenames:
        monkeypatch.setattr(LateFollower, "look", Follower.look)


@pytest.fixture
def unhurried() -> None:
    """See `_at_once`."""


Build = Callable[..., MainWindow]


@pytest.fixture
def build(qtbot: QtBot, fakes: Any) -> Iterator[Build]:
    """Builds a shown window: ``build(case, ..., gate=None, analyser={}, reader's options)``; closes it afterwards.

    `gate` counts slices through the analysis, `reading` cases through a search and slices through the reading;
    `analyser` are options of the fake one. In place of these fakes it takes a `reader` and, as `networks`, what loads
    an analyser. `others` are the networks that maps are held against; none where it is None. `own`
    imports and loads networks.
    """
    made: list[tuple[MainWindow, tuple[threading.Semaphore | None, ...]]] = []

    def make(
        *cases: Any,
        gate: threading.Semaphore | None = None,
        reading: threading.Semaphore | None = None,
        analyser: Mapping[str, Any] = MappingProxyType({}),
        reader: Any = None,
        networks: Callable[[], Any] | None = None,
        others: Any = None,
        own: Any = None,
        **options: Any,
    ) -> MainWindow:
        reader = reader or fakes.FakeReader(*cases, gate=reading, **options)
        loads = networks or (lambda: fakes.FakeAnalyser(size=64, gate=gate, **analyser))
        window = build_window(Services(reader, loads, None if others is None else lambda _: others, own=own))
        made.append((window, (gate, reader.gate)))
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window, gates in made:
        window.review.work.cancel()
        window.review.shelf.stop_search()
        for each in gates:
            if each is not None:
                each.release(1000)
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(build: Build, qtbot: QtBot, fakes: Any) -> MainWindow:
    """A window with one analysed case of six slices; the first of its two tumour slices is shown."""
    made = build(fakes.make_case("one"), fakes.make_case("two"))
    made.review.shelf.open_paths([Path("all")])
    qtbot.waitUntil(lambda: made.review.shown.state.complete and made.review.work.state.task is None, timeout=20_000)
    return made


@pytest.fixture
def tip_over() -> Callable[[QWidget, QPointF], str]:
    """The tip that a widget shows where the pointer rests; "" where it shows none."""

    def tip(widget: QWidget, place: QPointF) -> str:
        at = place.toPoint()
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
        text = QToolTip.text()
        QToolTip.hideText()
        return text

    return tip


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[QImage, str], None]:
    """Holds a picture against the stored one; ``--update-snapshots`` stores it instead."""

    def check(picture: QImage, name: str) -> None:
        file = SNAPSHOTS / f"{name}.png"
        if request.config.getoption("--update-snapshots"):
            assert picture.save(str(file))
            return
        assert file.is_file(), f"{file.name} is missing; make it with --update-snapshots and look at it"
        got, wanted = pixels(picture), pixels(QImage(str(file)))
        assert got.shape == wanted.shape
        alike = (np.abs(got.astype(int) - wanted.astype(int)).max(axis=-1) <= 1).mean()
        assert alike >= _ALIKE, f"{1 - alike:.2%} of the pixels of {name} changed"

    return check


def pixels(picture: QImage) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """uint8 ``[row, column, 3]``."""
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()
