"""The slice under its heat, and what else a method can answer in its place, between a header and a footer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from xaiviewer.requests import (
    METHODS,
    Answers,
    AttributionMap,
    ChannelMaps,
    Partial,
    Regions,
    Request,
    Synthesis,
    method_title,
)
from xaiviewer.review import Review, ShownState, query
from xaiviewer.ui.kit import answer_words, favourite_words, null_wording, theme, training_words, wording
from xaiviewer.ui.kit.controls import Elided, column, label
from xaiviewer.ui.kit.enlarging import enlarged
from xaiviewer.ui.kit.names import Names
from xaiviewer.ui.kit.rendering import Renderer
from xaiviewer.ui.kit.signals import follow_shown
from xaiviewer.ui.language import figure, tr
from xaiviewer.ui.views.channels_view import ChannelsView
from xaiviewer.ui.views.colour_bar import ColourBar
from xaiviewer.ui.views.frames import ViewFrame
from xaiviewer.ui.views.measuring.tools import Tools
from xaiviewer.ui.views.slice_view import SliceView
from xaiviewer.ui.views.synthesis_view import PictureChannels, SynthesisView
from xaiviewer.ui.views.view_controls import OutlineKey, SequenceChoice, ViewControls
from xaiviewer.ui.views.viewport import Viewport

_NARROW, _WIDEST = 400, 400  # a view whose header has no room for all; pixels of what stands beside the title
_TITLE = 200  # pixels that the title has before what else stands in the header
_LEAST_BAR = 112  # of the colours: what stands beside them gives way
NOT_NAMED = ("opacity", "draw_above", "windows", "inverted", "mask", "model", "colour_map", "contrast", "polarity")
"""How the map is drawn: neither header nor footer of a view says so in words."""


class HeatFrame(ViewFrame):
    """The header names the method and the layer, the footer holds the colour bar, between them stands what is answered.

    That is the slice under its heat, a picture that was made, or the channels of a layer. Alone, it holds what the
    other view's header and footer offer, too.

    Signals:
        channel_asked(int): the reader wants to know what a channel of the layer wants to see.
    """

    channel_asked = Signal(int)

    of_heat = True

    def __init__(self, review: Review, renderer: Renderer, viewport: Viewport, names: Names, tools: Tools) -> None:
        super().__init__(SliceView(review, renderer, viewport, tools, role="heat", names=names))
        self._review = review
        self.synthesis = SynthesisView(review, viewport)
        self.channels = ChannelsView(review, renderer)
        self.colour_bar = ColourBar(review, renderer)
        self.sequences = SequenceChoice(review, names)
        self.controls = ViewControls(review, viewport, names)
        self.of_picture = PictureChannels(review)
        tip = tr("Borders of the regions on or off")
        self.regions = OutlineKey(tr("Regions"), tip, theme.MUTED, dashed=False)
        for place, widget in enumerate((self.synthesis, self.channels), start=2):
            self.lay.insertWidget(place, widget, 1)
        self.note = Note(self)  # lies over the picture: the two views must stay equally large
        self.header.row.insertWidget(self.header.row.indexOf(self._maximise), self.sequences)
        self.footer.row.setContentsMargins(16, 0, 16, 0)
        for widget in (self.controls, self.regions, self.of_picture):
            self.footer.row.addWidget(widget)
        self.worth = Elided("small")
        self.colour_bar.setMinimumWidth(_LEAST_BAR)
        self.footer.row.addWidget(self.worth)
        self.footer.row.addWidget(self.colour_bar, 1)
        self._alone = False
        self.set_alone(on=False)
        self.regions.clicked.connect(review.shown.toggle_regions)
        self.channels.channel_chosen.connect(self.channel_asked)
        follow_shown(self, self._refresh, review.shown, but=NOT_NAMED)
        self._refresh()

    def shown(self) -> QWidget:
        return next(each for each in (self.synthesis, self.channels, self.view) if each.isVisibleTo(self))

    def scale(self, times: int = 1) -> QPixmap | None:
        return enlarged(self.colour_bar, times) if self.colour_bar.isVisibleTo(self) else None

    def remarks(self) -> tuple[str, ...]:
        return self.note.warning.text(), self.note.sentence.text()

    def set_alone(self, *, on: bool) -> None:
        """Whether the other view is hidden."""
        self._alone = on
        self.view.set_alone(on=on)
        self._give_way()
        self.sequences.setVisible(on)
        self.controls.setVisible(on)
        self.footer.row.setContentsMargins(12 if on else 16, 0, 16, 0)
        self.footer.row.setSpacing(24 if on else 8)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.sequences.give_room(self.width() - _TITLE)
        self._give_way()
        self._place_note()

    def _give_way(self) -> None:
        """In a narrow view the detail is shown as far as the title leaves room, which says what the map is of."""
        short = self.fontMetrics().horizontalAdvance(self.detail.text().partition(",")[0]) + 4
        beside = _TITLE if self._alone else 0
        self.detail.setMaximumWidth(short if self.width() - beside < _NARROW else _WIDEST)

    def _place_note(self) -> None:
        """Right above the footer."""
        height = self.note.needed(self.width())
        bottom = self.height() - self.footer.height()
        self.note.setGeometry(0, bottom - height, self.width(), height)
        self.note.raise_()

    def _refresh(self) -> None:
        state = self._review.shown.state
        kind = query.kind(state)
        self.view.setVisible(kind not in (Answers.SYNTHESIS, Answers.CHANNELS))
        self.synthesis.setVisible(kind is Answers.SYNTHESIS)
        self.channels.setVisible(kind is Answers.CHANNELS)
        self.colour_bar.setVisible(self.view.isVisibleTo(self))
        self.of_picture.setVisible(kind is Answers.SYNTHESIS)
        self.regions.setVisible(isinstance(query.input_map(state), Regions))
        self.regions.setChecked(state.regions)
        self.note.say(*notes(state))
        self._place_note()
        title, detail = words(state)
        lost = favourite_words.place_lost(query.favourite_of(state)) if _of_classifier(state) else ""
        layer = title.rpartition(" · ")[2]  # which of them is looked at counts for more than by which method
        self.title.say(*((f"{title} · {lost}", f"{layer} · {lost}", lost) if lost else (title,)))
        self.detail.say(detail, detail.partition(",")[0])
        self._give_way()
        self.worth.say(*worth(state))
        self.worth.setToolTip(worth_help(state))
        named = ""
        if _of_classifier(state):
            names = wording.names(query.layers(state)[state.layer])
            named = f"{names}\n{favourite_words.place_help(query.favourite_of(state))}"
        self.title.setToolTip(named)


class Note(QWidget):
    """What must be said of a picture, below it: what it warns of, and what it says in words. Hidden where none is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.warning = label("", "caution", wrap=True)
        self.sentence = label("", "small", wrap=True)
        self._lay = column(self, margins=(16, 8, 16, 8), spacing=4)
        self._lay.addWidget(self.warning)
        self._lay.addWidget(self.sentence)
        self.say("", "")

    def needed(self, width: int) -> int:
        """The height that all of it takes."""
        self._lay.invalidate()  # what was just said is not laid out yet
        return self._lay.totalHeightForWidth(width)

    def say(self, warning: str, sentence: str) -> None:
        """Show both, as far as there is anything."""
        for widget, text in ((self.warning, warning), (self.sentence, sentence)):
            widget.setText(text)
            widget.setVisible(bool(text))
        self.setVisible(bool(warning or sentence))


