"""One process that opens inputs, one after another, and tells on one line what came of each.

``python worker.py SEED FOLDER`` reads lines with a format and a number from its standard input and answers each with a
JSON object. All that the readers print goes to a file, and is a finding.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from checks import case_faults, contents_faults, sentence
from formats import MAKERS
from inputs import SLACK, Input, fresh

from xaiviewer import readers
from xaiviewer.errors import ReadError

T = TypeVar("T")

SLOWEST_S = 5.0
"""Processor seconds that one input may take."""

ADDRESS_SPACE = 8 << 30
"""No more memory than this may even be asked for, used or not: the stated limit of a case, several times over."""


@dataclass
class Outcome:
    """What came of one input.

    Attributes:
        opened: did it give a case?
        said: the ReadError's text, or "".
        noticed: the notices of what opened.
        findings: (signature, detail) of everything that should not be.
        seconds: of the processor.
        peak: bytes that the process grew by meanwhile.
    """

    number: int
    opened: bool = False
    said: str = ""
    noticed: list[str] = field(default_factory=list)
    recipe: str = ""
    findings: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    peak: int = 0


def make(name: str, seed: int, number: int) -> Input:
    """Input `number` of a campaign: always the same."""
    return MAKERS[name](random.Random(f"{name}/{seed}/{number}"))


class Examiner:
    """Opens inputs in a folder of its own and watches what else happens."""

    def __init__(self, folder: Path) -> None:
        """`folder` is emptied; everything happens below it."""
        self._root = fresh(folder)
        self._idle = fresh(folder / "idle")  # the current and the temporary folder: nothing may appear there
        self._input = folder / "input"
        self._printed = (folder / "printed").open("w+b")
        os.chdir(self._idle)
        tempfile.tempdir = str(self._idle)
        os.environ["TMPDIR"] = str(self._idle)

    def close(self) -> None:
        """Nothing more will be examined."""
        self._printed.close()

    def capture(self) -> int:
        """Send standard output and error to the file; gives a descriptor of the old standard output."""
        out = os.dup(1)
        for standard in (1, 2):
            os.dup2(self._printed.fileno(), standard)
        return out

    def examine(self, made: Input, number: int) -> Outcome:
        """Open one input as the program does."""
        outcome = Outcome(number, recipe=made.recipe)
        path = made.write(fresh(self._input) / "patient")
        self._rewind()
        base = _memory()
        start = time.process_time()
        self._open(path, made, outcome)
        outcome.seconds = time.process_time() - start
        outcome.peak = max(0, _memory(peak=True) - base)
        self._watch(path, made, outcome)
        return outcome

    def _open(self, path: Path, made: Input, outcome: Outcome) -> None:
        names = {"patient", *(Path(name).name for name in made.files)}
        inside = [self._input / "patient", *([self._idle] if made.unpacks else [])]
        _guarded(outcome, names, lambda: outcome.findings.extend(
            (f"contents: {fault.split(':')[0]}", fault) for fault in contents_faults(readers.contents(path), inside)
        ))  # fmt: skip
        case = _guarded(outcome, names, lambda: readers.load_case(path))
        if case is not None:
            outcome.opened, outcome.noticed = True, list(case.notices)
            outcome.findings += [(f"case: {fault.split(':')[0]}", fault) for fault in case_faults(case)]

    def _watch(self, path: Path, made: Input, outcome: Outcome) -> None:
        """Time, memory, files written, words printed."""
        if outcome.seconds > SLOWEST_S:
            outcome.findings.append(("slow", f"{outcome.seconds:.1f} s of the processor"))
        allowed = 2 * max(made.honest, made.nbytes) + SLACK
        if outcome.peak > allowed:
            outcome.findings.append(("memory", f"grew by {outcome.peak >> 20} MiB, allowed are {allowed >> 20}"))
        there = {str(file.relative_to(self._input / "patient")) for file in (self._input / "patient").rglob("*")}
        wrote = [name for name in there if not any(file == name or file.startswith(f"{name}/") for file in made.files)]
        left = [entry.name for entry in os.scandir(self._idle)]
        unpacked = made.unpacks and len(left) == 1 and left[0].startswith("xaiviewer-")
        wrote += [] if unpacked else left
        wrote += [entry.name for entry in os.scandir(self._input) if entry.name != "patient"]
        wrote += [each.name for each in os.scandir(self._root) if each.name not in {"idle", "input", "printed"}]
        if wrote:
            outcome.findings.append(("wrote files", ", ".join(wrote[:5])))
        if left:
            fresh(self._idle)
            os.chdir(self._idle)
        if text := self._rewind():
            outcome.findings.append((f"printed: {_kind(text)}", text))

    def _rewind(self) -> str:
        """What was printed since the last time."""
        sys.stdout.flush()
        sys.stderr.flush()
        if os.fstat(self._printed.fileno()).st_size == 0:
            return ""
        self._printed.seek(0)
        text = self._printed.read(4000).decode("utf-8", "replace")
        self._printed.seek(0)
        self._printed.truncate()
        return text


def _guarded(outcome: Outcome, names: set[str], run: Callable[[], T]) -> T | None:
    try:
        return run()
    except ReadError as error:
        outcome.said = str(error)
        if fault := sentence(outcome.said, names):
            outcome.findings.append((f"sentence {fault}", outcome.said[:1000]))
    except BaseException as error:  # whatever it is, it is a finding
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "xaiviewer" in frame.filename and "fuzz" not in frame.filename]
        where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        told = "".join(traceback.format_exception(error, limit=-12))
        outcome.findings.append((f"{type(error).__name__} at {where}", told[-3000:]))
        if isinstance(error, KeyboardInterrupt):
            raise
    return None


def _kind(text: str) -> str:
    """The first line without numbers and paths, so that like is counted with like."""
    line = next((each for each in text.splitlines() if each.strip()), "")
    return "".join("#" if letter.isdigit() else letter for letter in line.rpartition("/")[2])[:100]


def _memory(*, peak: bool = False) -> int:
    """Resident bytes now, or the most since the last call that did not ask for the peak. 0 where nobody tells."""
    try:
        if not peak:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        text = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = text.partition("VmHWM:" if peak else "VmRSS:")[2].split()
    return int(found[0]) * 1024 if found else 0


def limit_memory() -> None:
    """A request beyond any honest one fails, instead of being granted untouched."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, hard))


def main(seed: int, folder: Path) -> None:
    """Answer lines until there are no more."""
    warnings.simplefilter("always")  # each would be printed once only
    examiner = Examiner(folder)
    limit_memory()
    with os.fdopen(examiner.capture(), "w", encoding="utf-8") as answers:
        print("ready", file=answers, flush=True)
        for line in sys.stdin:
            name, number = line.split()
            outcome = examiner.examine(make(name, seed, int(number)), int(number))
            print(json.dumps(asdict(outcome)), file=answers, flush=True)
    examiner.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
