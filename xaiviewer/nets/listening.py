"""One thread at a time while a graph is traced.

torch.fx listens to every call of every module of the process while it traces one network: a pass through another one on
another thread would be taken for a part of it, and fail.
"""

from __future__ import annotations

import threading

ALONE = threading.RLock()
"""Held while a graph is traced, and while a network that is being imported makes a pass beside the one in use."""
