"""What the exported maps of a case are held against: nulls of its own slices, and maps by other networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from xaiviewer.agreement.nulls import NullSettings, Others, Scene, case_nulls, false_heat, slice_nulls
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks import Trainings, Untaught, by_layer
from xaiviewer.cohort.plan import Plan
from xaiviewer.errors import UsageError
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests.nulls import Nulls

_Tell = Callable[[float, str], None]


class Beside:
    """Whatever a plan names that maps are held against."""

    def __init__(self, analyser: Analyser, plan: Plan) -> None:
        """Load what is named.

        Raises:
            UsageError: where a package cannot be read, is of another kind, or is named twice.
        """
        self._analyser, self._plan = analyser, plan
        named = plan.nulls and (plan.random_networks or plan.permuted is not None)
        self._untaught = Untaught(analyser, random=plan.random_networks, permuted=plan.permuted) if named else None
        self._trainings = Trainings(analyser)
        for sentence in self._trainings.use(plan.also).values():
            raise UsageError(sentence)

    def added(self, explained: ExplainedCase, tell: _Tell) -> ExplainedCase:
        """The case with all of it.

        Args:
            explained: with the chosen layers' maps.
            tell: takes the share that is done, and what is being done now.
        """
        if self._plan.nulls and explained.chosen:
            explained = self._with_nulls(explained, lambda done, doing: tell(0.6 * done, doing))
        if self._plan.also and explained.chosen:
            explained = self._with_trainings(explained, lambda done, doing: tell(0.6 + 0.4 * done, doing))
        return explained

    def _with_nulls(self, explained: ExplainedCase, tell: _Tell) -> ExplainedCase:
        """With the nulls of every slice that has a mask, then of all of them together, other networks aside."""
        case, analysis, chosen = explained.case, explained.analysis, explained.chosen
        heads, layers = self._analyser.heads(case), [analysis.layers[layer] for layer in chosen]
        scenes = {
            index: replace(scene, layers=layers)
            for index in sorted(analysis.slices)
            if (scene := Scene.of(case, analysis, index, heads[index])) is not None
        }
        maps = {index: [explained.maps[layer][index] for layer in chosen] for index in sorted(analysis.slices)}
        found: dict[int, Nulls] = {}
        settings = NullSettings(threshold=self._plan.settings.threshold)  # as IoU and Dice themselves
        if not scenes:
            return replace(explained, nulls=found)
        for index, others in self._others(explained, list(scenes), lambda done, doing: tell(done / 2, doing)):
            found[index] = slice_nulls(maps[index], scenes[index], settings, others)
        of_case = case_nulls(
            [(maps[index], scene) for index, scene in scenes.items()],
            settings,
            progress=lambda done, all_: tell((1 + done / all_) / 2, f"chance, the whole case, slice {done} of {all_}"),
        )
        empty = {index: heads[index] for index in maps if (mask := case.mask_of(index)) is not None and not mask.any()}
        heat = false_heat(
            [maps[index] for index in scenes],
            {index: (maps[index], head) for index, head in empty.items()},
            layers,
            analysis.frame,
        )
        models = {**analysis.models, **(self._untaught.models if self._untaught is not None else {})}
        analysis = replace(analysis, models=models)
        return replace(explained, analysis=analysis, nulls=found, of_case=of_case, heat=heat)

    def _others(self, explained: ExplainedCase, indices: Sequence[int], tell: _Tell) -> Iterator[tuple[int, Others]]:
        """Each slice with the maps by networks that never learned anything, if there are any."""
        if self._untaught is None:
            for done, index in enumerate(indices):
                tell(done / len(indices), f"chance, slice {done + 1} of {len(indices)}")
                yield index, Others()
            return
        methods = list(explained.chosen.values())
        made = self._untaught.maps(
            explained.case,
            indices,
            tuple(dict.fromkeys(methods)),
            class_index=explained.analysis.class_index,
            layers=tuple(explained.chosen),
            progress=lambda done, total: tell(done / total, f"untaught networks, pass {done} of {total}"),
        )
        for index, maps in made:
            yield index, Others(networks=by_layer(maps, methods))

    def _with_trainings(self, explained: ExplainedCase, tell: _Tell) -> ExplainedCase:
        """With what other trainings make of every slice."""
        case, analysis, chosen = explained.case, explained.analysis, explained.chosen
        found = self._trainings.reproduced(
            case,
            {index: [explained.maps[layer][index] for layer in chosen] for index in case.indices},
            list(chosen.values()),
            class_index=analysis.class_index,
            layers=tuple(chosen),
            progress=lambda done, total: tell(done / total, f"other trainings, pass {done} of {total}"),
        )
        also = {f"also {number}": each for number, each in enumerate(self._trainings.identities, start=1)}
        made = {each.index: each for each in found}
        return replace(explained, analysis=replace(analysis, models={**analysis.models, **also}), reproduced=made)
