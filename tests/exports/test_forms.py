"""Each form is opened by another reader than ours, and says what is known of the case."""

import csv
import io
import json
import re
from dataclasses import replace

import cv2
import nibabel as nib
import numpy as np
import openpyxl
import pypdf
import pytest

from tests.exports.made import AFFINE, NAME, SHAPE, case_of, context_of
from tests.exports.schema import misfits
from tests.nets.small_network import described
from xaiviewer.exports.drawn.pictures import heat_of
from xaiviewer.exports.drawn.sheets import slice_canvas
from xaiviewer.exports.kinds import cine, figure, nifti, png, tables
from xaiviewer.exports.kinds.tables import schema_file
from xaiviewer.exports.pdf.card import card_of
from xaiviewer.nets.packages.description import as_json
from xaiviewer.nets.packages.files import MODEL
from xaiviewer.records.workbook import workbook
from xaiviewer.requests import ModelIdentity

RAS = np.diag([-1.0, -1.0, 1.0, 1.0]) @ AFFINE


@pytest.fixture(scope="module")
def case_folder(named):
    return named / NAME


@pytest.fixture(scope="module")
def report(case_folder):
    return pypdf.PdfReader(case_folder / "report.pdf")


def made(kind, context):
    return {each.path: each.data for each in kind.KIND.make(context)}


def test_volumes_lie_where_the_source_lies_and_say_what_they_are(case_folder):
    intents = {
        "maps/grad-cam/layer1": ("estimate", "grad-cam"),
        "maps/occlusion/input": ("estimate", "occlusion"),
        "maps/lime/regions": ("label", "lime"),
        "maps/sequence-shapley/shares": ("vector", "sequence-shaple"),
        "segmentation": ("label", "segmentation"),
        "mask": ("label", "mask"),
        "marks": ("label", "marks"),
    }
    for path, (intent, name) in intents.items():
        image = nib.load(case_folder / f"{path}.nii.gz")
        np.testing.assert_allclose(image.affine, RAS, atol=1e-5)
        assert image.shape[:3] == SHAPE[::-1]
        assert image.header.get_intent()[::2] == (intent, name)
        assert b"Research use" in bytes(image.header["descrip"])


def test_an_outline_comes_back_voxel_by_voxel(context, case_folder):
    found = np.asarray(nib.load(case_folder / "mask.nii.gz").dataobj).transpose(2, 1, 0)
    assert np.array_equal(found.astype(bool), context.case.mask.voxels)
    found = np.asarray(nib.load(case_folder / "marks.nii.gz").dataobj).transpose(2, 1, 0)
    assert np.array_equal(found.astype(bool), context.marks)


def test_what_each_sequence_adds_is_told_by_slice(case_folder):
    shares = np.asarray(nib.load(case_folder / "maps/sequence-shapley/shares.nii.gz").dataobj)
    assert shares.shape == (*SHAPE[::-1], 1, 3)
    np.testing.assert_allclose(shares[5, 5, 1, 0], [0.5, 1.0, 0.25])
    assert not shares[:, :, [0, 2, 3]].any()
    told = json.loads((case_folder / "maps/sequence-shapley/shares.json").read_text())
    assert told["slices"] == [{"slice": 1, "shares": [0.5, 1, 0.25], "base": -0.25, "logit": 1.5}]


def test_where_nobody_drew_is_told_apart_from_where_nothing_is(case_folder):
    told = json.loads((case_folder / "outlines.json").read_text())
    assert told["mask"]["drawn_on"] == [0, 1, 2]
    assert told["segmentation"]["run_on"] == [1, 2]


def test_source_images_are_written_where_that_was_asked(context, case_folder):
    image = nib.load(case_folder / "images" / "t1.nii.gz")
    np.testing.assert_allclose(np.asarray(image.dataobj).transpose(2, 1, 0), context.case.volumes[0].voxels, atol=1e-3)


@pytest.mark.slow
def test_volumes_open_in_simpleitk_at_the_same_place(case_folder):
    import SimpleITK

    for path in ("mask", "maps/grad-cam/layer1", "maps/sequence-shapley/shares"):
        image = SimpleITK.ReadImage(str(case_folder / f"{path}.nii.gz"))
        np.testing.assert_allclose(image.GetOrigin()[:3], AFFINE[:3, 3], atol=1e-4)
        np.testing.assert_allclose(image.GetSpacing()[:3], (0.9, 0.9, 5.0), atol=1e-4)


def test_the_report_can_be_searched_for_what_it_tells(report):
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in report.pages))
    for words in (
        "Research use, not for diagnosis.",
        "slices called so 2 of 4: 2–3",
        "Grad-CAM",
        "not measured",
        "partly (replaced)",
        "Every answer in the order in which it was given",
        "samples 1000",
        "No model card lies beside the weights",
        f"{NAME}_3.tif was read as grey",
    ):
        assert words in text


