"""The window as a reader brings it from one picture of the tour to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget  # noqa: TID251 - what ui/ painted is grabbed

from xaiviewer.ledger.writers import Reader
from xaiviewer.review import Review, query
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.palettes import DARK, LIGHT
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.latency import wait_until
from xaiviewer.ui.views.tiles.kept import PLANES, USUAL
from xaiviewer.ui.window import MainWindow

Scene = tuple[str, QWidget]
"""The picture's name, and what is grabbed for it."""

PATIENCE_S = 1800.0
SLICE, LAYER = 12, "evidence"
_REST_S = 2.0  # for what is painted by threads of its own
_ANSWERS = {"prediction": "accept", "attends": "partly", "mask": "yes", "confidence": 4}


def wait(done: Callable[[], bool]) -> None:
    """Let the window work; TimeoutError where it does not come to an end."""
    if not wait_until(done, PATIENCE_S):
        raise TimeoutError


def rest(seconds: float = _REST_S) -> None:
    """Let the window work for a while."""
    wait_until(lambda: False, seconds)


def show_lesion(review: Review) -> None:
    """The slice and the layer that are pictured."""
    review.shown.show_slice(SLICE)
    review.shown.show_layer([layer.name for layer in query.layers(review.shown.state)].index(LAYER))


def scenes(window: MainWindow) -> Iterator[Scene]:
    """Each is grabbed before the next is asked for."""
    review = window.review
    yield "window", window
    yield "agreement", window.agreement
    yield from _dialogs(window)
    for name, number in (("four-views", 4), ("planes", PLANES)):
        window.views.set_layout(number)
        rest()
        yield name, window
    window.views.set_layout(USUAL)
    review.compared.open()
    wait(lambda: not review.compared.busy)
    rest()
    yield "compare", window
    review.compared.close()
    window.sheet.toggle("layers")
    rest()
    window.sheet.grid.verticalScrollBar().setValue(0)
    rest()
    wait(lambda: not window.sheet.grid.maker.busy)
    yield "layers", window
    window.sheet.close_sheet()
    yield from _verdict(window)
    yield from _light(window)


def _dialogs(window: MainWindow) -> Iterator[Scene]:
    for name, show in (
        ("sequences", window.dialogs.show_sequences),
        ("preferences", window.dialogs.show_preferences),
    ):
        show()
        rest()
        dialog = window.dialogs.open_dialog
        assert dialog is not None
        yield name, dialog
        dialog.reject()


def _verdict(window: MainWindow) -> Iterator[Scene]:
    """The cases to do on the left, on the right the answers about the one that is open."""
    verdicts = window.review.verdicts
    verdicts.be(Reader("reader-1"))
    window.projects.begin(None)
    wait(lambda: bool(verdicts.state.content))
    rest()  # the form is as high as its questions, which come first
    window.toggle_verdict()
    for question, value in _ANSWERS.items():
        verdicts.answer(question, value)
    verdicts.step(len(_ANSWERS))
    wait(lambda: verdicts.state.waiting == 0)
    yield "verdict", window
    window.toggle_verdict()


def _light(window: MainWindow) -> Iterator[Scene]:
    qt, percent = application(), theme.look.percent
    theme.apply(qt, LIGHT, percent)
    rest()
    yield "light", window
    theme.apply(qt, DARK, percent)
