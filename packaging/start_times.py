"""Seconds from starting the frozen program to its splash and to its window: ``start_times.py [--repeat N] PROGRAM``.

PROGRAM may be several words: wine and a Windows program. Needs a display (`xvfb-run`) and xdotool. The first start is
the one after installing: nothing is in the system's cache that copying the program there did not leave in it.
"""

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time

_SPLASH, _WINDOW = 600, 900  # pixels: the splash is narrower, the window wider
_PATIENCE_S = 60.0


def widths() -> list[int]:
    """Of the program's windows that are on the screen."""
    found = subprocess.run(
        ["/usr/bin/xdotool", "search", "--onlyvisible", "--class", "xaiviewer", "getwindowgeometry", "%@"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    return [int(width) for width in re.findall(r"Geometry: (\d+)x", found)]


def times(program: list[str]) -> tuple[float | None, float]:
    """Of one start: splash (None where the window was faster), window.

    Raises:
        TimeoutError: no window came.
    """
    with tempfile.TemporaryDirectory() as home:
        begun = time.monotonic()
        while widths():  # the last one's, not gone yet
            if time.monotonic() - begun > _PATIENCE_S:
                raise TimeoutError("A window of the program is open on this display; close it first.")
            time.sleep(0.1)
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        start, splash = time.monotonic(), None
        process = subprocess.Popen([*program, "--new-window"], env={**kept, "HOME": home})  # noqa: S603 - ours
        try:
            while (passed := time.monotonic() - start) < _PATIENCE_S:
                seen = widths()
                if splash is None and any(width < _SPLASH for width in seen):
                    splash = passed
                if any(width > _WINDOW for width in seen):
                    return splash, passed
                time.sleep(0.01)
            raise TimeoutError(f"{' '.join(program)} showed no window within {_PATIENCE_S:.0f} s")
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("program", nargs="+")
    given = parser.parse_args()
    for number in range(given.repeat):
        splash_s, window_s = times(given.program)
        shown = "no splash" if splash_s is None else f"splash after {splash_s:.2f} s (at most 0.5)"
        sys.stdout.write(f"start {number + 1}: {shown}, window after {window_s:.2f} s (at most 2)\n")
