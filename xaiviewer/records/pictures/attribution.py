"""What a method that was asked for gave for a slice, as a picture."""

from __future__ import annotations

from xaiviewer.case import SEQUENCES, Case
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.palette import CAUTION, FAINT, LINE, MUTED, Colour
from xaiviewer.display.picture import heat_on_slice
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.canvas import BODY, SMALL, TITLE, Canvas, shortened
from xaiviewer.records.pictures.captioned import CaptionedHeat, remark
from xaiviewer.requests import METHODS, Analysis, AttributionMap, Request, SequenceShares
from xaiviewer.requests.parameter import in_words

_EDGE, _HEAD, _ROW, _NAMES, _BARS, _FIGURES = 20, 92, 36, 150, 420, 90
_FOR: Colour = (242, 140, 64)
_AGAINST: Colour = (88, 148, 240)


def attribution_heat(
    analysis: Analysis, shown: AttributionMap, shape: tuple[int, int], appearance: Appearance, top: float | None
) -> CaptionedHeat:
    """The heat of a map at the input; `top` is its maximum over the case, for an appearance normalised by case."""
    placement = analysis.frame.placement(1, appearance.alignment)
    heat = heat_on_slice([shown.values], [placement], shape, appearance, top)
    title = METHODS[shown.request.method].title
    return CaptionedHeat(heat, title, _asked(analysis, shown.request), remark(heat, appearance, "this map"))


def shares_picture(case: Case, analysis: Analysis, found: SequenceShares) -> Canvas:
    """A bar per sequence: to the right what speaks for the class, to the left what speaks against it."""
    rows = len(found.channels)
    width = 2 * _EDGE + _NAMES + _BARS + _FIGURES
    canvas = Canvas(_HEAD + (rows + 1) * _ROW + 36, width)
    room = width - 2 * _EDGE
    words = f"{case.name} · slice {found.index + 1} of {len(case)}" + (" · synthetic" if case.synthetic else "")
    canvas.text(_EDGE, 32, shortened(METHODS[found.request.method].title, TITLE, room), size=TITLE, bold=True)
    canvas.text(_EDGE, 54, shortened(words, BODY, room), colour=MUTED)
    canvas.text(_EDGE, 74, shortened(_asked(analysis, found.request), SMALL, room), size=SMALL, colour=MUTED)
    if case.stand_in:
        canvas.text(_EDGE, 88, shortened(case.stand_in, SMALL, room), size=SMALL, colour=CAUTION)
    most = max(float(abs(found.shares).max(initial=0)), 1e-12)
    for line, (channel, share) in enumerate(zip(found.channels, found.shares.tolist(), strict=True)):
        _bar(canvas, _HEAD + line * _ROW, _title(case, channel), share, share / most)
    sums = f"base {found.base:+.3f} · shares {float(found.shares.sum()):+.3f} · logit {found.total:+.3f}"
    canvas.text(_EDGE, _HEAD + rows * _ROW + 24, shortened(sums, BODY, room))
    canvas.text_right(width - _EDGE, canvas.pixels.shape[0] - 16, NOTICE, size=SMALL, colour=CAUTION)
    return canvas


def _bar(canvas: Canvas, top: int, name: str, share: float, length: float) -> None:
    """One row; `length` is -1..1."""
    middle = _EDGE + _NAMES + _BARS // 2
    end = middle + round(length * (_BARS // 2 - 8))
    canvas.text(_EDGE, top + 22, shortened(name, BODY, _NAMES - 8))
    canvas.pixels[top + 8 : top + 28, min(middle, end) : max(middle, end)] = _FOR if share > 0 else _AGAINST
    canvas.pixels[top : top + _ROW, middle : middle + 1] = LINE
    canvas.text_right(canvas.pixels.shape[1] - _EDGE, top + 22, f"{share:+.3f}", colour=FAINT)


def _title(case: Case, channel: str) -> str:
    """What a channel is called in the case; where the case lacks the sequence, that another one stands in."""
    shown = {volume.sequence: volume.title for volume in case.volumes}
    return shown.get(channel, f"{SEQUENCES.get(channel, channel)} (stand-in)")


def _asked(analysis: Analysis, request: Request) -> str:
    """The class and the parameters, in one line."""
    parameters = [f"{name} {in_words(value)}" for name, value in request.parameters]
    return " · ".join([f"for “{analysis.classes[request.class_index]}”", *parameters])
