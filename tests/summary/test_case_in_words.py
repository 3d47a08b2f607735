"""The case in words: every number of it can be told from the arrays it was made of."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Case, Frame, Geometry, Mask, Placement, Volume
from xaiviewer.case.numbering import runs
from xaiviewer.requests import Analysis, Layer, ModelDescription, ModelIdentity, Region, Reliance, SliceResult
from xaiviewer.requests.notice import notice
from xaiviewer.requests.nulls import MOVED, NullComparison, NullCurve
from xaiviewer.summary import case_in_words, paragraph
from xaiviewer.summary.place import MapShown, map_name
from xaiviewer.summary.sentence import Figure, Sentence, Term, percent

SIDE, COUNT = 32, 6
LAYER = Layer("evidence", "evidence", (8, 8), 4, ("Evidence",))
DESCRIBED = ModelDescription(
    ModelIdentity("net", "1", "0" * 64), classes=("no tumour", "tumour"), finding=1, layers=(LAYER,)
)
RADIOLOGICAL = Geometry(np.diag([1.0, 1.0, 5.0, 1.0]), known=True)
"""Columns run to the patient's left, rows to the back, slices upwards (LPS)."""


def made_case(geometry: Geometry = RADIOLOGICAL, outlined: tuple[int, ...] = (2, 3), count: int = COUNT) -> Case:
    voxels = np.random.default_rng(0).random((count, SIDE, SIDE)).astype(np.float32)
    mask = np.zeros(voxels.shape, dtype=bool)
    mask[list(outlined), 8:12, 8:12] = True
    names = tuple(map(str, range(count)))
    volume = Volume("flair", voxels, geometry)
    return Case("case", Path("case"), (volume,), names, Mask(mask, np.ones(count, dtype=bool)), main_sequence="flair")


def made_analysis(chances: tuple[float, ...], outline: bool = True) -> Analysis:
    head = np.zeros((COUNT, SIDE, SIDE), dtype=bool)
    head[:, 4:28, 4:28] = True
    slices = {}
    for index, chance in enumerate(chances):
        drawn = np.zeros((SIDE, SIDE), dtype=bool)
        drawn[8:12, 8:12] = chance > 0.5
        logits = np.array([0, 1], dtype=np.float32)
        both = np.array([1 - chance, chance], dtype=np.float32)
        slices[index] = SliceResult(index, logits, both, drawn if outline else None, {}, {})
    return Analysis(DESCRIBED, 1, (), (), Frame(-0.5, -0.5, SIDE, SIDE), {}, slices, head=head)


def said(case: Case, analysis: Analysis, **further: object) -> str:
    return paragraph(case_in_words(case, analysis, **further))  # type: ignore[arg-type]


CHANCES = (0.01, 0.45, 0.97, 0.995, 0.02, 0.03)


def shown_at(row: int, column: int, index: int = 3) -> MapShown:
    values = np.full((8, 8), -1, dtype=np.float32)
    values[row, column] = 2
    return MapShown(index, map_name("HiResCAM", "evidence"), values, Placement(1.5, 1.5, 4))


def test_it_says_what_is_called_and_how_surely():
    text = said(made_case(), made_analysis(CHANCES))
    assert "2 of 6 slices are called tumour (3–4), most surely slice 4 (99.5 %)." in text
    assert "close on slice 2: within 10 percentage points of the threshold of 50.0 %" in text
    assert text.endswith("Research use, not for diagnosis.")


def test_a_case_without_a_finding_names_the_highest_probability():
    text = said(made_case(), made_analysis((0.01, 0.3, 0.02, 0.03, 0.02, 0.03)))
    assert "No slice of 6 is called tumour; the highest probability is 30.0 %, on slice 2." in text


def test_an_unfinished_analysis_says_so_and_one_without_slices_is_silent():
    assert "So far 3 of 6 slices are analysed." in said(made_case(), made_analysis(CHANCES[:3]))
    assert case_in_words(made_case(), made_analysis(())) == ()


@pytest.mark.parametrize(
    ("row", "column", "place"),
    [(1, 1, "front right"), (1, 6, "front left"), (6, 1, "back right"), (6, 6, "back left")],
)
def test_the_evidence_lies_where_the_patient_is_not_where_the_picture_is(row: int, column: int, place: str):
    text = said(made_case(), made_analysis(CHANCES), shown=shown_at(row, column))
    assert (
        f"evidence for tumour (HiResCAM, layer evidence) lies mostly in the {place} quadrant of the head: > 99.9 %"
        in text
    )
    assert "This slice is in the middle third of the head." in text


