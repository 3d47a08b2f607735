"""What the exported maps of a case are held against: nulls of its own slices, and maps by other networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from xaiviewer.agreement.nulls import Others, Scene, slice_nulls
from xaiviewer.analysis import Analyser
from xaiviewer.analysis.other_networks import Untaught, by_layer
from xaiviewer.cohort.plan import Plan
from xaiviewer.records.export import ExplainedCase
from xaiviewer.requests.nulls import Nulls


def untaught_of(analyser: Analyser, plan: Plan) -> Untaught | None:
    """The networks that a plan names as nulls; None where it names none.

    Raises:
        UsageError: where a package cannot be read or is of another kind.
    """
    if not plan.nulls or not (plan.random_networks or plan.permuted):
        return None
    return Untaught(analyser, random=plan.random_networks, permuted=plan.permuted)


def nulls_of_maps(
    analyser: Analyser, explained: ExplainedCase, untaught: Untaught | None, tell: Callable[[float, str], None]
) -> ExplainedCase:
    """The case with the nulls of its chosen layers' maps, of every slice that has a mask.

    Args:
        analyser: that explained the case.
        explained: the case.
        untaught: other networks whose maps are nulls; None for none.
        tell: takes the share that is done, and what is being done now.
    """
    case, analysis, chosen = explained.case, explained.analysis, explained.chosen
    heads, layers = analyser.heads(case), [analysis.layers[layer] for layer in chosen]
    scenes = {
        index: replace(scene, layers=layers)
        for index in sorted(analysis.slices)
        if (scene := Scene.of(case, analysis, index, heads[index])) is not None
    }
    found: dict[int, Nulls] = {}
    for index, others in _others(explained, list(scenes), untaught, tell):
        maps = [explained.maps[layer][index] for layer in chosen]
        found[index] = slice_nulls(maps, scenes[index], others=others)
    models = {**analysis.models, **(untaught.models if untaught is not None else {})}
    return replace(explained, analysis=replace(analysis, models=models), nulls=found)


def _others(
    explained: ExplainedCase, indices: Sequence[int], untaught: Untaught | None, tell: Callable[[float, str], None]
) -> Iterator[tuple[int, Others]]:
    """Each slice with the maps by other networks, if there are any."""
    if untaught is None:
        for done, index in enumerate(indices):
            tell(done / len(indices), f"chance, slice {done + 1} of {len(indices)}")
            yield index, Others()
        return

    def progress(done: int, total: int) -> None:
        tell(done / total, f"other networks, pass {done} of {total}")

    methods = list(explained.chosen.values())
    made = untaught.maps(
        explained.case,
        indices,
        tuple(dict.fromkeys(methods)),
        class_index=explained.analysis.class_index,
        layers=tuple(explained.chosen),
        progress=progress,
    )
    for index, maps in made:
        yield index, Others(networks=by_layer(maps, methods))
