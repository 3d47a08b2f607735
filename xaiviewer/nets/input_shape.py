"""What a model package's network takes, as its manifest says: free of torch."""

from __future__ import annotations

import json
from pathlib import Path

from xaiviewer.errors import ModelError
from xaiviewer.requests import InputShape


def input_shape(package: Path) -> InputShape:
    """Channels and size of the network's input.

    Raises:
        ModelError: where the manifest cannot be read.
    """
    try:
        manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
        given = manifest["preprocessing"]
        return InputShape(len(manifest.get("inputs") or given["sequences"]), int(given["size"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model in {package} cannot be read ({error}); install the program again.") from error
