"""What stands beside the colours where there is little room."""

from __future__ import annotations

from xaiviewer.ui.views.colour_bar import shorter

SIDES = ["none", "0"], ["evidence for tumour", "≥ 0.08 logit per cell"]


def test_the_unit_goes_below_its_number_before_it_goes() -> None:
    tried = list(shorter(SIDES, "logit per cell", low=False))
    assert tried == [
        SIDES,
        (["0"], ["≥ 0.08 logit per cell"]),
        (["0"], ["≥ 0.08", "logit per cell"]),
        (["0"], ["≥ 0.08"]),
        ([""], ["≥ 0.08"]),
    ]


def test_one_line_has_no_room_for_a_second() -> None:
    assert list(shorter(SIDES, "logit per cell", low=True)) == [
        (["0"], ["≥ 0.08 logit per cell"]),
        (["0"], ["≥ 0.08"]),
        ([""], ["≥ 0.08"]),
    ]


def test_shares_have_no_unit_to_move() -> None:
    sides = ["none", "0"], ["evidence for tumour", "1"]
    assert list(shorter(sides, "", low=False)) == [sides, (["0"], ["1"]), (["0"], ["1"]), ([""], ["1"])]
