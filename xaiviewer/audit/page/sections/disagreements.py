"""Slices on which decision and attention disagree, with pictures and the way to each."""

from __future__ import annotations

from xaiviewer.audit.page.blocks import Beside, Block, Cell, Command, Folded, Picture, Said, Section, Table
from xaiviewer.audit.page.known import Known, capital, chance
from xaiviewer.audit.report import DisagreementRow
from xaiviewer.records.pages.making import number

MOST = 24
"""Pictures on the page; every slice stands in its table."""

_ROWS = 40  # of the table are seen at once

_HEAD = (
    "No.", "Patient", "Slice", "What disagrees", "Called", "Probability", "Without the lesion", "Map", "Mass",
    "Strongest null", "Points", "p",
)  # fmt: skip


def disagreements(known: Known) -> Section:
    """The way to open them, a table of all, pictures of the worst."""
    title = "Where decision and attention disagree"
    rows = known.report.disagreements
    if not rows:
        return Section("disagreements", title, [Said("No slice was found on which they disagree.")])
    told = [_row(known, place, each) for place, each in enumerate(rows, 1)]
    blocks: list[Block] = [
        Said(
            "Slices with a lesion that are called rightly although the map is no better than its nulls or points "
            "outside, and slices called wrongly although it lies in the lesion. Those called wrongly stand first, then "
            "those whose map lies farthest from the strongest null.",
            "lead",
        ),
        Said("The window opens them all, in this order; with a number, at that one:"),
        Command(known.opens()),
        Table("The first of them", _HEAD, told[:_ROWS]) if told[_ROWS:] else Table("All of them", _HEAD, told),
    ]
    if told[_ROWS:]:
        blocks.append(Folded(f"{len(told) - _ROWS} more", [Table("The others", _HEAD, told[_ROWS:])]))
    pictured = [(place, each) for place, each in enumerate(rows, 1) if each.picture in known.pictures]
    if pictured:
        blocks.append(Beside([_picture(known, place, each) for place, each in pictured[:MOST]]))
    else:
        blocks.append(Said("No pictures were made.", "small"))
    if len(pictured) > MOST:
        left = len(pictured) - MOST
        blocks.append(Said(f"{left} more pictures lie beside this page, in the folder “pictures”.", "small"))
    return Section("disagreements", title, blocks)


def _row(known: Known, place: int, row: DisagreementRow) -> list[str | Cell]:
    return [
        str(place),
        known.label(row.case),
        str(row.slice),
        capital(row.kind),
        row.called,
        number(row.probability, "{:.2f}"),
        number(row.without, "{:.2f}"),
        f"{known.method(row.method)} @ {row.layer}",
        number(row.mass, "{:.2f}"),
        Cell(number(row.expected, "{:.2f}"), known.null(row.null)),
        "inside" if row.points_inside else "outside",
        Cell(chance("p", row.p).removeprefix("p "), chance("q", row.q)),
    ]


def _picture(known: Known, place: int, row: DisagreementRow) -> Picture:
    where = f"{known.label(row.case)}, slice {row.slice}"
    method = f"{known.method(row.method)} @ {row.layer}"
    points = "inside" if row.points_inside else "outside"
    return Picture(
        known.pictures[row.picture],
        f"{where}: the slice with the clinician's contour, and beside it under the map of {method}",
        f"{place}. {where}: {row.kind}. Called {row.called} ({number(row.probability, '{:.2f}')}); of {method} "
        f"{number(row.mass, '{:.2f}')} lies in the lesion, of the strongest null {number(row.expected, '{:.2f}')} "
        f"({known.null(row.null)}); its strongest cell lies {points}. Opened by: {known.opens(place)}",
    )
