"""Other implementations of Grad-CAM, asked for the same maps of the same layers in the way their own guides show.

Each gives maps on the layers' native grids: what they offer on top (resizing, rescaling) is left out of the race.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - each is imported only where it is asked for: they are an extra
import contextlib
import copy
from collections.abc import Callable

import torch
from torch import Tensor, fx, nn

Peer = Callable[[Tensor], list[Tensor]]
"""Maps of every layer, from one slice ``[1, sequence, row, column]``."""


def with_separate_relus(network: nn.Module) -> fx.GraphModule:
    """A copy in which a ReLU that is used three times becomes three: hooks cannot tell the uses apart.

    Its weights are trainable, as torchvision gives them and the peers' guides use them.
    """
    traced = fx.symbolic_trace(copy.deepcopy(network))
    for node in traced.graph.nodes:
        if node.op == "call_module" and isinstance(traced.get_submodule(node.target), nn.ReLU):
            node.target = f"{node.name}_alone"
            traced.add_submodule(node.target, nn.ReLU())
    traced.delete_all_unused_submodules()
    traced.recompile()
    return traced.eval().requires_grad_()


def layers_of(network: fx.GraphModule) -> dict[str, nn.Module]:
    """Every convolution and ReLU by name, in order of execution."""
    called = [str(node.target) for node in network.graph.nodes if node.op == "call_module"]
    modules = {name: network.get_submodule(name) for name in called}
    return {name: module for name, module in modules.items() if isinstance(module, nn.ReLU | nn.Conv2d)}


def pytorch_grad_cam(network: fx.GraphModule, class_index: int) -> Peer:
    """Jacob Gildenblat's grad-cam: one backward pass that fills the weights' gradients too."""
    from pytorch_grad_cam import GradCAM
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

    layers = list(layers_of(network).values())
    cam = GradCAM(network, target_layers=layers)
    targets = [ClassifierOutputTarget(class_index)]

    def run(image: Tensor) -> list[Tensor]:
        logits = cam.activations_and_grads(image)
        network.zero_grad()
        sum(target(logit) for target, logit in zip(targets, logits, strict=True)).backward(retain_graph=True)
        held = cam.activations_and_grads
        pairs = zip(layers, held.activations, held.gradients, strict=True)
        return [
            torch.from_numpy(cam.get_cam_image(image, layer, targets, a.numpy(), g.numpy(), False))
            for layer, a, g in pairs
        ]

    return run


def torch_cam(network: fx.GraphModule, class_index: int) -> Peer:
    """torch-cam's GradCAM over all layers at once."""
    from torchcam.methods import GradCAM

    cam = GradCAM(network, target_layer=list(layers_of(network)))

    def run(image: Tensor) -> list[Tensor]:
        return list(cam(class_index, network(image), normalized=False))

    return run


def captum(network: fx.GraphModule, class_index: int) -> Peer:
    """captum's LayerGradCam, which explains one layer a call."""
    from captum.attr import LayerGradCam

    explainers = [LayerGradCam(network, layer) for layer in layers_of(network).values()]

    def run(image: Tensor) -> list[Tensor]:
        return [each.attribute(image, target=class_index) for each in explainers]

    return run


PEERS: dict[str, Callable[[fx.GraphModule, int], Peer]] = {
    "grad_cam": pytorch_grad_cam,
    "torchcam": torch_cam,
    "captum": captum,
}
"""How to set up each peer; ImportError where it is not installed."""

DISTRIBUTIONS = {"grad_cam": "grad-cam", "torchcam": "torchcam", "captum": "captum"}
"""The name under which each peer is installed."""


def available(network: nn.Module, class_index: int) -> dict[str, Peer]:
    """The peers that are installed, each with its own copy of the network."""
    found = {}
    for name, prepare in PEERS.items():
        with contextlib.suppress(ImportError):
            found[name] = prepare(with_separate_relus(network), class_index)
    return found
