"""One layer of the network."""

from __future__ import annotations

from dataclasses import dataclass

EVIDENCE = "evidence"
"""Kind of the layer that holds the logit of every cell, the same ones that decide."""


@dataclass(frozen=True)
class Layer:
    """One layer of the classifier whose map can be shown.

    Attributes:
        name: torchvision's name, as torch.fx writes it with dots: ``layer4.2.relu_2``.
        keras_name: the name of the same layer in keras.applications: ``conv5_block3_out``.
        kind: "convolution", "relu" or `EVIDENCE`.
        stage: 0 for the stem, 1 to 4 for the four stages, 5 for the evidence.
        block: index of the block in its stage (0 for the stem).
        grid: rows and columns of its map.
        stride: input pixels per cell.
    """

    name: str
    keras_name: str
    kind: str
    stage: int
    block: int
    grid: tuple[int, int]
    stride: int

    @property
    def part(self) -> str:
        """The part of the network it stands in: "Stem", "Stage 3", "Evidence"."""
        if self.kind == EVIDENCE:
            return "Evidence"
        return "Stem" if self.stage == 0 else f"Stage {self.stage}"
