"""The networks that a package may name, and what they may be told: nothing else is ever called.

Each library is imported when a package asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from xaiviewer.errors import ModelError
from xaiviewer.nets.architectures.lean_import import lean_import
from xaiviewer.nets.architectures.operators import importable
from xaiviewer.nets.architectures.registry import ARCHITECTURES
from xaiviewer.nets.keras_twins.architectures import ARCHITECTURES as KERAS
from xaiviewer.nets.keras_twins.network import twin
from xaiviewer.nets.packages.description import Factory
from xaiviewer.nets.packages.heads import head_of, with_channels, with_head
from xaiviewer.requests import Task

_RESNETS = "resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d resnext101_64x4d"
_WIDE = "wide_resnet50_2 wide_resnet101_2"

TORCHVISION: Mapping[str, str] = {
    name: module
    for module, names in {
        "alexnet": "alexnet",
        "convnext": "convnext_tiny convnext_small convnext_base convnext_large",
        "densenet": "densenet121 densenet161 densenet169 densenet201",
        "efficientnet": " ".join(
            [*(f"efficientnet_b{number}" for number in range(8)), *(f"efficientnet_v2_{size}" for size in "sml")]
        ),
        "googlenet": "googlenet",
        "inception": "inception_v3",
        "mnasnet": "mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3",
        "mobilenetv2": "mobilenet_v2",
        "mobilenetv3": "mobilenet_v3_large mobilenet_v3_small",
        "resnet": f"{_RESNETS} {_WIDE}",
        "shufflenetv2": "shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0",
        "squeezenet": "squeezenet1_0 squeezenet1_1",
        "vgg": " ".join(f"vgg{depth}{norm}" for depth in (11, 13, 16, 19) for norm in ("", "_bn")),
    }.items()
    for name in names.split()
}
"""torchvision's classifiers, each with its module of `torchvision.models`."""

MONAI: Mapping[str, str] = {
    "DenseNet121": "densenet",
    "DenseNet169": "densenet",
    "DenseNet201": "densenet",
    "DenseNet264": "densenet",
    "SEResNet50": "senet",
    "resnet10": "resnet",
    "resnet18": "resnet",
    "resnet34": "resnet",
    "resnet50": "resnet",
    "resnet101": "resnet",
    "resnet152": "resnet",
    "EfficientNetBN": "efficientnet",
    "AttentionUnet": "attentionunet",
    "BasicUNet": "basic_unet",
    "SegResNet": "segresnet",
    "UNet": "unet",
}
"""MONAI's networks, each with its module of `monai.networks.nets`."""

SMP = "segmentation-models-pytorch"
SEGMENTERS: Mapping[str, tuple[str, ...]] = {
    SMP: ("Unet", "UnetPlusPlus", "MAnet", "Linknet", "FPN", "PSPNet", "PAN", "DeepLabV3", "DeepLabV3Plus", "UPerNet"),
    "monai": ("AttentionUnet", "BasicUNet", "SegResNet", "UNet"),
}
"""The networks that outline, by library; every other one classifies."""

_SHELLS_OF_MONAI = (
    *("monai.apps", "monai.config", "monai.networks", "monai.networks.blocks", "monai.networks.layers"),
    *("monai.networks.nets", "monai.utils"),
)
_PARTS_OF_MONAI: Mapping[str, tuple[str, ...]] = {
    "monai.config": ("type_definitions",),
    "monai.networks.blocks": ("convolutions", "acti_norm", "upsample", "encoder"),
    "monai.networks.layers": ("factories", "convutils", "utils"),
    "monai.utils": ("module", "misc", "enums", "component_store", "type_conversion", "deprecate_utils"),
}
"""Where what MONAI's networks take from its packages lies in these."""

_MOST = 20_000  # of any number, such as classes: what is larger is made to fill the memory

_MOST_BLOCKS = 64
_BLOCKS = frozenset({"block_config", "blocks_down", "blocks_up", "num_res_units", "encoder_depth"})
"""Arguments that say how many parts there are: each is built, which takes its time."""

_NO_NUMBERS = frozenset({"requires_grad_"})
"""Functions of tensors that are called as if they filled one."""

