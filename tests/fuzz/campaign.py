"""Thousands of damaged and hostile files through the readers: none may crash, hang, print, or take what it claims.

``python tests/fuzz/campaign.py --format dicom --count 20000 --seed 0 --jobs 2``

Every input ends as a case or as one sentence that names the file. Inputs for which something else happened are kept
below ``--save``, with what happened; ``--replay FORMAT SEED NUMBER`` makes and opens one again, with its traceback.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import queue
import re
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORKER = HERE / "worker.py"
FORMATS = ("dicom", "enhanced", "seg", "rtstruct", "dicomdir", "nifti", "tiff", "picture", "zip")
PATIENCE_S = 10.0  # of the processor: the worker itself calls more than 5 s slow
ASLEEP_S = 120.0  # on the clock, for what waits and computes nothing
_NAMES = re.compile(r"\S*/\S*|\S+\.(dcm|nii|gz|tif|png|jpg|zip|hdr|img)\b|[0-9]+")
KEPT = 5  # examples of each finding


@dataclass
class Tally:
    """What came of a campaign so far."""

    done: int = 0
    opened: int = 0
    slowest: float = 0.0
    peak: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sentences: Counter[str] = field(default_factory=Counter)


class Worker:
    """A worker process and the file descriptors to it. Whoever asks it too much gets a new one."""

    def __init__(self, seed: int, folder: Path) -> None:
        """Start it."""
        command = [sys.executable, str(WORKER), str(seed), str(folder)]
        paths = os.pathsep.join(filter(None, [str(ROOT), str(HERE), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self._selector = selectors.DefaultSelector()
        assert self._process.stdout is not None
        self._selector.register(self._process.stdout, selectors.EVENT_READ)
        if self._line(ASLEEP_S, 60) != b"ready\n":
            raise SystemExit(f"the worker did not start (exit status {self._process.wait()})")

    def ask(self, name: str, number: int) -> dict[str, Any]:
        """The outcome of one input; a crash or a hang ends the process and is an outcome too."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(f"{name} {number}\n".encode())
            self._process.stdin.flush()
        line = self._line(ASLEEP_S)
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        what = "hang" if self._process.poll() is None and line == b"-" else "crash"
        self.close()
        what = f"{what}: signal {-self._process.returncode}" if what == "crash" else what
        return {"number": number, "opened": False, "findings": [(what, "")], "seconds": 0.0, "peak": 0, "lost": True}

    def _line(self, asleep_s: float, patience_s: float = PATIENCE_S) -> bytes:
        """One line; b"-" when it did not come in time, b"" when the process ended."""
        start = computed = self._computed_s()
        until = time.monotonic() + asleep_s
        while not self._selector.select(min(1.0, asleep_s)):
            before, computed = computed, self._computed_s()
            if computed > before:
                until = time.monotonic() + asleep_s  # others have the processor: slow, but not asleep
            if time.monotonic() > until or computed - start > patience_s:
                return b"-"
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def _computed_s(self) -> float:
        """Processor seconds of the process so far; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the process."""
        self._selector.close()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()  # type: ignore[union-attr]


