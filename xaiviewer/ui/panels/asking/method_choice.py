"""The list of methods, family by family, as they declare themselves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xaiviewer.requests import METHODS, ONE_PASS_METHODS, InputShape, Method
from xaiviewer.review import BEST, ShownState, query, sanity
from xaiviewer.review.state import Pace
from xaiviewer.ui.kit import answer_words, sanity_wording, theme
from xaiviewer.ui.kit.controls import Choice
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.language import tr

_Index = QModelIndex | QPersistentModelIndex
_SECOND, _COST, _KIND, _CHECKS = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3, 4))
_ROW, _HEADING, _EDGE = 40, 28, 12
_WIDTH, _LINES = 480, 14

_CHARACTERS = 16
"""That have room in the narrowest panel; the longest title may not make the whole panel wider."""


class MethodChoice(Choice):
    """The layer's own method first; then every family under its name.

    Below each method stands what it answers, or why it cannot be asked, and beside it what it costs. Methods of the one
    pass are there at once; the others are asked for.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Method"), [(BEST, tr("Chosen per layer"))], parent)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_CHARACTERS)
        offered = [each for each in METHODS.values() if each.key in ONE_PASS_METHODS or not each.shared]
        for family in dict.fromkeys(each.family for each in offered):
            self._add_heading(family)
            for method in offered:
                if method.family == family:
                    self.addItem(method.title, method.key)
        self._said: object = None
        self._lines: dict[int, object] = {}
        self._kept = Kept()
        view = QListView()
        theme.follow(view, lambda view: view.setMinimumWidth(theme.px(_WIDTH)))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setView(view)
        self.setItemDelegate(MethodLines(view))
        self.setMaxVisibleItems(_LINES)
        self.tell(ShownState(), Pace(), {})

    def tell(self, state: ShownState, pace: Pace, alike: Mapping[str, str]) -> None:
        """Say what each method costs now, whether the networks can answer it, and which gives the same map as another.

        Args:
            state: whose networks are asked.
            pace: how long passes take.
            alike: by method the title of one that gives the same map here; as measured on this slice, unless the layer
                says so of itself.
        """
        layers = query.layers(state)
        by_structure = {key for group in layers[state.layer].same for key in group} if layers else set()
        shapes = {task: query.input_shape(state, task) for task in ("classification", "segmentation")}
        known = tuple((each.key, query.unanswerable(state, each)) for each in METHODS.values())
        checked = self._checks(state)
        said = (tuple(shapes.items()), known, dict(pace.seconds), dict(alike), by_structure, checked)
        if said == self._said:
            return
        self._said = said
        refused = dict(known)
        best = tr("The method that exceeded the strongest null model most where it was measured")
        self.setItemData(0, best, _SECOND)
        self._allow(0, allowed=state.analysis is None or not state.analysis.description.outputs_only)
        for line in range(self.count()):
            if self.itemData(line) in METHODS:
                method = METHODS[self.itemData(line)]
                costs = shapes[method.task], tuple(pace.seconds.items())
                same = alike.get(method.key, ""), method.key in by_structure
                of_line = costs, refused[method.key], same, checked.get(method.key, "")
                if self._lines.get(line) == of_line:  # from layer to layer few lines change
                    continue
                self._lines[line] = of_line
                told = _same(same[0], always=same[1])
                self._describe(line, method, _price(method, shapes[method.task], pace), refused[method.key], told)
                self.setItemData(line, checked.get(method.key, ""), _CHECKS)

    def _checks(self, state: ShownState) -> dict[str, str]:
        """How many sanity checks each method passes at the current layer, as far as that was measured."""
        analysis = state.analysis
        if analysis is None or (analysis.description.sanity is None and not state.examined):
            return {}
        key = analysis.description.sanity, state.examined, analysis.class_index, analysis.layers
        made: dict[int, dict[str, str]] = self._kept.get(key, dict)
        if state.layer not in made:
            found = {each: sanity.of_method(state, each) for each in METHODS}
            made[state.layer] = {method: sanity_wording.short(each) for method, each in found.items()}
        return made[state.layer]

    def _describe(self, line: int, method: Method, price: str, refused: str, told: str) -> None:
        """One method's lines and tip; `told` says which one gives the same map."""
        refused = tr(refused) if refused else ""
        question = tr(method.question)
        self.setItemData(line, refused or told or question, _SECOND)
        self.setItemData(line, "" if refused else price, _COST)
        tip = "\n".join(filter(None, [question, f"{price}. {method.source}.", told, refused, *map(tr, method.notes)]))
        self.setItemData(line, tip, Qt.ItemDataRole.ToolTipRole)
        self._allow(line, allowed=not refused)

    def _allow(self, line: int, *, allowed: bool) -> None:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(line).setEnabled(allowed)

    def _add_heading(self, family: str) -> None:
        told = tr(family)
        self.addItem(told[0].upper() + told[1:])
        heading = self.count() - 1
        self.setItemData(heading, True, _KIND)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.item(heading).setEnabled(False)


def _price(method: Method, shape: InputShape, pace: Pace) -> str:
    """What a slice costs, in words."""
    if method.shared:
        return tr("at once")
    cost = method.cost(shape)
    return answer_words.price(cost.forward + cost.backward, pace.estimate(method, cost))


def _same(other: str, *, always: bool) -> str:
    """Which method gives the same map as another; "" where none does."""
    if not other:
        return ""
    told = tr("in this layer always the same map as {method}") if always else tr("the same map here as {method}")
    return told.format(method=other)


class MethodLines(QStyledItemDelegate):
    """Two lines per method: its name and cost, and below what it answers."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        del option
        return QSize(theme.px(_WIDTH), theme.px(_HEADING) if index.data(_KIND) else theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        flags: QStyle.StateFlag = option.state
        box: QRect = option.rect
        painter.save()
        inner = box.adjusted(_EDGE, 0, -_EDGE, 0)
        if index.data(_KIND):
            painter.setFont(theme.font(theme.SMALL, bold=True))
            painter.setPen(theme.MUTED)
            painter.drawText(inner.adjusted(0, 8, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            painter.restore()
            return
        able = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if flags & QStyle.StateFlag.State_Selected and able:
            painter.fillRect(box, theme.ACCENT_DIM)
        cost, second, checks = (str(index.data(role) or "") for role in (_COST, _SECOND, _CHECKS))
        upper, lower = inner.adjusted(0, 4, 0, -box.height() // 2), inner.adjusted(0, box.height() // 2 - 1, 0, -4)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.MUTED)
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cost)
        painter.drawText(lower, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, checks)
        taken = painter.fontMetrics().horizontalAdvance(checks) + _EDGE if checks else 0
        room = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, lower.width() - taken)
        painter.setPen(theme.MUTED if able else theme.FAINT)
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, room)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(theme.TEXT if able else theme.FAINT)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()
