"""A network of the reader's own in tables and reports: its name, weights, classes, and nothing that was not found."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pypdf
import pytest

from tests.exports.made import case_of, context_of
from xaiviewer.exports.context import Context
from xaiviewer.exports.pdf.case_report import case_report
from xaiviewer.exports.rows import rows_of

CLASSES = ("glioma", "meningioma", "pituitary")
CHANCES = np.array([0.7, 0.25, 0.05], dtype=np.float32)


@pytest.fixture(scope="module")
def context() -> Context:
    """Of a classifier of three classes that looks for none of them, and beside which no segmenter stands."""
    made = context_of(case_of())
    analysis = made.explained.analysis
    slices = {
        index: replace(each, logits=np.log(CHANCES), probabilities=CHANCES, segmentation=None)
        for index, each in analysis.slices.items()
    }
    description = replace(analysis.description, classes=CLASSES, finding=None)
    analysis = replace(analysis, description=description, class_index=0, slices=slices)
    return replace(made, explained=replace(made.explained, analysis=analysis))


def test_a_table_names_the_network_and_the_probability_of_every_class(context: Context) -> None:
    rows = list(rows_of(context))
    model = context.analysis.models["classifier"]
    told = {each.score: each.value for each in rows if each.slice == "case"}
    assert (told["classifier"], told["classifier_sha256"]) == (model.name, model.sha256)
    first = {each.score: each.value for each in rows if each.slice == 1}
    assert [first[f"probability: {name}"] for name in CLASSES] == pytest.approx(CHANCES.tolist())


def test_an_outline_that_nobody_drew_has_no_dice(context: Context) -> None:
    assert {each.value for each in rows_of(context) if each.score == "dice"} == {None}


def test_a_report_tells_all_classes_and_claims_no_finding(context: Context) -> None:
    read = pypdf.PdfReader(io.BytesIO(case_report(context)))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "none: all classes are equal" in text
    assert "slices called meningioma 0 of 4" in text
    assert "called above a probability" not in text
    assert all(f"P({name})" in text for name in CLASSES)
