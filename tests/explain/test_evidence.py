"""The evidence: a map that is the decision, up to what the whole ResNet adds."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from xaiviewer.explain import AllLayers, traced
from xaiviewer.nets.architectures.evidence_resnet import EvidenceResNet

SIZE = 64


@pytest.fixture(scope="module")
def explained(with_evidence: EvidenceResNet, slices: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    found = AllLayers(with_evidence, SIZE)(slices, 1, ["grad-cam", "hires-cam"])
    return {method: maps[-1] for method, maps in found.maps.items()}


def _evidence(network: EvidenceResNet, slices: NDArray[np.float32]) -> NDArray[np.float32]:
    with torch.inference_mode():
        return network.parts(torch.from_numpy(slices))[0][:, 0].numpy()


def test_it_is_a_layer_of_its_own_behind_the_102_of_the_resnet(with_evidence: EvidenceResNet) -> None:
    layers = traced(with_evidence, SIZE)[1]
    assert len(layers) == 103
    assert (layers[-1].name, layers[-1].kind, layers[-1].part) == ("evidence", "evidence", "Evidence")
    assert (layers[-1].grid, layers[-1].stride) == ((16, 16), 4)
    assert not [layer.name for layer in layers if "head" in layer.name]


def test_the_logits_differ_by_the_pooled_evidence_and_the_whole_resnets_logit(
    with_evidence: EvidenceResNet, slices: NDArray[np.float32]
) -> None:
    images = torch.from_numpy(slices)
    with torch.inference_mode():
        evidence, deep = with_evidence.parts(images)
        logits = with_evidence(images)
    strongest = np.sort(evidence.numpy().reshape(3, -1), axis=1)[:, -3:].mean(axis=1)
    assert np.allclose((logits[:, 1] - logits[:, 0]).numpy(), strongest + deep.numpy(), atol=1e-5)


def test_hires_cam_there_is_what_each_cell_adds_to_the_logit(
    with_evidence: EvidenceResNet, slices: NDArray[np.float32], explained: dict[str, NDArray[np.float32]]
) -> None:
    evidence = _evidence(with_evidence, slices)
    for cells, found in zip(evidence, explained["hires-cam"], strict=True):
        decides = cells >= np.sort(cells, axis=None)[-3]
        assert np.allclose(found, np.where(decides, cells, 0) / 3 / 2, atol=1e-6)


def test_grad_cam_there_is_the_evidence_of_every_cell(
    with_evidence: EvidenceResNet, slices: NDArray[np.float32], explained: dict[str, NDArray[np.float32]]
) -> None:
    evidence = _evidence(with_evidence, slices)
    assert np.allclose(explained["grad-cam"] * 256 * 2, evidence, atol=1e-4)


def test_a_cell_sees_35_pixels() -> None:
    torch.manual_seed(1)
    network = EvidenceResNet().double().eval()
    for name, weight in network.named_parameters():
        if name.endswith("bn3.weight"):
            nn.init.ones_(weight)  # 0 at first: blocks that add nothing
    nn.init.normal_(network.head[-1].weight)
    image = torch.randn(1, 3, 160, 160, dtype=torch.float64, requires_grad=True)
    evidence = network.parts(image)[0]
    evidence[0, 0, 20, 20].backward()
    assert image.grad is not None
    rows = np.flatnonzero(image.grad[0].abs().sum(dim=(0, 2)).numpy())
    assert rows[-1] - rows[0] + 1 == 35
    assert (rows[0] + rows[-1]) / 2 == 20 * 4
