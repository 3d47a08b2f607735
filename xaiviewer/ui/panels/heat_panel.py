"""How the map is made and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from xaiviewer.agreement.equal_methods import equal_methods
from xaiviewer.display.colour import COLOUR_MAPS, DIVERGING
from xaiviewer.requests import METHODS, ONE_PASS_METHODS, Favourite, SliceResult, method_title
from xaiviewer.review import BEST, Review, query
from xaiviewer.ui.kit import favourite_words, null_wording, theme
from xaiviewer.ui.kit.controls import Choice, Segmented, Slider, column, keep_keys, label, row
from xaiviewer.ui.kit.forms import add_line, lines
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow_later, follow_shown
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.asking.ask_box import AskBox
from xaiviewer.ui.panels.asking.method_choice import MethodChoice
from xaiviewer.ui.panels.sanity.offer import SanityOffer
from xaiviewer.ui.panels.sanity.row import SanityRow
from xaiviewer.ui.panels.trainings import Trainings

_BY = "mass"
"""The score by which methods were compared when they were measured."""
_ELSEWHERE = ("slice_index", "layer", "windows", "judged", "nulls", "of_case", "answers", "analysis", "selection")
"""What the sliders and choices do not tell."""
_WHY = 30  # pixels: two lines of what is said of the method
_NOT_A_CHOICE = ("slice_index", "layer", "opacity", "draw_above", "windows", "judged", "nulls", "of_case")
"""What none of the further choices tells."""


class HeatPanel(Section):
    """The choices a reader needs; the rest opens below."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("Heat map"), "heat", parent)
        self._review = review
        self._kept = Kept()
        self.method = MethodChoice()
        self._why = label(" ", "small", wrap=True)
        self._why.setObjectName("why")
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._why_width = 0
        theme.follow(self._why, lambda it: it.setMinimumHeight(theme.px(_WHY)))
        self.opacity = Slider(tr("Opacity of the heat map"), 100)
        self.threshold = Slider(tr("Threshold, per cent of full colour"), 100)
        self._opacity_value, self._threshold_value = label("", "small"), label("", "small")
        self.polarity = Segmented(
            tr("Evidence"),
            [
                ("positive", tr("For"), tr("What speaks for the class (positive values only, as in Grad-CAM)")),
                ("absolute", tr("Magnitude"), tr("How strongly each place counts, whether for or against")),
                ("signed", tr("For and against"), tr("Both signs in two colours")),
            ],
        )
        self.ask = AskBox(review)
        self.sanity, self.offer = SanityRow(review), SanityOffer(review)
        checks = row(self.sanity, self.sanity.about)
        grid = lines()
        add_line(grid, tr("Method"), self.method)
        grid.addLayout(checks, grid.rowCount(), 0, 1, 3)
        grid.addWidget(self.offer, grid.rowCount(), 0, 1, 3)
        grid.addWidget(self._why, grid.rowCount(), 0, 1, 3)
        grid.addWidget(self.ask, grid.rowCount(), 0, 1, 3)
        add_line(grid, tr("Opacity"), self.opacity, self._opacity_value)
        add_line(grid, tr("Threshold"), self.threshold, self._threshold_value)
        add_line(grid, tr("Evidence"), self.polarity)
        self.body.addLayout(grid)
        self.more = MoreChoices(review)
        self.trainings = Trainings(review)
        self.body.addWidget(self.more)
        self.body.addWidget(self.trainings)
        self.method.activated.connect(self._choose_method)
        self.opacity.valueChanged.connect(self._choose_opacity)
        self.threshold.valueChanged.connect(self._choose_threshold)
        self.polarity.chosen.connect(self._choose_polarity)
        follow_shown(self, self._refresh, review.shown, but=_ELSEWHERE)
        follow_later(self, self._tell, review.shown, but=("appearance",))
        review.work.task_changed.connect(self._tell_pace)
        self._refresh()
        self._tell()

    def _tell_pace(self) -> None:
        """What methods cost, once the first passes were timed; told for good when the worker rests."""
        if self._review.work.state.task is None:
            self.method.tell(self._review.shown.state, self._review.work.state.pace, self._alike())

    def _choose_method(self) -> None:
        self.choose_method(self.method.currentData())

    def choose_method(self, key: str) -> None:
        """Layers' maps are there at once; anything else is looked at, and asked for with a button of its own."""
        if key == BEST or key in ONE_PASS_METHODS:
            self._review.shown.set_method(key)
        else:
            self.ask.choose(key)
            self._refresh()  # before the networks are known there is nothing to ask

    def _choose_opacity(self, value: int) -> None:
        self._review.shown.set_opacity(value / 100)

    def _choose_threshold(self, value: int) -> None:
        self._review.shown.set_appearance(replace(self._review.shown.state.appearance, draw_above=value / 100))

    def _choose_polarity(self, key: str) -> None:
        changes: dict[str, Any] = {"polarity": key}
        self._review.shown.set_appearance(replace(self._review.shown.state.appearance, **changes))

    def _keep_room(self) -> None:
        """The lines that were taken once stay: what lies below must not move from layer to layer."""
        if not self._why.isVisible():
            return
        wide, least = self._why.width(), self._why.minimumHeight()
        if wide != self._why_width:
            self._why_width, least = wide, theme.px(_WHY)
        self._why.setMinimumHeight(max(least, self._why.heightForWidth(wide)))

    def _refresh(self) -> None:
        """What the reader sets."""
        state = self._review.shown.state
        drawn = state.appearance
        self.method.set_current(state.method if state.request is None else state.request.method)
        self.opacity.show_value(round(drawn.opacity * 100))
        self.threshold.show_value(round(drawn.draw_above * 100))
        self._opacity_value.setText(f"{drawn.opacity * 100:.0f} %")
        self._threshold_value.setText(f"{drawn.draw_above * 100:.0f} %")
        self.polarity.set_current(drawn.polarity)

    def _tell(self) -> None:
        """What is said of it."""
        state = self._review.shown.state
        self.method.tell(state, self._review.work.state.pace, self._alike())
        best = query.favourite_of(state)
        told = favourite_words.title(best, explained=bool(null_wording.explained(state, _BY)))
        if self.method.itemText(0) != told:
            self.method.setItemText(0, told)
        self._why.setText(self._about(best) or " ")
        self._keep_room()
        self._why.setToolTip(f"<p>{'</p><p>'.join(map(escape, favourite_words.tells_help(best).splitlines()))}</p>")

    def _alike(self) -> dict[str, str]:
        """By method the title of another one whose map of the current layer is the same on this slice."""
        state = self._review.shown.state
        result = query.result(state) if state.request is None else None
        if result is None:
            return {}
        kept: dict[str, str] = self._kept.get((result, state.layer), lambda: _same(result, state.layer))
        return {**kept, **self._by_structure()}

    def _by_structure(self) -> dict[str, str]:
        """The same for whatever slice, as the network's structure says."""
        groups = query.layers(self._review.shown.state)[self._review.shown.state.layer].same
        return {key: method_title(next(each for each in group if each != key)) for group in groups for key in group}

    def _about(self, best: Favourite | None) -> str:
        """Why this method, or what it answers."""
        state = self._review.shown.state
        if state.request is not None:
            return tr(METHODS[state.request.method].question)
        explained = null_wording.explained(state, _BY)
        if explained:  # on this slice, or over the case, nothing is the best
            told = tr("Share of the map in the mask, on this slice: {verdict}")
            told = tr("Share of the map in the masks, whole case: {verdict}") if state.scope == "case" else told
            return told.format(verdict=explained)
        return favourite_words.reason(best, state.case_told, chosen=state.method == BEST)


