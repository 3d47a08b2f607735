"""The page of an audit."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pytest

from xaiviewer.audit.page.page import audit_page
from xaiviewer.audit.page.sections.registry import SECTIONS
from xaiviewer.audit.report import WRONG_REASON, SkippedEntry

EVIL = "<script>alert('x')</script>&\"'"


class Tags(HTMLParser):
    """Collects tags and attributes, and checks that tags close in order."""

    def __init__(self, page: str):
        super().__init__()
        self.open, self.seen, self.attributes, self.headings = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "link", "br", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "h2":
            self.headings.append(data)


def section(page: str, key: str) -> str:
    found = re.search(rf'<section id="{key}".*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


def svgs(page: str) -> list[ET.Element]:
    return [ET.fromstring(each) for each in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


@pytest.fixture
def folder(tmp_path):
    """An audit's folder with the pictures that the report speaks of."""
    (tmp_path / "pictures").mkdir()
    for name in ("worst", "other"):
        cv2.imwrite(str(tmp_path / "pictures" / f"{name}.png"), np.zeros((4, 6, 3), np.uint8))
    return tmp_path


def test_the_page_is_well_formed_and_holds_every_section_with_a_link_to_it(report, folder):
    page = audit_page(report, folder)
    tags = Tags(page)
    assert tags.open == []
    assert len(tags.headings) == len(SECTIONS)
    ids = [value for name, value in tags.attributes if name == "id"]
    links = [value for name, value in tags.attributes if name == "href"]
    assert len(links) == len(SECTIONS)
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))


def test_nothing_is_run_and_nothing_comes_from_outside(report, folder):
    page = audit_page(report, folder)
    tags = Tags(page)
    assert "script" not in tags.seen
    assert not {name for name, _ in tags.attributes if name.startswith("on")}
    addresses = [value for name, value in tags.attributes if name in {"src", "href", "xlink:href"}]
    assert all(value.startswith(("data:image/png;base64,", "#")) for value in addresses)
    assert not re.search(r"https?:|url\((?!#)|@import", page)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_hostile_names_are_escaped_everywhere(made, folder):
    report = made(EVIL)
    hostile = replace(
        report,
        findings=(EVIL,),
        versions={EVIL: EVIL},
        layers=tuple(replace(each, name=EVIL + each.name, groups=(EVIL,)) for each in report.layers),
        methods=tuple(replace(each, title=EVIL) for each in report.methods),
        measures=tuple(replace(each, title=EVIL) for each in report.measures),
        nulls=tuple(replace(each, title=EVIL) for each in report.nulls),
        skipped=(SkippedEntry(1, EVIL, EVIL, EVIL),),
        settings=replace(report.settings, command=EVIL, explained_class=EVIL),
        reliance=tuple(replace(each, region=EVIL + each.region) for each in report.reliance),
        best=tuple(replace(each, layer=EVIL + each.layer) for each in report.best),
        survival=tuple(replace(each, layer=EVIL + each.layer) for each in report.survival),
    )
    page = audit_page(hostile, folder)
    assert "<script" not in page
    assert Tags(page).open == []
    svgs(page)
    assert page.count("&lt;script&gt;") > 100


def test_every_chart_is_valid_and_says_what_it_is(report, folder):
    charts = [each for each in svgs(audit_page(report, folder)) if each.get("aria-hidden") != "true"]
    assert len(charts) > 15
    assert all(each.get("role") == "img" and each.get("aria-label") for each in charts)


def test_every_table_has_a_caption_and_headings_of_columns_and_rows(report, folder):
    page = audit_page(report, folder)
    tables = re.findall(r"<table>.*?</table>", page, re.DOTALL)
    assert len(tables) > 10
    for table in tables:
        assert "<caption>" in table
        columns = table.count('<th scope="col">')
        rows = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
        for row in rows:
            assert row.startswith('<th scope="row"')
            assert 1 + len(re.findall(r"<td[ >]", row)) == columns


def test_what_was_not_measured_is_said_and_never_left_empty(bare, folder):
    page = audit_page(bare, folder)
    assert Tags(page).open == []
    for key in ("ranking", "layers", "localisation", "centring", "false-heat", "reliance", "locality"):
        assert "Not measured" in section(page, key)
    for key in ("sanity", "faithfulness"):
        assert "second stage" in section(page, key)
    assert "No slice was found" in section(page, "disagreements")
    assert "None: every case" in section(page, "left-out")


def test_undefined_figures_are_dashes(report, folder):
    nan = float("nan")
    row = replace(report.localisation[0], miou=replace(report.localisation[0].miou, value=nan), miou_q=nan)
    page = audit_page(replace(report, localisation=(row,)), folder)
    assert "<td>–</td>" in section(page, "localisation")
    assert "nan" not in page.lower().replace("finan", "")


