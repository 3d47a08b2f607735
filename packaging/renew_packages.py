"""Packages of this program's own networks as earlier versions wrote them, with a manifest.json, as packages of now.

python packaging/renew_packages.py FOLDER...    the weights stay as they are; manifest.json goes
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from xaiviewer.nets.packages.description import as_json
from xaiviewer.nets.packages.files import GOLDEN, MODEL, WEIGHTS
from xaiviewer.nets.packages.golden import Golden, as_bytes, computed, example_of
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.nets.packages.state import filled_in
from xaiviewer.training.measuring.cards import keep_figures
from xaiviewer.training.package import described_from, write_training


def renewed(folder: Path) -> None:
    """Write model.json, golden.npz, training.json and measured.json in place of manifest.json.

    Raises:
        ModelError: where the package does not open then; manifest.json is still there.
    """
    manifest: Mapping[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    training = manifest["training"]
    weights = (folder / WEIGHTS).read_bytes()
    described = replace(
        described_from(manifest, training["train"], manifest["preprocessing"]["size"]),
        sha256=hashlib.sha256(weights).hexdigest(),
        further=tuple(manifest.get("further", ())),
    )
    network = filled_in(described.factory, weights, WEIGHTS)
    example = example_of(described, network)
    golden = Golden(example, computed(network, example))
    (folder / GOLDEN).write_bytes(as_bytes(golden))
    text = json.dumps(as_json(described), indent=1, ensure_ascii=False)
    (folder / MODEL).write_text(f"{text}\n", encoding="utf-8")
    kept = {name: manifest[name] for name in ("cross_validation", "metrics") if name in manifest}
    write_training(folder, {**training, **kept})
    if "metrics" in manifest:
        keep_figures(folder, manifest["metrics"], manifest.get("distribution"), manifest.get("favourites", ()))
    open_package(folder)
    (folder / "manifest.json").unlink()


if __name__ == "__main__":
    for each in sys.argv[1:]:
        renewed(Path(each))