def notes(state: ShownState) -> tuple[str, str]:
    """What the method warns of, and what its answer says in words."""
    if state.request is None:
        return "", ""
    method, found = METHODS[state.request.method], query.found_of(state)
    told = []
    if isinstance(found, Regions):
        told.append(found.sentence)
    if isinstance(found, AttributionMap | Regions):
        told.append(answer_words.gap(found))
    if isinstance(found, ChannelMaps):
        told.append(tr("Click a channel to see what activates it most."))
    return tr(method.warning) if method.warning else "", " ".join(filter(None, told))


def _of_classifier(state: ShownState) -> bool:
    """Whether the map of one of the classifier's layers is shown, by whatever method."""
    if state.analysis is None or query.network(state) is not state.analysis.description:
        return False
    of_layer = query.walks(state) and query.kind(state) is not Answers.CHANNELS
    return of_layer and len(query.shown_layers(state)) == 1


def worth(state: ShownState) -> tuple[str, ...]:
    """p of the map shown, or that it was not measured, and that it is pale; the same in fewer words."""
    if query.kind(state) in (Answers.SYNTHESIS, Answers.CHANNELS) or state.analysis is None:
        return ("",)
    pale = tr("pale") if state.appearance.mute and query.muted(state) else ""
    return tuple(" · ".join(filter(None, (each, pale))) for each in null_wording.p_told(state))


