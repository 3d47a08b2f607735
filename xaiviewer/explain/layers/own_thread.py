"""Tracing that leaves other threads alone.

While torch.fx traces, it puts its own functions in place of ``nn.Module.__call__`` and ``__getattr__`` of the whole
process: a network that runs on another thread meanwhile would be taken for a part of the one that is traced, and fail.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from torch import fx, nn

_ONE_AT_A_TIME = threading.Lock()  # what is put in place is taken back in the order of a stack


class _Tracer(fx.Tracer):
    """Traces what its own thread calls."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()

    def call_module(
        self, m: nn.Module, forward: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """As fx has it; of another thread the module's own answer."""
        if threading.get_ident() != self._thread:
            return forward(*args, **kwargs)
        return super().call_module(m, forward, args, kwargs)

    def getattr(self, attr: str, attr_val: Any, parameter_proxy_cache: dict[str, Any]) -> Any:
        """As fx has it; of another thread the attribute as it is."""
        if threading.get_ident() != self._thread:
            return attr_val
        return super().getattr(attr, attr_val, parameter_proxy_cache)


def traced_graph(network: nn.Module) -> fx.Graph:
    """The graph of a network; raises what `fx.Tracer.trace` raises."""
    with _ONE_AT_A_TIME:
        return _Tracer().trace(network)