def test_a_picture_that_is_flipped_on_disk_names_the_same_side():
    flipped = Geometry(np.diag([-1.0, 1.0, -5.0, 1.0]), known=True)
    text = said(made_case(flipped), made_analysis(CHANCES), shown=shown_at(1, 1, index=5))
    assert "in the front left quadrant of the head" in text
    assert "This slice is in the lower third of the head." in text


@pytest.mark.parametrize("geometry", [Geometry(), Geometry(np.eye(4), known=True, oriented=False)])
def test_where_the_files_name_no_side_only_the_picture_has_one(geometry: Geometry):
    text = said(made_case(geometry), made_analysis(CHANCES), shown=shown_at(1, 1))
    assert "lies mostly in the upper left quarter of the picture: > 99.9 %" in text
    assert "of the head" not in text


def test_a_map_without_evidence_has_no_place():
    empty = replace(shown_at(1, 1), values=np.full((8, 8), -1, dtype=np.float32))
    assert "shows no evidence for tumour" in said(made_case(), made_analysis(CHANCES), shown=empty)


def comparison(observed: float, brightness: float, p: float = 0.0005) -> NullComparison:
    one = np.array([observed], dtype=np.float32)
    curves = (
        NullCurve(MOVED, "placements", np.array([0.1], dtype=np.float32)),
        NullCurve("brightness: flair", "picture", np.array([brightness], dtype=np.float32)),
    )
    return NullComparison("mass", one, one * 0 + p, one * 0 + 0.001, one, one, one, curves, 2000, 0)


def test_agreement_that_a_null_explains_tells_nothing():
    text = said(made_case(), made_analysis(CHANCES), shown=shown_at(2, 2), mass=0.4, comparison=comparison(0.4, 0.43))
    assert "40.0 % of it lies in the clinician's mask, but a null model" in text
    assert "reaches as much (the brightness of FLAIR: 43.0 %)" in text
    assert "p =" not in text


def test_agreement_that_no_null_explains_says_by_what_it_is_beaten_and_how_often_chance_does():
    text = said(made_case(), made_analysis(CHANCES), shown=shown_at(2, 2), mass=0.6, comparison=comparison(0.6, 0.43))
    assert "60.0 % of it lies in the clinician's mask, more than any null model, which knows" in text
    assert "(the brightness of FLAIR: 43.0 %)" in text
    assert "with a probability of p < 0.001." in text


def test_agreement_that_was_not_held_against_chance_is_not_claimed():
    text = said(made_case(), made_analysis(CHANCES), shown=shown_at(2, 2), mass=0.6)
    assert "60.0 % of it lies in the clinician's mask; this was not compared with chance." in text


def test_it_says_what_the_decision_becomes_without_the_lesion():
    analysis = made_analysis(CHANCES)
    without = {
        index: Reliance(index, "clinician", np.zeros(2, dtype=np.float32), np.array([1 - p, p], dtype=np.float32))
        for index, p in ((2, 0.7), (3, 0.2))
    }
    text = said(made_case(), analysis.with_reliance(without))
    assert (
        "With the clinician's mask filled in on every slice, the probability on slice 4 goes from 99.5 % to 20.0 %"
        in text
    )
    assert "Of 2 slices called tumour, 1 is still called so." in text


@pytest.mark.parametrize(
    ("chances", "without", "sentence"),
    [
        ((0.9, 0.9, 0.9), (0.9, 0.9, 0.1), "Of 3 slices called tumour, 2 are still called so."),
        ((0.9, 0.9, 0.1), (0.1, 0.9, 0.1), "Of 2 slices called tumour, 1 is still called so."),
        ((0.9, 0.9, 0.1), (0.1, 0.1, 0.1), "Of 2 slices called tumour, none is still called so."),
        ((0.9, 0.1, 0.1), (0.9, 0.1, 0.1), "The one slice called tumour is still called so."),
        ((0.9, 0.1, 0.1), (0.1, 0.1, 0.1), "The one slice called tumour is no longer called so."),
    ],
)
def test_one_slice_is_and_several_are(chances: tuple[float, ...], without: tuple[float, ...], sentence: str):
    reliance = {
        index: Reliance(index, "clinician", np.zeros(2, dtype=np.float32), np.array([1 - p, p], dtype=np.float32))
        for index, p in enumerate(without)
    }
    assert sentence in said(made_case(), made_analysis(chances).with_reliance(reliance))


@pytest.mark.parametrize(
    ("chances", "sentence"),
    [
        ((0.9, 0.1), "One of 2 slices is called tumour: slice 1 (90.0 %)."),
        ((0.9,), "The only slice is called tumour (90.0 %)."),
        ((0.1,), "The only slice is not called tumour; its probability is 10.0 %."),
    ],
)
def test_one_slice_is_called_and_several_are(chances: tuple[float, ...], sentence: str):
    assert sentence in said(made_case(outlined=(), count=len(chances)), made_analysis(chances))


