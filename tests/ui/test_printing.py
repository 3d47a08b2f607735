"""Views on paper: what stands on the page is read back from a PDF file."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from xaiviewer import RESEARCH_USE
from xaiviewer.ui.dialogs import printing
from xaiviewer.ui.dialogs.printing import Print, paint, prepare
from xaiviewer.ui.window import MainWindow

# A dialog tells its size.
pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]


def _objects(data: bytes) -> dict[bytes, bytes]:
    """What a PDF file of Qt's is made of, by number; streams as they are packed."""
    return dict(re.findall(rb"(\d+) 0 obj(.*?)endobj", data, re.DOTALL))


def _stream(held: bytes) -> bytes:
    packed = held.partition(b"stream")[2].lstrip(b"\r\n")
    return zlib.decompressobj().decompress(packed) if b"/FlateDecode" in held else packed


def _text(data: bytes) -> str:
    """The text of a PDF file as Qt writes it: numbers of glyphs, which each font's table turns into letters."""
    held, told = _objects(data), ""
    for page in (each for each in held.values() if re.search(rb"/Type /Page\b", each)):
        table: dict[bytes, bytes] = {}
        for font, glyphs in re.findall(
            rb"/F(\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> Tj", _stream(_named(held, page, b"Contents"))
        ):
            if font:
                table = _letters(_stream(_named(held, held[font], b"ToUnicode")))
            told += "".join(chr(int(table[each.lower()], 16)) for each in re.findall(rb"....", glyphs))
    return told.replace("\t", " ")  # as its table has them


def _named(held: dict[bytes, bytes], one: bytes, name: bytes) -> bytes:
    """The object that another one refers to."""
    found = re.search(rb"/%s (\d+) 0 R" % name, one)
    assert found is not None
    return held[found.group(1)]


def _letters(stream: bytes) -> dict[bytes, bytes]:
    """Glyph and letter, from tables of the form ``<0000> <0012> [<0041> <0042> ...]``."""
    found: dict[bytes, bytes] = {}
    for first, letters in re.findall(rb"<([0-9a-fA-F]{4})> <[0-9a-fA-F]{4}> \[([^\]]*)\]", stream):
        for at, letter in enumerate(re.findall(rb"<([0-9a-fA-F]{4})>", letters)):
            found[b"%04x" % (int(first, 16) + at)] = letter
    return found


def _printed(window: MainWindow, path: Path, views: int) -> bytes:
    frames = (window.slice_frame, window.heat_frame)[-views:]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    prepare(printer, views)
    window.printing.put(window.printing.prints(frames), printer)
    return path.read_bytes()


def test_the_page_tells_what_it_shows_and_what_it_is_not_for(window: MainWindow, tmp_path: Path) -> None:
    data = _printed(window, tmp_path / "views.pdf", 2)
    told = _text(data)
    assert RESEARCH_USE in told
    assert told.count("one · FLAIR · Slice 3 of 6") == 2, "below each of the two views"
    assert "LayerCAM" in told
    assert "dashed: model's segmentation" in told
    assert len(re.findall(rb"/Type /Page\b", data)) == 1


def test_a_name_that_is_hidden_is_not_on_paper_either(window: MainWindow, tmp_path: Path) -> None:
    window.names.toggle()
    data = _printed(window, tmp_path / "view.pdf", 1)
    told = _text(data)
    assert "FLAIR" in told
    assert "one ·" not in told
    assert "Research use" in told


@pytest.mark.qt_log_ignore("Returned false")
def test_what_cannot_be_printed_is_said(window: MainWindow, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    window.printing.put(window.printing.prints((window.heat_frame,)), printer)
    assert "could not be printed" in window.banner.text.text()


def test_the_key_shows_how_it_would_look(window: MainWindow) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(window, Qt.Key.Key_P, keys)
    preview = window.printing.preview
    assert preview is not None
    QApplication.processEvents()
    assert preview.isVisible()
    preview.close()
    assert window.printing.preview is None


def test_nothing_is_printed_where_nothing_is_open(window: MainWindow) -> None:
    window.printing.ask(())
    assert window.printing.preview is None


def test_pictures_side_by_side_are_equally_large_whatever_stands_below_them(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[QRectF] = []
    original = printing._put  # noqa: SLF001 - where a picture lands is nowhere else to be had
    monkeypatch.setattr(printing, "_put", lambda *given: put.append(original(*given)) or put[-1])
    picture, scale = QPixmap(300, 400), QPixmap(300, 40)
    for each in (picture, scale):
        each.fill(Qt.GlobalColor.black)
    page = QImage(1400, 900, QImage.Format.Format_RGB32)
    painter = QPainter(page)
    views = (Print(picture, None, ("one",)), Print(picture, scale, ("one", "a map", "its colours", "solid: mask")))
    paint(painter, views, QRectF(0, 0, 1400, 900), 100)
    painter.end()
    slice_, heat, _ = put
    assert slice_.size() == heat.size()
    assert slice_.top() == heat.top()
