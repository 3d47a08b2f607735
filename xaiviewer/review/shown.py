"""What is on the screen: the case, its results, the slice, layer and method, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from xaiviewer.case import AUTOMATIC, Case, Choices, Contents
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.window_level import WindowLevel
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, METHODS, Analysis, Partial, Request
from xaiviewer.requests.faithfulness import REMOVALS
from xaiviewer.review import beside, query
from xaiviewer.review.cache import Remembered
from xaiviewer.review.derived.memory import bounded
from xaiviewer.review.derived.presets import Presets
from xaiviewer.review.derived.sources import taken
from xaiviewer.review.second_network import SecondNetwork
from xaiviewer.review.state import Ensemble, Glimpse, LayerSelection, Scope, ShownState
from xaiviewer.review.threads.asking import Answered
from xaiviewer.review.threads.comparing import NullsFound
from xaiviewer.review.threads.comparing_case import CaseHeld
from xaiviewer.review.threads.reading import Listed, Loaded, Read
from xaiviewer.review.threads.reproducing import ReproducedFound, TrainingsRefused
from xaiviewer.review.threads.seconding import SecondFound, SecondRefused
from xaiviewer.review.threads.testing import RegionTried, Tried
from xaiviewer.review.threads.worker import Arrived, Examined, Relied, Report, Started

_WITHOUT_LAYERS = "occlusion"  # what is offered first of a network that gives its outputs alone; asked on request


class Shown(QObject):
    """Holds the frozen `ShownState` and changes it; none of its verbs costs a network pass.

    Signals:
        case_changed(): another case is open, was read, its first slice or contents are known, or none is.
        slice_changed(int): the slice shown.
        results_changed(int): a slice's results came in; -1 when the analysis as a whole was replaced.
        display_changed(): which map is shown, or how it is drawn.
    """

    case_changed = Signal()
    slice_changed = Signal(int)
    results_changed = Signal(int)
    display_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ShownState()
        self._layer_chosen = False

    @property
    def changes(self) -> tuple[SignalInstance, ...]:
        """All of its signals, for a view that depends on whatever is shown."""
        return self.case_changed, self.slice_changed, self.results_changed, self.display_changed

    # ---------------------------------------------------------------- what is found out

    def enter(
        self, known: Remembered | None = None, choices: Choices = AUTOMATIC, contents: Contents | None = None
    ) -> None:
        """Another case is the current one.

        Args:
            known: what is known of it, if it was open before; its files were decided with it.
            choices: what the reader decided about its files, where nothing is known.
            contents: its series and masks, where these alone are known.
        """
        self.state = replace(
            self.state,
            contents=known.case.contents if known else contents,
            choices=taken(known.case) if known else choices,
            glimpse=None,
            case=known.case if known else None,
            presets=known.presets if known else Presets(),
            extent=known.extent if known else None,
            analysis=known.analysis(self.state.class_index) if known else None,
            answers=known.answers if known else {},
            judged=known.judged if known else {},
            nulls=known.nulls if known else {},
            of_case=known.of_case if known else {},
            scope="slice",
            examined=known.examined if known else (),
            faithfulness=known.faithfulness if known else {},
            region_tests=known.region_tests if known else {},
            reproduced={},
            second=beside.unasked(self.state.second),
            slice_index=known.slice_index if known else 0,
            appearance=replace(self.state.appearance, windows=known.windows if known else {}),
        )
        if known:
            self._use_sequence_of(known.case)
        self.case_changed.emit()

    def explain(self, class_index: int | None, known: Analysis | None) -> None:
        """Another class is explained; `known` is what is known with it."""
        asked = self.state.request
        of_class = asked is not None and METHODS[asked.method].task == "classification"
        if asked is not None and of_class and class_index is not None:
            asked = replace(asked, class_index=class_index)
        second = beside.unasked(self.state.second)
        self.state = replace(self.state, class_index=class_index, analysis=known, request=asked, second=second)
        self.results_changed.emit(-1)

    def forget_networks(self) -> None:
        """Other networks judge from now on: what was chosen of their classes and layers means nothing to these."""
        self._layer_chosen = False
        unlaid = replace(self.state, second=None, layer=0, resting_layer=0, selection=LayerSelection())
        self.state = replace(unlaid, class_index=None, request=None, channel=None)

    def take_read(self, report: Read) -> None:
        """What came of the current case while it was read."""
        match report:
            case Glimpse():
                self._replace_case(glimpse=report)
            case Listed():
                self._replace_case(contents=report.contents)
            case Loaded():
                self._take_case(report)

    @Slot(object)
    def take(self, report: Report) -> None:
        """What the networks found out about the current case."""
        match report:
            case Started():
                self._take_start(report.analysis)
            case Arrived() if self.state.analysis is not None:
                analysis = self.state.analysis.with_slice(report.result)
                if report.shortage and report.shortage not in analysis.notices:
                    analysis = replace(analysis, notices=(*analysis.notices, report.shortage))
                self._take_analysis(analysis, report.result.index)
            case Relied() if self.state.analysis is not None:
                self._take_analysis(self.state.analysis.with_reliance(report.reliance))
            case Answered():
                self._take_answer(report)
            case TrainingsRefused():
                self.set_trainings(each for each in self.state.trainings if each not in report.refused)
            case SecondRefused() if beside.wished(self.state, report.wish):
                self.set_second(None)
            case SecondFound() if self._explains(report) and self.state.second is not None:
                self.state = replace(self.state, second=beside.taken(self.state.second, report.found))
                self.results_changed.emit(self.state.slice_index)
            case _:
                self._take_trust(report)

    def _take_trust(self, report: Report) -> None:
        """How far the maps can be trusted."""
        state = self.state
        match report:
            case NullsFound():
                self.state = replace(state, nulls={**state.nulls, report.key: report.nulls})
                self.results_changed.emit(report.key[0])
            case CaseHeld():
                self.state = replace(state, of_case={**state.of_case, report.key: report.found})
                self.results_changed.emit(-1)
            case ReproducedFound() if report.trainings == state.trainings:
                self.state = replace(state, reproduced={**state.reproduced, report.key: report.found})
                self.results_changed.emit(report.key[0])
            case Examined():
                others = [each for each in state.examined if not each.alike(report.badges)]
                self.state = replace(state, examined=(*others, report.badges))
                self.results_changed.emit(state.slice_index)
            case Tried():
                self.state = replace(state, faithfulness={**state.faithfulness, report.found.key: report.found})
                self.results_changed.emit(report.found.key.index)
            case RegionTried():
                self.state = replace(state, region_tests={**state.region_tests, report.key: report.found})
                self.results_changed.emit(report.key[0])

    def _explains(self, report: SecondFound) -> bool:
        """Whether that is of the second network and the class as they are now."""
        return beside.wished(self.state, report.wish) and report.class_index == self.state.explained_class

    def drop_glimpse(self) -> None:
        """The case could not be read: its first slice says nothing."""
        if self.state.glimpse is not None:
            self._replace_case(glimpse=None)

    def _take_case(self, loaded: Loaded) -> None:
        case = loaded.case
        self.state = replace(
            self.state,
            contents=case.contents,
            choices=taken(case),
            glimpse=None,
            case=case,
            presets=loaded.presets,
            appearance=replace(self.state.appearance, windows=dict(loaded.presets.automatic)),
            extent=loaded.extent,
            slice_index=loaded.slice_index,
        )
        self._use_sequence_of(case)
        self.case_changed.emit()

    def _take_start(self, analysis: Analysis) -> None:
        self.state = replace(
            self.state, analysis=analysis, nulls={}, of_case={}, reproduced={}, faithfulness={}, region_tests={}
        )
        if not self._layer_chosen:
            last = len(analysis.segmenter.layers) - 1 if analysis.segmenter is not None else 0
            opening = analysis.opening_layer(range(len(analysis.layers)))
            self.state = replace(self.state, layer=opening, resting_layer=max(last, 0), request=self._opening())
            self.display_changed.emit()
        self.results_changed.emit(-1)

    def _opening(self) -> Request | None:
        """What is looked at first: the layers' maps, or, of a network without layers, what can be asked of it."""
        without = self.state.analysis is not None and self.state.analysis.description.outputs_only
        return query.request_of(self.state, _WITHOUT_LAYERS) if without else None

    def _take_analysis(self, analysis: Analysis, index: int = -1) -> None:
        self.state = replace(self.state, analysis=analysis)
        self.results_changed.emit(index)

    def _take_answer(self, report: Answered) -> None:
        answer = report.answer
        found = answer.explanation if isinstance(answer, Partial) else answer
        key = found.request, found.index
        others = {each: known for each, known in self.state.answers.items() if each != key}
        kept = bounded({**others, key: answer}, {key, *self._looked_at()})
        judged = {each: known for each, known in self.state.judged.items() if each in kept}
        self.state = replace(self.state, answers=kept, judged={**judged, key: report.judged})
        self.results_changed.emit(found.index)

    def _looked_at(self) -> list[tuple[Request, int]]:
        """The key of the answer on the screen, if there is one."""
        request = self.state.request
        return [] if request is None else [(request, self.state.slice_index)]

    def _touch(self) -> None:
        """What is looked at now is the last to be forgotten."""
        for key in self._looked_at():
            answers = self.state.answers
            if key in answers and list(answers)[-1] != key:
                others = {each: known for each, known in answers.items() if each != key}
                self.state = replace(self.state, answers={**others, key: answers[key]})

    def _replace_case(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.case_changed.emit()

    def _use_sequence_of(self, case: Case) -> None:
        """A case that lacks the sequence shown begins with its own first choice, and so do those after it."""
        drawn = self.state.appearance
        if drawn.volume(case).sequence != drawn.sequence:
            self.state = replace(self.state, appearance=replace(drawn, sequence=None))

    # ---------------------------------------------------------------- which slice and which map

    def show_slice(self, index: int) -> None:
        """Show a slice of the open case; out of range means the first or the last."""
        if self.state.case is None:
            return
        index = min(max(index, 0), len(self.state.case) - 1)
        if index != self.state.slice_index:
            self.state = replace(self.state, slice_index=index, second=beside.resumed(self.state.second))
            self._touch()
            self.slice_changed.emit(index)

    def show_layer(self, index: int) -> None:
        """Show the map of a layer; out of range means the first or the last.

        There is none without an analysis, nor while a map at the input stands in its place. A request that names a
        layer then asks about this one.
        """
        count = len(query.layers(self.state))
        if count and query.walks(self.state):
            self._layer_chosen = True
            index = min(max(index, 0), count - 1)
            asked = self.state.request
            request = None if asked is None else query.at_layer(self.state, asked, index)
            self._replace(layer=index, request=request)

    def set_method(self, method: str) -> None:
        """Show the layers' maps by a method, or by each layer's best one (`BEST`)."""
        self._look_at(None, method=method)

    def show_request(self, request: Request) -> None:
        """Show what answers a request, once it was asked, in place of the layers' maps."""
        self._look_at(request)

    def show_channel(self, channel: int | None) -> None:
        """Which input channel of a synthetic picture is shown; None for all as colours."""
        self._replace(channel=channel)

    def toggle_regions(self) -> None:
        """Borders of regions on or off."""
        self._replace(regions=not self.state.regions)

    def _look_at(self, request: Request | None, **changes: Any) -> None:
        """Go on with a request: through the layers of the network that it asks, from where the reader left them."""
        before = self.state
        after = replace(before, request=request or self._opening(), **changes)
        if query.network(before) is not query.network(after):
            after = replace(after, layer=before.resting_layer, resting_layer=before.layer, selection=LayerSelection())
        named = query.asked_layer(after)
        if named is not None:
            after = replace(after, layer=named)
        if query.opens_signed(before) != query.opens_signed(after):
            drawn = replace(after.appearance, polarity=before.resting_polarity)
            after = replace(after, appearance=drawn, resting_polarity=before.appearance.polarity)
        self.state = after
        self._touch()
        self.display_changed.emit()

    def select_layers(self, selection: LayerSelection) -> None:
        """Show several layers as one map, or the current one alone."""
        self._replace(selection=selection)

    def set_bands(self, *, on: bool) -> None:
        """Whether maps are held against networks with random weights, too."""
        self._replace(bands=on)

    def set_trainings(self, packages: Iterable[Path]) -> None:
        """Hold the layers' maps against further networks, once each."""
        chosen = tuple(dict.fromkeys(packages))
        if chosen != self.state.trainings:
            self._replace(trainings=chosen, reproduced={}, ensemble=self.state.ensemble if chosen else "own")

    def set_second(self, package: Path | None) -> None:
        """Lay another network, of any architecture, beside the loaded one; None for none."""
        self._replace(second=None if package is None else SecondNetwork(package))

    def look_beside(self, *, on: bool) -> None:
        """Whether that network is looked at."""
        self._replace(second=beside.looked_at(self.state.second, on=on))

    def ask_beside(self, *, on: bool) -> None:
        """Whether it is asked about the slice shown, where that is to be: not where the reader stopped it."""
        self._replace(second=beside.resumed(self.state.second) if on else beside.held(self.state))

    def set_ensemble(self, ensemble: Ensemble) -> None:
        """Show the loaded network's own maps, or what it has in common with the others."""
        self._replace(ensemble=ensemble if self.state.trainings else "own")

    def set_score(self, score: str) -> None:
        """Which score, of `requests.MEASURES` or `requests.FURTHER_MEASURES`, is drawn over the layers."""
        if score not in MEASURES and score not in FURTHER_MEASURES:
            raise KeyError(score)
        self._replace(score=score)

    def set_scope(self, scope: Scope) -> None:
        """Whether agreement is told of the slice shown or of the whole case."""
        self._replace(scope=scope)

    def set_removal(self, removal: str) -> None:
        """How pixels are taken away where it is asked whether the marked place matters."""
        if removal not in REMOVALS:
            raise KeyError(removal)
        self._replace(removal=removal)

    # ---------------------------------------------------------------- how it is drawn

    def set_appearance(self, appearance: Appearance) -> None:
        """Change how slices and maps are drawn."""
        self._replace(appearance=appearance)

    def set_opacity(self, opacity: float) -> None:
        """Opacity of the heat, 0 to 1."""
        self._draw(opacity=min(max(opacity, 0.0), 1.0))

    def set_sequence(self, sequence: str) -> None:
        """Show another MR sequence; one the case has not is left alone."""
        if self.state.case is None or any(volume.sequence == sequence for volume in self.state.case.volumes):
            self._draw(sequence=sequence)

    def set_window(self, window: WindowLevel | None) -> None:
        """Window of the sequence shown; None is the automatic one (0.1 % tails)."""
        volume = query.volume_shown(self.state)
        if volume is None:
            return
        chosen = window or self.state.presets.automatic.get(volume.sequence)
        if chosen is not None:
            self._draw(windows={**self.state.appearance.windows, volume.sequence: chosen})

    def set_own_window(self) -> None:
        """The window that the files state for the sequence shown; the automatic one where they state none."""
        volume = query.volume_shown(self.state)
        self.set_window(None if volume is None else self.state.presets.own.get(volume.sequence))

    def toggle_inverted(self) -> None:
        """Show bright as dark, and back."""
        self._draw(inverted=not self.state.appearance.inverted)

    def toggle_heat(self) -> None:
        """Heat map on or off."""
        self._draw(heat=not self.state.appearance.heat)

    def toggle_mask(self) -> None:
        """Clinician's mask on or off."""
        self._draw(mask=not self.state.appearance.mask)

    def toggle_model(self) -> None:
        """Model's segmentation on or off."""
        self._draw(model=not self.state.appearance.model)

    def toggle_overlays(self) -> None:
        """All overlays off when any is on, else all on."""
        drawn = self.state.appearance
        anything = drawn.heat or drawn.mask or drawn.model
        self._draw(heat=not anything, mask=not anything, model=not anything)

    def restore(self, changes: Mapping[str, Any]) -> None:
        """Set fields of the state at once, and of its appearance those that ``changes["appearance"]`` names."""
        drawn = replace(self.state.appearance, **changes.get("appearance", {}))
        self._replace(**{**changes, "appearance": drawn})
        self._touch()

    def _draw(self, **changes: Any) -> None:
        self._replace(appearance=replace(self.state.appearance, **changes))

    def _replace(self, **changes: Any) -> None:
        if any(getattr(self.state, name) != value for name, value in changes.items()):
            self.state = replace(self.state, **changes)
            self.display_changed.emit()
