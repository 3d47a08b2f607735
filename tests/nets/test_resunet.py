"""Our residual U-Net is MONAI's: the same names, the same initial weights from the same seed, the same bits out."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest
import torch

from xaiviewer.nets.architectures.lean_import import lean_import
from xaiviewer.nets.architectures.resunet import HeadedResUNet, ResUNet

pytestmark = pytest.mark.slow

CHANNELS = (4, 8, 12, 12)


@pytest.fixture(scope="module")
def both() -> tuple[ResUNet, torch.nn.Module]:
    """Ours and MONAI's, both from seed 5."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # MONAI's import is not what is tested
        from monai.networks.nets.unet import UNet
    torch.manual_seed(5)
    ours = ResUNet(3, 2, CHANNELS)
    torch.manual_seed(5)
    theirs = UNet(spatial_dims=2, in_channels=3, out_channels=2, channels=CHANNELS, strides=(2, 2, 2), num_res_units=2)
    return ours, theirs


def test_a_seed_gives_the_weights_that_monai_would_give(both: tuple[ResUNet, torch.nn.Module]):
    ours, theirs = (network.state_dict() for network in both)
    assert list(ours) == list(theirs)
    for name, weights in ours.items():
        assert torch.equal(weights, theirs[name]), name


@pytest.mark.parametrize("training", [True, False])
def test_logits_and_gradients_are_monais_to_the_bit(both: tuple[ResUNet, torch.nn.Module], *, training: bool):
    image = torch.randn(2, 3, 48, 64, generator=torch.Generator().manual_seed(0))
    outputs, gradients = [], []
    for network in both:
        network.train(training)
        logits = network(image)
        outputs.append(logits.detach())
        gradients.append(torch.autograd.grad(logits.square().sum(), list(network.parameters())))
    assert outputs[0].shape == (2, 2, 48, 64)
    assert torch.equal(*outputs)
    assert all(torch.equal(one, other) for one, other in zip(*gradients, strict=True))


def test_the_levels_are_the_networks_own_and_each_is_half_as_large(both: tuple[ResUNet, torch.nn.Module]):
    ours, image = both[0].eval(), torch.randn(2, 3, 48, 64)
    with torch.no_grad():
        levels = ours.levels(image)
        assert torch.equal(levels[0], ours(image))
    assert [tuple(each.shape) for each in levels] == [(2, 2, 48, 64), (2, 4, 24, 32), (2, 8, 12, 16), (2, 12, 6, 8)]


def test_a_head_weighs_the_features_of_the_same_layout_and_doubts_at_first():
    torch.manual_seed(0)
    network, image = HeadedResUNet(3, 1, CHANNELS, features=5).eval(), torch.randn(2, 3, 48, 64)
    plain = ResUNet(3, 5, CHANNELS).eval()
    plain.load_state_dict({name: values for name, values in network.state_dict().items() if name.startswith("model.")})
    with torch.no_grad():
        logits, levels = network(image), network.levels(image)
        assert torch.equal(logits, network.head(plain(image)))
    assert torch.equal(levels[0], logits)
    assert [each.shape[1] for each in levels[1:]] == [4, 8, 12]
    assert -5 < float(logits.mean()) < -1


def test_the_networks_come_without_torchs_compiler_and_torchvision_is_whole_afterwards():
    # In a process of its own: here, another test may have imported any of them.
    script = (
        "import sys; from xaiviewer.nets.architectures.registry import build;"
        "build('resnet50'), build('headed-resunet');"
        "extra = {'torch._dynamo', 'torchvision', 'torchvision.models.resnet', 'monai'} & set(sys.modules);"
        "assert not extra, extra;"
        "from xaiviewer.nets.packages.factories import MONAI, monai_module;"
        "[getattr(monai_module(module), name) for name, module in MONAI.items()];"
        "extra = {'torch._dynamo', 'torchvision', 'pandas', 'monai'} & set(sys.modules);"
        "assert not extra, extra;"
        "from monai.utils import set_determinism;"
        "import torchvision.ops; from torchvision.models import resnet18; resnet18()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_was_imported_already_stays_as_it_is():
    import email.mime

    before = sys.modules["email.mime"]
    with lean_import("email", "email.mime"):
        import email.mime.text
    assert email.mime is before


def test_a_package_that_is_missing_is_told_by_its_import():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"), lean_import("no_such_package"):
        import no_such_package  # noqa: F401
