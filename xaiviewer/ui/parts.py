"""The parts of the window that actions act on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMainWindow

from xaiviewer.review import Review
from xaiviewer.ui.bars.banner import Banner
from xaiviewer.ui.bars.top_bar import TopBar
from xaiviewer.ui.dialogs.dialogs import Dialogs
from xaiviewer.ui.dialogs.help_overlay import HelpOverlay
from xaiviewer.ui.dialogs.palette import Palette
from xaiviewer.ui.dialogs.picturing import Picturing
from xaiviewer.ui.dialogs.printing import Printing
from xaiviewer.ui.kit.actions import Action
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.networks.choosing import Networks
from xaiviewer.ui.panels.asking.ask_box import AskBox
from xaiviewer.ui.panels.case_list import CasePanel
from xaiviewer.ui.panels.folding import Folds
from xaiviewer.ui.panels.verdict.panel import VerdictPanel
from xaiviewer.ui.views.cine import Cine
from xaiviewer.ui.views.compare.view import CompareView
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.sheets.view import SheetView
from xaiviewer.ui.views.tiles.grid import LayoutView
from xaiviewer.ui.views.viewport import Viewport

Do = Callable[[], None]


@dataclass(frozen=True)
class Bound:
    """An action with what it does.

    Attributes:
        action: title and keys.
        do: does it.
        enabled: whether it would do anything now.
    """

    action: Action
    do: Do
    enabled: Callable[[], bool]


@dataclass(frozen=True)
class Parts:
    """What actions act on.

    `maximise` shows the heat map alone, or both views again; `measures` what was measured, or the explanation; `judge`
    the verdict form, or takes it away; `decide` what two
    readers differ on; `figures` what readers came to.
    """

    review: Review
    window: QMainWindow
    viewport: Viewport
    cine: Cine
    names: Names
    cases: CasePanel
    frames: tuple[ViewFrame, ViewFrame]
    views: LayoutView
    top: TopBar
    banner: Banner
    help: HelpOverlay
    palette: Palette
    dialogs: Dialogs
    tools: Tools
    picturing: Picturing
    printing: Printing
    maximise: Do
    measures: Do
    folds: Folds
    difference: Do
    ask: AskBox
    sheet: SheetView
    compare: CompareView
    verdict: VerdictPanel
    judge: Do
    decide: Do
    figures: Do
    networks: Networks