class Crew:
    """Workers for one campaign after another; a worker that was lost is replaced."""

    def __init__(self, seed: int, jobs: int, save: Path) -> None:
        """Nothing is started yet.

        Args:
            seed: of the inputs.
            jobs: how many processes.
            save: where outcomes with findings are kept.
        """
        self._seed, self._save = seed, save
        self._scratch = tempfile.TemporaryDirectory(prefix="xaiviewer-fuzz-", dir=_fast())
        self._workers: list[Worker | None] = [None] * jobs
        self._lock = threading.Lock()

    def run(self, name: str, count: int, start: int = 0) -> Tally:
        """Examine inputs `start` to `start + count` of a format."""
        tally = Tally()
        numbers: queue.SimpleQueue[int] = queue.SimpleQueue()
        for number in range(start, start + count):
            numbers.put(number)
        bar = _Bar(name, count)

        def work(index: int) -> None:
            with contextlib.suppress(queue.Empty):
                while True:
                    outcome = self._ask(index, name, numbers.get_nowait())
                    with self._lock:
                        _count(tally, outcome, name, self._seed, self._save)
                        bar.show(tally)

        threads = [threading.Thread(target=work, args=(index,)) for index in range(len(self._workers))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        bar.close()
        return tally

    def _ask(self, index: int, name: str, number: int) -> dict[str, Any]:
        worker = self._workers[index]
        if worker is None:
            worker = self._workers[index] = Worker(self._seed, Path(self._scratch.name) / str(index))
        outcome = worker.ask(name, number)
        if outcome.get("lost"):
            self._workers[index] = None
        return outcome

    def close(self) -> None:
        """End the processes and remove what they wrote."""
        for worker in filter(None, self._workers):
            worker.close()
        self._scratch.cleanup()


def _count(tally: Tally, outcome: dict[str, Any], name: str, seed: int, save: Path) -> None:
    tally.done += 1
    tally.opened += outcome["opened"]
    tally.slowest = max(tally.slowest, outcome["seconds"])
    tally.peak = max(tally.peak, outcome["peak"])
    for text in filter(None, (outcome.get("said"), *outcome.get("noticed", ()))):
        tally.sentences[_NAMES.sub("…", text)[:110]] += 1
    for signature, _ in outcome["findings"]:
        tally.findings[signature] += 1
        kept = tally.examples[signature]
        if len(kept) < KEPT and outcome["number"] not in kept:
            kept.append(outcome["number"])
            save.mkdir(parents=True, exist_ok=True)
            file = save / f"{name}-{seed}-{outcome['number']}.json"
            file.write_text(json.dumps(outcome, indent=1), encoding="utf-8")


def _fast() -> str | None:
    """A folder in memory, where there is one: a campaign writes a hundred files a second."""
    shm = Path("/dev/shm")
    return str(shm) if os.access(shm, os.W_OK) else None


class _Bar:
    """One line on the terminal that is rewritten; ten lines where there is no terminal."""

    def __init__(self, name: str, total: int) -> None:
        self._name, self._total = name, total
        self._start = self._last = time.monotonic()
        self._terminal = sys.stderr.isatty()

    def show(self, tally: Tally) -> None:
        """Show how far it is, four times a second at most."""
        now = time.monotonic()
        if self._terminal and now - self._last < 0.25 and tally.done < self._total:
            return
        if not self._terminal and tally.done % max(1, self._total // 10):
            return
        self._last = now
        filled = 30 * tally.done // self._total
        line = f"{self._name:>9} [{'#' * filled}{'.' * (30 - filled)}] {tally.done}/{self._total}"
        line += f"  {tally.done / max(now - self._start, 1e-9):.0f}/s  findings {tally.findings.total()}"
        print(line, end="\r" if self._terminal else "\n", file=sys.stderr, flush=True)  # noqa: T201

    def close(self) -> None:
        """Leave the line."""
        if self._terminal:
            print(file=sys.stderr)  # noqa: T201


def replay(name: str, seed: int, number: int, save: Path) -> int:
    """Make one input again below `save`, open it in this process, and show all that happens."""
    sys.path[:0] = [str(HERE), str(ROOT)]
    import worker  # needs the two folders above

    made = worker.make(name, seed, number)
    path = made.write(worker.fresh(save / f"{name}-{seed}-{number}") / "patient")
    print(f"{made.recipe}\nwritten to {path}")  # noqa: T201
    with tempfile.TemporaryDirectory() as scratch:
        examiner = worker.Examiner(Path(scratch) / "worker")
        outcome = examiner.examine(made, number)
        examiner.close()
    print(f"opened: {outcome.opened}; {outcome.seconds:.2f} s; {outcome.peak >> 20} MiB; said: {outcome.said}")  # noqa: T201
    for signature, detail in outcome.findings:
        print(f"\n* {signature}\n{detail}")  # noqa: T201
    return 1 if outcome.findings else 0


def report(name: str, tally: Tally, seconds: float, *, sentences: bool) -> None:
    """One line for the format, one for each kind of finding."""
    print(  # noqa: T201
        f"{name}: {tally.done} inputs, {tally.opened} opened, {tally.done - tally.opened} refused; slowest "
        f"{tally.slowest:.2f} s, most memory {tally.peak >> 20} MiB; {tally.done / seconds:.0f} a second; "
        f"findings: {tally.findings.total()}"
    )
    for signature, count in tally.findings.most_common():
        print(f"  {count:6} x {signature}  (numbers {', '.join(map(str, tally.examples[signature]))})")  # noqa: T201
    if sentences:
        for text, count in tally.sentences.most_common(60):
            print(f"  {count:6} said {text}")  # noqa: T201


def main() -> int:
    """Run the command; 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="append", choices=[*FORMATS, "all"], help="may be repeated (default: all)")
    parser.add_argument("--count", type=int, default=20_000, help="inputs of each format (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other inputs (default: %(default)s)")
    parser.add_argument("--start", type=int, default=0, help="number of the first input (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes (default: %(default)s)")
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()) / "xaiviewer-fuzz", metavar="DIR")
    parser.add_argument("--sentences", action="store_true", help="count the sentences, too")
    parser.add_argument("--replay", nargs=3, metavar=("FORMAT", "SEED", "NUMBER"), help="make and open one input again")
    given = parser.parse_args()
    if given.replay:
        name, seed, number = given.replay
        return replay(name, int(seed), int(number), given.save)
    wanted = FORMATS if not given.format or "all" in given.format else tuple(dict.fromkeys(given.format))
    bad = 0
    crew = Crew(given.seed, given.jobs, given.save)
    try:
        for name in wanted:
            begun = time.monotonic()
            tally = crew.run(name, given.count, given.start)
            report(name, tally, time.monotonic() - begun, sentences=given.sentences)
            bad += tally.findings.total()
    finally:
        crew.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