def test_it_names_the_slices_on_which_clinician_and_model_disagree():
    text = said(made_case(outlined=(1, 3)), made_analysis(CHANCES))
    assert "The clinician outlined a lesion on slice 2, not called tumour." in text
    assert "The clinician outlined nothing on slice 3, called tumour." in text
    assert "a Dice of 0.50" in text
    assert "slices called tumour are those that the clinician outlined." in said(made_case(), made_analysis(CHANCES))


def test_of_a_network_of_volumes_the_volume_is_told_of_and_not_its_slices():
    def of_volume(chance: float, outlined: tuple[int, ...]) -> str:
        analysis = made_analysis((chance,) * COUNT, outline=False)
        without = Reliance(2, "clinician", np.zeros(2, dtype=np.float32), np.array([0.8, 0.2], dtype=np.float32))
        analysis = replace(analysis, description=replace(DESCRIBED, volumes=True)).with_reliance({2: without})
        return said(made_case(outlined=outlined), analysis)

    text = of_volume(0.97, (2, 3))
    assert "The whole volume is called tumour (97.0 %)." in text
    assert "filled in on every slice, the volume's probability goes from 97.0 % to 20.0 %." in text
    assert "Clinician and model agree on the volume." in text
    assert "slices" not in text
    assert "outlined nothing in the volume, which is called tumour." in of_volume(0.97, ())
    text = of_volume(0.45, (2, 3))
    assert "The whole volume is not called tumour; its probability is 45.0 %." in text
    assert "The decision is close: within" in text
    assert "outlined a lesion in the volume, which is not called tumour." in text


def test_what_sets_the_case_apart_from_the_training_is_told():
    strange = replace(made_analysis(CHANCES), notices=("FLAIR is darker than in training.",))
    assert "FLAIR is darker than in training." in said(made_case(), strange)


def test_what_sets_it_apart_is_said_in_another_language_down_to_its_figures():
    rows = notice("{which} hold {count} of 1,000", which=("T1", "FLAIR", "T2"), count="93.5 %")
    assert rows == "T1, FLAIR and T2 hold 93.5 % of 1,000"
    strange = replace(made_analysis(CHANCES), notices=(rows, "A constant."))
    german = {
        "{which} hold {count} of 1,000": "{count} in {which}",
        "{first} and {others}": "{first} und {others}",
        "A constant.": "Eine Konstante.",
    }
    sentences = case_in_words(made_case(), strange)
    told = paragraph(sentences, lambda text: german.get(text, text), lambda number: number.replace(".", ","))
    assert "93,5 % in T1, FLAIR und T2 Eine Konstante." in told


def test_a_notice_is_the_same_in_a_process_of_its_own():
    told = notice("{which} hold {count}", which=("T1", "T2"), count="3")
    again = pickle.loads(pickle.dumps(told))
    assert (again, again.parts) == (told, told.parts) == ("T1 and T2 hold 3", told.parts)


def test_a_sentence_is_said_in_another_language_down_to_its_terms_and_figures():
    words = {"{what} in {place}: {share}": "{share}: {what} in {place}", "the head": "dem Kopf"}
    within = Sentence("{n} cells", {"n": "3"})
    sentence = Sentence(
        "{what} in {place}: {share}", {"what": within, "place": Term("the head"), "share": Figure("1.5 %")}
    )
    translated = sentence.said(lambda text: words.get(text, text), lambda number: number.replace(".", ","))
    assert translated == "1,5 %: 3 cells in dem Kopf"


def test_runs_of_slices_are_counted_as_readers_count():
    assert runs([0, 4, 2, 3, 8]) == "1, 3–5, 9"


@pytest.mark.parametrize(("share", "written"), [(0.9996, "> 99.9 %"), (0.0004, "< 0.1 %"), (0.5, "50.0 %")])
def test_no_probability_is_rounded_to_certainty(share: float, written: str):
    assert percent(share).text == written


def test_what_stood_in_for_a_sequence_is_said_before_all_else():
    case = made_case()
    volume = replace(case.volumes[0], name="DOE_ep2d", kind="functional")
    told = said(replace(case, volumes=(volume,), stand_in="A series stands in."), made_analysis(CHANCES))
    assert told.startswith("In the place of FLAIR the networks saw a series recognised as functional")
    assert "What follows is to be doubted." in told
    assert "DOE" not in told
    told = said(replace(case, volumes=(replace(volume, kind=""),), stand_in="A series."), made_analysis(CHANCES))
    assert "of which nothing says what it shows" in told
    told = said(replace(case, stand_in="T1 stands in."), made_analysis(CHANCES))
    assert told.startswith("T1 stands in. What follows")


