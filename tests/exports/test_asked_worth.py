"""Maps that were asked for carry p wherever an export lists their scores, whoever made them: window or command."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader

from tests.exports.made import SHAPE, case_of, context_of
from xaiviewer.cohort.asked_beside import with_worth
from xaiviewer.cohort.plan import Plan
from xaiviewer.dicom_objects.context import agreement_of
from xaiviewer.display.appearance import Appearance
from xaiviewer.exports.context import Context
from xaiviewer.exports.pdf.case_report import case_report
from xaiviewer.exports.rows import rows_of
from xaiviewer.records.export import export_case
from xaiviewer.records.pictures.answers import answer_pictures
from xaiviewer.requests import MEASURES

Held = Callable[..., Context]


@pytest.fixture
def held() -> Held:
    """All that is known of a case, what was asked for held against chance; `nulls` as the option of that name."""

    def made(*, nulls: bool = False) -> Context:
        context = context_of(case_of(), answered=True)
        head = np.stack([voxels > 40 for voxels in context.case.main_volume.voxels])
        explained = replace(context.explained, analysis=replace(context.analysis, head=head))
        plan, told = Plan(nulls=nulls), list[str]()
        answered = tuple(
            with_worth(explained, each, plan, lambda _, doing: told.append(doing)) for each in context.answered
        )
        assert told[0] == "occlusion, chance, slice 1 of 1"
        return replace(context, explained=explained, answered=answered)

    return made


def test_the_long_table_lists_them_with_p(held: Held) -> None:
    rows = [row for row in rows_of(held()) if row.method in ("occlusion", "lime") and row.layer == "input"]
    assert {(row.method, row.slice, row.score) for row in rows} == {
        (method, 2, score) for method in ("occlusion", "lime") for score in MEASURES
    }
    assert all(row.p is not None and 0 < row.p <= 1 and row.strongest_null for row in rows)


def test_what_was_asked_of_one_slice_is_not_said_of_the_case(held: Held) -> None:
    """Two slices have a mask: a sum over one of them is no figure of the case, and tells its six scores once."""
    rows = [row for row in rows_of(held(nulls=True)) if row.method == "lime" and row.layer == "input"]
    assert {row.slice for row in rows} == {2}
    scores = [row.score for row in rows]
    assert len(scores) == len(set(scores))
    assert {*MEASURES, "auroc"} <= set(scores)


def test_what_was_asked_of_all_slices_with_a_mask_is_said_of_the_case(held: Held) -> None:
    context = held(nulls=True)
    (lime,) = (each for each in context.answered if each.request.method == "lime")
    worth = replace(lime.worth, scores={**lime.worth.scores, 2: lime.worth.scores[1]})
    rows = list(rows_of(replace(context, answered=(replace(lime, worth=worth),))))
    of_case = {row.score for row in rows if row.method == "lime" and row.slice == "case"}
    assert {"mass", "auroc"} <= of_case
    lines = [line[0] for line in lime.lines(context.case, context.analysis)]
    assert set(lines) == {1}
    whole = replace(lime, worth=worth).lines(context.case, context.analysis)
    assert {line[0] for line in whole} == {1, 2, "case"}


def test_what_was_not_held_against_chance_has_scores_and_no_p(held: Held) -> None:
    context = held()
    bare = [replace(each, worth=replace(each.worth, nulls=None)) for each in context.answered]
    rows = [row for row in rows_of(replace(context, answered=tuple(bare))) if row.layer == "input"]
    assert rows
    assert {row.p for row in rows} == {None}
    assert bare[0].words(1) == "p not measured"


@pytest.mark.parametrize("nulls", [False, True])
def test_the_report_says_how_far_they_are_more_than_chance(held: Held, nulls: bool) -> None:
    pages = PdfReader(io.BytesIO(case_report(held(nulls=nulls)))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Occlusion sensitivity, asked for: of slice 2." in text  # two slices have a mask
    assert "not over the scores" in text
    assert "input, LIME" in text


def test_the_structured_report_has_them_where_the_case_was_summed_up(held: Held) -> None:
    context = held(nulls=True)
    found = agreement_of(context.explained, context.answered)
    assert {(each.method, each.layer) for each in found} == {("occlusion", "input"), ("lime", "input")}
    assert all(each.p is not None for each in found if each.measure == "mass")
    assert {each.part for each in found} == {(1,)}  # of two slices with a mask one was asked about
    plain = held()
    assert agreement_of(plain.explained, plain.answered) == ()


def test_their_pictures_and_the_manifest_carry_p(held: Held, tmp_path: Path) -> None:
    context = held()
    occlusion = context.answered[0]
    told: list[tuple[int, int | None]] = []

    def worth(index: int, layer: int | None) -> str:
        told.append((index, layer))
        return occlusion.words(index, layer)

    answers = list(occlusion.found.values())
    drawn = Appearance().settled(context.case)
    assert dict(answer_pictures(context.case, context.analysis, answers, (), drawn, worth=worth))
    assert told == [(1, None)]
    assert occlusion.words(1).startswith("p ")
    export_case(context.explained, tmp_path, pictured=[], appearance=drawn, settings={}, answered=context.answered)
    entry = next(
        each
        for each in json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["requests"]
        if each["method"] == "occlusion"
    )
    assert entry["agreement"]["mass"][0] == pytest.approx(1.0, abs=0.05)
    assert entry["nulls"]["mass"]["p"][0] < 0.2
    assert SHAPE[0] == 4  # of which one was asked about