def test_the_report_embeds_its_fonts(report):
    fonts = {}
    for page in report.pages:
        fonts |= {name: each.get_object() for name, each in page["/Resources"]["/Font"].items()}
    used = [each for each in fonts.values() if "Vera" in each["/BaseFont"]]
    assert len(used) >= 2
    assert all("/FontFile2" in each["/FontDescriptor"] and "/ToUnicode" in each for each in used)


def test_the_report_is_tagged_so_that_it_can_be_read_aloud(report):
    root = report.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    tags, pictures = [], []

    def walk(element):
        element = element.get_object()
        if element.get("/Type") == "/StructElem":
            tags.append(element["/S"])
            if element["/S"] == "/Figure":
                pictures.append(element["/Alt"])
            for each in element["/K"]:
                walk(each)

    walk(root["/StructTreeRoot"]["/K"])
    assert tags[:4] == ["/Document", "/H1", "/P", "/P"]
    assert {"/H2", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(tags)
    assert any("Slice 2 of 4, P(lesion) = 0.900" in each for each in pictures)
    marks = sum(len(page.get_contents().get_data().split(b"BDC")) - 1 for page in report.pages)
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert marks == sum(len(each.get_object()) for each in numbers[1::2])


def test_the_model_card_of_the_very_weights_is_summed_up(tmp_path):
    package = tmp_path / "classifier"
    package.mkdir()
    (package / MODEL).write_text(json.dumps(as_json(replace(described(), sha256="a" * 64))))
    (package / "MODEL_CARD.md").write_text(
        "# A network\n\nSays whether.\n\n## Figures on 9 patients\n\n| figure | value |\n|---|---|\n| auroc | 0.98 |\n"
    )
    card = card_of(ModelIdentity("a", "b", "a" * 64), tmp_path)
    assert (card.title, card.told, card.about) == ("A network", "Says whether.", "Figures on 9 patients")
    assert card.rows == (("AUROC", "0.98"),)
    assert card_of(ModelIdentity("a", "b", "b" * 64), tmp_path) is None
    (package / "MODEL_CARD.md").write_text("# Mine\n\nResearch use.\n\n* Classes: a, b\n* It came without any.\n")
    assert card_of(ModelIdentity("a", "b", "a" * 64), tmp_path).facts == (("Classes", "a, b"),)


def test_every_table_holds_the_same_rows(named):
    text = (named / "scores.csv").read_text()
    lines = list(csv.DictReader(io.StringIO(text)))
    told = json.loads((named / "scores.json").read_text())["scores"]
    book = openpyxl.load_workbook(named / "scores.xlsx", read_only=True)
    cells = list(book["table"].iter_rows(values_only=True))
    assert len(lines) == len(told) == len(cells) - 1
    mass = [each for each in told if each["score"] == "mass"]
    assert [(each["slice"], each["layer"], each["value"]) for each in mass] == [
        (2, "layer1", 0.5), (3, "layer1", 0.5), (2, "layer2", 0.25), (3, "layer2", 0.25)
    ]  # fmt: skip
    where = {name: number for number, name in enumerate(cells[0])}
    assert [row[where["value"]] for row in cells[1:] if row[where["score"]] == "mass"] == [0.5, 0.5, 0.25, 0.25]
    assert {each["score"] for each in told} >= {"probability", "peak", "dice", "share: base", "answer: Do you agree?"}
    book.close()


def test_the_table_fits_its_published_schema(named):
    told, schema = json.loads((named / "scores.json").read_text()), json.loads(schema_file().read_text())
    assert list(misfits(told, schema)) == []
    assert set(told) == set(schema["required"]) == set(schema["properties"])
    for part, items in (("cases", told["cases"]), ("scores", told["scores"])):
        known = schema["properties"][part]["items"]
        assert all(set(each) == set(known["required"]) == set(known["properties"]) for each in items)


def test_what_does_not_fit_the_schema_is_found(named):
    told, schema = json.loads((named / "scores.json").read_text()), json.loads(schema_file().read_text())
    told["scores"][0]["p"], told["cases"][0]["called"] = "small", -1
    del told["scores"][1]["layer"]
    told["scores"][2]["place"] = "here"
    found = " ".join(misfits(told, schema))
    for place in (".scores[0].p:", ".cases[0].called:", "layer is missing", "place is unknown"):
        assert place in found


def test_the_page_of_all_cases_loads_nothing_from_elsewhere(hidden):
    page = (hidden / "cases.html").read_text()
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!data:image/png;base64,|#)', page) == []
    assert page.count("data:image/png") == 2
    assert "@media print" in page


def test_pictures_are_as_large_as_wanted(context):
    twice = context_of(case_of(), scale=2)
    name = "pictures/002_layer2.png"
    small, large = (cv2.imdecode(np.frombuffer(made(png, each)[name](), np.uint8), 1) for each in (context, twice))
    assert large.shape[:2] == (2 * small.shape[0], 2 * small.shape[1])
    halved = cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(halved.astype(int) - small).mean() < 4


def test_the_gif_runs_through_every_slice_and_says_what_it_is(context):
    data = next(cine.GIF.make(context)).data()
    assert data.startswith(b"GIF89a")
    assert b"Research use, not for diagnosis." in data
    found, moving = cv2.imdecodeanimation(np.frombuffer(data, np.uint8))
    assert found
    assert (len(moving.frames), set(moving.durations)) == (SHAPE[0], {200})
    whole = cv2.imdecodeanimation(np.frombuffer(made(cine, context)["cine.png"](), np.uint8))[1].frames[1]
    smooth = [cv2.blur(each[..., :3], (9, 9)).astype(int) for each in (moving.frames[1], whole)]
    assert np.abs(smooth[0] - smooth[1]).mean() < 2


def test_the_cine_runs_through_every_slice(context):
    data = np.frombuffer(made(cine, context)["cine.png"](), np.uint8)
    done, moving = cv2.imdecodeanimation(data)
    assert done
    assert len(moving.frames) == 4
    assert np.abs(moving.frames[0].astype(int) - moving.frames[1]).max() > 50


def test_a_figure_says_how_large_it_is_and_how_long_its_bar(context):
    files = made(figure, context)
    data = files["figure.png"]()
    at = data.index(b"pHYs")
    assert int.from_bytes(data[at + 4 : at + 8], "big") == 11811  # pixels a metre: 300 dpi
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), 1)
    line = picture[picture.shape[0] - 24 - 28, :, :]
    white = np.flatnonzero((line > 250).all(axis=1))
    inside = white[(white > 24) & (white < 900)]
    per_mm = -(-1004 // SHAPE[2]) / 0.9
    assert abs((inside.max() - inside.min()) - 10 * per_mm) < 8
    told = files["figure.txt"]().decode()
    assert "slice 2 of 4" in told
    assert "Research use" in told


@pytest.mark.parametrize("style", ["colour", "contours"])
def test_a_map_of_nothing_has_no_colour_bar_and_it_is_said(context, style):
    nothing = {layer: -np.abs(each) for layer, each in context.explained.maps.items()}
    drawn = replace(context.appearance, polarity="positive", style=style)
    empty = replace(context, explained=replace(context.explained, maps=nothing), appearance=drawn)
    shown = replace(context, appearance=drawn)

    def beside(of):
        data = made(figure, of)["figure.png"]()
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), 1)
        return picture[24:-24, -(28 + 150 + 24) :]

    assert (beside(empty) == 255).all()
    assert (beside(shown) != 255).any() == (style == "colour")
    assert "No positive evidence in this layer." in made(figure, empty)["figure.txt"]().decode()
    index = context.telling
    panel = slice_canvas(empty, index, heat_of(empty, index)).pixels
    bars = panel[84:-60, -56:]
    assert (bars == bars[0, 0]).all()