class MoreChoices(QWidget):
    """Scale, contrast, colours, alignment, fusion of layers: folded away until asked for."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.toggle = QPushButton(tr("More display choices"))
        self.toggle.setProperty("disclosure", True)
        self.toggle.setCheckable(True)
        keep_keys(self.toggle)
        self.body = QWidget()
        self.body.setVisible(False)
        self._build()
        layout = column(self, spacing=4)
        layout.addWidget(self.toggle)
        layout.addWidget(self.body)
        self.toggle.toggled.connect(self._fold)
        follow_shown(self, self._refresh, review.shown, but=_NOT_A_CHOICE)
        self._fold()
        self._refresh()

    def _build(self) -> None:
        self._build_colours()
        self._build_places()
        grid = lines(self.body)
        for name, widget in (
            (tr("Drawn as"), self.drawn_as),
            (tr("Scale"), self.normalise),
            (tr("Full colour"), self.full),
            (tr("Contrast"), self.contrast),
            (tr("Colours"), self.colours),
            (tr("Position"), self.alignment),
            (tr("Layers"), self.scope),
            (tr("Fusion"), self.how),
        ):
            add_line(grid, name, widget)
        for box in (self.smooth, self.soften, self.fade, self.mute):
            keep_keys(box)
            grid.addWidget(box, grid.rowCount(), 1, 1, 2)
        grid.addWidget(self._warning, grid.rowCount(), 1, 1, 2)
        self.drawn_as.chosen.connect(self._choose_style)
        self.normalise.chosen.connect(self._choose_normalise)
        self.full.chosen.connect(self._choose_full)
        self.contrast.chosen.connect(self._choose_contrast)
        self.colours.activated.connect(self._choose_colours)
        self.alignment.chosen.connect(self._choose_alignment)
        self.scope.activated.connect(self._choose_scope)
        self.how.chosen.connect(self._choose_how)
        self.smooth.clicked.connect(self._choose_smooth)
        self.soften.clicked.connect(self._choose_soften)
        self.fade.clicked.connect(self._choose_fade)
        self.mute.clicked.connect(self._choose_mute)

    def _build_colours(self) -> None:
        """What becomes of values."""
        self.normalise = Segmented(
            tr("Scale"),
            [
                (
                    "case",
                    tr("Whole case"),
                    tr("Full colour is that of the case, so that slices can be compared"),
                ),
                (
                    "slice",
                    tr("This slice"),
                    tr("Full colour is that of this slice: a slice without a lesion looks as hot as any"),
                ),
            ],
        )
        self.full = Segmented(
            tr("Full colour"),
            [
                ("robust", tr("99th percentile"), tr("The strongest 1 % saturate, so that all else can be seen")),
                ("maximum", tr("Maximum"), tr("Only the strongest place has full colour")),
            ],
        )
        self.drawn_as = Segmented(
            tr("Drawn as"),
            [
                ("colour", tr("Colours"), tr("Each place in the colour of its value")),
                ("contours", tr("Contours"), tr("Contour lines around 50 and 80 % of the map's sum")),
            ],
        )
        self.contrast = Segmented(
            tr("Contrast"),
            [
                ("none", tr("Linear"), tr("Colour is proportional to the map")),
                ("stretch", tr("Stretched"), tr("Spread between the 2nd and the 98th percentile")),
                ("clahe", tr("Local"), tr("Contrast-limited adaptive histogram equalisation (CLAHE)")),
            ],
        )
        offered = [(key, tr(each.label)) for key, each in COLOUR_MAPS.items() if key != DIVERGING]
        self.colours = Choice(tr("Colours"), offered)

    def _build_places(self) -> None:
        """Where values lie, and of what."""
        self.alignment = Segmented(
            tr("Position"),
            [
                (
                    "centred",
                    tr("Exact"),
                    tr("Each cell at the centre of its receptive field: its true position in the image"),
                ),
                (
                    "half-pixel",
                    tr("As in most tools"),
                    tr("As most tools draw it: late layers lie up to 16 pixels down and to the right"),
                ),
            ],
        )
        self.scope = Choice(
            tr("Layers shown"),
            scopes(()),
        )
        self.how = Segmented(
            tr("Fusion"),
            [("mean", tr("Mean"), tr("Mean of the maps")), ("max", tr("Maximum"), tr("Largest of the maps"))],
        )
        self.smooth = QCheckBox(tr("Interpolate between cells"))
        self.soften = QCheckBox(tr("Smooth (Gaussian, 0.7 cells)"))
        self.soften.setToolTip(tr("Display only: scores and exports use the unsmoothed map"))
        self.fade = QCheckBox(tr("Weak heat is more transparent"))
        self.mute = QCheckBox(tr("Pale on slices called negative"))
        self.mute.setToolTip(tr("Heat for the finding is pale on slices that the network calls negative"))
        self._warning = label("", "caution", wrap=True)

    def _fold(self) -> None:
        unfolded = self.toggle.isChecked()
        self.body.setVisible(unfolded)
        self.toggle.setIcon(theme.icon("down" if unfolded else "right", size=16))

    def _draw(self, **changes: Any) -> None:
        self._review.shown.set_appearance(replace(self._review.shown.state.appearance, **changes))

    def _choose_normalise(self, key: str) -> None:
        self._draw(normalise=key)

    def _choose_full(self, key: str) -> None:
        self._draw(scale=key)

    def _choose_style(self, key: str) -> None:
        self._draw(style=key)

    def _choose_contrast(self, key: str) -> None:
        self._draw(contrast=key)

    def _choose_colours(self) -> None:
        self._draw(colour_map=self.colours.currentData())

    def _choose_alignment(self, key: str) -> None:
        self._draw(alignment=key)

    def _choose_scope(self) -> None:
        scope, _, level = self.scope.currentData().partition(" ")
        selection = self._review.shown.state.selection
        self._review.shown.select_layers(replace(selection, scope=scope, level=int(level or 0)))

    def _choose_how(self, key: str) -> None:
        self._draw(fusion=key)

    def _choose_smooth(self) -> None:
        self._draw(smooth=self.smooth.isChecked())

    def _choose_soften(self) -> None:
        self._draw(soften=self.soften.isChecked())

    def _choose_fade(self) -> None:
        self._draw(fade=self.fade.isChecked())

    def _choose_mute(self) -> None:
        self._draw(mute=self.mute.isChecked())

    def _refresh(self) -> None:
        drawn, selection = self._review.shown.state.appearance, self._review.shown.state.selection
        self.normalise.set_current(drawn.normalise)
        self.drawn_as.set_current(drawn.style)
        self.full.set_current(drawn.scale)
        self.full.setEnabled(query.one_map(self._review.shown.state) or selection.scope == "layer")
        self.contrast.set_current(drawn.contrast)
        self.colours.set_current(drawn.colour_map)
        self.colours.setEnabled(not drawn.signed)
        self.alignment.set_current(drawn.alignment)
        scope, network = selection.scope, query.network(self._review.shown.state)
        self.scope.offer(scopes(network.levels if network is not None else ()))
        self.scope.set_current(f"{scope} {selection.level}" if scope == "group" else scope)
        self.how.set_current(drawn.fusion)
        of_layers = not query.one_map(self._review.shown.state)
        self.scope.setEnabled(of_layers)
        self.alignment.setEnabled(not query.at_input(self._review.shown.state))
        self.how.setEnabled(of_layers and scope != "layer")
        self.smooth.setChecked(drawn.smooth)
        self.soften.setChecked(drawn.soften)
        self.soften.setEnabled(drawn.smooth)
        self.fade.setChecked(drawn.fade)
        self.mute.setChecked(drawn.mute)
        warning = COLOUR_MAPS[drawn.colour_map].warning if not drawn.signed else ""
        warning = tr(warning) if warning else ""
        if drawn.contrast != "none" and drawn.style == "colour":
            told = tr("Contrast changes the colours: they are no longer proportional to the map.")
            warning = f"{warning} {told}".strip()
        self._warning.setVisible(bool(warning))
        self._warning.setText(warning)


def _same(result: SliceResult, layer: int) -> dict[str, str]:
    """By method the title of the first other one whose map of a layer is the same."""
    maps = {
        method: found.maps[layer] for method in ONE_PASS_METHODS if (found := result.layer_maps(method)) is not None
    }
    (groups,) = equal_methods({method: (values,) for method, values in maps.items()}) if maps else ((),)
    return {key: method_title(next(each for each in group if each != key)) for group in groups for key in group}


def scopes(levels: Sequence[str]) -> list[tuple[str, str]]:
    """Which layers can be shown as one, by key: the current one, its group of each level, the finest first, or all."""
    whole = tr("Whole {level}")
    groups = [(f"group {level}", whole.format(level=word)) for level, word in reversed([*enumerate(levels)])]
    return [
        ("layer", tr("This layer alone")),
        *groups,
        ("network", tr("All layers")),
        ("chosen", tr("Layers chosen with Ctrl+click")),
    ]
