"""What of a package's description changes what its network says: by that two packages of the same weights differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from xaiviewer.nets.packages.description import Described, as_json

_IDLE = frozenset({"schema", "name", "licence", "training", "weights", "golden_input", "segmenter"})
_LONGEST = 60  # letters of a value that a sentence holds


def deciding(described: Described) -> dict[str, Any]:
    """What decides beside the weights: the parts of model.json, by their paths, such as "inputs.normalisation.mean"."""
    return dict(_flat({name: each for name, each in as_json(described).items() if name not in _IDLE}, ""))


def differences(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    """In what two such differ, each with both values: "inputs.orientation (a: radiological; b: upside-down)"."""
    names = [name for name in dict.fromkeys((*a, *b)) if a.get(name) != b.get(name)]
    return [f"{name} (a: {_told(a.get(name))}; b: {_told(b.get(name))})" for name in names]


def _flat(value: Mapping[str, Any], where: str) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        if isinstance(each, Mapping) and each:
            yield from _flat(each, f"{where}{name}.")
        else:
            yield f"{where}{name}", each


def _told(value: Any) -> str:
    if value is None:
        return "not said"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
