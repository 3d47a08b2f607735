"""Which layer is shown: both names, a slider, the picture of the network."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from xaiviewer.requests import method_title
from xaiviewer.review import LayerSelection, Review, query
from xaiviewer.review.state import LayerScope
from xaiviewer.ui.kit import wording
from xaiviewer.ui.kit.actions import with_key
from xaiviewer.ui.kit.controls import Elided, Slider, flat_button, label, row
from xaiviewer.ui.kit.section import Section
from xaiviewer.ui.kit.signals import follow_shown
from xaiviewer.ui.language import tr
from xaiviewer.ui.panels.network.picture import NO_LAYERS, NetworkPicture

_NOT_OF_LAYER = ("appearance", "judged", "nulls", "of_case", "selection", "scope", "score")
"""What a layer's name does not depend on."""


class LayerPanel(Section):
    """The reader goes through the network from its input (left) to its output (right)."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("Layer"), "layer", parent)
        self._review = review
        self._name = label("", "title")
        self._alias = Elided("small")  # gives way: the views must not move from one layer's name to the next
        self.slider = Slider(tr("Layer"), 0)
        self.previous = flat_button("previous", with_key("layer.previous", tr("Previous layer")))
        self.next = flat_button("next", with_key("layer.next", tr("Next layer")))
        self.picture = NetworkPicture(review)
        self.body.addLayout(row(self._name, 1, self._alias))
        self.body.addLayout(row(self.previous, self.slider, self.next, spacing=4))
        self.body.addWidget(self.picture)
        self.slider.valueChanged.connect(review.shown.show_layer)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.picture.layer_chosen.connect(review.shown.show_layer)
        self.picture.layer_toggled.connect(self._toggle)
        follow_shown(self, self._refresh, review.shown, but=_NOT_OF_LAYER)
        self._refresh()

    def _step_back(self) -> None:
        self._review.shown.show_layer(self._review.shown.state.layer - 1)

    def _step_on(self) -> None:
        self._review.shown.show_layer(self._review.shown.state.layer + 1)

    def _toggle(self, layer: int) -> None:
        """Take a layer into the fused set, or out of it; the first one joins the layer already shown."""
        state = self._review.shown.state
        before = set(query.shown_layers(state))
        chosen = frozenset(before ^ {layer})
        scope: LayerScope = "chosen" if len(chosen) > 1 else "layer"
        self._review.shown.select_layers(LayerSelection(scope, chosen=chosen))
        if len(chosen) == 1:
            self._review.shown.show_layer(next(iter(chosen)))

    def _refresh(self) -> None:
        state = self._review.shown.state
        analysis = state.analysis
        for widget in (self.slider, self.previous, self.next):
            widget.setEnabled(analysis is not None and query.walks(state))
        self.picture.setEnabled(query.walks(state))
        if analysis is None:
            self._name.setText(" ")
            self._alias.say(" ")
            self.remark.setText("")
            return
        if not query.walks(state) and state.request is not None:
            method, own = method_title(state.request.method), query.own_layer(state)
            self._name.setText(tr("Input") if own is None else own.name)
            told = (
                tr("{method}: map of the input, of no layer")
                if own is None
                else tr("{method}: map of this layer alone")
            )
            self._alias.say(told.format(method=method), tr("no layer") if own is None else tr("this layer alone"))
            self._alias.setToolTip(tr(NO_LAYERS))
            self.remark.setText("")
            return
        layers = query.layers(state)
        here = layers[state.layer]
        self.slider.setMaximum(len(layers) - 1)
        self.slider.show_value(state.layer)
        self._name.setText(here.name)
        library, alias = here.other_names[0] if here.other_names else ("", "")
        self._alias.say(f"{library}: {alias}" if alias else " ", alias)
        told = tr("{name}: the same layer's name in {library}").format(name=alias, library=library)
        self._alias.setToolTip(told if alias else "")
        place = tr("{here} of {count}").format(here=state.layer + 1, count=len(layers))
        self.remark.setText(f"{wording.kind(here)}  ·  {place}")
