"""What is open, what the worker does, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from xaiviewer.case import Case
from xaiviewer.requests import Analysis
from xaiviewer.review import CaseEntry, Review
from xaiviewer.ui.bars.notices import NoticeButton
from xaiviewer.ui.kit import answer_words, bearings, theme, wording
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Elided, flat_button, row
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.progress_bar import ProgressBar
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import tr
from xaiviewer.ui.views.viewport import Viewport

_HEIGHT = 56
_NAME = 90  # logical pixels of a case's name at least


class TopBar(QWidget):
    """The head of the window.

    Signals:
        about_asked(): show what this program is.
        help_asked(): show the keyboard overlay.
        manual_asked(): show the manual.
        sequences_asked(): show which series and mask are taken.
    """

    about_asked = Signal()
    help_asked = Signal()
    manual_asked = Signal()
    sequences_asked = Signal()

    def __init__(self, review: Review, viewport: Viewport, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.follow(self, lambda it: it.setFixedHeight(theme.room(_HEIGHT, 2)))
        self._review = review
        self._viewport = viewport
        self._network = ""
        self.names = names
        self.mark = flat_button("xaiviewer", with_key("window.about", tr("About xaiviewer")))
        self.mark.setIcon(theme.icon("xaiviewer", size=28))
        self.mark.setIconSize(QSize(28, 28))
        self.name = Elided("title", middle=True)
        self.sequences = flat_button("series", with_key("case.sequences"))
        self.sequences.setText(tr("Sequences"))
        self.sequences.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.sequences.setProperty("quiet", True)
        self.about = Elided("small")
        self.trained = Elided("caution", tr("Trained on this patient"))
        self.trained.setToolTip(
            tr("The classifier was trained on this patient: how sure it is here says nothing about others.")
        )
        self.notices = NoticeButton()
        self.progress = Progress(review)
        self.menu = flat_button("menu", tr("Menu: everything that can be done"))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.manual = flat_button("book", with_key("window.manual"))
        self.help = flat_button("keyboard", with_key("window.help", tr("Keyboard and mouse")))
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addLayout(row(self.name, self.sequences, 1, spacing=12))
        texts.addWidget(self.about)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 12, 0)
        layout.setSpacing(12)
        layout.addWidget(self.mark)
        layout.addLayout(texts, 1)
        layout.addWidget(self.trained)
        layout.addWidget(self.notices)
        layout.addWidget(self.progress)
        layout.addLayout(row(self.manual, self.help, self.menu, spacing=4))
        self.mark.clicked.connect(self.about_asked)
        self.manual.clicked.connect(self.manual_asked)
        self.help.clicked.connect(self.help_asked)
        self.sequences.clicked.connect(self.sequences_asked)
        review.shown.case_changed.connect(self._refresh)
        review.shelf.entries_changed.connect(self._refresh)
        review.shown.results_changed.connect(self._refresh_notices)
        viewport.changed.connect(self._refresh_about)
        names.changed.connect(self._refresh)
        self._refresh()

    def name_network(self, name: str) -> None:
        """Say in the line below the case which network is asked; "" for the program's own, which is not named."""
        self._network = name
        self._refresh_about()

    def _refresh_notices(self) -> None:
        state = self._review.shown.state
        self.notices.set_notices(state.notices)
        self._refresh_about()
        self.trained.setVisible(state.analysis is not None and state.analysis.trained_on)

    def _refresh(self) -> None:
        state = self._review.shown.state
        entry = self._review.shelf.state.entry
        self.sequences.setVisible(state.contents is not None or (entry is not None and entry.status == "failed"))
        if entry is None:
            self.name.setText("xaiviewer")
            self.name.setMinimumWidth(0)
            self.about.setText(tr("See what a network looked at, layer by layer"))
            self.notices.set_notices(())
            self.trained.hide()
            return
        self.name.setText(self.names.current())
        self.name.setMinimumWidth(min(self.name.sizeHint().width(), theme.px(_NAME)))  # whose it is goes last
        self.name.setToolTip(self.names.path(entry))
        self._refresh_notices()

    def _refresh_about(self) -> None:
        state, port = self._review.shown.state, self._viewport
        if state.case is not None:
            self.about.setText(
                "  ·  ".join(
                    [
                        *_about(state.case),
                        *_runs_on(state.analysis, self._network),
                        bearings.convention(state.case, mirrored=port.mirrored, upended=port.upended),
                    ]
                )
            )
        elif (entry := self._review.shelf.state.entry) is not None:
            self.about.setText(_unread(entry))


