"""What was measured stands in tables, placed in the patient, without names where asked; nowhere where there is none."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import numpy as np
import openpyxl
import pypdf
import pytest

from tests.exports.made import AFFINE, NAME, case_of, context_of
from tests.exports.schema import misfits
from xaiviewer.exports.kinds import pdf
from xaiviewer.exports.kinds.registry import kinds_named
from xaiviewer.exports.kinds.tables import measured_schema_file
from xaiviewer.exports.measured import COLUMNS, in_patient, lesions_of, measured_of, rows_of
from xaiviewer.exports.plan import plan_case, together_entries
from xaiviewer.exports.run import write
from xaiviewer.measurements import Figures, MapName, Measured, Measurement, Scale, figures_of

TABLES = kinds_named(["csv", "json", "xlsx"])
LINE = Measurement(1, "distance", 1, ((10.0, 12.0), (22.0, 17.0)))
ROUND = Measurement(3, "ellipse", 2, ((21.0, 15.0), (31.0, 25.0)))


def measured(case):
    """A distance and an ellipse on a case."""
    scale, plane = Scale.of(case.geometry), case.main_volume.voxels[2]
    figures = figures_of(ROUND, scale, case.shape, plane, None)
    return (
        Measured(LINE, figures_of(LINE, scale, case.shape, None, None)),
        Measured(ROUND, figures, case.main_sequence),
        Measured(Measurement(4, "probe", 2, ((26.0, 20.0),)), Figures(None, ""), "", MapName("net", "layer2", "cam")),
    )


def with_measurements(*, salt=b"", placed=True):
    case = case_of(placed=placed)
    return replace(context_of(case, salt=salt), measured=measured(case))


def blank(context):
    """The same with nothing measured and nothing outlined."""
    explained = context.explained
    slices = {index: replace(each, segmentation=None) for index, each in explained.analysis.slices.items()}
    case = replace(explained.case, mask=None)
    return replace(
        context,
        explained=replace(explained, case=case, analysis=replace(explained.analysis, slices=slices)),
        original=replace(context.original, mask=None),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(tmp_path_factory.mktemp("measured") / "out", [with_measurements()], TABLES).folder


def table(folder):
    return list(csv.DictReader(io.StringIO((folder / "measurements.csv").read_text())))


def test_a_distance_is_told_in_millimetres_with_its_ends_in_the_patient(folder):
    line = table(folder)[0]
    assert (line["kind"], line["by"], line["slice"], line["unit"]) == ("distance", "reader", "2", "mm")
    assert float(line["value"]) == pytest.approx(0.9 * 13)
    ends = [[float(each) for each in point.split()] for point in line["points_mm"].strip("()").split(") (")]
    np.testing.assert_allclose(ends, [(AFFINE @ (10, 12, 1, 1))[:3], (AFFINE @ (22, 17, 1, 1))[:3]], atol=1e-3)


def test_a_regions_statistics_are_of_the_pixels_in_it(folder):
    line, case = table(folder)[1], case_of()
    rows, columns = np.mgrid[: case.shape[0], : case.shape[1]]
    inside = case.main_volume.voxels[2][((rows - 20) / 5) ** 2 + ((columns - 26) / 5) ** 2 <= 1]
    told = [float(line[each]) for each in ("mean", "sd", "least", "most", "pixels")]
    assert told == pytest.approx([inside.mean(), inside.std(), inside.min(), inside.max(), inside.size], rel=1e-6)
    assert float(line["value"]) == pytest.approx(np.pi * 25 * 0.81)
    assert line["sequence"] == case.main_sequence


def test_lesions_are_those_of_mask_and_outline_with_volume_and_product(folder):
    lesions = [each for each in table(folder) if each["kind"] == "lesion"]
    assert [each["by"] for each in lesions] == ["clinician", "model"]
    own, case = lesions[0], case_of()
    assert float(own["value"]) == pytest.approx(case.mask.voxels.sum() * 0.9 * 0.9 * 5 / 1000)
    assert float(own["product"]) == pytest.approx(float(own["longest"]) * float(own["across"]), rel=1e-5)
    assert (own["layer"], own["method"]) == ("layer1", "grad-cam") or own["layer"] == "layer2"
    assert 0 < float(own["share"]) <= 1


def test_json_fits_its_schema_and_the_workbook_holds_the_same(folder):
    told = json.loads((folder / "measurements.json").read_text())
    schema = json.loads((folder / "measurements.schema.json").read_text())
    assert schema == json.loads(measured_schema_file().read_text())
    assert not list(misfits(told, schema))
    sheet = openpyxl.load_workbook(folder / "measurements.xlsx")["table"]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == COLUMNS
    assert [line[COLUMNS.index("value")] for line in lines[1:]] == [row["value"] for row in told["measurements"]]


def test_without_a_spacing_pixels_are_told_and_no_place_in_the_patient():
    context = with_measurements(placed=False)
    line, *_, lesion = rows_of(context)
    assert (line.value, line.unit, line.points_mm) == (13.0, "px", ())
    assert (lesion.unit, lesion.length_unit, lesion.value) == ("voxels", "px", lesion.pixels)
    assert in_patient(context, ((1.0, 2.0),), 0) == ()


def test_lesions_of_a_de_identified_case_are_those_of_the_case_as_it_was_read():
    named, hidden = with_measurements(placed=False), with_measurements(salt=b"salt of a project", placed=False)
    assert lesions_of(named)[0].joined == lesions_of(hidden)[0].joined
    rows = [replace(each, case="") for each in rows_of(named)]
    assert rows == [replace(each, case="") for each in rows_of(hidden)]


def test_a_de_identified_table_names_nobody(tmp_path):
    folder = write(tmp_path / "out", [with_measurements(salt=b"salt of a project")], TABLES).folder
    assert len(table(folder)) == 5
    for name in ("measurements.csv", "measurements.json"):
        told = (folder / name).read_text()
        assert not any(each in told for each in NAME.split("_"))


def test_the_files_are_told_before_they_are_written(folder):
    told = {each.path for each in together_entries(TABLES, (), [plan_case(with_measurements(), TABLES)])}
    assert told == {each.name for each in folder.iterdir()} - {"manifest.json"}


def test_where_nothing_was_measured_there_is_no_such_file(tmp_path):
    context = blank(context_of(case_of()))
    folder = write(tmp_path / "out", [context], TABLES).folder
    assert not list(folder.glob("measurements*"))
    told = together_entries(TABLES, (), [plan_case(context, TABLES)])
    assert not [each for each in told if "measurements" in each.path]


def test_the_report_tells_measurements_and_lesions_in_tables():
    ((_, data),) = ((each.path, each.data()) for each in pdf.KIND.make(with_measurements()))
    told = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    assert "distance 1 2 11.7 mm" in told
    assert "ellipse 3 3 63.6 mm²" in told
    assert "clinician 1 2–3 0.56 ml 8.9 × 8.9 mm" in told
    assert "model 1" in told


def test_a_report_of_nothing_measured_has_no_such_heading():
    ((_, data),) = ((each.path, each.data()) for each in pdf.KIND.make(blank(context_of(case_of()))))
    assert "Measurements" not in " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_of_a_case_that_is_analysed_on_the_way_figures_are_of_the_map_that_is_written():
    context = context_of(case_of())
    line, region = measured_of(context, (LINE, ROUND))
    assert (line.map, line.sequence) == (MapName(), "")
    layer = context.layer
    assert region.map == MapName("made by hand", f"layer{layer + 1}", "grad-cam")
    assert region.figures.map.most <= context.explained.maps[layer][2].max()
    assert 0 < region.figures.mass < 1
