"""On what numbers were computed: what the last bit of a result depends on besides weights, versions and the request."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_pre_hook


class Computation:
    """Watches what goes through the networks while a case is explained.

    Attributes:
        device: where they run.
        channels: of the networks' input.
    """

    def __init__(self, device: str, channels: int) -> None:
        self.device, self.channels = device, channels
        self._batches: set[tuple[int, ...]] = set()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Remember the shape of every batch that a convolution of pictures takes; nothing stays behind afterwards."""

        def seen(module: nn.Module, inputs: tuple[Any, ...]) -> None:
            if isinstance(module, nn.Conv2d) and inputs and module.in_channels == self.channels:
                self._batches.add(tuple(inputs[0].shape))

        handle = register_module_forward_pre_hook(seen)
        try:
            yield
        finally:
            handle.remove()

    def fields(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "device": self.device,
            "processor": processor() if self.device == "cpu" else _accelerator(self.device),
            "instructions": torch.backends.cpu.get_cpu_capability(),
            "threads": torch.get_num_threads(),
            "batches": sorted([list(each) for each in self._batches]),
        }


def set_threads(threads: int | None) -> None:
    """How many threads share a pass, for the thread that calls this; None leaves it as it is."""
    if threads is not None:
        torch.set_num_threads(threads)


@cache
def processor() -> str:
    """What the machine calls its processor."""
    if sys.platform == "linux":
        try:
            lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        for line in lines:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or "unknown"


def _accelerator(device: str) -> str:
    return torch.cuda.get_device_name(device) if device.startswith("cuda") else device
