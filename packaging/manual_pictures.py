"""The manual's pictures: ``python packaging/manual_pictures.py [FOLDER]``.

Painted by the real window on synthetic heads, from source, with the bundled networks; no display is needed, and
nothing of the reader's own settings is seen. FOLDER is the manual's own unless another is named.
"""

import io
import os
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QWidget  # noqa: TID251 - what ui/ painted is grabbed
from tour.scenes import scenes, show_lesion, wait
from tour.study import study

from xaiviewer import paths, readers
from xaiviewer.commands.options import networks
from xaiviewer.phantom import write_phantom
from xaiviewer.ui.kit.signals import settle
from xaiviewer.ui.start.app import Services, build_window
from xaiviewer.ui.start.application import application
from xaiviewer.ui.window import MainWindow

SIZE = (1440, 900)
OTHER_SEEDS = 3, 5  # of the heads that stand in the list below the one that comes with the program
COLOURS = 256  # a third of the bytes, and no eye sees it
CHROMA, HEAVIER = (
    40,
    4,
)  # from which spread of red, green and blue on a colour counts so many times: heat has few pixels


def reviewed(cases: list[Path]) -> MainWindow:
    """The window with the first case analysed, as pictured."""
    window = build_window(Services(readers, networks.load))
    window.resize(*SIZE)
    QCursor.setPos(*SIZE)  # over nothing
    window.show()
    review = window.review
    review.shelf.open_paths(cases)
    wait(lambda: review.shown.state.complete and review.work.state.task is None)
    show_lesion(review)
    return window


def grabbed(widget: QWidget) -> QPixmap:
    """As it looks once everything in it was told."""
    settle(widget)
    QCoreApplication.processEvents()
    return widget.grab()


def save(taken: QPixmap, file: Path) -> None:
    """Write it as a PNG of few bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    taken.save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    colours, counts = np.unique(np.asarray(picture).reshape(-1, 3), axis=0, return_counts=True)
    weights = np.ceil(np.sqrt(counts)).astype(int)  # else the few of the heat are lost
    weights *= np.where(np.ptp(colours.astype(int), axis=1) > CHROMA, HEAVIER, 1)
    weighed = np.repeat(colours, weights, axis=0)
    palette = Image.fromarray(weighed[None]).quantize(COLOURS, kmeans=4)
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)
    sys.stdout.write(f"{file.name}: {picture.width} x {picture.height}, {file.stat().st_size / 1000:.0f} kB\n")


def main(folder: Path, scratch: Path) -> None:
    """Paint every picture into `folder`; what is made for them lies in `scratch`."""
    (scratch / "data").mkdir()
    with patch.object(paths, "user_data", lambda: scratch / "data"):
        qt = application()  # kept, or Qt would end with it
        cases = [paths.phantom()]
        for seed in OTHER_SEEDS:
            cases.append(scratch / f"phantom-{seed}")
            write_phantom(cases[-1], seed)
        window = reviewed(cases)
        for name, widget in scenes(window):
            save(grabbed(widget), folder / f"{name}.png")
        window.close()
        for name, widget in study(cases, scratch, SIZE):
            save(grabbed(widget), folder / f"{name}.png")
        del qt


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else paths.resources() / "manual", Path(made))
