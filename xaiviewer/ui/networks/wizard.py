"""Adding a network: which file, what its outputs mean, what it takes; what comes of the answers is seen beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from xaiviewer.nets.imports.answers import Answers
from xaiviewer.nets.imports.preview import Preview
from xaiviewer.review import JobRunner, Review
from xaiviewer.review.failure import failure_of
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.access import announce
from xaiviewer.ui.kit.controls import column, keep_keys, label, row, rule
from xaiviewer.ui.kit.mnemonics import give_letters
from xaiviewer.ui.kit.progress_bar import ProgressBar
from xaiviewer.ui.language import later, tr
from xaiviewer.ui.language.refusals import translated
from xaiviewer.ui.networks.classes_page import ClassesPage
from xaiviewer.ui.networks.complaints import Complaint
from xaiviewer.ui.networks.done_page import DonePage
from xaiviewer.ui.networks.input_page import InputPage
from xaiviewer.ui.networks.leaving import asked_to_leave
from xaiviewer.ui.networks.preview_side import PreviewSide
from xaiviewer.ui.networks.protocols import Importing, OwnNetworks
from xaiviewer.ui.networks.source_page import SourcePage
from xaiviewer.ui.networks.summary_page import SummaryPage
from xaiviewer.ui.networks.training_page import TrainingPage

_WIDTH, _HEIGHT, _FORM, _MORE = 976, 640, 468, 48
_FRAME = 24  # what a window's frame takes of a small screen
_SETTLED_MS = 250
_STEPS = (later("File"), later("Classes"), later("Input"), later("Training"), later("Done"))
_SOURCE, _CLASSES, _INPUT, _TRAINING, _DONE, _SUMMARY = range(6)


@dataclass(frozen=True, eq=False)
class _Added:
    """The network has a place and a name."""

    name: str


class Wizard(QDialog):
    """Every look at a file, every preview and the import itself run on a worker.

    Signals:
        use_asked(str): open cases with the network of this name from now on.
        added(str): there is a network of this name.
    """

    use_asked = Signal(str)
    added = Signal(str)

    def __init__(self, review: Review, own: OwnNetworks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review, self._own = review, own
        self.setWindowTitle(tr("Add a network"))
        self.setAcceptDrops(True)
        self.found: Importing | None = None
        self._name, self._path = "", Path()
        self.source, self.classes, self.input = SourcePage(), ClassesPage(), InputPage()
        self.training, self.summary = TrainingPage(review, own.trained_at), SummaryPage()
        self.done_page = DonePage()
        self.done_text = self.done_page.text
        self.pages, self._form = QStackedWidget(), QScrollArea()
        self.side = PreviewSide()
        self.view, self.about_case = self.side.view, self.side.about_case
        self.question: QMessageBox | None = None
        self._untouched = Answers()
        self.steps, self.told = label("", "muted"), label("", "caution", wrap=True)
        self.busy = ProgressBar(tr("Progress"))
        self.back, self.cancel = QPushButton(tr("Back")), QPushButton(tr("Cancel"))
        self.next = QPushButton(tr("Next"))
        self.next.setProperty("primary", True)
        self._runner = JobRunner(self, name="xaiviewer-importer")
        self._adding = self._looking = False
        self._settling = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._assemble()
        self._connect()
        self._turn(_SOURCE)
        self.source.file.setFocus()

    def look_at(self, path: Path) -> None:
        """Find out what lies at a path, and ask what that does not say."""
        self._path = path
        self._turn(_SOURCE)
        self._set_looking(on=True)
        self._say(tr("Looking at {file}…").format(file=path.name), wait=True)
        self._runner.submit(lambda context: context.report(self._own.look_at(path)))

    def _set_looking(self, *, on: bool) -> None:
        self._looking = on
        if on:
            self.setFocus()  # not on *Cancel*, which a blank that was typed ahead would press
        self.source.setEnabled(not on)  # keys that were typed ahead ask for no other file
        self.next.setEnabled(not on)

    def step(self) -> None:
        """Go on to the next page; at the last one import the network, or open it."""
        page = self.pages.currentIndex()
        if page == _DONE:
            self.use_asked.emit(self._name)
            self.accept()
        elif self.problem():
            self._point_at(self.problem())
        elif page in (_TRAINING, _SUMMARY):
            self._add()
        elif page in (_CLASSES, _INPUT):
            self._turn(page + 1)
            (self.input.channels if page == _CLASSES else self.training.data).setFocus()
        elif page == _SOURCE and self.found is not None:
            self._turn(_CLASSES if self.found.offers else _SUMMARY)
            (self.classes.name if self.found.offers else self.next).setFocus()

    def step_back(self) -> None:
        """Go back to the page before; what was answered stays."""
        page = self.pages.currentIndex()
        if page in (_SOURCE, _DONE) or self._adding:
            return
        self._turn(_SOURCE if page == _SUMMARY else page - 1)
        self.next.setFocus()

    def problem(self) -> str:
        """What is missing or wrong on the page shown; "" where nothing is."""
        page = self.pages.currentIndex()
        if page == _CLASSES:
            return self.classes.problem()
        if page in (_INPUT, _TRAINING):
            wrong = self.classes.problem() or self.input.problem()
            return wrong or (self.training.problem() if page == _TRAINING else "")
        return ""

    def answers(self) -> Answers:
        """What was answered by now; what a package says itself is not asked."""
        if self.found is None or not self.found.offers:
            return Answers(name="" if self.found is None else self.found.name)
        return replace(self.input.answers(self.classes.answers()), trained=self.training.trained())

    def reject(self) -> None:
        """Stop what goes on, unless answers would be lost that the reader wants to keep; nothing was imported."""
        if not self._answered():
            self._leave()
        elif self.question is None:
            self.question = asked_to_leave(self, self._leave)
            self.question.finished.connect(self._forget_question)

    def _forget_question(self) -> None:
        self.question = None

    def _leave(self) -> None:
        self._runner.drop()
        super().reject()

    def _answered(self) -> bool:
        """Whether answers would be lost, or an import broken off."""
        if self._adding or self.found is None or not self.found.offers or self.pages.currentIndex() == _DONE:
            return self._adding
        return bool(self.input.problem()) or self.answers() != self._untouched

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return goes on, or to what is in the way."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.problem():
            self._point_at(self.problem())
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close, and leave no thread behind."""
        self._settling.stop()
        self.training.close_worker()
        self._runner.close()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Weights, a package, or a folder."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and not self._adding:
            event.acceptProposedAction()
            self.look_at(paths[0])

    def _assemble(self) -> None:
        layout = column(self, margins=(24, 20, 24, 20), spacing=10)
        layout.addLayout(row(label(tr("Add a network"), "title"), 1, self.steps))
        layout.addWidget(rule())
        for page in (self.source, self.classes, self.input, self.training, self.done_page, self.summary):
            self.pages.addWidget(page)
        form, within = self._form, QWidget()
        form.setObjectName("form")
        form.setAccessibleName(tr("Add a network"))
        form.setWidgetResizable(True)
        form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its choices give way
        form.setWidget(within)
        form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        reached = {True: Qt.FocusPolicy.TabFocus, False: Qt.FocusPolicy.NoFocus}  # where there is more than is seen
        form.verticalScrollBar().rangeChanged.connect(lambda _, most: form.setFocusPolicy(reached[most > 0]))
        below = column(within, spacing=16)
        below.addWidget(self.pages)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(form)
        room = self.screen().availableGeometry().size() - QSize(_FRAME, _FRAME)
        self._below = theme.px(_WIDTH) > room.width()
        if self._below:  # large letters: the preview lies below the questions
            below.addWidget(self.side)
            below.addStretch(1)
        else:
            policy = self.side.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.side.setSizePolicy(policy)
            theme.follow(form, _fit)
            body.addWidget(self.side, 1)
        layout.addLayout(body, 1)
        layout.addWidget(self.busy)
        layout.addWidget(self.told)
        layout.addLayout(row(self.cancel, 1, self.back, self.next))
        for button in (self.back, self.cancel, self.next):
            button.setAutoDefault(False)
            keep_keys(button)
        self.next.setDefault(True)
        self.resize(QSize(theme.px(_WIDTH), theme.px(_HEIGHT)).boundedTo(room))

    def _connect(self) -> None:
        self.source.chosen.connect(self.look_at)
        self.classes.changed.connect(self._refresh)
        self.classes.offer_changed.connect(lambda: self.input.begin(self.classes.offer))
        self.input.changed.connect(self._refresh)
        self.training.changed.connect(self._refresh)
        self._settling.timeout.connect(self._ask_preview)
        self.back.clicked.connect(self.step_back)
        self.next.clicked.connect(self.step)
        for key, act in (("Alt+Left", self.step_back), ("Alt+Right", self._go_on), ("Ctrl+Return", self._go_on)):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.cancel.clicked.connect(self.reject)
        self._runner.reported.connect(self._take)
        self._runner.ended.connect(self._end)
        self._review.shown.case_changed.connect(self._refresh)

    def _turn(self, page: int) -> None:
        for each in map(self.pages.widget, range(self.pages.count())):
            if each is not None:  # as high as the page that is shown needs, not as the longest: nothing scrolls for it
                policy = QSizePolicy.Policy.Preferred if each is self.pages.widget(page) else QSizePolicy.Policy.Ignored
                each.setSizePolicy(policy, policy)
        self.pages.setCurrentIndex(page)
        self._form.verticalScrollBar().setValue(0)
        at = {_SUMMARY: _TRAINING}.get(page, page)
        self.steps.setText("   ".join(f"● {tr(each)}" if at == n else f"○ {tr(each)}" for n, each in enumerate(_STEPS)))
        self.side.setVisible(page in (_CLASSES, _INPUT, _TRAINING, _SUMMARY))
        self.back.setVisible(page in (_CLASSES, _INPUT, _TRAINING, _SUMMARY))
        self.next.setVisible(page != _SOURCE or self.found is not None)
        (self.source.file if page == _SOURCE and self.found is None else self.next).setDefault(True)
        then = tr("Outline with it now") if page == _DONE and self._outlines() else tr("Open it now")
        texts = {_DONE: then, _TRAINING: tr("Add it now"), _SUMMARY: tr("Add it now")}
        self.next.setText(texts.get(page, tr("Next")))
        self.cancel.setText(tr("Close") if page == _DONE else tr("Cancel"))
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """An answer, a page or the case is another one."""
        page = self.pages.currentIndex()
        problem = self.problem()
        if not self._adding:
            self._say("" if self._complain(problem) else problem)
        self.next.setEnabled(not problem and not self._adding and not self._looking)
        give_letters((self.next, self.back, self.cancel), self._form)
        if page in (_CLASSES, _INPUT, _SUMMARY) and not self._adding and not self.input.problem():
            self._settling.start()

    def _complain(self, problem: str) -> bool:
        """Say what is wrong beside the field that it is about; whether it is about one."""
        shown = [each.complaints.show(problem) for each in (self.classes, self.input, self.training)]
        return any(shown)

    def _point_at(self, problem: str) -> None:
        """Bring the reader to the field that keeps the page from going on."""
        announce(self.told, problem)
        if isinstance(problem, Complaint):
            problem.field.setFocus()
            self._form.ensureWidgetVisible(problem.field)

    def _go_on(self) -> None:
        """By a key, wherever the keyboard is."""
        if self.next.isVisible() and not self._adding and not self._looking:
            self.step()

    def _ask_preview(self) -> None:
        found, case = self.found, self._review.shown.state.case
        if found is None or self._adding:
            return
        if found.offers and self.classes.outlines and self.classes.problem():
            self.side.show_preview(None)  # which class is outlined is not known yet
            return
        number, answers = self.classes.number, self.answers()
        self.busy.show_progress(0, 0)
        self.busy.setVisible(True)
        self._runner.submit(lambda context: context.report(found.preview(number, answers, case)))

    def _of_volumes(self, found: Importing) -> bool:
        if found.described is not None:
            return found.described.inputs.dimensions == 3
        return self.classes.offer.dimensions == 3

    def _add(self) -> None:
        found = self.found
        if found is None or self.problem() or self._adding:
            return
        number, answers = self.classes.number, self.answers()
        self._settling.stop()
        self._adding = True
        self._say(tr("Importing, and trying whether it opens…"), wait=True)
        self.next.setEnabled(False)
        self.pages.setEnabled(False)
        self._runner.submit(lambda context: context.report(_Added(found.add(number, answers))))

    @Slot(object)
    def _take(self, report: object) -> None:
        match report:
            case _Added(name=name):
                self._name = name
                preview = self.view.preview
                alone = preview is not None and bool(preview.description.outputs_only)
                volumes = self.found is not None and self._of_volumes(self.found)
                self.done_page.tell(name, outlines=self._outlines(), outputs_only=alone, volumes=volumes)
                self.added.emit(name)
                self._adding = False
                self._turn(_DONE)
                self.next.setFocus()
            case Preview():
                self.side.show_preview(report)
            case _:
                self._begin(report)  # type: ignore[arg-type]

    def _outlines(self) -> bool:
        found = self.found
        if found is not None and found.described is not None:
            return found.described.task == "segmentation"
        return found is not None and self.classes.outlines

    def _begin(self, found: Importing) -> None:
        self.side.show_preview(None)
        self.source.tell(self._path)
        self.found = found
        if found.offers:
            self.input.begin(found.offers[0])
            self.training.begin()
            self._turn(_CLASSES)
            self.classes.begin(found)
            self._untouched = self.answers()
        elif found.described is not None:
            self.summary.begin(found.described)
            self._turn(_SUMMARY)
            self.next.setFocus()

    @Slot(object)
    def _end(self, outcome: BaseException | None) -> None:
        self.busy.setVisible(False)
        added, self._adding = self._adding, False
        self.pages.setEnabled(True)
        self._set_looking(on=False)
        failure = failure_of(outcome)
        if failure is not None:
            if not added:  # what was seen before stays true of answers that are refused later
                self.side.show_preview(None)
            sentence = translated(failure.sentence)
            self._say(sentence)
            announce(self.told, sentence)
        elif not self.problem():
            self._say("")
        self.next.setEnabled(failure is None and not self.problem())

    def _say(self, words: str, *, wait: bool = False) -> None:
        """A sentence above the buttons; with `wait` one about what goes on."""
        self.told.setText(words)
        self.told.setProperty("role", "small" if wait else "caution")  # what goes on is no warning
        for dress in (self.told.style().unpolish, self.told.style().polish):
            dress(self.told)
        self.busy.setVisible(wait)
        if wait:
            self.busy.show_progress(0, 0)


def _fit(form: QScrollArea) -> None:
    """As wide as the widest page needs, within reason: languages and fonts differ, and nothing is to be cut."""
    pages = form.widget()
    assert pages is not None
    needed = pages.minimumSizeHint().width() + form.verticalScrollBar().sizeHint().width()
    form.setFixedWidth(min(max(theme.px(_FORM), needed), theme.px(_FORM + _MORE)))
