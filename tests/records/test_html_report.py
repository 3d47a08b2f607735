"""The page to read."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from xaiviewer.evaluation.patients import AgreementSums, PatientScores
from xaiviewer.evaluation.reliance import RelianceScores
from xaiviewer.evaluation.report import evaluation_report
from xaiviewer.records.manifest import layer_fields
from xaiviewer.records.pages.html_report import html_report
from xaiviewer.records.pages.making import number
from xaiviewer.requests import MEASURES, Layer

LAYERS = [Layer(f"layer{n}.0.relu", "relu", (8, 8), 4, (f"Stage {n}",), (("Keras", f"conv{n}"),)) for n in range(5)]
EVIL = "<script>alert('x')</script>&\"'"


@pytest.fixture
def report():
    random = np.random.default_rng(0)
    patients = []
    for patient in range(4):
        truth = random.random(12) > 0.5
        total = random.random((2, len(LAYERS), len(MEASURES)))
        counts = np.ones_like(total)
        counts[:, 3] = 0  # a layer without any evidence
        sums = AgreementSums(np.where(counts > 0, total, 0), counts, 1)
        name = EVIL if patient == 0 else f"patient {patient}"
        rely = RelianceScores(np.array([0.9, 0.8]), np.array([0.1, 0.7]), np.array([0.9, np.nan]), 0.5)
        probability = np.clip(truth * 0.5 + random.random(12) * 0.5, 0, 1).astype(np.float32)
        dice, peaks = 0.5 + 0.1 * patient, random.random((12, 2, len(LAYERS)), dtype=np.float32)
        patients.append(PatientScores(name, truth, probability, probability > 0.5, dice, sums, rely, peaks))
    figures = evaluation_report(patients, ("grad-cam", "layer-cam"), LAYERS, ["layer-cam"] * len(LAYERS), number=20)
    return {
        "versions": {"xaiviewer": "1", "torch": EVIL},
        "models": {"classifier": {"name": EVIL, "architecture": "resnet50", "sha256": "00"}},
        "settings": {
            "threshold": 0.5,
            "fold": 1,
            "restricted_to": EVIL,
            "classes": ["no tumour", "tumour"],
            "finding": "tumour",
        },
        "layers": [layer_fields(each) for each in LAYERS],
        "skipped": [{"name": EVIL, "reason": EVIL}],
        **figures,
    }


class Tags(HTMLParser):
    """Collects tags and checks that they close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.attributes = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes += attrs
        if tag not in {"meta", "link", "br", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_closed(report):
    tags = Tags()
    tags.feed(html_report(report))
    assert tags.open == []
    assert {"svg", "table", "details"} <= tags.seen


def test_nothing_is_run_and_nothing_comes_from_outside(report):
    page = html_report(report)
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.seen
    assert not {"src", "href", "onload"} & {name for name, _ in tags.attributes}
    assert not re.search(r"https?:|url\(|@import", page)


def test_names_are_escaped(report):
    page = html_report(report)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 4


def test_the_charts_are_valid_and_hold_every_patient_and_layer(report):
    page = html_report(report)
    charts = [ET.fromstring(each) for each in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    assert len(charts) == 2 + 5  # reliability, Dice, five scores
    dice = next(each for each in charts if each.get("aria-label") == "Dice of every patient")
    assert len(list(dice.iter("rect"))) == 4
    mass = next(each for each in charts if "mass" in each.get("aria-label", ""))
    assert len(list(mass.iter("circle"))) == len(LAYERS) - 1  # the layer without evidence is left out


def test_what_is_undefined_is_a_dash(report):
    report["classifier"]["auroc"] = {"value": None, "low": None, "high": None}
    page = html_report(report)
    assert "<strong>–</strong>" in page
    assert "no interval" in page


def test_every_page_says_what_it_is_not_for(report):
    assert html_report(report).count("Research use, not for diagnosis.") >= 2
    assert "position:sticky" in html_report(report)


def test_patients_judged_on_another_sequence_are_listed_with_the_reason_beside_their_figures(report):
    assert "Patients without a recognised sequence" not in html_report(report)
    report["patients"][1]["stand_in"] = "Recognised as T2."
    page = html_report(report)
    assert "1 of 4 patients that were judged on another sequence" in page
    row = next(row for row in page.split("<tr>") if "Recognised as T2." in row)
    assert row.startswith(f"<td>patient 1</td><td>{report['patients'][1]['accuracy']:.3f}</td><td>0.600</td>")


@pytest.mark.parametrize(
    ("value", "form", "told"),
    [(-0.0001, "{:+.3f}", "+0.000"), (-0.25, "{:.2f}", "−0.25"), (None, "{:.3f}", "–"), (float("nan"), "{:.3f}", "–")],
)
def test_figures_have_a_true_minus_but_never_minus_nothing(value, form, told):
    assert number(value, form) == told
