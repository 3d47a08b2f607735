"""One measurement in a process of its own: ``python -m xaiviewer.benchmarks PROBE CASE MODELS [OWN]`` prints it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from xaiviewer.errors import XaiViewerError


def main(probe: str, case: str, models: str, own: str = "") -> int:
    """Print what `probe` measures as the last line; 2 with a sentence where it cannot be measured."""
    import torch  # noqa: F401, PLC0415 - before PySide6, as the program does

    from xaiviewer.benchmarks.material import Material  # noqa: PLC0415

    material = Material(Path(case), Path(models), Path(own) if own else None)
    try:
        found = import_module(f"xaiviewer.benchmarks.probes.{probe}").measure(material)
    except XaiViewerError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    print(json.dumps({key: asdict(measured) for key, measured in found.items()}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
