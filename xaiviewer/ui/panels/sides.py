"""Which panels stand on the window's sides: a new one is a file of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from xaiviewer.review import Review
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.panels.agreement.panel import AgreementPanel
from xaiviewer.ui.panels.audit_list import AuditPanel
from xaiviewer.ui.panels.case_list import CasePanel
from xaiviewer.ui.panels.decision_panel import DecisionPanel
from xaiviewer.ui.panels.heat_panel import HeatPanel
from xaiviewer.ui.panels.measuring.lesions import LesionsPanel
from xaiviewer.ui.panels.measuring.measurements import MeasurementsPanel
from xaiviewer.ui.panels.network.panel import LayerPanel
from xaiviewer.ui.panels.series_panel import SeriesPanel
from xaiviewer.ui.panels.verdict.panel import VerdictPanel
from xaiviewer.ui.views.measuring.tools import Tools

_Panel = TypeVar("_Panel", bound=QWidget)


@dataclass(frozen=True)
class PanelContext:
    """What panels are made of."""

    review: Review
    names: Names
    tools: Tools


Make = Callable[[PanelContext], QWidget]

LISTS: tuple[Make, ...] = (
    lambda it: CasePanel(it.review, it.names),
    lambda it: SeriesPanel(it.review, it.names),
    lambda it: AuditPanel(it.review, it.names),
)
"""On the left, from above."""

EXPLANATION: tuple[Make, ...] = (
    lambda it: DecisionPanel(it.review),
    lambda it: LayerPanel(it.review),
    lambda it: HeatPanel(it.review),
    lambda it: AgreementPanel(it.review),
)
"""On the right, from above; the last one takes what room is left."""

MEASURED: tuple[Make, ...] = (
    lambda it: MeasurementsPanel(it.review, it.names, it.tools.figures),
    lambda it: LesionsPanel(it.review),
)
"""In the place of the explanation, while what was measured is listed."""

JUDGED: tuple[Make, ...] = (lambda it: VerdictPanel(it.review, it.tools),)
"""Below either, while the verdict form is wanted."""


class Sides:
    """The panels of a window.

    Attributes:
        lists, explanation, measured, judged: those of each side.
    """

    def __init__(self, context: PanelContext) -> None:
        self.lists, self.explanation, self.measured, self.judged = (
            tuple(make(context) for make in side) for side in (LISTS, EXPLANATION, MEASURED, JUDGED)
        )

    def __getitem__(self, kind: type[_Panel]) -> _Panel:
        """The panel of a kind.

        Raises:
            KeyError: where none is registered.
        """
        for each in (*self.lists, *self.explanation, *self.measured, *self.judged):
            if isinstance(each, kind):
                return each
        raise KeyError(kind.__name__)
