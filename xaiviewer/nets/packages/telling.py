"""A package in a few words; free of torch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import GOLDEN, opened


def told(path: Path) -> Mapping[str, str]:
    """What a package says of its network: a few words by what they are about.

    Raises:
        ModelError: where it cannot be read.
    """
    files = opened(path)
    described: Described = read_described(files)
    inputs, how = described.inputs, described.inputs.normalisation
    kind = "volumes" if inputs.dimensions == 3 else "slices"
    size = f"{inputs.size} pixels" + (f", {inputs.spacing:g} mm apart" if inputs.spacing else "")
    scale = how.scale + (f" {how.low:g} to {how.high:g}" if how.scale in ("volume", "slice", "values") else "")
    scale += f" {', '.join(how.windows)}" if how.windows else ""
    golden = "yes" if files.has(GOLDEN) else "none: whether it computes what it did for its author is not known"
    classes = ", ".join(described.classes) or "none"
    return {
        "name": described.name,
        "network": f"{described.factory.architecture} {json.dumps(dict(described.factory.arguments))}",
        "input": f"{kind}, {', '.join(each.name for each in inputs.channels)}; the {inputs.field}, {size}",
        "scale": scale + (f"; mean {how.mean}, std {how.std}" if how.mean or how.std else ""),
        "classes": f"{classes}; finding: {described.finding or 'none'} ({described.output})",
        "licence": described.licence,
        "trained on": f"{described.trained.data or 'not stated'}; {len(described.trained.patients)} patients as hashes",
        "golden output": golden,
        "weights": described.sha256,
    }
