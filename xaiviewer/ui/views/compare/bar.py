"""What the explanations that are compared have in common, in numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from xaiviewer.review import Review
from xaiviewer.review.compared import Extra
from xaiviewer.review.derived.comparison import Comparison, Marking
from xaiviewer.ui.kit import beside_words, theme
from xaiviewer.ui.kit.controls import Choice, Elided, Segmented, Slider, column, label, row
from xaiviewer.ui.kit.signals import follow
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.views.compare.pane import LETTERS

_OPENING = {"maximum": Marking(), "strongest": Marking("strongest", 0.05)}
_EXTRAS: dict[str, Extra] = {"none": "none", "difference": "difference", "consensus": "consensus"}


class CompareBar(QWidget):
    """Two of them and their rank correlation; the difference; the consensus with what chance would give."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.one, self.other = Choice(tr("First of the two"), []), Choice(tr("Second of the two"), [])
        for choice in (self.one, self.other):
            theme.follow(choice, lambda it: it.setFixedWidth(theme.px(56)))
            choice.activated.connect(self._choose_pair)
        self.correlation = label("", "title")
        self.extra = Segmented(
            tr("Beside them"),
            [
                ("none", tr("Neither"), tr("The explanations alone")),
                ("difference", tr("Difference"), tr("What the first of the two marks more than the second")),
                ("consensus", tr("Consensus"), tr("Which share of the distinct explanations marks a place")),
            ],
        )
        self.rule = Segmented(
            tr("Marked is"),
            [
                ("maximum", tr("above a share of the maximum"), tr("More than this share of the map's own maximum")),
                ("strongest", tr("the strongest share of the head"), tr("So large a share of the head's pixels")),
            ],
        )
        self.share = Slider(tr("Share, per cent"), 100)
        self.share.setMinimum(1)
        self._percent = label("", "small")
        theme.follow(self._percent, lambda it: it.setFixedWidth(theme.px(40)))
        self.where, self.votes, self.chance = (label("", role, wrap=True) for role in ("small", "", "small"))
        self.classes = label("", "caution", wrap=True)
        self.classes.setMinimumHeight(self.classes.fontMetrics().lineSpacing())
        self._marking = QWidget()
        marks = column(self._marking, spacing=4)
        marks.addLayout(row(label(tr("Marked is"), "muted"), self.rule, self.share, self._percent))
        marks.addWidget(self.votes)
        marks.addWidget(self.chance)
        layout = column(self, margins=(16, 8, 16, 8), spacing=8)
        of_two = Elided("muted")
        of_two.say(tr("Rank correlation"), tr("Correlation"))
        layout.addLayout(row(of_two, self.one, self.other, self.correlation, 1, self.extra))
        layout.addWidget(self.where)
        layout.addWidget(self.classes)
        layout.addWidget(self._marking)
        self.extra.chosen.connect(self._choose_extra)
        self.rule.chosen.connect(self._choose_rule)
        self.share.valueChanged.connect(self._choose_share)
        follow(self.refresh, review.compared.changed, review.shown.results_changed)
        self.refresh()

    def refresh(self) -> None:
        """Say what is known now."""
        mine = self._review.compared.state
        letters = [(str(place), LETTERS[place]) for place in range(len(mine.subjects))]
        for choice, place in zip((self.one, self.other), mine.pair, strict=True):
            choice.offer(letters)
            choice.set_current(str(place))
        value, where = _correlation(mine.found, mine.pair)
        if mine.found is None and self._review.compared.busy:
            where = tr("Comparing…")
        self.correlation.setText(value)
        self.where.setText(where)
        self.correlation.setToolTip(_all_pairs(mine.found))
        classes = beside_words.classes(self._review.shown.state)
        self.classes.setText(classes)
        second = self._review.shown.state.second
        self.classes.setVisible(bool(classes) or (second is not None and second.found is None))  # as room for it
        self.extra.set_current(mine.extra)
        self._marking.setVisible(mine.extra == "consensus")
        self.rule.set_current(mine.marking.rule)
        self.share.show_value(round(mine.marking.share * 100))
        self._percent.setText(f"{mine.marking.share * 100:.0f} %")
        self.votes.setText("" if mine.found is None else _votes(mine.found))
        self.chance.setText("" if mine.found is None else _chance(mine.found))

    def told(self) -> list[str]:
        """What it says of the slice, line by line."""
        pair = " – ".join(LETTERS[place] for place in self._review.compared.state.pair)
        of_two = f"{tr('Rank correlation')} {pair}: {self.correlation.text()}. {self.where.text()}"
        votes = [] if self._marking.isHidden() else [self.votes.text(), self.chance.text()]
        return [of_two, *votes, self.classes.text()]

    def _choose_pair(self) -> None:
        self._review.compared.set_pair(int(self.one.currentData()), int(self.other.currentData()))

    def _choose_extra(self, key: str) -> None:
        self._review.compared.show(_EXTRAS[key])

    def _choose_rule(self, key: str) -> None:
        self._review.compared.mark(_OPENING[key])

    def _choose_share(self, value: int) -> None:
        self._review.compared.mark(Marking(self._review.compared.state.marking.rule, value / 100))


def _correlation(found: Comparison | None, pair: tuple[int, int]) -> tuple[str, str]:
    """Spearman's of the two, and over what it is taken."""
    value = None if found is None else found.correlation(*pair)
    if found is None or value is None:
        return "–", tr("Both must be computed for this slice.")
    rows, columns = found.share.shape
    where = tr("Spearman, over the {pixels} pixels of the head, on the slice's grid of {grid}.")
    told = "–" if math.isnan(value) else figure(f"{value:+.2f}")
    return told, where.format(pixels=figure(f"{found.pixels:,}"), grid=f"{columns} × {rows}")


def _all_pairs(found: Comparison | None) -> str:
    """Every two, a line each."""
    if found is None:
        return ""
    lines = []
    for number, one in enumerate(found.known):
        for other in found.known[number + 1 :]:
            value = found.correlation(one, other)
            told = "–" if value is None or math.isnan(value) else figure(f"{value:+.2f}")
            lines.append(f"{LETTERS[one]} {LETTERS[other]}  {told}")
    return "\n".join(lines)


def _votes(found: Comparison) -> str:
    """Where those that have a vote agree, and what chance would give."""
    count = len(found.groups)
    if count < 2:
        return tr("Only one distinct map: no consensus.")
    parts = []
    for least in range(count, 1, -1):
        whole = tr("All {count} mark {seen} of the head (by chance {chance})")
        told = whole if least == count else tr("at least {least}: {seen} ({chance})")
        seen, chance = _percent(found.found.observed[least - 1]), _percent(found.found.chance[least - 1])
        parts.append(told.format(count=count, least=least, seen=seen, chance=chance))
    return "  ·  ".join(parts)


def _chance(found: Comparison) -> str:
    """Who shares a vote, and what chance means."""
    same = [tr(" and ").join(LETTERS[each] for each in group) for group in found.groups if len(group) > 1]
    one = [tr("{letters} give the same map and count once.").format(letters=each) for each in same]
    chance = tr("By chance: each marks as many pixels, at independent places.")
    return " ".join([*one, chance])


def _percent(value: float) -> str:
    return figure(f"{value * 100:.2g} %") if value >= 0.0001 or value == 0 else figure("< 0.01 %")
