"""Networks of one output, and of several that hold by themselves: what a slice is called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.nets.small_network import described
from xaiviewer.errors import ModelError
from xaiviewer.nets.calibration import Calibration
from xaiviewer.nets.packages.description import Described, Factory
from xaiviewer.nets.packages.factories import built
from xaiviewer.nets.packages.heads import with_two_outputs
from xaiviewer.nets.packages.making import make_package
from xaiviewer.nets.packages.opening import open_package
from xaiviewer.requests import ModelDescription, ModelIdentity

ONE = Factory("torchvision", "resnet18", {"num_classes": 1, "in_channels": 1})


def of_one_output() -> Described:
    """A network of one channel, one output and one class."""
    known = described()
    inputs = replace(known.inputs, channels=known.inputs.channels[:1])
    calibration = Calibration(output="sigmoid")
    one = replace(known, factory=ONE, inputs=inputs, classes=("tumour",), finding="tumour")
    return replace(one, output="sigmoid", calibration=calibration)


@pytest.mark.parametrize(("bias", "called"), [(3.0, 1), (-3.0, 0)])
def test_one_output_is_called_only_above_its_threshold(tmp_path: Path, bias: float, called: int) -> None:
    network, known = built(ONE), of_one_output()
    network.get_parameter("fc.weight").data.zero_()
    network.get_parameter("fc.bias").data.fill_(bias)
    model = open_package(make_package(tmp_path / "one", network, known))
    assert (model.description.classes, model.description.finding) == (("no tumour", "tumour"), 1)
    logits = model.logits(np.zeros((1, 1, known.inputs.size, known.inputs.size), np.float32))[0]
    probabilities = model.calibration.of_slice(logits)
    assert probabilities[1] == pytest.approx(1 / (1 + np.exp(-bias)), abs=1e-5)
    assert model.description.called(probabilities) == called


def test_layers_keep_their_names_where_one_output_becomes_two() -> None:
    torch.manual_seed(0)
    network, inputs = built(ONE), torch.rand(2, 1, 32, 32)
    names, before = [name for name, _ in network.named_modules()], network(inputs)
    found = with_two_outputs(network, inputs)
    assert [name for name, _ in found.named_modules()] == names
    torch.testing.assert_close(found(inputs)[:, 1:] - found(inputs)[:, :1], before, rtol=1e-4, atol=1e-5)
    assert with_two_outputs(found, inputs) is found


def test_a_network_that_ends_otherwise_is_given_two_outputs_as_well() -> None:
    torch.manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 1), torch.nn.Softplus()).eval()
    inputs = torch.rand(3, 1, 2, 2)
    before = network(inputs)
    given = with_two_outputs(network, inputs)(inputs)
    torch.testing.assert_close(given[:, 1:] - given[:, :1], before)


def test_a_softmax_of_one_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="always certain"):
        make_package(tmp_path / "one", built(ONE), replace(of_one_output(), output="softmax"))


def test_of_labels_that_hold_by_themselves_the_finding_is_called_by_its_threshold() -> None:
    identity = ModelIdentity("several", "fake", "")
    description = ModelDescription(identity, classes=("a", "b", "c"), finding=1, threshold=0.3, multilabel=True)
    assert description.called(np.array([0.9, 0.4, 0.1])) == 1
    assert description.called(np.array([0.2, 0.3, 0.1])) == 0
    assert replace(description, multilabel=False).called(np.array([0.9, 0.4, 0.1])) == 0
