"""A file of ONNX: looked at, tried once in a process apart, and taken as it is."""

from __future__ import annotations

import json
from pathlib import Path

from xaiviewer.errors import ModelError
from xaiviewer.nets.graphs.looking import MOST, look
from xaiviewer.nets.graphs.network import tried
from xaiviewer.nets.graphs.words import LIBRARY, NAME
from xaiviewer.nets.imports.converting import in_a_process
from xaiviewer.nets.imports.recognising import Offer, of_sides
from xaiviewer.nets.packages.description import Factory

FILES = (".onnx",)

_TIME_S = 120


def read(path: Path) -> tuple[Offer, bytes]:
    """The network of a file, and the file.

    Raises:
        ModelError: where it is refused or cannot be run; with the reason.
    """
    if path.stat().st_size > MOST:
        raise ModelError(f"{path} is larger than {MOST // 2**30} GB; nothing of that size is read.")
    data = path.read_bytes()
    ends = look(data, str(path)).ends
    told = json.loads(in_a_process(tried, path, "as a graph of ONNX: {why}", time_s=_TIME_S))
    factory = Factory(LIBRARY, NAME, {"ends": told["ends"], "layout": told["layout"]})
    rows, columns = told["size"]
    classes, output = int(told["classes"]), None if ends == "logits" else ends
    return Offer(
        factory,
        classes,
        int(told["channels"]),
        of_sides(int(rows), int(columns)),
        output=output or ("sigmoid" if classes == 1 else None),
    ), data
