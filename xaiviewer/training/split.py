"""Which patients train, which select, which test. Slices of one patient never stand on two sides."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Split:
    """Patients' names by their use. Written to a file, so that every figure can say whom it was measured on."""

    seed: int
    train: tuple[str, ...]
    validation: tuple[str, ...]
    test: tuple[str, ...]

    def save(self, file: Path) -> None:
        """Write the split as JSON."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Split:
        """Read what `save` wrote."""
        fields = json.loads(file.read_text(encoding="utf-8"))
        return cls(fields["seed"], *(tuple(fields[name]) for name in ("train", "validation", "test")))


def split_patients(names: list[str], *, seed: int, validation: int, test: int) -> Split:
    """Draw validation and test patients at random, spread over the hospitals.

    The hospital is the second part of a TCGA name (``TCGA_DU_5849_...``): scanners differ between hospitals more
    than patients do, so each side should hold several.
    """
    random = np.random.default_rng(seed)
    hospitals: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        hospitals[[*name.split("_"), ""][1]].append(name)
    ordered: list[tuple[float, str]] = []
    for members in hospitals.values():
        random.shuffle(members)
        # An even spacing over 0..1 per hospital: any stretch of the sorted list holds each in its share.
        offset = random.random()
        ordered += [((rank + offset) / len(members), name) for rank, name in enumerate(members)]
    shuffled = [name for _, name in sorted(ordered)]
    return Split(
        seed,
        train=tuple(sorted(shuffled[validation + test :])),
        validation=tuple(sorted(shuffled[:validation])),
        test=tuple(sorted(shuffled[validation : validation + test])),
    )
