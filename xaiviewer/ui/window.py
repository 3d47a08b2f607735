"""The main window: it assembles the panels and nothing else."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from xaiviewer.review import Review
from xaiviewer.review.threads.jobs import PATIENCE_S
from xaiviewer.ui.actions import bind, bound
from xaiviewer.ui.bars.banner import Banner
from xaiviewer.ui.bars.safety_bar import SafetyBar
from xaiviewer.ui.bars.top_bar import TopBar
from xaiviewer.ui.dialogs.dialogs import Dialogs
from xaiviewer.ui.dialogs.finding import Finding
from xaiviewer.ui.dialogs.help_overlay import HelpOverlay
from xaiviewer.ui.dialogs.main_menu import MainMenu
from xaiviewer.ui.dialogs.palette import Palette
from xaiviewer.ui.dialogs.picturing import Picturing
from xaiviewer.ui.dialogs.printing import Printing
from xaiviewer.ui.dialogs.view_menu import ViewMenu
from xaiviewer.ui.dropping import Dropping
from xaiviewer.ui.kit import theme
from xaiviewer.ui.kit.about_button import AboutButton
from xaiviewer.ui.kit.actions import KEYS
from xaiviewer.ui.kit.controls import column, rule
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.retelling import retell
from xaiviewer.ui.messages import Messages
from xaiviewer.ui.networks.choosing import Networks
from xaiviewer.ui.panels.agreement.panel import AgreementPanel
from xaiviewer.ui.panels.audit_list import AuditPanel
from xaiviewer.ui.panels.case_list import CasePanel
from xaiviewer.ui.panels.decision_panel import DecisionPanel
from xaiviewer.ui.panels.folding import PANELS, FoldHandle, Folds, between
from xaiviewer.ui.panels.heat_panel import HeatPanel
from xaiviewer.ui.panels.measuring.lesions import LesionsPanel
from xaiviewer.ui.panels.measuring.measurements import MeasurementsPanel
from xaiviewer.ui.panels.network.panel import LayerPanel
from xaiviewer.ui.panels.series_panel import SeriesPanel
from xaiviewer.ui.panels.side_area import ListsSide, side_by
from xaiviewer.ui.panels.sides import PanelContext, Sides
from xaiviewer.ui.panels.slice_strip import SliceStrip
from xaiviewer.ui.panels.verdict.panel import VerdictPanel
from xaiviewer.ui.panels.verdict.projects import Projects
from xaiviewer.ui.parts import Parts
from xaiviewer.ui.views.cine import Cine
from xaiviewer.ui.views.cine_buttons import CineButtons
from xaiviewer.ui.views.compare.view import CompareView
from xaiviewer.ui.views.empty_state import EmptyState
from xaiviewer.ui.views.fitting import fit
from xaiviewer.ui.views.frames import SliceFrame, ViewFrame
from xaiviewer.ui.views.heat_frame import HeatFrame
from xaiviewer.ui.views.measuring.tool_bar import ToolBar
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.sheets.view import SheetView
from xaiviewer.ui.views.tiles.grid import LayoutView
from xaiviewer.ui.views.tiles.kind import Links, Tile, TileContext
from xaiviewer.ui.views.tiles.layout_bar import LayoutBar
from xaiviewer.ui.views.tiles.linked import PatientLink
from xaiviewer.ui.views.view_pair import ViewPair
from xaiviewer.ui.views.viewport import Viewport

if TYPE_CHECKING:
    from xaiviewer.ui.networks.protocols import OwnNetworks

_LEFT, _RIGHT = 216, 344
_STRIP = 128
_LIST = 400


class MainWindow(QMainWindow):
    """Cases and an audit's slices on the left, two linked views, what the networks say on the right, slices below."""

    def __init__(self, review: Review, own: OwnNetworks | None = None) -> None:
        super().__init__()
        self.review = review
        KEYS.load()
        self.renderer = Renderer()
        self._fitted: object = None  # the case, or the first slice of one, that the views were fitted to
        self._judges = False  # the verdict form is shown
        self._measures = False  # what was measured is listed in place of the explanation
        self.viewport = Viewport(self)
        self.cine = Cine(review, self)
        self.setWindowTitle("xaiviewer")
        self.setWindowIcon(theme.icon("xaiviewer", size=64))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumSize(1024, 560)  # a laptop of 1366 x 768 at 125 %, less its task bar
        self.names = Names(review, self)
        self.top = TopBar(review, self.viewport, self.names)
        self.banner = Banner()
        self.tools = Tools(review, self)
        review.history.held = lambda: QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self.tool_bar = ToolBar(review, self.tools)
        self.slice_frame = SliceFrame(review, self.renderer, self.viewport, self.names, self.tools)
        self.heat_frame = HeatFrame(review, self.renderer, self.viewport, self.names, self.tools)
        self.links = Links(self)
        self.patient_link = PatientLink(review, self.viewport, self.links, self)
        self.compare = CompareView(review, self.viewport, self.tools, self.names)
        self.sheet = SheetView(review, self.renderer, self.viewport)
        self.strip = SliceStrip(review, self.names)
        self.cine_buttons = CineButtons(review, self.cine)
        self.sides = sides = Sides(PanelContext(review, self.names, self.tools))
        self.cases, self.series, self.audit = sides[CasePanel], sides[SeriesPanel], sides[AuditPanel]
        self.decision, self.layer, self.heat = sides[DecisionPanel], sides[LayerPanel], sides[HeatPanel]
        self.agreement, self.verdict = sides[AgreementPanel], sides[VerdictPanel]
        self.measurements, self.lesions = sides[MeasurementsPanel], sides[LesionsPanel]
        self.empty = EmptyState(review)
        self.folds = Folds(self)
        self.safety = SafetyBar(review, self.renderer, self.viewport, self.names)
        self._assemble()
        self.help = HelpOverlay(self)
        self.dialogs = Dialogs(review, self.names, self)
        self.dialogs.listed = self.cases.listed
        self.messages = Messages(review, self.banner, self.dialogs, self)
        self.projects = Projects(review, self.verdict, self)
        self.networks = Networks(review, own, self)
        self.dropping = Dropping(review, self.projects, self.networks, self)
        self.picturing = Picturing(review, self.viewport, self.names, self)
        self.printing = Printing(review, self.picturing, self)
        self.view_menu, self.main_menu = ViewMenu(review, self.tools, self), MainMenu(self)
        self.top.menu.setMenu(self.main_menu)
        self.palette_of_actions = Palette(self)
        self.palette_of_actions.look_into(Finding(review, self.names, self.heat.choose_method, self.networks))
        actions = bound(self._parts())
        for offered in (self.palette_of_actions, self.view_menu, self.main_menu, self.layout_bar):
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
            folds=self.folds,
            difference=self.slice_frame.toggle_difference,
            ask=self.heat.ask,
            sheet=self.sheet,
            compare=self.compare,
            verdict=self.verdict,
            judge=self.toggle_verdict,
            decide=self.projects.decide,
            figures=self.projects.show_figures,
            networks=self.networks,
        )

    def _assemble(self) -> None:
        root = QWidget()
        root.setObjectName("window")
        layout = column(root, spacing=0)
        self._body = body = QSplitter(Qt.Orientation.Horizontal)
        body.setObjectName("body")
        body.setHandleWidth(1)
        body.setChildrenCollapsible(False)
        self._cases_side = self._left()
        body.addWidget(self._cases_side)
        body.addWidget(self._centre())
        self._explained = side_by(self.sides.explanation)
        self._measured = side_by(self.sides.measured, growing=2)
        self._measured.hide()
        body.addWidget(self._right())
        body.setStretchFactor(1, 1)
        body.setSizes([_LEFT, 800, _RIGHT])
        for widget in (self.top, rule()):
            layout.addWidget(widget)
        layout.addWidget(body, 1)
        layout.addWidget(self.safety)
        self.setCentralWidget(root)

    def _left(self) -> QWidget:
        """The cases, and below them the slices of an audit, where one is open."""
        left = ListsSide()
        left.setObjectName("lists")
        left.setHandleWidth(1)
        left.setChildrenCollapsible(False)
        for panel in self.sides.lists:
            left.addWidget(panel)
        left.setSizes([_LIST] * left.count())
        return left

    def _right(self) -> QWidget:
        """The explanation, or in its place what was measured; below it the verdict form, while it is wanted."""
        self._side = right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(1)
        right.setChildrenCollapsible(False)
        self._judged = side_by(self.sides.judged)
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
        self._stack.addWidget(self.sheet)
        self._foot = QWidget()
        theme.follow(self._foot, lambda it: it.setFixedHeight(theme.room(_STRIP, 5)))
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(self.strip, 1)
        foot.addWidget(self.cine_buttons)
        self._handles = {panel: FoldHandle(self.folds, panel) for panel in PANELS}
        self._head = between(self._handles["left"], self.tool_bar, self._handles["right"])
        centre = QWidget()
        layout = column(centre, spacing=1)
        for widget in (self._head, self._stack, self._handles["strip"], self._foot):
            layout.addWidget(widget, 1 if widget is self._stack else 0)
        self.banner.lie_over(self._stack)
        return centre

    def _connect(self) -> None:
        self.review.shown.case_changed.connect(self._take_case)
        self.review.compared.changed.connect(self._show_centre)
        self.compare.closed.connect(self.review.compared.close)
        self.folds.changed.connect(self._show_panels)
        self.sheet.changed.connect(self._show_centre)
        for panel in (self.cases, self.empty):
            panel.folder_asked.connect(self.dialogs.open_folder)
            panel.files_asked.connect(self.dialogs.open_files)
        self.empty.recent_asked.connect(self.dialogs.show_recent)
        self.cases.found.connect(self.setFocus)
        self.cases.status.skipped_asked.connect(self.dialogs.show_skipped)
        self.top.sequences_asked.connect(self.dialogs.show_sequences)
        self.top.about_asked.connect(self.dialogs.show_about)
        self.top.help_asked.connect(self.help.toggle)
        self.top.manual_asked.connect(self.dialogs.show_manual)
        self.dialogs.writing.told.connect(self.banner.say)
        self.dialogs.writing.written.connect(self.banner.tell)
        self.agreement.matters_asked.connect(self.dialogs.show_faithfulness)
        KEYS.changed.connect(self._retell)
        for teller in (self.picturing, self.printing):
            teller.told.connect(self.banner.say)
        self.networks.refused.connect(self.banner.say)
        self.dropping.refused.connect(self.banner.say)
        self.dropping.told.connect(self.banner.tell)
        self.networks.told.connect(self.banner.tell)
        self.networks.named.connect(self.top.name_network)
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
        opened = self.review.shelf.state.current is not None
        self._show_centre()
        self._head.setVisible(opened)
        self._show_panels()
        self._body.refresh()  # now, not when the event comes round: nothing sees the views at their old size
        self._fit()
        self.messages.turn_to_case()

    def _show_centre(self) -> None:
        """The views of a case, or several explanations of it side by side; how to begin where none is open."""
        opened, on = self.review.shelf.state.current is not None, self.review.compared.state.on
        shown = self.empty if not opened else self.sheet if self.sheet.on else self.compare if on else self.views
        if self._stack.currentWidget() is not shown:
            self._stack.setCurrentWidget(shown)

    def _fit(self) -> None:
        """Show the part of the slice that holds the head, every voxel in its true proportions."""
        state = self.review.shown.state
        shown = state.case or state.glimpse
        if shown is None or shown is self._fitted:
            return  # a case that comes back after another could not be read is as the reader left it
        self._fitted = shown
        fit(self.viewport, state)

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
        self.folds.fold("right", on=False)  # what is asked for is seen
        self._show_panels()

    def toggle_verdict(self) -> None:
        """Show the verdict form, whose questions digits answer then, or take it away."""
        self._judges = not self._judges
        if self._judges:
            self.folds.fold("right", on=False)
        else:
            self.verdict.settle()
        self._show_panels()
        if self._judges:
            wanted = min(self.verdict.needed(self._side.width()), self._side.height() * 2 // 3)
            self._side.setSizes([self._side.height() - wanted] * 2 + [wanted])
        self.review.verdicts.activate(on=self._judges)

    def _show_panels(self) -> None:
        """What is not folded away: the explanation, or in its place what was measured; neither without a case."""
        opened, folded = self.review.shelf.state.current is not None, self.folds.folded
        self._cases_side.setVisible(not opened or not folded("left"))
        self._explained.setVisible(opened and not self._measures)
        self._measured.setVisible(opened and self._measures)
        self._judged.setVisible(opened and self._judges)
        self._side.setVisible(opened and not folded("right"))
        self._foot.setVisible(opened and not folded("strip"))
        self._handles["strip"].setVisible(opened)

    def _retell(self) -> None:
        """The reader chose other keys."""
        retell(self)

    def _ask_menu(self, frame: ViewFrame | Tile, place: QPointF) -> None:
        if self.review.shown.state.case is not None:
            self.view_menu.ask(frame, place, partial(self._maximise, frame), is_alone=self.views.alone)

    def _maximise(self, frame: ViewFrame | Tile) -> None:
        self.views.show_alone(frame)

    def _note_alone(self) -> None:
        self.heat_frame.set_alone(on=self.views.pair.alone is self.heat_frame)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        self.dropping.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self.dropping.take(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Hide first: the worker may need a moment to reach its next check."""
        self.cine.stop()
        self.verdict.settle()
        self.hide()
        self.dialogs.close()
        self.projects.close()
        self.networks.close()
        self.sheet.grid.maker.close(time.monotonic() + PATIENCE_S)
        self.views.grid.leave()
        self.review.close()
        event.accept()
