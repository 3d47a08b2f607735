"""What readers and what stands before the networks say of a case can be said in another language, every sentence."""

import re

import codes
import pytest

from xaiviewer.analysis.volumes import examiner
from xaiviewer.codes import GAP
from xaiviewer.ui.language.elsewhere import FITS, NOTICES, TURNS
from xaiviewer.ui.language.elsewhere.cases import SAID, WORDS
from xaiviewer.ui.language.elsewhere.refusals import REASONS, REFUSALS

ROOMS = ("readers", "case", "nets/inputs")
KEYS = {
    "accuracy, brain extraction (simulated)",
    "mean of the input: ",
    "deviation of the input: ",
    "aligned to another image",
    "{} characters",
}
"""Of files, and values in them."""
ENDINGS = ("mha mhd ", "tar gz ", "txt csv ")
"""Of files' names."""
HEADER = {"cannot be read: the element is damaged", "… more than {} elements; the others are left out"}
"""Of the list of a file's elements, which is the file's own."""
WITHIN = {"DICOM, NIfTI, TIFF, PNG or JPEG", "; the networks were trained on MR."}
"""Constants that sentences of the list hold."""
BUGS = {"the axes of the affine do not span space", "the volumes and the mask of {} differ in shape: {}"}
"""Of a reader that builds a case wrongly."""


def bare(text):
    """A text with its places, those that adjoin as one, and its nouns in the plural."""
    text = re.sub(r"\{\w*\}", GAP, text)
    text = re.sub(r"(\{\})+", GAP, text)
    return re.sub(r"\b(page|channel)\{\}", r"\1s", text)


LISTED = {bare(each) for each in (*SAID, *WORDS, *NOTICES, *REFUSALS, *REASONS, *TURNS, *FITS)}


def forms(pattern):
    """How it may stand in the list: as it is, or with what it is put behind or before."""
    return {bare(each) for each in (pattern, GAP + pattern, f"{GAP} {pattern}", pattern + GAP)}


def said(room):
    """The sentences of a room and their parts."""
    found = codes.patterns(codes.ROOT / "xaiviewer" / room) - KEYS - HEADER - WITHIN - BUGS
    return {each for each in found if not each.startswith(ENDINGS)}


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_about_a_case_can_be_translated(room):
    missing = {each for each in said(room) if not forms(each) & LISTED}
    assert not missing, "add them to xaiviewer/ui/language/elsewhere/cases"


def test_no_sentence_is_listed_that_is_not_said():
    found = set(codes.patterns()) | {text for text in vars(examiner).values() if isinstance(text, str)}
    known = {form for each in found for form in forms(each)}
    known |= {each.replace("It ", f"{GAP} ", 1) for each in found if each.startswith("It ")}  # a notice on a volume
    assert {each for each in SAID if bare(each) not in known} == set()
