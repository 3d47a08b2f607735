"""Every convolution and activation module of a network that torch.fx cannot trace, by hooks that stay for one pass.

For networks whose path depends on the picture. What the graph would tell is measured with one picture of noise: which
modules run, in which order and how often (calls of one module are told apart by their number), which of them the logits
depend on, how their grids lie. An activation that is a function and no module is not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from xaiviewer.errors import ModelError
from xaiviewer.explain.layers.grouping import Named, places
from xaiviewer.explain.layers.measuring import measured
from xaiviewer.explain.layers.tracing import ACTIVATIONS, SOURCES, keep_inputs
from xaiviewer.nets.entering import turn_of, turned, turned_back, way_into
from xaiviewer.nets.inputs.turns import Turn
from xaiviewer.requests import Layer
from xaiviewer.requests.model import CONVOLUTION

_SEED = 0  # of the picture that is measured with
_LAYERS = (nn.Conv2d, *ACTIVATIONS)


@dataclass(frozen=True)
class Call:
    """One call of a module.

    Attributes:
        path: of the module.
        number: how many calls of it came before.
    """

    path: str
    number: int

    @property
    def name(self) -> str:
        """As torch.fx would name it, with dots."""
        return f"{self.path}_{self.number}" if self.number else self.path


@dataclass
class _Record:
    """What a pass leaves: the output of every call, in order; and what one of them is to be replaced by.

    Outputs lie as pictures do, before the network turns them.
    """

    replaced: Mapping[Call, Tensor]
    turn: Turn
    outputs: dict[Call, Tensor] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, path: str, _module: nn.Module, _inputs: Any, output: Tensor) -> Tensor:
        """Keep an output; what comes behind gets a copy, which it may overwrite."""
        call = Call(path, self.counts[path])
        self.counts[path] += 1
        flat = output.ndim != 4  # a value per channel has no way to lie
        shown = output if flat else turned_back(output, *self.turn.flags)
        self.outputs[call] = kept = self.replaced.get(call, shown)
        return kept.clone() if flat else turned(kept, *self.turn.flags).clone()


class HookedView(nn.Module):
    """A view of a network that also returns every layer's output; hooks are set for each pass and taken away after it.

    Attributes:
        network: in evaluation mode.
        calls: its layers, in order of execution.
        meta: see `tracing.SOURCES`.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network
        self.calls: tuple[Call, ...] = ()
        self._path: tuple[Call, ...] = ()
        self.meta: dict[str, Any] = {SOURCES: []}

    def keep(self, calls: tuple[Call, ...], path: tuple[Call, ...]) -> None:
        """Return the outputs of these calls from now on, as long as a pass makes the calls of this `path`."""
        self.calls, self._path = calls, path
        self.meta[SOURCES] = list(range(len(calls)))  # which comes behind which is not known: all are asked

    def forward(self, images: Tensor) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Logits, and every layer's output.

        Raises:
            ModelError: where these pictures take another path than the one that the layers were listed on.
        """
        logits, outputs = self.record(images)
        if tuple(outputs) != self._path:
            raise ModelError(
                f"This slice takes another path through {type(self.network).__name__} than the picture that its layers "
                "were listed with, so that no map can be said to be of one of them; ask a method that masks the input."
            )
        return logits, tuple(outputs[each] for each in self.calls)

    def replacing(self, images: Tensor, layer: int, output: Tensor) -> Tensor:
        """Logits of a pass in which one layer gives this `output`, whatever it was given."""
        logits: Tensor = self.record(images, {self.calls[layer]: output})[0]
        return logits

    def record(self, images: Tensor, replaced: Mapping[Call, Tensor] | None = None) -> tuple[Any, dict[Call, Tensor]]:
        """What the network gives, and the output of every call of a convolution or activation, in order."""
        record = _Record(replaced or {}, turn_of(self.network))
        with _attached(self.network, record):
            logits = self.network(images)
        return logits, record.outputs


@contextmanager
def _attached(network: nn.Module, record: _Record) -> Iterator[None]:
    handles = []
    try:
        for path, module in network.named_modules():
            if isinstance(module, _LAYERS):
                handles.append(module.register_forward_hook(partial(record.note, path)))
        yield
    finally:
        for each in handles:
            each.remove()


def hooked(network: nn.Module, size: int) -> tuple[HookedView, tuple[Layer, ...]]:
    """As `tracing.traced`, for a network that it refuses.

    Args:
        network: any classifier of one picture, in evaluation mode, whose layers are modules.
        size: side of the square input in pixels.

    Raises:
        ModelError: where it has no such layer, or does not take a square picture.
    """
    modules = dict(network.named_modules())
    first = next((each for each in modules.values() if isinstance(each, nn.Conv2d)), None)
    if first is None:
        raise ModelError(f"{type(network).__name__} has no convolution whose map lies on the picture.")
    keep_inputs(modules.values())
    view = HookedView(network)
    generator = torch.Generator().manual_seed(_SEED)
    images = torch.randn(1, first.in_channels, size, size, generator=generator)
    images = images.to(first.weight.device).requires_grad_()
    with torch.enable_grad():
        logits, outputs = view.record(images)
        if not isinstance(logits, Tensor) or logits.ndim not in (2, 4):
            raise ModelError(f"The layers of {type(network).__name__} cannot be listed (it has several outputs).")
        on_picture = [call for call, output in outputs.items() if output.ndim == 4 and min(output.shape[2:]) > 1]
        reached: tuple[Tensor | None, ...] = torch.autograd.grad(
            logits.sum(), [outputs[call] for call in on_picture], retain_graph=True, allow_unused=True
        )
        calls = tuple(call for call, gradient in zip(on_picture, reached, strict=True) if gradient is not None)
        if not calls:
            raise ModelError(f"{type(network).__name__} has no convolution whose map lies on the picture.")
        way = way_into(network)
        spots = measured([outputs[call] for call in calls], images, (size, size) if way is None else way.part)
    view.keep(calls, tuple(outputs))
    named = [Named(call.name, _kind(modules[call.path])) for call in calls]
    layers = (
        Layer(
            each.name,
            each.kind,
            (spot.grid[0], spot.grid[1]),
            spot.stride[0],
            centre=(spot.centre[0], spot.centre[1]),
        )
        for each, spot in zip(named, spots, strict=True)
    )
    return view, tuple(
        replace(layer, groups=place.groups, other_names=place.other_names)
        for layer, place in zip(layers, places(named), strict=True)
    )


def _kind(module: nn.Module) -> str:
    return CONVOLUTION if isinstance(module, nn.Conv2d) else type(module).__name__.lower()