def test_tables_of_a_workbook_are_filtered_by_headings_that_stay_in_sight():
    head, rows = ("case", "score"), [("one", 1.0), ("two", 2.0)]
    for data in (tables.xlsx_of(head, rows, [("notice", "none")]), workbook([("table", head, rows)])):
        sheet = openpyxl.load_workbook(io.BytesIO(data))["table"]
        assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:B3", "A2")
        assert all(each.font.bold for each in sheet[1])
        assert [each.value for each in sheet[3]] == ["two", 2.0]


def test_no_scale_bar_is_drawn_where_the_files_give_no_spacing():
    told = made(figure, context_of(case_of(placed=False)))["figure.txt"]().decode()
    assert "no scale bar" in told


def test_curves_are_svg_with_a_title(case_folder):
    text = (case_folder / "curves.svg").read_text()
    assert text.startswith("<svg xmlns")
    assert "agreement by slice" in text


def test_nothing_is_written_as_nifti_without_a_place():
    assert nifti.KIND.refuses(context_of(case_of(placed=False)))
    assert not nifti.KIND.refuses(context_of(case_of()))


def test_where_nothing_was_outlined_no_file_of_zeros_says_so():
    context = context_of(case_of())
    assert "segmentation.nii.gz" in made(nifti, context)
    assert not nifti.KIND.warns(context)
    slices = {index: replace(each, segmentation=None) for index, each in context.analysis.slices.items()}
    analysis = replace(context.analysis, slices=slices)
    nothing = replace(context, explained=replace(context.explained, analysis=analysis))
    assert "segmentation.nii.gz" not in made(nifti, nothing)
    assert nifti.KIND.warns(nothing) == [nifti.NO_OUTLINE]


def test_a_formula_in_a_name_is_no_formula_in_a_table(tmp_path):
    from xaiviewer.exports.kinds.tables import csv_of, xlsx_of

    rows = [("=HYPERLINK(1)", "plain")]
    assert b"'=HYPERLINK" in csv_of(("a", "b"), rows)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(("a", "b"), rows, ())))
    assert book["table"]["A2"].data_type == "s"
