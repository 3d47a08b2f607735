"""All layers of one slice: ours against the limit and against other implementations."""

from __future__ import annotations

import importlib.metadata
from functools import partial

import torch

from xaiviewer.benchmarks.limit import limit, tight_limit
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.probes.peers import DISTRIBUTIONS, available
from xaiviewer.benchmarks.timing import Measured, interleaved, milliseconds, ratio
from xaiviewer.explain import AllLayers

_METHOD = ("grad-cam",)


def measure(material: Material, *, repetitions: int = 25) -> dict[str, Measured]:
    """Grad-CAM of every layer of the middle slice.

    captum's loop passes the network once per layer and takes the better part of a minute: it runs once in full, with
    `repetitions` of ours right after it.
    """
    model = material.classifier()
    wanted = model.description.main_class
    inputs = material.inputs(model)
    middle = inputs[len(inputs) // 2 :][:1]
    image = torch.from_numpy(middle)
    explainer = AllLayers(model.network, model.preprocessing.size)
    ours = partial(explainer, middle, wanted, _METHOD)
    peers = {name: partial(run, image) for name, run in available(model.network, wanted).items()}
    slow = peers.pop("captum", None)
    limits = {
        "limit": partial(limit, model.network, image, wanted),
        "tight": partial(tight_limit, model.network, image, wanted),
    }
    seconds = interleaved({**limits, "ours": ours, **peers}, repetitions)
    found = {name: Measured(None, note=f"{package} is not installed") for name, package in _MISSING.items()}
    tight = ratio(seconds["ours"], seconds["tight"]).value
    note = f"{len(explainer.layers)} layers in {milliseconds(seconds['ours'])}, limit {milliseconds(seconds['limit'])}"
    note += f"; {tight:.2f} x a backward pass that ends at the first layer's output"
    found["layers_over_limit"] = ratio(seconds["ours"], seconds["limit"], note)
    for name in peers:
        note = f"{_version(name)} took {milliseconds(seconds[name])}"
        found[f"{name}_over_ours"] = ratio(seconds[name], seconds["ours"], note)
    if slow is not None:
        (loop_s,) = interleaved({"captum": slow}, 1, warm_up=False)["captum"]
        ours_s = interleaved({"ours": ours}, repetitions)["ours"]
        note = f"{_version('captum')} took {loop_s:.1f} s, one full loop over every layer"
        found["captum_over_ours"] = ratio([loop_s] * repetitions, ours_s, note)
    return found


_MISSING = {f"{name}_over_ours": package for name, package in DISTRIBUTIONS.items()}


def _version(peer: str) -> str:
    name = DISTRIBUTIONS[peer]
    return f"{name} {importlib.metadata.version(name)}"
