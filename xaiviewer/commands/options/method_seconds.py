"""How long every method took for a slice where the program was last measured: ``resources/method_seconds.json``.

The file is what ``xaiviewer methods --measure resources/phantom --json`` prints.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.errors import XaiViewerError

Seconds = Mapping[str, float]
"""By a method's key; without those that had no answer."""


@dataclass(frozen=True)
class Kept:
    """What was measured, and on what.

    Attributes:
        seconds: of one slice, by method.
        processor, threads, torch: on what.
    """

    seconds: Seconds
    processor: str
    threads: int
    torch: str

    @property
    def sentence(self) -> str:
        """What the seconds are seconds of."""
        return (
            f"Times: one slice of the synthetic head with the defaults, {self.threads} threads of {self.processor}, "
            f"torch {self.torch}; `xaiviewer methods --measure PATH` takes them on your machine."
        )


def kept(resources: Path) -> Kept:
    """What was measured last.

    Raises:
        XaiViewerError: where the file is missing or damaged.
    """
    file = resources / "method_seconds.json"
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        on = told["computation"]
        seconds = {each["key"]: float(each["seconds"]) for each in told["methods"] if each["seconds"] is not None}
        return Kept(seconds, str(on["processor"]), int(on["threads"]), str(on["versions"]["torch"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise XaiViewerError(f"{file} cannot be read ({error}); install the program again.") from error


def in_seconds(method: str, seconds: Seconds) -> str:
    """How long a method takes, in words."""
    if method not in seconds:
        return "not measured"
    return f"{seconds[method]:.0f} s" if seconds[method] >= 10 else f"{seconds[method]:.2g} s"
