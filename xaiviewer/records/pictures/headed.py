"""The head and foot of a picture that is no slice under heat: which method, which slice, what was asked."""

from __future__ import annotations

from xaiviewer.case import Case
from xaiviewer.display.palette import CAUTION, MUTED
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.attribution import asked_words, set_words
from xaiviewer.records.pictures.canvas import BODY, SMALL, TITLE, Canvas, shortened, wrapped
from xaiviewer.requests import Analysis, Request, method_of

EDGE, HEAD, FOOT = 20, 92, 36
"""Pixels around what is drawn."""

_LINE = 18


def headed_canvas(case: Case, analysis: Analysis, request: Request, index: int, body: tuple[int, int]) -> Canvas:
    """A canvas with room for a body of (height, width) pixels below its head.

    Args:
        case, analysis: what was explained.
        request: what was asked.
        index: the slice.
        body: height and width.
    """
    method, (height, width) = method_of(request.method), body
    notes = [
        (line, colour)
        for words, colour in [*((each, MUTED) for each in set_words(request)), (method.warning, CAUTION)]
        for line in wrapped(words, SMALL, width)
    ]
    canvas = Canvas(HEAD + height + FOOT + len(notes) * _LINE, 2 * EDGE + width)
    words = f"{case.name} · slice {index + 1} of {len(case)}" + (" · synthetic" if case.synthetic else "")
    canvas.text(EDGE, 32, shortened(method.title, TITLE, width), size=TITLE, bold=True)
    canvas.text(EDGE, 54, shortened(words, BODY, width), colour=MUTED)
    canvas.text(EDGE, 74, shortened(asked_words(analysis, request), SMALL, width), size=SMALL, colour=MUTED)
    if case.stand_in:
        canvas.text(EDGE, 88, shortened(case.stand_in, SMALL, width), size=SMALL, colour=CAUTION)
    bottom = canvas.pixels.shape[0] - 16
    for line, (words, colour) in enumerate(notes):
        canvas.text(EDGE, bottom - (len(notes) - line) * _LINE, words, size=SMALL, colour=colour)
    canvas.text_right(EDGE + width, bottom, NOTICE, size=SMALL, colour=CAUTION)
    return canvas
