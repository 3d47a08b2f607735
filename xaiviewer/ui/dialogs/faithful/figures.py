"""The figures of one map beside those of brightness and of chance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from xaiviewer.records.faithfulness import BRIGHTNESS, MAP, RANDOM
from xaiviewer.requests.faithfulness import (
    SUFFICIENT,
    Faithfulness,
    FaithfulnessCurves,
    InformationCurve,
    spread,
)
from xaiviewer.ui.kit.controls import label
from xaiviewer.ui.kit.faithful_wording import area
from xaiviewer.ui.language import figure, later, tr

_COLUMNS = (
    (later("deletion"), later("Area below the curve of deletion: small where what goes first matters.")),
    (later("insertion"), later("Area below the curve of insertion: large where what comes first matters.")),
    (later("{share} % alone"), later("The probability with this share of the head alone, all else taken away.")),
    (
        later("infidelity"),
        later(
            "What of the logit's falls, random squares being taken away, the map does not foretell: 0 all is foretold, "
            "1 nothing is."
        ),
    ),
    (
        later("SIC"),
        later(
            "Area below the softmax information curve: how soon the probability comes back as the blurred slice gets "
            "its detail back. A dash where the blurred slice is called the same."
        ),
    ),
    (
        later("AIC"),
        later("The same for the decision: 1 less the information that it takes."),
    ),
)


class Figures(QWidget):
    """A line for each order of the pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        headings = [(tr(told), tr(tip)) for told, tip in _COLUMNS[:2]]
        share, tip = _COLUMNS[2]
        headings += [(tr(share).format(share=f"{100 * each:.0f}"), tr(tip)) for each in SUFFICIENT]
        headings += [(tr(told), tr(tip)) for told, tip in _COLUMNS[3:]]
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, (told, tip) in enumerate(headings, start=1):
            heading = label(told, "small")
            heading.setToolTip(f"<p>{tip}</p>")
            self._grid.addWidget(heading, 0, place, right)
        self._cells = [[label("–") for _ in headings] for _ in range(3)]
        for line, (name, cells) in enumerate(zip((MAP, BRIGHTNESS, RANDOM), self._cells, strict=True), start=1):
            self._grid.addWidget(label(tr(name), "muted"), line, 0)
            for place, cell in enumerate(cells, start=1):
                self._grid.addWidget(cell, line, place, right)
        self._grid.setColumnStretch(0, 1)

    def show_figures(self, found: Faithfulness | None) -> None:
        """Those of a map; dashes for what is not known."""
        for cells, texts in zip(self._cells, _lines(found), strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.setText(text)

    def texts(self) -> list[list[str]]:
        """What stands there, line by line."""
        return [[cell.text() for cell in cells] for cells in self._cells]


def _lines(found: Faithfulness | None) -> list[list[str]]:
    if found is None:
        return [["–"] * (5 + len(SUFFICIENT))] * 3
    bright, random = found.beside.brightness, [each for each in found.beside.random if each.whole]
    return [
        [*_curves([found.map]), area(found.infidelity), *_information(found.information)],
        [
            *_curves([] if bright is None else [bright]),
            area(found.brightness_infidelity),
            *_information(found.beside.brightness_information),
        ],
        [*_curves(random), "–", "–", "–"],
    ]


def _curves(known: Sequence[FaithfulnessCurves]) -> list[str]:
    """Areas and sufficiency: of several orders the mean, of the areas with the range."""
    told = []
    for areas in ([each.deletion_area for each in known], [each.insertion_area for each in known]):
        mean, least, most = spread(areas)
        between = figure(f"{least:.2f}–{most:.2f}")
        told.append(f"{area(mean)} ({between})" if len(known) > 1 else area(mean))
    return told + [area(spread([each.sufficiency(share) for each in known])[0]) for share in SUFFICIENT]


def _information(curve: InformationCurve | None) -> list[str]:
    return ["–", "–"] if curve is None else [area(curve.softmax_area), area(curve.accuracy_area)]
