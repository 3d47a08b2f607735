"""Methods that take many passes: ours against the bare passes in the best batch, and against other implementations."""

from __future__ import annotations

import contextlib
import importlib.metadata
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch

from xaiviewer.analysis import Analyser
from xaiviewer.benchmarks.limit import limit
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes.asked_peers import (
    Asked,
    Peer,
    captum_integrated_gradients,
    captum_occlusion,
    captum_smooth_grad,
    lime,
    rise_reference,
    shap_kernel,
    shap_partition,
)
from xaiviewer.benchmarks.timing import Measured, interleaved, ratio
from xaiviewer.explain import EXPLAINERS, Network, Slices
from xaiviewer.requests import InputShape, Request, Value, method_of

_BATCHES = (4, 8, 16, 32)
_TRIAL = 64
"""Pictures by which a batch is judged."""


@dataclass(frozen=True)
class Race:
    """One method against the bare passes and a peer.

    Attributes:
        key: of its rows: ``KEY_over_passes`` and ``KEY_peer_over_ours``.
        method: key of `requests.METHODS`.
        asked: its parameters.
        count: which of them says how much there is to do; "" where none does.
        peer: sets up the other implementation.
        package: which that is of; "" where the arithmetic stands here.
    """

    key: str
    method: str
    asked: Mapping[str, Value]
    count: str
    peer: Callable[[Asked], Peer]
    package: str


RACES = (
    Race(
        "rise",
        "rise",
        {"masks": 4000, "filling": "zero", "head_only": False, "centred": False},
        "masks",
        rise_reference,
        "",
    ),
    Race("lime", "lime", {"samples": 1000, "drawn": "coins"}, "samples", lime, "lime"),
    Race("kernel_shap", "kernel-shap", {"samples": 1000}, "samples", shap_kernel, "shap"),
    Race("shap_partition", "shap-partition", {"passes": 1000}, "passes", shap_partition, "shap"),
    Race("occlusion", "occlusion", {"patch": 16, "stride": 8}, "", captum_occlusion, "captum"),
    Race("integrated_gradients", "integrated-gradients", {"steps": 50}, "steps", captum_integrated_gradients, "captum"),
    Race("smooth_grad", "smooth-grad", {"samples": 50}, "samples", captum_smooth_grad, "captum"),
)
"""In the order of the table."""


def measure(material: Material, *, repetitions: int = 1, most: int | None = None) -> dict[str, Measured]:
    """Each race on the middle slice.

    Args:
        material: the case and the networks.
        repetitions: of each method and its peer.
        most: how much there may be to do, for a test; None for the counts of `RACES`.
    """
    analyser, case = material.analyser(), material.load()
    slices = analyser.seen(case, [case.indices[len(case.indices) // 2]])
    batches = _BATCHES if most is None else _BATCHES[:1]
    bare = _Bare(analyser, slices, batches)
    found: dict[str, Measured] = {}
    for race in RACES:
        fewer = {race.count: min(int(race.asked[race.count]), most)} if most is not None and race.count else {}
        request = analyser.request(race.method, None, **{**race.asked, **fewer})
        found |= _raced(race, analyser, slices, request, bare, batches=batches, repetitions=repetitions)
    return found


def _raced(
    race: Race,
    analyser: Analyser,
    slices: Slices,
    request: Request,
    bare: _Bare,
    *,
    batches: Sequence[int],
    repetitions: int,
) -> dict[str, Measured]:
    """The two rows of a race."""
    work: dict[str, Callable[[], object]] = {"ours": partial(_explain, analyser.network, slices, request)}
    note, version = f"{race.package} is not installed", "the authors' arithmetic"
    with contextlib.suppress(ImportError):
        peer = race.peer(Asked(analyser.network.module, slices, request))
        best = _best(peer, batches)
        work["peer"] = partial(peer, best, None)
        if race.package:
            version = f"{race.package} {importlib.metadata.version(race.package)}"
        note = f"{version}, in batches of {best}"
    before = bare.seconds()
    seconds = interleaved(work, repetitions, warm_up=False)
    each = {way: min(before[way], again) for way, again in bare.seconds().items()}
    cost = method_of(request.method).cost(InputShape(len(slices.channels), slices.inputs.shape[-1]), request.values)
    passes = (cost.forward - cost.backward) * each["forward"] + cost.backward * each["both"]
    took = f"{cost.forward} passes in {np.median(seconds['ours']):.1f} s"
    rows = {f"{race.key}_over_passes": ratio(seconds["ours"], [passes] * repetitions, f"{took}, bare {passes:.1f} s")}
    if "peer" not in work:
        return rows | {f"{race.key}_peer_over_ours": Measured(None, note=note)}
    note += f", took {np.median(seconds['peer']):.1f} s"
    return rows | {f"{race.key}_peer_over_ours": ratio(seconds["peer"], seconds["ours"], note)}


def _explain(network: Network, slices: Slices, request: Request) -> None:
    """By a network that is new to it: what was shown before is not known."""
    fresh = Network(network.module, network.size)
    for _ in EXPLAINERS[request.method](fresh).explain(request, slices, lambda *_: None, lambda: False):
        pass


def _best(peer: Peer, batches: Sequence[int]) -> int:
    """The batch in which a peer is fastest."""
    if len(batches) == 1:
        return batches[0]
    peer(batches[0], _TRIAL)  # warms up

    def seconds(batch: int) -> float:
        start = time.perf_counter()
        peer(batch, _TRIAL)
        return time.perf_counter() - start

    return min(batches, key=seconds)


class _Bare:
    """What passes alone take: frozen weights, nothing made of them."""

    def __init__(self, analyser: Analyser, slices: Slices, batches: Sequence[int]) -> None:
        self._module = analyser.network.module
        self._wanted = analyser.description.main_class
        self._pictures = torch.from_numpy(np.repeat(slices.inputs, max(batches), axis=0))
        self._batches = batches

    def seconds(self) -> dict[str, float]:
        """Of one picture in the best batch: a pass "forward", and "both" of a forward and a backward one."""
        work: dict[str, Callable[[], object]] = {
            f"{way} {batch}": partial(run, self._pictures[:batch])
            for batch in self._batches
            for way, run in (("forward", self._forward), ("both", self._both))
        }
        found = interleaved(work, 3)
        return {
            way: min(min(found[f"{way} {batch}"]) / batch for batch in self._batches) for way in ("forward", "both")
        }

    def _forward(self, pictures: torch.Tensor) -> None:
        with torch.inference_mode():
            self._module(pictures)

    def _both(self, pictures: torch.Tensor) -> None:
        limit(self._module, pictures, self._wanted)