def test_a_cell_that_does_not_survive_is_hatched_and_names_its_number(report, folder):
    page = audit_page(report, folder)
    lost = next(each for each in report.survival if each.null == "strongest" and not each.survives)
    kept = next(each for each in report.survival if each.null == "strongest" and each.survives)
    assert "does not survive" in page
    chart = next(each for each in svgs(page) if "over the strongest null" in str(each.get("aria-label")))
    cells = {each.findtext("title"): each for each in chart.iter("g")}
    of_lost = next(told for told in cells if told and lost.layer in told and "does not survive" in told)
    assert "against" in of_lost
    hatched = sum("url(#hatch" in str(each.get("fill")) for each in chart.iter("rect"))
    told = [each for each in report.survival if each.null == "strongest" and each.measure == "mass"]
    assert hatched == sum(not each.survives for each in told)
    assert kept.survives
    assert 0 < hatched < len(told)


def test_hatches_of_several_charts_do_not_share_a_name(report, folder):
    names = re.findall(r'<pattern id="([^"]+)"', audit_page(report, folder))
    assert len(names) == len(set(names)) == 4


def test_the_ranking_is_in_order_and_tells_survivors_by_shape(report, folder):
    charts = svgs(section(audit_page(report, folder), "ranking"))
    chart = next(each for each in charts if str(each.get("aria-label")).endswith("of the strongest null"))
    dots = list(chart.iter("circle"))
    places = [float(each.get("cx", "nan")) for each in dots]
    assert places == sorted(places, reverse=True)
    kinds = [each.get("class") for each in dots]
    rows = [each for each in report.best if each.measure == "mass"]
    assert kinds.count("dot") == sum(bool(each.method) for each in rows)
    assert kinds.count("hollow") == sum(not each.method for each in rows)


def test_nulls_stand_beside_the_maps_from_layer_to_layer(report, folder):
    chart = svgs(section(audit_page(report, folder), "layers"))
    large = next(each for each in chart if each.get("viewBox") == "0 0 1080 380")
    told = {each.findtext("title") for each in large.iter("g")}
    assert {"the maps", "the mask at random places", "a uniform map"} <= told
    assert any(str(each).startswith("the picture itself") for each in told)


def test_disagreements_come_in_the_reports_order_with_pictures_and_the_command_that_opens_each(report, folder):
    page = unescape(section(audit_page(report, folder), "disagreements"))
    slices = re.findall(r'<th scope="row">(\d)</th>\s*<td>patient (\d+)</td>', page)
    assert slices == [("1", "3"), ("2", "1"), ("3", "2")]
    data = b64encode((folder / "pictures" / "worst.png").read_bytes()).decode()
    assert f'src="data:image/png;base64,{data}"' in page
    assert page.count("<img") == 2
    assert f"xaiviewer --audit {folder}" in page
    assert f"xaiviewer --audit {folder} --disagreement 3" in page
    assert all("contour" in alt for alt in re.findall(r'alt="([^"]*)"', page))


def test_a_picture_that_is_missing_or_lies_outside_of_the_folder_is_left_out(report, tmp_path):
    outside = tmp_path / "secret.png"
    cv2.imwrite(str(outside), np.zeros((2, 2, 3), np.uint8))
    folder = tmp_path / "audited"
    folder.mkdir()
    rows = (replace(report.disagreements[0], picture="../secret.png"), report.disagreements[1])
    page = audit_page(replace(report, disagreements=rows), folder)
    assert "<img" not in page
    assert "No pictures were made." in page


def test_patients_of_the_training_are_said_at_the_top(report, folder):
    assert "took part in the training" not in audit_page(report, folder)
    cases = (replace(report.cases[0], trained=True), *report.cases[1:])
    assert "1 of 20 patients took part in the training" in section(
        audit_page(replace(report, cases=cases), folder), "summary"
    )


def test_the_same_report_gives_the_same_page(report, folder):
    assert audit_page(report, folder) == audit_page(report, folder)


def test_the_page_says_what_it_is_not_for_and_suits_light_dark_and_paper(report, folder):
    page = audit_page(report, folder)
    assert page.count("Research use, not for diagnosis.") >= 2
    assert "prefers-color-scheme:light" in page
    assert "@media print" in page


def test_the_kind_counts_in_the_summary(report, folder):
    wrong = sum(each.kind == WRONG_REASON for each in report.disagreements)
    assert re.search(rf"Right for the wrong reason</span><strong>{wrong}</strong>", audit_page(report, folder))