def worth_help(state: ShownState) -> str:
    """What they mean; all of it, as the words may give way."""
    told = [*worth(state)[:1]]
    if null_wording.p_told(state)[0]:
        told.append(tr("p: share of random places in the head at which the mask reaches as much {score}."))
    if state.appearance.mute and query.muted(state):
        told.append(tr("Pale, as the network does not call this slice {finding}."))
    name = "" if state.analysis is None else tr(state.analysis.description.main_name)
    return "\n".join(filter(None, told)).format(score=wording.score_name(state.score), finding=name)


def words(state: ShownState) -> tuple[str, str]:
    """Header and detail."""
    layers = query.shown_layers(state)
    if state.analysis is None or not layers:
        return tr("Heat map"), ""
    if state.request is not None and query.kind(state) not in (Answers.EVERY_LAYER, Answers.SEQUENCES):
        return _title(state, state.request), _detail(state)
    answer = query.answer_of(state)
    if isinstance(answer, Partial):
        return _of_layer(state), tr("{done} of {all} passes").format(done=answer.done, all=answer.total)
    if len(layers) > 1:
        mean = state.appearance.fusion == "mean"
        told = tr("{number} layers, mean") if mean else tr("{number} layers, maximum")
        told = _group(state) + told.format(number=len(layers))
        made = {query.method_of(state, layer) or "" for layer in layers}
        method = method_title(made.pop()) if len(made) == 1 else tr("each layer's own method")
        return " · ".join(filter(None, [training_words.ensemble(state), method, told])), tr("fused, upsampled")
    return _of_layer(state), wording.grid(query.layers(state)[state.layer])


def _group(state: ShownState) -> str:
    """Which part of the network is shown as one map, to be put before how many layers it has; "" of any others."""
    groups = query.layers(state)[state.layer].groups
    of_group = state.selection.scope == "group" and state.selection.level < len(groups)
    return f"{groups[state.selection.level]}, " if of_group else ""


def _of_layer(state: ShownState) -> str:
    method = query.method_of(state, state.layer) or ""
    what = training_words.ensemble(state) or method_title(method)
    return f"{what} · {query.layers(state)[state.layer].name}"


def _title(state: ShownState, request: Request) -> str:
    """The method, and the layer that it is asked about."""
    layer = query.asked_layer(state)
    where = "" if layer is None else f" · {query.layers(state)[layer].name}"
    channel = request.values.get("channel")
    unit = "" if channel is None or layer is None else " " + tr("channel {number}").format(number=channel)
    return method_title(request.method) + where + unit


def _detail(state: ShownState) -> str:
    answer, found = query.answer_of(state), query.found_of(state)
    if isinstance(answer, Partial):
        return tr("{done} of {all} passes").format(done=answer.done, all=answer.total)
    if isinstance(found, Synthesis):
        return figure(f"{found.before:.3g} → {found.after:.3g}")
    layer, shape = query.asked_layer(state), query.input_shape(state, query.task(state))
    if isinstance(found, AttributionMap):
        layer = found.layer  # the input's pixels may be weighed by a layer, as in Guided Grad-CAM
    if layer is not None:
        return wording.grid(query.layers(state)[layer])
    return tr("input, {size}").format(size=f"{shape.size} × {shape.size}")