def at_both(first: float, second: float, beyond: float = 0.0) -> MapShown:
    """Evidence at the front right and the front left, and in cells that lie beside the slice."""
    values = np.zeros((8, 10), dtype=np.float32)
    values[1, 1], values[1, 6], values[:, 8:] = first, second, beyond
    return MapShown(3, map_name("HiResCAM", "evidence"), values, Placement(1.5, 1.5, 4))


def test_evidence_on_both_sides_is_not_said_to_lie_between_them_or_on_one():
    text = said(made_case(), made_analysis(CHANCES), shown=at_both(3, 2))
    assert "in the front right quadrant of the head and the front left quadrant of the head: 60.0 % and 40.0 %" in text


def test_evidence_beside_the_slice_has_no_part_in_where_it_lies():
    text = said(made_case(), made_analysis(CHANCES), shown=at_both(3, 0, beyond=9))
    assert "lies mostly in the front right quadrant of the head: > 99.9 % of it." in text


def test_evidence_all_over_the_slice_is_said_to_be_spread_out():
    everywhere = replace(shown_at(1, 1), values=np.ones((8, 8), dtype=np.float32))
    text = said(made_case(), made_analysis(CHANCES), shown=everywhere)
    assert "is spread out; most of it, 25.0 %, lies in the" in text


def test_the_class_that_is_explained_is_named_where_its_evidence_lies():
    other = replace(made_analysis(CHANCES), class_index=0)
    assert "the evidence for no tumour (HiResCAM" in said(made_case(), other, shown=shown_at(1, 1))


def without(index: int, chance: float, region: Region = "clinician") -> Reliance:
    return Reliance(index, region, np.zeros(2, dtype=np.float32), np.array([1 - chance, chance], dtype=np.float32))


def test_whose_outline_is_filled_in_is_told_slice_by_slice():
    analysis = made_analysis(CHANCES)
    only = analysis.with_reliance({2: without(2, 0.1, "model"), 3: without(3, 0.1, "model")})
    assert "With the model's outline filled in" in said(made_case(), only)
    mixed = analysis.with_reliance({2: without(2, 0.1), 3: without(3, 0.1, "model")})
    assert "With the clinician's mask, and the model's outline where the clinician drew none, filled" in said(
        made_case(), mixed
    )


def test_slices_on_which_nothing_could_be_filled_in_are_counted_apart():
    text = said(made_case(), made_analysis(CHANCES).with_reliance({3: without(3, 0.1)}))
    assert "outlined on 1 of the 2 slices called tumour; number of these still called so: 0." in text


def test_of_several_classes_a_slice_keeps_its_name_while_that_is_the_likeliest():
    three = replace(DESCRIBED, classes=("glioma", "meningioma", "pituitary"), finding=1)
    both = np.array([0.3, 0.4, 0.3], dtype=np.float32)
    logits = np.zeros(3, dtype=np.float32)
    slices = {index: SliceResult(index, logits, both, None, {}, {}) for index in range(COUNT)}
    analysis = replace(made_analysis(()), description=three, slices=slices)
    left = {index: Reliance(index, "clinician", logits, both) for index in (2, 3)}
    text = said(made_case(), analysis.with_reliance(left))
    assert "on 2 of the 6 slices called meningioma; number of these still called so: 2." in text
    assert "threshold" not in text


def test_without_a_segmenter_no_outlines_overlap():
    assert "Dice" not in said(made_case(), made_analysis(CHANCES, outline=False))


def test_agreement_of_decision_and_mask_says_of_which_slices_it_is():
    case = made_case()
    assert case.mask is not None
    drawn = np.arange(COUNT) < 4
    partly = replace(case, mask=replace(case.mask, drawn=drawn))
    assert "Of the slices with a clinician's mask, those called tumour are the ones" in said(
        partly, made_analysis(CHANCES)
    )
    assert "The clinician outlined nothing, and no slice" in said(made_case(outlined=()), made_analysis((0.1,) * COUNT))


def test_what_chance_alone_may_do_is_said():
    held = comparison(0.6, 0.43, p=0.081)
    text = said(made_case(), made_analysis(CHANCES), shown=shown_at(2, 2), mass=0.6, comparison=held)
    assert "p = 0.081: this may be chance." in text


def test_before_the_analysis_is_whole_nothing_is_said_of_the_case():
    text = said(made_case(), made_analysis(CHANCES[:1]))
    assert "So far 1 of 6 slices is analysed. Slice 1 is not called tumour; its probability is 1.0 %." in text
    assert "only" not in text
    text = said(made_case(outlined=(0,)), made_analysis((0.9, 0.9)))
    assert "Over the slices analysed so far the outlines overlap" in text
    assert "Over the case" not in text
