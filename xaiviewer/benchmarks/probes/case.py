"""A whole case from disk to scores, against the limit of its slices."""

from __future__ import annotations

import torch

from xaiviewer.analysis import Analyser, analyse
from xaiviewer.benchmarks.limit import limit
from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, ratio
from xaiviewer.readers import load_case
from xaiviewer.requests import Analysis, AnalysisSettings


def run_case(analyser: Analyser, material: Material) -> Analysis:
    """Read, classify, segment, explain every layer by every method, score."""
    return analyse(analyser, load_case(material.case), AnalysisSettings())


def measure(material: Material, *, repetitions: int = 5) -> dict[str, Measured]:
    """The whole case, and the limit for each of its slices in turn, interleaved. The networks are loaded beforehand."""
    model, analyser = material.classifier(), material.analyser()
    images, wanted = torch.from_numpy(material.inputs(model)), model.description.main_class

    def limits() -> None:
        for image in torch.split(images, 1):
            limit(model.network, image, wanted)

    def batched_limits() -> None:
        for batch in torch.split(images, 8):
            limit(model.network, batch, wanted)

    def whole() -> None:
        run_case(analyser, material)

    seconds = interleaved({"case": whole, "limit": limits, "batched": batched_limits}, repetitions)
    batched = ratio(seconds["case"], seconds["batched"]).value
    slices = len(images)
    took, limit_s = (sorted(seconds[name])[repetitions // 2] for name in ("case", "limit"))
    segmented = sum(each.segmentation is not None for each in run_case(analyser, material).slices.values())
    note = f"{slices} slices ({segmented} segmented) in {took:.2f} s, limit {limit_s:.2f} s"
    note += f"; {batched:.2f} x the limit in batches of 8"
    return {"case_over_limit": ratio(seconds["case"], seconds["limit"], note)}
