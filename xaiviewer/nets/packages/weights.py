"""The files of weights of a package, each against its SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import torch
from torch import nn

from xaiviewer.errors import ModelError
from xaiviewer.nets.packages.description import Described, Factory
from xaiviewer.nets.packages.files import MODEL, Files, again, weights_file
from xaiviewer.nets.packages.state import filled_in
from xaiviewer.requests import ModelIdentity


@dataclass(frozen=True)
class WeightsFile:
    """A file of weights and what model.json says they are."""

    files: Files
    file: str
    factory: Factory
    identity: ModelIdentity

    def read(self) -> bytes:
        """What the file holds.

        Raises:
            ModelError: where it is missing, or holds other weights.
        """
        data = self.files.read(self.file)
        if hashlib.sha256(data).hexdigest() != self.identity.sha256:
            raise ModelError(
                f"{self.file} of {self.files.path} are not the weights that {MODEL} names; {again(self.files.path)}."
            )
        return data

    def network(self, device: torch.device) -> nn.Module:
        """The network on a device, ready for inference.

        Raises:
            ModelError: where the file is missing, holds other weights, or those of another network.
        """
        return filled_in(self.factory, self.read(), f"{self.file} of {self.files.path}").to(device)


def weights_of(files: Files, described: Described) -> tuple[WeightsFile, ...]:
    """Those of a package's network, then of its further ones."""
    named = (
        (described.factory.file, described.sha256),
        *((weights_file(number), each) for number, each in enumerate(described.further, 1)),
    )
    return tuple(
        WeightsFile(
            files, file, described.factory, ModelIdentity(described.name, described.factory.architecture, sha256)
        )
        for file, sha256 in named
    )
