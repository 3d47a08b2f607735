"""The program's icon for each system, drawn from its one SVG when the program is built.

``python packaging/icons.py FOLDER`` writes xaiviewer.ico, xaiviewer.icns, xaiviewer-256.png, and welcome.bmp for the
first page of the installer for Windows.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
SVG = ROOT / "resources" / "icons" / "xaiviewer.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)
WELCOME_SIZE, WELCOME_COLOUR = (328, 628), "#141920"  # twice what Windows shows at 100 %; the panels' colour


def draw(pixels: int) -> Image.Image:
    """The icon as a square of so many pixels, drawn from the vectors at that size."""
    canvas = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGBA")


def write(folder: Path) -> dict[str, Path]:
    """Write the icons; their paths by suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {size: draw(size) for size in {*ICO_SIZES, *ICNS_SIZES}}
    written = {suffix: folder / f"xaiviewer.{suffix}" for suffix in ("ico", "icns")}
    written["png"] = folder / "xaiviewer-256.png"
    drawn[256].save(
        written["ico"], sizes=[(size, size) for size in ICO_SIZES], append_images=[drawn[size] for size in ICO_SIZES]
    )
    drawn[1024].save(written["icns"], append_images=[drawn[size] for size in ICNS_SIZES])
    drawn[256].save(written["png"])
    welcome = Image.new("RGB", WELCOME_SIZE, WELCOME_COLOUR)
    welcome.paste(mark := draw(192), ((WELCOME_SIZE[0] - 192) // 2, 96), mark)
    welcome.save(folder / "welcome.bmp")
    return written


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    write(Path(sys.argv[1]))