_OF_MONAI = (
    "spatial_dims in_channels out_channels n_input_channels num_classes init_features growth_rate block_config "
    "bn_size act norm dropout_prob model_name channels strides num_res_units features init_filters blocks_down "
    "blocks_up shortcut_type conv1_t_size conv1_t_stride no_max_pool feed_forward bias_downsample "
    "kernel_size up_kernel_size dropout upsample_mode"
)
_OF_SMP = (
    "encoder_name encoder_depth in_channels classes decoder_channels decoder_use_norm decoder_attention_type "
    "decoder_interpolation decoder_pyramid_channels decoder_segmentation_channels decoder_merge_policy "
    "decoder_dropout upsampling decoder_atrous_rates decoder_aspp_separable decoder_aspp_dropout "
    "encoder_output_stride psp_out_channels psp_use_norm psp_dropout decoder_pab_channels"
)
_ARGUMENTS: Mapping[str, frozenset[str]] = {
    "torchvision": frozenset({"num_classes", "in_channels", "aux_logits", "head"}),
    "timm": frozenset({"num_classes", "in_chans", "global_pool", "drop_rate"}),
    "monai": frozenset(_OF_MONAI.split()),
    "keras": frozenset({"num_classes", "in_channels", "size", "front", "head"}),
    SMP: frozenset(_OF_SMP.split()),
    "xaiviewer": frozenset(),
}


@dataclass(frozen=True)
class Library:
    """What builds networks.

    Attributes:
        build: from a name and arguments.
        has: whether a name is on its list.
        some: names for a sentence.
    """

    build: Callable[[str, dict[str, Any]], nn.Module]
    has: Callable[[str], bool]
    some: tuple[str, ...]


def built(factory: Factory) -> nn.Module:
    """The network, on the device of torch's context, in evaluation mode, activations out of place.

    Raises:
        ModelError: where the library, the network or an argument is not on the list, or they do not go together.
    """
    library = LIBRARIES.get(factory.library)
    if library is None:
        known = ", ".join(LIBRARIES)
        raise ModelError(f"There is no library “{factory.library}” on the list of factories; it has {known}.")
    unknown = sorted(set(factory.arguments) - _ARGUMENTS[factory.library])
    if unknown:
        allowed = ", ".join(sorted(_ARGUMENTS[factory.library])) or "none"
        raise ModelError(f"The argument “{unknown[0]}” may not be given to {factory.architecture}; allowed: {allowed}.")
    for name, value in factory.arguments.items():
        if not _harmless(value) or (name in _BLOCKS and _largest(value) > _MOST_BLOCKS):
            raise ModelError(f"The argument “{name}” of {factory.architecture} is no plain, small value.")
    if not library.has(factory.name):
        some = ", ".join(library.some)
        raise ModelError(
            f"{factory.library} has no network “{factory.name}” on the list of factories; it has, for example, {some}."
        )
    try:
        with importable():
            network = library.build(factory.name, dict(factory.arguments))
    except ImportError as error:
        raise ModelError(
            f"This network needs {factory.library}, which is not installed ({error}); run `pip install "
            f"{factory.library}`."
        ) from error
    except (TypeError, ValueError, LookupError, RuntimeError, AttributeError, AssertionError, ArithmeticError) as error:
        raise ModelError(f"{factory.architecture} cannot be built with these arguments ({error}).") from error
    for module in network.modules():
        if isinstance(getattr(module, "inplace", None), bool):
            setattr(module, "inplace", False)  # noqa: B010 - activations survive for the gradient
    return network.eval().requires_grad_(requires_grad=False)


def task_of(factory: Factory) -> Task:
    """What a network on the lists does."""
    return "segmentation" if factory.name in SEGMENTERS.get(factory.library, ()) else "classification"


def outline(factory: Factory) -> nn.Module:
    """The network without numbers: names and shapes of its weights, made in no time and no memory.

    Raises:
        ModelError: as `built`.
    """
    with torch.device("meta"), _WithoutNumbers():
        return built(factory)


