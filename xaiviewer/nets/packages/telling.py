"""A package in a few words; free of torch."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import AT_IMPORT, GOLDEN, Files, opened
from xaiviewer.nets.packages.in_words import in_words

MOST_CLASSES = 20
"""How many are named one by one; ImageNet has a thousand."""

MAIN = "main sequence"
"""What a channel is called that takes whatever the case shows."""

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


def told(path: Path) -> Mapping[str, str]:
    """What a package says of its network: a few words by what they are about.

    Raises:
        ModelError: where it cannot be read.
    """
    files = opened(path)
    described: Described = read_described(files)
    shown, more = described.classes[:MOST_CLASSES], len(described.classes) - MOST_CLASSES
    classes = ", ".join((*shown, f"and {more} more") if more > 0 else shown) or "none"
    golden = _GOLDEN[golden_in(files)]
    if described.golden_sides is not None:
        golden += f"; its input: {' x '.join(map(str, described.golden_sides))} voxels"
    return {
        "name": described.name,
        "network": f"{described.factory.architecture} {json.dumps(dict(described.factory.arguments))}",
        **in_words(described.inputs),
        "classes": f"{classes}; finding: {described.finding or 'none'} ({described.output})",
        "licence": described.licence,
        "trained on": f"{described.trained.data or 'not stated'}; {_counted(len(described.trained.patients))}",
        "golden output": golden,
        "weights": described.sha256,
    }


def _counted(patients: int) -> str:
    return f"{patients} patient{'s' * (patients != 1)} as hashes" if patients else "no patients named"
