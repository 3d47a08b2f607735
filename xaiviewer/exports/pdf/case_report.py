"""The report of one case: pictures as reviewed, the decision, what the maps are worth, verdicts, what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from xaiviewer.case import Case
from xaiviewer.case.numbering import counted, part_of, runs
from xaiviewer.cohort.summing_up import summed_up
from xaiviewer.exports.context import Context
from xaiviewer.exports.drawn.pictures import decided, heat_of, png_of, top_of
from xaiviewer.exports.drawn.sheets import slice_canvas, slices_sheet
from xaiviewer.exports.pdf.card import card_of
from xaiviewer.exports.pdf.document import Document
from xaiviewer.exports.pdf.measured import measurements
from xaiviewer.records.asked import Answered
from xaiviewer.records.pages.making import number
from xaiviewer.records.provenance import versions
from xaiviewer.records.worth import beside_case, beside_slices
from xaiviewer.requests import FURTHER_MEASURES, MEASURES, Request, method_of, method_title
from xaiviewer.requests.badges import NOT_MEASURED
from xaiviewer.summary.null_names import null_name

_MOST_PICTURES = 3
_TWO = 2  # classes: the probability of one tells the other's
_MOST_CLASSES = 5  # that have a column each
_BESIDE = ("p", "q", "strongest", "strongest_null")
_ALL_MEASURES = {**MEASURES, **FURTHER_MEASURES}


def case_report(context: Context) -> bytes:
    """The PDF."""
    document = Document(f"Case report: {context.case.name}", "What a network decided on a case, and why")
    if context.case.synthetic:
        document.paragraph("This is a synthetic phantom, no patient.", caution=True)
    document.paragraph(context.case.stand_in, caution=True)
    document.paragraph(summed_up(context.explained))
    _decision(document, context)
    _pictures(document, context)
    _agreement(document, context)
    measurements(document, context)
    _verdict(document, context)
    _networks(document, context)
    _requests(document, context)
    _every_slice(document, context)
    notices = (*context.case.notices, *context.analysis.notices)
    if notices:
        document.heading("Notices")
        for each in notices:
            document.paragraph(each)
    document.heading("How this was computed")
    told = [*versions().items(), *((key.replace("_", " "), value) for key, value in context.computation.items())]
    document.table(("what", "value"), told, (1, 3))
    return document.bytes()


def _decision(document: Document, context: Context) -> None:
    analysis, case = context.analysis, context.case
    description, called = analysis.description, decided(context)
    document.heading("Decision")
    told = [("finding", "none: all classes are equal" if description.finding is None else description.main_name)]
    if description.finding is None or len(analysis.classes) > _TWO:
        for each, name in enumerate(analysis.classes):
            of = [index for index in case.indices if context.explained.result(index).predicted == each]
            told.append((f"slices called {name}", _so_many(of, case)))
    else:
        told.append(("slices called so", _so_many(called, case)))
    if description.finding is not None and description.by_threshold:
        told.append(("called above a probability of", number(description.threshold)))
    alike = f"for {description.calibrated_for}" if description.calibrated_for else "for all images alike"
    told.append(("calibration", alike))
    if analysis.outlines:
        told.append(("outlined above a probability of", f"{number(analysis.gate)} ({analysis.outline})"))
    document.table(("what", "value"), told, (1, 3))


def _so_many(called: Sequence[int], case: Case) -> str:
    return f"{len(called)} of {len(case.indices)}" + (f": {runs(list(called))}" if called else "")


def _every_slice(document: Document, context: Context) -> None:
    analysis, case = context.analysis, context.case
    main = analysis.description.main_class
    document.heading("Every slice")
    count = len(analysis.classes)
    shown = range(count) if _TWO < count <= _MOST_CLASSES else (main,)
    rows = []
    for index in case.indices:
        result, mask = context.explained.result(index), case.mask_of(index)
        model = "not run" if result.segmentation is None else int(result.segmentation.sum())
        drawn = "not drawn" if mask is None else int(mask.sum())
        chances = [number(float(result.probabilities[each])) for each in shown]
        logit = number(float(result.logits[main]))
        rows.append((index + 1, *chances, logit, analysis.classes[result.predicted], model, drawn))
    head = (
        "slice",
        *(f"P({analysis.classes[each]})" for each in shown),
        "logit" if len(shown) == 1 else f"logit of {analysis.description.main_name}",
        "called",
        "model's outline, px",
        "clinician's mask, px",
    )
    widths = (0.7, *(1.9,) * len(shown), 1.2, 1.4, 1.1, 1.2)
    document.table(head, rows, widths if len(shown) > 1 else ())


def _pictures(document: Document, context: Context) -> None:
    layer = context.layer
    if layer is None:
        return
    document.heading("Pictures as reviewed")
    top = cache(lambda: top_of(context, layer))
    main = context.analysis.description.main_class
    ranked = sorted(context.case.indices, key=lambda index: -float(context.explained.result(index).probabilities[main]))
    for index in list(dict.fromkeys((context.telling, *ranked)))[: min(_MOST_PICTURES, len(ranked))]:
        heat = heat_of(context, index, top=top())
        assert heat is not None
        chance, name = float(context.explained.result(index).probabilities[main]), context.analysis.classes[main]
        told = (
            f"Slice {index + 1} of {len(context.case)}, P({name}) = {chance:.3f}; on the right "
            f"under the map of {heat.title} ({heat.subtitle}). {' '.join(heat.notes)}"
        )
        document.picture(png_of(slice_canvas(context, index, heat).pixels), told, highest_mm=110)
    sheet = slices_sheet(context, top())
    document.picture(png_of(sheet.pixels), "Every slice under the same map, full colour alike on all of them.")


def _agreement(document: Document, context: Context) -> None:
    """Scores of the written layers beside what knows nothing of the lesion."""
    document.heading("Agreement with the clinician's mask, beside what knows nothing of it")
    explained, case = context.explained, context.case
    asked = [each for each in context.answered if each.worth.scores]
    if case.mask is None or not (explained.chosen or asked):
        document.paragraph("There is no mask, or no map was written: nothing can be compared.")
        return
    rows: list[tuple[object, ...]] = []
    of = "the whole case" if explained.of_case is not None else f"slice {context.telling + 1}"
    for place, (layer, method) in enumerate(explained.chosen.items()):
        found = beside_case(explained.of_case, place)
        if found is None:
            found = _of_slice(context, place, layer, method)
        name = f"{explained.analysis.layers[layer].name}, {method_title(method)}"
        rows += [_agreeing(context, name, *each) for each in found.items()]
    if rows:
        document.paragraph(f"Of {of}. {_ABOUT_NULLS}")
        document.table(_AGREEMENT, rows, _WIDTHS)
    for each in asked:
        _agreement_asked(document, context, each)


_AGREEMENT, _WIDTHS = ("map", "score", "value", "p", "q", "strongest null"), (3, 3, 1, 1.2, 1, 3)
_ABOUT_NULLS = (
    "p: how often the mask at a random place of the head scores as high; q: the same corrected over the layers that "
    "were compared, not over the scores; the strongest null is what knows nothing of the lesion and gets most."
)


def _agreeing(context: Context, name: str, score: str, entry: Mapping[str, Any]) -> tuple[object, ...]:
    """A line of the table."""
    null = null_name(entry["strongest_null"], context.case) if entry["strongest_null"] else None
    beside = NOT_MEASURED if entry["p"] is None else number(entry["p"], "{:.4f}")
    strongest = "" if null is None else f"{number(entry['strongest'])} ({null.said()})"
    title = _ALL_MEASURES[score].title if score in _ALL_MEASURES else score
    return name, title, number(entry["score"]), beside, number(entry["q"], "{:.4f}"), strongest


def _agreement_asked(document: Document, context: Context, answered: Answered) -> None:
    """The same of maps that were asked for: of their slices where these were summed up, else of one of them.

    That is the telling slice, or the first with a mask.
    """
    worth, rows = answered.worth, list[tuple[object, ...]]()
    index = context.telling if context.telling in worth.scores else min(worth.scores)
    for place, layer in enumerate(answered.layers_of_maps(context.analysis)):
        found = beside_case(worth.of_case, place)
        if found is None:
            beside = beside_slices([(worth.nulls or {}).get(index)], place)
            found = {
                score: {"score": worth.score(index, score, place), **{key: beside[score][key][0] for key in _BESIDE}}
                for score in MEASURES
            }
        name = f"{layer}, {method_title(answered.request.method)}"
        rows += [_agreeing(context, name, *each) for each in found.items()]
    part = (index,) if worth.of_case is None else part_of(context.case, worth.scores)
    of = counted(part) if part else "the whole case"
    document.paragraph(f"{method_title(answered.request.method)}, asked for: of {of}.", introduces=True)
    document.table(_AGREEMENT, rows, _WIDTHS)


def _of_slice(context: Context, place: int, layer: int, method: str) -> dict[str, dict[str, Any]]:
    """The same of the telling slice alone, where the case was not summed up."""
    explained, index = context.explained, context.telling
    nulls = (explained.nulls or {}).get(index)
    beside = beside_slices([nulls], place)
    found: dict[str, dict[str, Any]] = {}
    for score in MEASURES:
        curve = explained.result(index).curve(method, score)
        if curve is not None:
            told = {key: beside[score][key][0] for key in _BESIDE}
            found[score] = {"score": float(curve[layer]), **told}
    return found


def _verdict(document: Document, context: Context) -> None:
    document.heading("What readers said")
    if not context.readings:
        document.paragraph("No reader's answer is known of this case.")
        return
    head = ("reader", "about", "question", "answer", "when (UTC)")
    widths = (1, 1, 3, 3, 2)
    held = [each for each in context.readings if each.holds]
    document.table(head, [(e.reader, e.about, e.question, e.value, _time(e.at)) for e in held], widths)
    if len(held) < len(context.readings):
        document.heading("History", 3)
        document.paragraph("Every answer in the order in which it was given; those that were replaced are kept.")
        rows = [
            (e.reader, e.about, e.question, e.value + ("" if e.holds else " (replaced)"), _time(e.at))
            for e in context.readings
        ]
        document.table(head, rows, widths)
    if context.head:
        document.paragraph(f"The project's answers can be checked by this hash: {context.head}")


def _time(at: str) -> str:
    return at[:16].replace("T", " ")


def _networks(document: Document, context: Context) -> None:
    document.heading("Networks")
    models = context.analysis.models
    rows = [(task, each.name, each.architecture, each.sha256) for task, each in models.items()]
    document.table(("task", "name", "architecture", "SHA-256 of the weights"), rows, (1, 2, 1, 3))
    for each in dict.fromkeys(models.values()):
        card = card_of(each)
        if card is None:
            document.paragraph(f"No model card lies beside the weights of {each.name}.")
            continue
        document.heading(f"Model card: {card.title}", 3)
        document.paragraph(card.told)
        if card.facts:
            document.table(("what", "value"), card.facts, (1, 3))
        if card.rows:
            document.paragraph(card.about, introduces=True)
            document.table(card.head, card.rows, (1, 2) if len(card.head) == 2 else ())


def _requests(document: Document, context: Context) -> None:
    document.heading("What was asked of the networks")
    rows = [_request(context, each) for each in context.requests]
    if not rows:
        document.paragraph("Nothing was asked beyond the decision.")
        return
    document.table(("method", "class", "parameters", "seed", "key"), rows, (2, 1.2, 4, 0.6, 2.2))
    warned = {method_of(each.method).warning for each in context.requests} - {""}
    for warning in sorted(warned):
        document.paragraph(warning, caution=True)


def _request(context: Context, asked: Request) -> tuple[object, ...]:
    classes = context.analysis.description_of(asked).classes
    name = classes[asked.class_index] if asked.class_index < len(classes) else ""
    seed = "" if asked.seed is None else asked.seed
    return method_title(asked.method), name, ", ".join(asked.settings) or "none", seed, asked.key
