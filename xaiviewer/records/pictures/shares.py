"""What each sequence adds to the logit of one slice, as bars."""

from __future__ import annotations

from xaiviewer.case import SEQUENCES, Case
from xaiviewer.display.palette import FAINT, LINE, Colour
from xaiviewer.records.pictures.canvas import BODY, Canvas, shortened
from xaiviewer.records.pictures.headed import EDGE, HEAD, headed_canvas
from xaiviewer.requests import Analysis, SequenceShares

_ROW, _NAMES, _BARS, _FIGURES = 36, 190, 400, 90
_FOR: Colour = (242, 140, 64)
_AGAINST: Colour = (88, 148, 240)


def shares_picture(case: Case, analysis: Analysis, found: SequenceShares) -> Canvas:
    """A bar per sequence: to the right what speaks for the class, to the left what speaks against it."""
    rows, width = len(found.channels), _NAMES + _BARS + _FIGURES
    canvas = headed_canvas(case, analysis, found.request, found.index, ((rows + 1) * _ROW, width))
    most = max(float(abs(found.shares).max(initial=0)), 1e-12)
    for line, (channel, share) in enumerate(zip(found.channels, found.shares.tolist(), strict=True)):
        _bar(canvas, HEAD + line * _ROW, channel_title(case, channel), share, share / most)
    sums = f"base {found.base:+.3f} · shares {float(found.shares.sum()):+.3f} · logit {found.total:+.3f}"
    canvas.text(EDGE, HEAD + rows * _ROW + 24, shortened(sums, BODY, width))
    return canvas


def channel_title(case: Case, channel: str) -> str:
    """What a channel is called in the case; where the case lacks its sequence, that another one stands in."""
    shown = {volume.sequence: volume.title for volume in case.volumes}
    return shown.get(channel, f"{SEQUENCES[channel]} (stand-in)" if channel in SEQUENCES else channel)


def _bar(canvas: Canvas, top: int, name: str, share: float, length: float) -> None:
    """One row; `length` is -1..1."""
    middle = EDGE + _NAMES + _BARS // 2
    end = middle + round(length * (_BARS // 2 - 8))
    canvas.text(EDGE, top + 22, shortened(name, BODY, _NAMES - 8))
    canvas.pixels[top + 8 : top + 28, min(middle, end) : max(middle, end)] = _FOR if share > 0 else _AGAINST
    canvas.pixels[top : top + _ROW, middle : middle + 1] = LINE
    canvas.text_right(canvas.pixels.shape[1] - EDGE, top + 22, f"{share:+.3f}", colour=FAINT)
