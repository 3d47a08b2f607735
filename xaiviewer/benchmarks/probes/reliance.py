"""The decisions without the outlined regions, against the forward passes that this takes."""

from __future__ import annotations

import torch

from xaiviewer.benchmarks.material import Material
from xaiviewer.benchmarks.timing import Measured, interleaved, milliseconds, ratio
from xaiviewer.readers import load_case
from xaiviewer.requests import AnalysisSettings


def measure(material: Material, *, repetitions: int = 9) -> dict[str, Measured]:
    """Regions found and filled in, slices judged again; over one pass forward for each of these slices in turn."""
    model, analyser = material.classifier(), material.analyser()
    case = load_case(material.case)
    results = {each.index: each for each in analyser.slices(case, AnalysisSettings(methods=()))}
    judged = sorted(analyser.reliance(case, results))
    images = torch.from_numpy(material.inputs(model))[judged]

    def forward() -> None:
        with torch.inference_mode():
            for image in torch.split(images, 1):
                model.network(image)

    def ours() -> None:
        analyser.reliance(case, results)

    seconds = interleaved({"ours": ours, "forward": forward}, repetitions)
    note = f"{len(judged)} slices in {milliseconds(seconds['ours'])}, forward alone {milliseconds(seconds['forward'])}"
    return {"reliance_over_forward": ratio(seconds["ours"], seconds["forward"], note)}
