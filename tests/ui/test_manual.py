"""The manual inside the program: chapters, search, links, keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from xaiviewer.ui.kit.actions import ACTIONS, action
from xaiviewer.ui.manual import ManualDialog
from xaiviewer.ui.manual.chapters import Chapter, chapters, folder
from xaiviewer.ui.manual.document import Passage, build, heading_at, places
from xaiviewer.ui.manual.search import find
from xaiviewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog tells its size

Key, Modifier = Qt.Key, Qt.KeyboardModifier

TEXT = """# A chapter

One paragraph with `code`.

## Its table

| word | meaning |
|---|---|
| case | one patient's sequences |
| chance | what a map gets that knows nothing |
"""


@pytest.fixture
def manual(qtbot: QtBot) -> ManualDialog:
    made = ManualDialog()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def lines(manual: ManualDialog) -> list[str]:
    return [manual.list.item(number).text() for number in range(manual.list.count())]


def seen(manual: ManualDialog) -> str:
    """The words of the page that are on the screen."""
    corners = manual.page.viewport().rect()
    first, last = (manual.page.cursorForPosition(each) for each in (corners.topLeft(), corners.bottomRight()))
    last.setPosition(first.position(), last.MoveMode.KeepAnchor)
    return last.selectedText()


def built(text: str) -> QTextDocument:
    return build(Chapter("chapter", "A chapter", text), 1.0)


def test_every_chapter_on_disk_is_listed_once_and_the_index_is_first(manual: ManualDialog):
    names = [chapter.name for chapter in manual.chapters]
    assert names[0] == "index"
    assert sorted(names) == sorted(path.stem for path in folder().glob("*.md"))
    assert lines(manual) == [chapter.title for chapter in manual.chapters]
    assert manual.chapter == "index"


def test_a_chapter_that_is_chosen_is_shown(manual: ManualDialog):
    for number, chapter in enumerate(manual.chapters):
        manual.list.setCurrentRow(number)
        assert manual.chapter == chapter.name
        assert manual.page.document().firstBlock().text() == chapter.title


def test_every_word_of_every_chapter_can_be_found():
    for chapter in chapters():
        document = build(chapter, 1.0)
        words = {word for word in document.toPlainText().replace("\ufffc", " ").split() if word.isalpha()}
        found = " ".join(place.text for place in places(document)).split()
        assert words <= set(found)


def test_a_row_of_a_table_is_one_place(qapp: QApplication):
    found = places(built(TEXT))
    assert [place.text for place in found] == [
        "A chapter",
        "One paragraph with code.",
        "Its table",
        "word  ·  meaning",
        "case  ·  one patient's sequences",
        "chance  ·  what a map gets that knows nothing",
    ]
    assert [place.heading for place in found[:3]] == [True, False, True]


def test_a_place_starts_where_its_text_stands(qapp: QApplication):
    document = built(TEXT)
    for place in places(document):
        assert document.findBlock(place.start).text().strip() == place.text.split("  ·  ")[0]


def test_words_are_found_in_any_order_and_case_headings_first_and_the_index_last():
    index, other = Passage("map and MASK", 0, heading=False), Passage("The Mask of a map", 5, heading=True)
    text = Passage("a mask over some maps", 1, heading=False)
    hits = find("mask MAP", [[index], [text, other], [Passage("mask alone", 0, heading=False)]])
    assert [(hit.chapter, hit.place) for hit in hits] == [(1, other), (1, text), (0, index)]
    assert find("  ", [[index]]) == []
    assert find("absent", [[index]]) == []


def test_a_long_place_is_told_around_the_word():
    place = Passage("first words " * 20 + "the needle stands here", 0, heading=False)
    (hit,) = find("needle", [[place]])
    assert hit.told.startswith("… ")
    assert "needle stands here" in hit.told
    assert len(hit.told) < 140


def test_what_is_found_is_listed_under_its_chapter_and_enter_jumps_to_it(manual: ManualDialog):
    QTest.keyClicks(manual.search, "pointing game")
    headings = [manual.list.item(n).text() for n in range(manual.list.count()) if not manual.list.item(n).flags()]
    assert {"Scores", "Glossary"} <= set(headings)
    assert manual.chapter == "index", "typing alone turns no page"
    QTest.keyClick(manual.search, Key.Key_Return)
    first = manual.chapter
    assert first != "index"
    assert "pointing game" in seen(manual).casefold()
    assert manual.search.hasFocus()
    for _ in range(len(headings) + 10):
        QTest.keyClick(manual.search, Key.Key_Down)
        assert "pointing game" in seen(manual).casefold()


def test_the_words_are_marked_on_the_page(manual: ManualDialog):
    manual.search.setText("chance")
    QTest.keyClick(manual.search, Key.Key_Return)
    marked = [each.cursor.selectedText().casefold() for each in manual.page.extraSelections()]
    assert marked
    assert set(marked) == {"chance"}
    manual.search.clear()
    assert manual.page.extraSelections() == []
    assert lines(manual) == [chapter.title for chapter in manual.chapters]


def test_what_is_nowhere_is_said(manual: ManualDialog):
    manual.search.setText("xylophone")
    assert lines(manual) == []
    assert manual.told.text() == "Nowhere in the manual"
    QTest.keyClick(manual.search, Key.Key_Return)
    assert manual.chapter == "index"


def test_links_lead_to_chapters_and_to_headings(manual: ManualDialog):
    manual.page.anchorClicked.emit(QUrl("formats.md#masks"))
    assert manual.chapter == "formats"
    assert "Masks" in seen(manual)
    assert "What opens" not in seen(manual)
    manual.page.anchorClicked.emit(QUrl("#what-opens"))
    assert manual.chapter == "formats"
    assert "What opens" in seen(manual)


def test_a_heading_is_found_by_what_it_is_linked_by(qapp: QApplication):
    document = built(TEXT)
    at = heading_at(document, "its-table")
    assert at is not None
    assert document.findBlock(at).text() == "Its table"
    assert heading_at(document, "no-such") is None


def test_back_and_forward_walk_through_the_chapters_that_were_read(manual: ManualDialog):
    assert not manual.back.isEnabled()
    manual.list.setCurrentRow(3)
    third = manual.chapter
    manual.page.verticalScrollBar().setValue(30)
    manual.list.setCurrentRow(6)
    QTest.keyClick(manual, Key.Key_Left, Modifier.AltModifier)
    assert manual.chapter == third
    assert manual.page.verticalScrollBar().value() == min(30, manual.page.verticalScrollBar().maximum())
    assert manual.list.currentRow() == 3
    assert manual.forward.isEnabled()
    QTest.keyClick(manual, Key.Key_Right, Modifier.AltModifier)
    assert manual.chapter == manual.chapters[6].name
    manual.back.click()
    manual.back.click()
    assert manual.chapter == "index"
    manual.list.setCurrentRow(1)
    assert not manual.forward.isEnabled(), "another way was taken"


def test_ctrl_f_leads_to_the_search_and_escape_closes(manual: ManualDialog):
    manual.page.setFocus()
    QTest.keyClick(manual, Key.Key_F, Modifier.ControlModifier)
    assert manual.search.hasFocus()
    manual.search.setText("mask")
    QTest.keyClick(manual.search, Key.Key_Escape)
    assert not manual.isVisible()


def test_pictures_fit_the_page_and_are_loaded(qapp: QApplication):
    index = chapters()[0]
    document = build(index, 2.0)
    block = next(each for each in _blocks(document) if each.text() == "\ufffc")
    form = block.begin().fragment().charFormat().toImageFormat()
    assert 0 < form.width() <= 720
    picture = document.resource(QTextDocument.ResourceType.ImageResource, QUrl(form.name()))
    assert picture.width() == 2 * form.width(), "as sharp as the screen"


def _blocks(document: QTextDocument) -> list:
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def test_long_lines_are_not_drawn_over_the_whole_of_a_wide_window(manual: ManualDialog, qtbot: QtBot):
    for width in (1600, 800):
        manual.resize(width, 700)
        qtbot.waitUntil(lambda: manual.page.document().rootFrame().frameFormat().rightMargin() >= 0)
        QApplication.processEvents()
        form = manual.page.document().rootFrame().frameFormat()
        text = manual.page.viewport().width() - form.leftMargin() - form.rightMargin()
        assert text <= 800
        assert form.rightMargin() == form.leftMargin() if width == 800 else form.rightMargin() > form.leftMargin()


def test_a_key_and_a_button_open_it_beside_the_window(qtbot: QtBot, window: MainWindow):
    window.activateWindow()
    QTest.keyClick(window, Key.Key_F2)
    manual = window.dialogs.manual
    assert manual is not None
    assert manual.isVisible()
    assert not manual.isModal(), "what is read can be tried"
    manual.list.setCurrentRow(2)
    read = manual.chapter
    manual.reject()
    QTest.mouseClick(window.top.manual, Qt.MouseButton.LeftButton)
    assert window.dialogs.manual is manual
    assert manual.isVisible()
    assert manual.chapter == read, "where it was left"
    manual.reject()


def test_a_manual_folder_elsewhere_is_read_from_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "index.md").write_text("# All\n\n[One](one.md), [again](one.md)\n", encoding="utf-8")
    (tmp_path / "manual" / "one.md").write_text("# One\n\n<kbd>F2</kbd>\n", encoding="utf-8")
    monkeypatch.setattr("xaiviewer.paths.resources", lambda: tmp_path)
    assert [(each.name, each.title) for each in chapters()] == [("index", "All"), ("one", "One")]
    assert "`F2`" in chapters()[1].text


_TASKS = {
    "open a patient": "case.open-folder",
    "see which series": "case.sequences",
    "find the slices": "window.words",
    "set the window": "picture.automatic-window",
    "read the volume": "measure.list",
    "put T2": "window.layout-4",
    "see the sagittal": "window.planes",
    "see one view": "window.maximise",
    "read the DICOM": "window.header",
    "hide the patients": "case.names",
    "save or copy": "picture.save",
    "see whether the decision": "layer.matters",
    "compare two": "window.compare",
    "see the anatomy": "overlay.heat",
    "compute a map": "window.stop",
}
"""Lines of the table of tasks, and the action whose key stands in each."""
_BOUND = {each.id: each for each in ACTIONS}


def _tasks() -> list[str]:
    """The lines of the table of tasks, without its head."""
    window = next(each for each in chapters() if each.name == "window")
    section = window.text.partition("## Twenty things to do")[2].partition("\n## ")[0]
    return [each for each in section.splitlines() if each.startswith("|")][2:]


@pytest.mark.parametrize(("task", "action"), [each for each in _TASKS.items() if each[1] in _BOUND])
def test_a_task_names_the_key_that_does_it(task: str, action: str) -> None:
    (line,) = [each for each in _tasks() if each.startswith(f"| {task}")]
    pressed = "+".join(f"`{part}`" for part in _BOUND[action].keys[0].split("+"))
    assert pressed in line.split("|")[3]


def test_there_are_twenty_tasks() -> None:
    assert len(_tasks()) == 20


def test_the_tools_have_the_keys_that_the_manual_names() -> None:
    text = (folder() / "measuring.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| <kbd>Shift")]
    keyed = {row[2].strip(): row[1] for row in rows}
    named = {
        "distance": ("distance",),
        "angle": ("angle",),
        "rectangle": ("rectangle",),
        "ellipse": ("ellipse",),
        "freehand region": ("freehand",),
        "probe that stays": ("probe",),
        "brush, eraser, fill": ("brush", "eraser", "fill"),
        "pointer": ("pointer",),
    }
    for title, tools in named.items():
        keys = [f"Shift+{key}" for key in re.findall(r"<kbd>Shift</kbd>\+<kbd>(.)</kbd>", keyed[title])]
        assert keys == [action(f"measure.{tool}").keys[0] for tool in tools], title
    assert f"<kbd>{action('measure.shown').keys[0]}</kbd> hides and shows" in text
