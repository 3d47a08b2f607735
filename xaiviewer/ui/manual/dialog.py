"""The manual in a window of its own: chapters and what was found on the left, the page on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.controls import column, flat_button, keep_keys, label, row
from xaiviewer.ui.kit.magnifier import add_magnifier
from xaiviewer.ui.kit.room import open_as
from xaiviewer.ui.language import tr
from xaiviewer.ui.manual.chapters import chapters
from xaiviewer.ui.manual.document import Passage, build, heading_at, places
from xaiviewer.ui.manual.page import Page
from xaiviewer.ui.manual.search import find, words_of

_SIZE, _LEAST = (1160, 780), (760, 480)
_LEFT, _LINE = 280, 28
_TARGET = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Stop:
    """Where the reader was: a chapter's number, and how far down."""

    chapter: int
    scrolled: int = 0


class ManualDialog(QDialog):
    """Beside the main window, not over it: what is read can be tried at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Manual"))
        open_as(self, *_SIZE)
        self.setMinimumSize(*_LEAST)
        self.chapters = chapters()
        self._documents: dict[int, QTextDocument] = {}
        self._places: list[list[Passage]] = []  # of every chapter, once something is searched for
        self._stops = [Stop(0)]
        self._at = 0
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search all chapters"))
        self.search.setAccessibleName(tr("Search all chapters"))
        self.search.setClearButtonEnabled(True)
        add_magnifier(self.search)
        self.list = QListWidget()
        self.list.setObjectName("labels")
        self.list.setAccessibleName(tr("Chapters, or what was found"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = label("", "small")
        self.back = flat_button("previous", tr("Back ({keys})").format(keys=_spelled(QKeySequence.StandardKey.Back)))
        self.forward = flat_button(
            "right", tr("Forward ({keys})").format(keys=_spelled(QKeySequence.StandardKey.Forward))
        )
        self.page = Page()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        keep_keys(self.close_button)
        self._assemble()
        self._connect()
        self._list_chapters()
        self._show_stop()
        self.search.setFocus()
        theme.look.changed.connect(self._lay_out_anew)

    @property
    def chapter(self) -> str:
        """Name of the chapter that is read."""
        return self.chapters[self._stops[self._at].chapter].name

    def read(self, link: str) -> None:
        """Go to "chapter.md#heading", as a link of a page would."""
        self._follow(QUrl(link))

    def _assemble(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.told)
        for widget in (self.search, self.list, self.told):
            theme.follow(widget, lambda widget: widget.setFixedWidth(theme.px(_LEFT)))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(row(self.back, self.forward, 1, self.close_button))
        right.addWidget(self.page, 1)
        both = row(spacing=16)
        both.addLayout(left)
        both.addLayout(right, 1)
        column(self, margins=(16, 16, 16, 16)).addLayout(both)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._take_item)
        self.list.itemActivated.connect(self._read)
        self.page.anchorClicked.connect(self._follow)
        self.back.clicked.connect(lambda: self._step(-1))
        self.forward.clicked.connect(lambda: self._step(1))
        self.close_button.clicked.connect(self.accept)
        self._shortcut(QKeySequence.StandardKey.Find, self._find)
        self._shortcut(QKeySequence.StandardKey.Back, lambda: self._step(-1))
        self._shortcut(QKeySequence.StandardKey.Forward, lambda: self._step(1))

    def _shortcut(self, key: QKeySequence.StandardKey, act: Callable[[], None]) -> None:
        QShortcut(key, self).activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._find()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """In the search field the arrows walk through the list, and Enter goes to the next place."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._walk(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        self.page.setFocus()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _walk(self, step: int) -> None:
        """To the next line of the list that can be chosen; after the last comes the first."""
        count = self.list.count()
        here = self.list.currentRow() if self.list.currentRow() >= 0 else -1 if step > 0 else 0
        for far in range(1, count + 1):
            number = (here + step * far) % count
            if self.list.item(number).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(number)
                return

    def _search(self, query: str) -> None:
        if not words_of(query):
            self._list_chapters()
            self.page.mark([])
            return
        if not self._places:
            self._places = [places(self._document(number)) for number in range(len(self.chapters))]
        hits = find(query, self._places)
        items = []
        for number, found in groupby(hits, key=lambda hit: hit.chapter):
            items.append(_item(self.chapters[number].title, None))
            items += [_item(hit.told, (number, hit.place.start), hit.place.text) for hit in found]
        self._list(items)
        many = len({hit.chapter for hit in hits})
        where = tr("in %Ln chapters", None, many)
        told = tr("%Ln places {where}  ·  Enter: the next", None, len(hits)).format(where=where)
        self.told.setText(told if hits else tr("Nowhere in the manual"))
        self.page.mark(words_of(query))

    def _list_chapters(self) -> None:
        self._list([_item(chapter.title, (number, 0)) for number, chapter in enumerate(self.chapters)])
        self._choose_chapter()
        self.told.setText("")

    def _list(self, items: list[QListWidgetItem]) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for item in items:
                self.list.addItem(item)

    def _choose_chapter(self) -> None:
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(self._stops[self._at].chapter)

    def _take_item(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_TARGET) is not None:
            self._go(*item.data(_TARGET))

    def _follow(self, link: QUrl) -> None:
        """A link of a page: another chapter, a heading, or both."""
        name = link.path().removesuffix(".md")
        names = [each.name for each in self.chapters]
        number = names.index(name) if name else self._stops[self._at].chapter
        self._go(number, heading_at(self._document(number), link.fragment()) or 0)

    def _go(self, number: int, position: int) -> None:
        """Show a chapter at one of its characters; within a chapter, back leads out of it at once."""
        here = self._stops[self._at]
        if number != here.chapter:
            self._stops[self._at] = replace(here, scrolled=self.page.verticalScrollBar().value())
            self._stops[self._at + 1 :] = [Stop(number)]
            self._at += 1
            self._show_stop()
        self.page.go_to(position)

    def _step(self, step: int) -> None:
        """Back or forward among the chapters that were read."""
        if 0 <= self._at + step < len(self._stops):
            here = self._stops[self._at]
            self._stops[self._at] = replace(here, scrolled=self.page.verticalScrollBar().value())
            self._at += step
            self._show_stop()

    def _lay_out_anew(self) -> None:
        """In other colours, or other letters; what is read stays where it is."""
        for document in self._documents.values():
            document.deleteLater()
        self._documents.clear()
        for number in range(self.list.count()):
            self.list.item(number).setSizeHint(QSize(0, theme.px(_LINE)))
        self._show_stop()

    def _show_stop(self) -> None:
        stop = self._stops[self._at]
        self.page.open(self._document(stop.chapter))
        self.page.mark(words_of(self.search.text()))
        self.page.verticalScrollBar().setValue(stop.scrolled)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._stops))
        if not words_of(self.search.text()):
            self._choose_chapter()

    def _document(self, number: int) -> QTextDocument:
        if number not in self._documents:
            made = build(self.chapters[number], self.devicePixelRatioF())
            made.setParent(self)
            self._documents[number] = made
        return self._documents[number]


def _item(text: str, target: tuple[int, int] | None, tip: str = "") -> QListWidgetItem:
    """A line that leads to a character of a chapter, or a heading among them."""
    made = QListWidgetItem(text)
    made.setToolTip(tip)
    made.setData(_TARGET, target)
    made.setSizeHint(QSize(0, theme.px(_LINE)))
    if target is None:
        made.setFlags(Qt.ItemFlag.NoItemFlags)
        made.setFont(theme.font(theme.BODY, bold=True))
    return made


def _spelled(key: QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
