"""The manual's pictures: ``python packaging/manual_pictures.py [FOLDER]``.

Painted by the real window on the synthetic head, from source, with the bundled networks; no display is needed.
FOLDER is the manual's own unless another is named.
"""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QCursor, QPixmap

from xaiviewer import paths, readers
from xaiviewer.commands.options import networks
from xaiviewer.ui.start.app import Services, build_window
from xaiviewer.ui.start.application import application
from xaiviewer.ui.start.latency import wait_until
from xaiviewer.ui.window import MainWindow

SIZE = (1440, 900)
SLICE, LAYER = 12, "evidence"
PATIENCE_S = 1800.0
COLOURS = 256  # a third of the bytes, and no eye sees it


def reviewed() -> MainWindow:
    """The window with the whole phantom analysed, as pictured."""
    window = build_window(Services(readers, networks.load))
    window.resize(*SIZE)
    QCursor.setPos(*SIZE)  # over nothing
    window.show()
    review = window.review
    review.shelf.open_paths([paths.phantom()])
    if not wait_until(lambda: review.shown.state.complete and review.work.state.task is None, PATIENCE_S):
        raise TimeoutError
    assert review.shown.state.analysis is not None
    review.shown.show_slice(SLICE)
    review.shown.show_layer([layer.name for layer in review.shown.state.analysis.layers].index(LAYER))
    QCoreApplication.processEvents()
    return window


def save(grabbed: QPixmap, file: Path) -> None:
    """Write it as a PNG of few bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    grabbed.save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    colours, counts = np.unique(np.asarray(picture).reshape(-1, 3), axis=0, return_counts=True)
    weighed = np.repeat(colours, np.ceil(np.sqrt(counts)).astype(int), axis=0)  # else the few of the heat are lost
    palette = Image.fromarray(weighed[None]).quantize(COLOURS, kmeans=4)
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)
    sys.stdout.write(f"{file.name}: {picture.width} x {picture.height}, {file.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else paths.resources() / "manual"
    qt = application()  # kept, or Qt would end with it
    window = reviewed()
    save(window.grab(), folder / "window.png")
    save(window.agreement.grab(), folder / "agreement.png")
    window.dialogs.show_sequences()
    assert window.dialogs.open_dialog is not None
    save(window.dialogs.open_dialog.grab(), folder / "sequences.png")
    window.close()
