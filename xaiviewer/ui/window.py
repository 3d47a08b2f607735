"""The main window: it assembles the panels and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from xaiviewer.case import Case
from xaiviewer.review import Failure, Review
from xaiviewer.review.derived.extent import whole
from xaiviewer.review.derived.sources import doubt
from xaiviewer.ui.actions import Parts, bind, bound
from xaiviewer.ui.bars.banner import Banner
from xaiviewer.ui.bars.safety_bar import SafetyBar
from xaiviewer.ui.bars.top_bar import TopBar
from xaiviewer.ui.dialogs.dialogs import Dialogs
from xaiviewer.ui.dialogs.finding import Finding
from xaiviewer.ui.dialogs.help_overlay import HelpOverlay
from xaiviewer.ui.dialogs.palette import Palette
from xaiviewer.ui.dialogs.picturing import Picturing
from xaiviewer.ui.dialogs.printing import Printing
from xaiviewer.ui.dialogs.view_menu import ViewMenu
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import KEYS
from xaiviewer.ui.kit.controls import column, rule
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.retelling import retell
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.agreement.panel import AgreementPanel
from xaiviewer.ui.panels.audit_list import AuditPanel
from xaiviewer.ui.panels.case_list import CasePanel
from xaiviewer.ui.panels.decision_panel import DecisionPanel
from xaiviewer.ui.panels.heat_panel import HeatPanel
from xaiviewer.ui.panels.measuring.lesions import LesionsPanel
from xaiviewer.ui.panels.measuring.measurements import MeasurementsPanel
from xaiviewer.ui.panels.network.panel import LayerPanel
from xaiviewer.ui.panels.series_panel import SeriesPanel
from xaiviewer.ui.panels.side_area import SideArea
from xaiviewer.ui.panels.slice_strip import SliceStrip
from xaiviewer.ui.panels.verdict.panel import VerdictPanel
from xaiviewer.ui.panels.verdict.projects import Projects
from xaiviewer.ui.views.cine import Cine
from xaiviewer.ui.views.cine_buttons import CineButtons
from xaiviewer.ui.views.compare.view import CompareView
from xaiviewer.ui.views.empty_state import EmptyState
from xaiviewer.ui.views.frames import SliceFrame, ViewFrame
from xaiviewer.ui.views.heat_frame import HeatFrame
from xaiviewer.ui.views.measuring.tool_bar import ToolBar
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.tiles.grid import LayoutView
from xaiviewer.ui.views.tiles.kind import Links, TileContext
from xaiviewer.ui.views.tiles.layout_bar import LayoutBar
from xaiviewer.ui.views.tiles.linked import PatientLink
from xaiviewer.ui.views.tiles.picture import PictureTile
from xaiviewer.ui.views.view_pair import ViewPair
from xaiviewer.ui.views.viewport import Viewport

_LEFT, _RIGHT = 216, 344
_STRIP = 128
_LIST = 400


class MainWindow(QMainWindow):
    """Cases and an audit's slices on the left, two linked views, what the networks say on the right, slices below."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        KEYS.load()
        self.renderer = Renderer()
        self._doubted: set[Path] = set()
        self._current: Path | None = None
        self._fitted: object = None  # the case, or the first slice of one, that the views were fitted to
        self._about_case = False  # what the banner says concerns the current case
        self._judges = False  # the verdict form is shown
        self._measures = False  # what was measured is listed in place of the explanation
        self._gave_way: Path | None = None  # the case that it concerns, where another one is on the screen
        self.viewport = Viewport(self)
        self.cine = Cine(review, self)
        self.setWindowTitle("xaiviewer")
        self.setWindowIcon(theme.icon("xaiviewer", size=64))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumSize(1024, 560)  # a laptop of 1366 x 768 at 125 %, less its task bar
        self.names = Names(review, self)
        self.top = TopBar(review, self.viewport, self.names)
        self.banner = Banner()
        self.cases = CasePanel(review, self.names)
        self.audit = AuditPanel(review, self.names)
        self.tools = Tools(review, self)
        review.history.held = lambda: QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self.tool_bar = ToolBar(review, self.tools)
        self.slice_frame = SliceFrame(review, self.renderer, self.viewport, self.names, self.tools)
        self.heat_frame = HeatFrame(review, self.renderer, self.viewport, self.names, self.tools)
        self.links = Links(self)
        self.patient_link = PatientLink(review, self.viewport, self.links, self)
        self.series = SeriesPanel(review, self.names)
        self.compare = CompareView(review, self.viewport, self.tools)
        self.strip = SliceStrip(review, self.names)
        self.cine_buttons = CineButtons(review, self.cine)
        self.decision = DecisionPanel(review)
        self.layer = LayerPanel(review)
        self.heat = HeatPanel(review)
        self.agreement = AgreementPanel(review)
        self.measurements = MeasurementsPanel(review, self.names, self.tools.figures)
        self.lesions = LesionsPanel(review)
        self.verdict = VerdictPanel(review, self.tools)
        self.empty = EmptyState(review)
        self.safety = SafetyBar(review, self.renderer, self.viewport, self.names)
        self._assemble()
        self.help = HelpOverlay(self)
        self.dialogs = Dialogs(review, self.names, self)
        self.projects = Projects(review, self.verdict, self)
        self.picturing = Picturing(review, self.viewport, self.names, self)
        self.printing = Printing(review, self.picturing, self)
        self.view_menu = ViewMenu(review, self)
        self.palette_of_actions = Palette(self)
        self.palette_of_actions.look_into(Finding(review, self.names, self.heat.choose_method))
        actions = bound(self._parts())
        for offered in (self.palette_of_actions, self.view_menu):
            offered.offer([(each.action, each.do, each.enabled) for each in actions])
        self._shortcuts = bind(self, actions)
        self.verdict.answer_with_digits(self, self._shortcuts.lend)
        self._connect()

    def _parts(self) -> Parts:
        return Parts(
            review=self.review,
            window=self,
            viewport=self.viewport,
            cine=self.cine,
            names=self.names,
            cases=self.cases,
            frames=(self.slice_frame, self.heat_frame),
            views=self.views,
            top=self.top,
            banner=self.banner,
            help=self.help,
            palette=self.palette_of_actions,
            dialogs=self.dialogs,
            tools=self.tools,
            picturing=self.picturing,
            printing=self.printing,
            maximise=self.maximise_heat,
            measures=self.toggle_measures,
            verdict=self.verdict,
            judge=self.toggle_verdict,
            decide=self.projects.decide,
        )

    def _assemble(self) -> None:
        root = QWidget()
        root.setObjectName("window")
        layout = column(root, spacing=0)
        self._body = body = QSplitter(Qt.Orientation.Horizontal)
        body.setObjectName("body")
        body.setHandleWidth(1)
        body.setChildrenCollapsible(False)
        body.addWidget(self._left())
        body.addWidget(self._centre())
        self._explained = _side_by((self.decision, self.layer, self.heat, self.agreement))
        self._measured = _side_by((self.measurements, self.lesions))
        self._measured.hide()
        body.addWidget(self._right())
        body.setStretchFactor(1, 1)
        body.setSizes([_LEFT, 800, _RIGHT])
        for widget in (self.top, rule(), self.banner):
            layout.addWidget(widget)
        layout.addWidget(body, 1)
        layout.addWidget(self.safety)
        self.setCentralWidget(root)

    def _left(self) -> QWidget:
        """The cases, and below them the slices of an audit, where one is open."""
        left = QSplitter(Qt.Orientation.Vertical)
        left.setObjectName("lists")
        left.setHandleWidth(1)
        left.setChildrenCollapsible(False)
        theme.follow(left, lambda it: it.setMinimumWidth(min(theme.px(184), 288)))
        for panel in (self.cases, self.series, self.audit):
            left.addWidget(panel)
        left.setSizes([_LIST, _LIST, _LIST])
        return left

    def _right(self) -> QWidget:
        """The explanation, or in its place what was measured; below it the verdict form, while it is wanted."""
        self._side = right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(1)
        right.setChildrenCollapsible(False)
        self._judged = _side_by((self.verdict,))
        self._judged.hide()
        for area in (self._explained, self._measured, self._judged):
            right.addWidget(area)
        right.setSizes([_LIST, _LIST, _LIST])
        return right

    def _centre(self) -> QWidget:
        pair = ViewPair(self.slice_frame, self.heat_frame)
        context = TileContext(
            self.review, self.renderer, self.viewport, self.names, self.tools, self.links, self.review.series
        )
        self.views = LayoutView(pair, self.slice_frame, context)
        self.layout_bar = LayoutBar(self.review, self.views, self.links)
        self.tool_bar.append(self.layout_bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.views)
        self._stack.addWidget(self.compare)
        self._foot = QWidget()
        theme.follow(self._foot, lambda it: it.setFixedHeight(theme.room(_STRIP, 5)))
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(self.strip, 1)
        foot.addWidget(self.cine_buttons)
        centre = QWidget()
        layout = column(centre, spacing=1)
        layout.addWidget(self.tool_bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)
        return centre

    def _connect(self) -> None:
        self.review.shown.case_changed.connect(self._take_case)
        self.review.compared.changed.connect(self._show_centre)
        self.compare.closed.connect(self.review.compared.close)
        for store in (self.review.shelf, self.review.work, self.review.visits, self.review.verdicts):
            store.failed.connect(self._take_failure)
        for panel in (self.cases, self.empty):
            panel.folder_asked.connect(self.dialogs.open_folder)
            panel.files_asked.connect(self.dialogs.open_files)
        self.empty.recent_asked.connect(self.dialogs.show_recent)
        self.cases.found.connect(self.setFocus)
        self.cases.status.skipped_asked.connect(self.dialogs.show_skipped)
        self.banner.help_asked.connect(self._help)
        self.top.sequences_asked.connect(self.dialogs.show_sequences)
        self.top.about_asked.connect(self.dialogs.show_about)
        self.top.help_asked.connect(self.help.toggle)
        self.top.manual_asked.connect(self.dialogs.show_manual)
        self.dialogs.writing.told.connect(self.banner.say)
        self.dialogs.writing.written.connect(self.banner.tell)
        self.agreement.matters_asked.connect(self.dialogs.show_faithfulness)
        KEYS.changed.connect(self._retell)
        self.picturing.told.connect(self.banner.say)
        self.printing.told.connect(self.banner.say)
        self.picturing.written.connect(self.banner.tell)
        self.tool_bar.list_asked.connect(self.toggle_measures)
        self.verdict.left.connect(self.toggle_verdict)
        self.verdict.turned.connect(self._judged.ensureWidgetVisible)
        self.strip.slice_chosen.connect(self.review.shown.show_slice)
        self.slice_frame.maximise_asked.connect(self.maximise_slice)
        self.heat_frame.maximise_asked.connect(self.maximise_heat)
        self.heat.sanity.asked.connect(self.dialogs.show_sanity)
        self.heat_frame.channel_asked.connect(self.heat.ask.ask_channel)
        self.heat.trainings.add_asked.connect(self.dialogs.add_training)
        for frame in (self.slice_frame, self.heat_frame):
            frame.view.clicked.connect(self.heat.ask.take_pixel)
            frame.view.menu_asked.connect(partial(self._ask_menu, frame))
        for each in self.findChildren(AboutButton):
            each.manual_asked.connect(self.dialogs.read_manual)
        self.views.menu_asked.connect(self._ask_menu)
        self.views.alone_changed.connect(self._note_alone)
        self.series.chosen.connect(self.views.show_series)
        self._take_case()

    def _take_case(self) -> None:
        state = self.review.shown.state
        opened = self.review.shelf.state.current is not None
        self._show_centre()
        self._foot.setVisible(opened)
        self.tool_bar.setVisible(opened)
        self._show_side(opened=opened)
        self._body.refresh()  # now, not when the event comes round: nothing sees the views at their old size
        self._fit()
        self._clear_banner()
        if state.case is not None:
            self._raise_doubt(state.case)

    def _show_centre(self) -> None:
        """The views of a case, or several explanations of it side by side; how to begin where none is open."""
        opened, on = self.review.shelf.state.current is not None, self.review.compared.state.on
        shown = self.empty if not opened else self.compare if on else self.views
        if self._stack.currentWidget() is not shown:
            self._stack.setCurrentWidget(shown)

    def _clear_banner(self) -> None:
        """What was said of a case goes with it, what was said of a search with the next case after the search."""
        shelf = self.review.shelf.state
        another = shelf.current != self._current
        self._current = shelf.current
        of_case = self._about_case and (another or self.review.shown.state.case is not None)
        of_search = not self._about_case and another and not shelf.search.running
        if of_case or of_search:
            self.banner.hide()

    def _fit(self) -> None:
        """Show the part of the slice that holds the head, every voxel in its true proportions."""
        state = self.review.shown.state
        shown = state.case or state.glimpse
        if shown is None or shown is self._fitted:
            return  # a case that comes back after another could not be read is as the reader left it
        self._fitted = shown
        if state.case is not None:
            (rows, columns), geometry, head = state.case.shape, state.case.geometry, state.extent or whole(state.case)
        else:
            assert state.glimpse is not None
            pixels, geometry, head = state.glimpse.preview.pixels, state.glimpse.preview.geometry, state.glimpse.extent
            rows, columns = pixels.shape
        _, high, wide = geometry.spacing_mm
        aspect = high / wide if geometry.known else 1.0
        self.viewport.fit(columns, rows, aspect, QRectF(head.column, head.row, head.width, head.height))

    def _raise_doubt(self, case: Case) -> None:
        """Say once where it is not sure which series is which, and offer the choice."""
        sentence = doubt(case)
        if sentence and case.source not in self._doubted:
            self._doubted.add(case.source)
            self._about_case, self._gave_way = True, None
            self.banner.say(sentence, button=tr("Sequences and masks…"))

    def _take_failure(self, failure: Failure) -> None:
        state = self.review.shown.state
        self._about_case = failure.case is not None and failure.case == self.review.shelf.state.current
        unread = self._about_case and state.case is None and state.contents is not None
        self._gave_way = failure.case if not self._about_case else None
        self.banner.say(failure.sentence, button=tr("Sequences and masks…") if unread or self._gave_way else "")

    def _help(self) -> None:
        """With a case that could not be read and gave way to the one before it, or with the current one."""
        if self._gave_way is not None:
            self.dialogs.look_into(self._gave_way)
        else:
            self.dialogs.show_sequences()

    def maximise_slice(self) -> None:
        """Show the plain slice alone, or both views again."""
        self._maximise(self.slice_frame)

    def maximise_heat(self) -> None:
        """Show the slice under its heat alone, or both views again; in a grid one of its tiles, or all."""
        if not self.views.maximise_one():
            self._maximise(self.heat_frame)

    def toggle_measures(self) -> None:
        """Show what was measured beside the views, or the explanation again."""
        self._measures = not self._measures
        self.tool_bar.show_list(on=self._measures)
        self._show_side(opened=self.review.shelf.state.current is not None)

    def toggle_verdict(self) -> None:
        """Show the verdict form, whose questions digits answer then, or take it away."""
        self._judges = not self._judges
        if not self._judges:
            self.verdict.settle()
        self._show_side(opened=self.review.shelf.state.current is not None)
        if self._judges:
            wanted = min(self.verdict.sizeHint().height() + 8, self._side.height() * 2 // 3)
            self._side.setSizes([self._side.height() - wanted] * 2 + [wanted])
        self.review.verdicts.activate(on=self._judges)

    def _show_side(self, *, opened: bool) -> None:
        """The explanation, or in its place what was measured; neither where no case is open."""
        self._explained.setVisible(opened and not self._measures)
        self._measured.setVisible(opened and self._measures)
        self._judged.setVisible(opened and self._judges)
        self._side.setVisible(opened)

    def _retell(self) -> None:
        """The reader chose other keys."""
        retell(self)

    def _ask_menu(self, frame: ViewFrame | PictureTile, place: QPointF) -> None:
        if self.review.shown.state.case is not None:
            self.view_menu.ask(frame, place, partial(self._maximise, frame))

    def _maximise(self, frame: ViewFrame | PictureTile) -> None:
        self.views.show_alone(frame)

    def _note_alone(self) -> None:
        self.heat_frame.set_alone(on=self.views.pair.alone is self.heat_frame)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Files and folders dropped anywhere on the window."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.review.shelf.open_paths(paths)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide first: the worker may need a moment to reach its next check."""
        self.cine.stop()
        self.verdict.settle()
        self.hide()
        self.dialogs.close()
        self.review.close()
        event.accept()


def _side_by(sections: Sequence[QWidget]) -> SideArea:
    """The parts of the right panel, one below the other; the last one takes what room is left."""
    inner = QWidget()
    inner.setObjectName("panel")
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for number, section in enumerate(sections):
        if number:
            layout.addWidget(rule())
        layout.addWidget(section)
    layout.setStretchFactor(sections[-1], 1)
    layout.addStretch(0)
    return SideArea(inner)
