"""Which patients judge which network. Slices of one patient never stand on two sides."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Folds:
    """Cross-validation over patients: each is judged by the one network that did not train on him.

    Attributes:
        seed: of the draw.
        members: the patients' names of every fold, sorted.
    """

    seed: int
    members: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All patients, sorted."""
        return tuple(sorted(name for fold in self.members for name in fold))

    def train(self, fold: int) -> tuple[str, ...]:
        """The patients that train the network of a fold: all others."""
        return tuple(name for name in self.names if name not in self.members[fold])

    def save(self, file: Path) -> None:
        """Write the folds as JSON."""
        file.write_text(json.dumps({"seed": self.seed, "folds": self.members}, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Folds:
        """Read what `save` wrote."""
        fields = json.loads(file.read_text(encoding="utf-8"))
        return cls(fields["seed"], tuple(tuple(fold) for fold in fields["folds"]))


def draw_folds(names: list[str], *, seed: int, count: int) -> Folds:
    """Deal the patients into `count` folds at random, spread over the hospitals.

    The hospital is the second part of a TCGA name (``TCGA_DU_5849_...``): scanners differ between hospitals more
    than patients do, so each fold should hold several.
    """
    random = np.random.default_rng(seed)
    hospitals: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        hospitals[[*name.split("_"), ""][1]].append(name)
    ordered: list[str] = []
    for hospital in sorted(hospitals):
        ordered += (hospitals[hospital][index] for index in random.permutation(len(hospitals[hospital])))
    return Folds(seed, tuple(tuple(sorted(ordered[fold::count])) for fold in range(count)))
