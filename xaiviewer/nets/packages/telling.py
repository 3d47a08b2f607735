"""A package in a few words; free of torch."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Literal

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import AT_IMPORT, GOLDEN, Files, opened
from xaiviewer.requests import Channel

MAIN = "main sequence"
"""What a channel is called that takes whatever the case shows."""
_NUMBERED = re.compile(r" \(\d+\)$")

Origin = Literal["author", "import", "none"]
"""Who says what a network gives for the golden input."""

_GOLDEN: Mapping[Origin, str] = {
    "author": "yes",
    "import": "of its import here; whether it computes what it did for its author is not known",
    "none": "none: whether it computes what it did for its author is not known",
}


def golden_in(files: Files) -> Origin:
    """Who gave a package's golden output, as its names say; what it holds is not looked at."""
    if not files.has(GOLDEN):
        return "none"
    try:
        with zipfile.ZipFile(io.BytesIO(files.read(GOLDEN))) as archive:
            return "import" if f"{AT_IMPORT}.npy" in archive.namelist() else "author"
    except zipfile.BadZipFile as error:
        raise ModelError(f"{GOLDEN} of {files.path} is damaged ({error}); get the package again.") from error


def in_a_row(channels: Iterable[Channel]) -> tuple[tuple[str, int], ...]:
    """What channels take, and how many that follow each other take the same, which then have numbers at their ends."""
    named = [_NUMBERED.sub("", each.name) for each in channels]
    return tuple((name, len(list(group))) for name, group in groupby(named))


def told(path: Path) -> Mapping[str, str]:
    """What a package says of its network: a few words by what they are about.

    Raises:
        ModelError: where it cannot be read.
    """
    files = opened(path)
    described: Described = read_described(files)
    inputs, how = described.inputs, described.inputs.normalisation
    taken = ", ".join(f"{name} ({n} channels)" if n > 1 else name for name, n in in_a_row(inputs.channels))
    kind = "volumes" if inputs.dimensions == 3 else "slices"
    size = f"{inputs.size} pixels" + (f", {inputs.spacing:g} mm apart" if inputs.spacing else "")
    scale = how.scale + (f" {how.low:g} to {how.high:g}" if how.scale in ("volume", "slice", "values") else "")
    scale += f" {', '.join(how.windows)}" if how.windows else ""
    classes = ", ".join(described.classes) or "none"
    return {
        "name": described.name,
        "network": f"{described.factory.architecture} {json.dumps(dict(described.factory.arguments))}",
        "input": f"{kind}, {taken}; the {inputs.field}, {size}",
        "scale": scale + (f"; mean {how.mean}, std {how.std}" if how.mean or how.std else ""),
        "classes": f"{classes}; finding: {described.finding or 'none'} ({described.output})",
        "licence": described.licence,
        "trained on": f"{described.trained.data or 'not stated'}; {_counted(len(described.trained.patients))}",
        "golden output": _GOLDEN[golden_in(files)],
        "weights": described.sha256,
    }


def _counted(patients: int) -> str:
    return f"{patients} patient{'s' * (patients != 1)} as hashes" if patients else "no patients named"