class Progress(QWidget):
    """A text, a thin bar and Cancel while the worker works; Resume where it was stopped."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.text = Elided("small")
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.text.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bar = ProgressBar(tr("Progress"))
        self.bar.setFixedWidth(168)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.follow(self.button, lambda it: it.setMinimumWidth(theme.px(96)))
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(4)
        texts.addStretch(1)
        texts.addWidget(self.text)
        texts.addWidget(self.bar, alignment=Qt.AlignmentFlag.AlignRight)  # else it bounds what stands above it
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(texts)
        layout.addWidget(self.button)
        self.button.clicked.connect(self.press)
        follow(self._refresh, review.work.task_changed, review.shelf.entries_changed, review.shown.case_changed)
        self._refresh()

    def press(self) -> None:
        """Stop what the worker does, or go on where it was stopped."""
        if self._review.work.state.task is not None:
            self._review.work.cancel()
        else:
            self._review.work.resume()

    def _refresh(self) -> None:
        state = self._review.shown.state
        task, entry = self._review.work.state.task, self._review.shelf.state.entry
        unread = entry is not None and entry.status == "waiting" and state.case is None
        stopped = task is None and entry is not None and (entry.status == "partial" or unread)
        self.setVisible(task is not None or stopped)
        if task is not None:
            what = tr(task.text)
            counted = f"{what} {task.done} / {task.total}" if task.total else f"{what}…"
            said = counted if task.left_s is None else f"{counted} · {answer_words.left(task.left_s)}"
            self.text.say(said, counted, *([f"{task.done} / {task.total}"] if task.total else []))
            self.bar.show_progress(task.done, task.total)
        elif stopped and entry is not None:
            told = tr("Stopped at {done} / {all}").format(done=state.explained, all=entry.slices)
            self.text.say(tr("Reading was stopped") if unread else told)
            self.bar.show_progress(state.explained, max(entry.slices, 1))
        self._label(tr("Cancel"), "stop") if task is not None else self._label(tr("Resume"), "play")

    def _label(self, text: str, icon: str) -> None:
        if self.button.text() != text:
            self.button.setText(text)
            self.button.setIcon(theme.icon(icon, theme.TEXT, 16))
            self.button.setToolTip(with_key("window.stop", text))


def _runs_on(analysis: Analysis | None, network: str) -> list[str]:
    """Which network is asked, where it is the reader's own, and what it runs on, where that is known."""
    kind = "" if analysis is None else analysis.device.partition(":")[0].upper()
    if not kind:
        return [network] if network else []
    told = tr("{network} on {device}") if network else tr("networks on {device}")
    return [told.format(network=network, device=kind)]


def _unread(entry: CaseEntry) -> str:
    told = {"failed": tr("Could not be opened"), "waiting": tr("Not read")}
    return told.get(entry.status, tr("Reading…"))


def _about(case: Case) -> list[str]:
    """The line under the case's name, but for how the slices are turned."""
    rows, columns = case.shape
    slices = wording.count(len(case.indices), "slice")
    slices += ", " + tr("%Ln not acquired", None, len(case.absent)) if case.absent else ""
    slices += ", " + tr("%Ln without a picture", None, len(case.blank)) if case.blank else ""
    parts = [slices, f"{columns} × {rows}"]
    if case.geometry.known:
        parts.append(bearings.spacing(case.geometry))
    else:
        parts.append(tr("spacing not stated"))
    if case.synthetic:
        parts.insert(0, tr("Synthetic phantom, no patient"))
    if case.mask is None:
        parts.append(tr("no clinician's mask"))
    return parts