class _WithoutNumbers(TorchFunctionMode):
    """Leaves tensors that have no numbers as they are: to fill them would do nothing, and import sympy (a second)."""

    def __torch_function__(
        self, func: Callable[..., Any], types: object, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        name = getattr(func, "__name__", "")
        if name.endswith("_") and not name.startswith("_") and name not in _NO_NUMBERS:
            first = args[0] if args else (kwargs or {}).get("tensor")
            if isinstance(first, torch.Tensor) and first.is_meta:
                return first
        return func(*args, **(kwargs or {}))


def _harmless(value: object, depth: int = 0) -> bool:
    """Whether an argument is a number, a word, or a short list of these."""
    if isinstance(value, list):
        return depth < 2 and len(value) <= 32 and all(_harmless(each, depth + 1) for each in value)
    if isinstance(value, str):
        return len(value) <= 80 and re.fullmatch(r"[\w .:+-]*", value) is not None
    return value is None or (isinstance(value, bool | int | float) and abs(value) <= _MOST)


def _largest(value: object) -> float:
    """The largest number in an argument; 0 where there is none."""
    if isinstance(value, list):
        return max(map(_largest, value), default=0)
    return float(value) if isinstance(value, int | float) else 0


def _from_torchvision(name: str, given: dict[str, Any]) -> nn.Module:
    channels, head = given.pop("in_channels", 3), given.pop("head", None)
    module = _torchvision_module(TORCHVISION[name])
    if name in ("inception_v3", "googlenet"):
        given = {"aux_logits": True, "init_weights": False, "transform_input": False, **given}
    network: nn.Module = getattr(module, name)(weights=None, **given)
    if channels != 3:
        with_channels(network, channels)
    if head is not None:
        with_head(network, head_of(head))
    return network


def _torchvision_module(module: str) -> Any:
    """One module without all of torchvision, which brings torch's compiler (three seconds), where that can be."""
    try:
        with lean_import("torchvision", "torchvision.models", "torchvision.ops"):
            return import_module(f"torchvision.models.{module}")
    except ImportError:
        return import_module(f"torchvision.models.{module}")


def _from_timm(name: str, given: dict[str, Any]) -> nn.Module:
    network: nn.Module = import_module("timm").create_model(name, pretrained=False, **given)
    return network


def _timm_has(name: str) -> bool:
    """Only what is registered in the library itself: no name may point to the internet."""
    try:
        with importable():
            registered = import_module("timm.models").is_model(name)
    except ImportError as error:
        raise ModelError("This network needs timm, which is not installed; run `pip install timm`.") from error
    return ":" not in name and "/" not in name and bool(registered)


def _from_monai(name: str, given: dict[str, Any]) -> nn.Module:
    if name.startswith("resnet"):
        given = {"pretrained": False, "progress": False, **given}
    elif name.startswith(("DenseNet", "SEResNet", "EfficientNet")):
        given = {"pretrained": False, **given}
    network: nn.Module = getattr(monai_module(MONAI[name]), name)(**given)
    return network


@cache
def monai_module(module: str) -> Any:
    """One module without all of MONAI, which brings pandas, torchvision and torch's compiler (five seconds)."""
    try:
        with lean_import("monai", *_SHELLS_OF_MONAI, parts=_PARTS_OF_MONAI):
            return import_module(f"monai.networks.nets.{module}")
    except (ImportError, AttributeError):
        return import_module(f"monai.networks.nets.{module}")


def _from_smp(name: str, given: dict[str, Any]) -> nn.Module:
    library = import_module("segmentation_models_pytorch")
    encoder = given.get("encoder_name", "resnet34")
    if encoder not in library.encoders.encoders:  # no name may point to the internet, as "tu-hf-hub:" does
        raise ValueError(f"there is no encoder “{encoder}”")
    network: nn.Module = getattr(library, name)(**{**given, "encoder_weights": None})
    setattr(network, "requires_divisible_input_shape", False)  # noqa: B010 - a question about the input hides the graph
    return network


def _own(name: str, _given: dict[str, Any]) -> nn.Module:
    return ARCHITECTURES[name]()


def _some(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)[:6]


LIBRARIES: Mapping[str, Library] = {
    "torchvision": Library(_from_torchvision, TORCHVISION.__contains__, ("resnet18", "densenet121", "convnext_tiny")),
    "timm": Library(_from_timm, _timm_has, ("resnet18", "convnext_tiny", "efficientnet_b0")),
    "monai": Library(_from_monai, MONAI.__contains__, _some(MONAI)),
    "keras": Library(twin, KERAS.__contains__, _some(KERAS)),
    SMP: Library(_from_smp, SEGMENTERS[SMP].__contains__, SEGMENTERS[SMP][:4]),
    "xaiviewer": Library(_own, ARCHITECTURES.__contains__, _some(ARCHITECTURES)),
}
"""Every library that a package may name."""
