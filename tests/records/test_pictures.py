"""The pictures of an export."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from xaiviewer.case import Case, Frame
from xaiviewer.display.appearance import Appearance
from xaiviewer.display.heat import BELOW_THRESHOLD
from xaiviewer.display.palette import CAUTION, CLINICIAN, MODEL
from xaiviewer.records.export import ExplainedCase, telling_slice
from xaiviewer.records.pictures.attribution import attribution_heat
from xaiviewer.records.pictures.canvas import Canvas, shortened, width_of, wrapped
from xaiviewer.records.pictures.captioned import LayerMap, fusion_heat, layer_heat
from xaiviewer.records.pictures.contact_sheet import contact_sheet
from xaiviewer.records.pictures.slice_picture import slice_picture
from xaiviewer.requests import Analysis, Favourite, Layer, ModelDescription, ModelIdentity, Request, SliceResult

LAYERS = (
    Layer("conv1", "convolution", (16, 16), 2, ("Stem",), (("Keras", "conv1_conv"),)),
    Layer("layer1.0.relu_2", "relu", (8, 8), 4, ("Stage 1", "Block 1"), (("Keras", "conv2_block1_out"),)),
    Layer("layer1.1.relu_2", "relu", (8, 8), 4, ("Stage 1", "Block 2"), (("Keras", "conv2_block2_out"),)),
)
UNKNOWN = Favourite("grad-cam", float("nan"), float("nan"), 0)


@pytest.fixture
def analysis():
    models = {"classifier": ModelIdentity("c", "resnet50", "00")}
    favourites = (UNKNOWN,) * len(LAYERS)
    frame = Frame(-0.5, -8.5, 96, 32)
    described = ModelDescription(models["classifier"], classes=("no tumour", "tumour"), finding=1, layers=LAYERS)
    return Analysis(described, 1, (), favourites, frame, models)


@pytest.fixture
def result(small_case: Case):
    probabilities = np.array([0.2, 0.8], np.float32)
    mask = small_case.mask_of(1)
    assert mask is not None
    return SliceResult(1, probabilities, probabilities, np.roll(mask, 6, axis=1), {}, {})


@pytest.fixture
def values():
    return np.random.default_rng(0).random((8, 8), np.float32)


def drawn(case, analysis, result, values, appearance=Appearance()):  # noqa: B008 - frozen
    heat = layer_heat(analysis, LayerMap(1, values, "grad-cam"), case.shape, appearance, None)
    return slice_picture(case, analysis, result, heat, appearance=appearance)


def has(pixels, colour):
    return bool(np.any(np.all(np.abs(pixels.astype(int) - colour) < 30, axis=-1)))


def test_a_slice_picture_shows_both_outlines_on_both_panels(small_case, analysis, result, values):
    picture = drawn(small_case, analysis, result, values).pixels
    body = picture[90:-60]
    left, right = body[:, : body.shape[1] // 2], body[:, body.shape[1] // 2 : -80]
    for panel in (left, right):
        assert has(panel, CLINICIAN)
    assert has(left, MODEL)


def test_heat_changes_the_right_panel_alone(small_case, analysis, result, values):
    pictures = [drawn(small_case, analysis, result, each).pixels for each in (values, np.zeros_like(values))]
    panel = slice(90, -60)
    middle = (pictures[0].shape[1] - 64) // 2
    np.testing.assert_array_equal(pictures[0][panel, :middle], pictures[1][panel, :middle])
    assert np.any(pictures[0][panel, middle:-64] != pictures[1][panel, middle:-64])


def test_the_picture_says_what_full_colour_is_and_what_was_smoothed(small_case, analysis, values):
    shown = LayerMap(1, values, "grad-cam")
    heat = layer_heat(analysis, shown, small_case.shape, Appearance(normalise="case"), 0.25)
    told = "Full colour from the 99th percentile of the case's values above zero on (0.25 logit per cell); "
    assert heat.notes == (told + "smoothed for the eye over the size of a cell.",)
    plain = Appearance(normalise="slice", scale="maximum", soften=False)
    (told,) = layer_heat(analysis, shown, small_case.shape, plain, None).notes
    assert told.startswith("Full colour is the slice's maximum (")
    assert "smoothed" not in told
    (told,) = layer_heat(analysis, LayerMap(1, values, "eigen-cam"), small_case.shape, plain, 0.25).notes
    assert "logit" not in told  # its values are in no unit of the logit's
    (told,) = layer_heat(analysis, shown, small_case.shape, Appearance(style="contours"), 0.25).notes
    assert told.startswith("Lines around the fewest pixels that hold 50 % and 80 %")


@pytest.mark.parametrize(
    ("method", "parameters", "unit"),
    [
        ("full-grad", {"form": "complete"}, "(0.25 logit per pixel)"),
        ("full-grad", {"form": "display"}, "(0.25)"),
        ("occlusion", {}, "(0.25 logit)"),
    ],
)
def test_the_picture_of_a_map_at_the_input_says_its_unit_and_what_its_p_is_of(
    small_case, analysis, method, parameters, unit
):
    asked = Request.of(method, network="00", class_index=1, **parameters)
    values = np.random.default_rng(1).random((32, 32), np.float32)
    heat = attribution_heat(
        analysis, asked, (values, None), small_case.shape, Appearance(normalise="case"), top=0.25, worth="p 0.010"
    )
    assert unit in heat.notes[0]
    assert "smoothed for the eye over a few pixels of the input" in heat.notes[0]
    assert "mass: p 0.010" in heat.subtitle


def test_a_method_that_knows_of_no_class_is_not_said_to_be_for_one(small_case, analysis, values):
    drawn = [
        layer_heat(analysis, LayerMap(1, values, each), small_case.shape, Appearance(), None).subtitle
        for each in ("hires-cam", "eigen-cam")
    ]
    asked = Request.of("eigen-cam", network="00", class_index=1)
    drawn.append(attribution_heat(analysis, asked, (values, 1), small_case.shape, Appearance()).subtitle)
    assert ["tumour" in each for each in drawn] == [True, False, False]


def test_the_picture_of_a_layer_says_which_score_its_p_is_of(small_case, analysis, values):
    shown = LayerMap(1, values, "grad-cam", 0.584, "p 0.010")
    heat = layer_heat(analysis, shown, small_case.shape, Appearance(normalise="case"), 0.25)
    assert " · mass 0.58: p 0.010 · " in heat.subtitle


def test_no_evidence_is_said_in_words(small_case, analysis, values):
    bare = SliceResult(0, np.zeros(2), np.array([0.9, 0.1], np.float32), None, {}, {})  # no outline in amber
    pictures = [drawn(small_case, analysis, bare, each, Appearance(colour_map="viridis")) for each in (-values, values)]
    said, silent = (has(picture.pixels[90:-60, :-80], CAUTION) for picture in pictures)
    assert said
    assert not silent


def test_fused_layers_say_how_many_and_how(analysis, values, small_case):
    maps = [LayerMap(1, values, "layer-cam"), LayerMap(2, -values, "grad-cam")]
    heat = fusion_heat(analysis, maps, small_case.shape, Appearance(fusion="max"))
    assert heat.title == "2 layers as one: maximum"
    assert heat.subtitle.startswith("Grad-CAM, LayerCAM for “tumour”")
    assert heat.heat.values.max() == pytest.approx(1)
    assert not heat.remark
    assert fusion_heat(analysis, maps[1:], small_case.shape, Appearance()).remark


def test_a_contact_sheet_holds_every_layer(small_case, analysis, result):
    tiles = [LayerMap(i, np.ones(layer.grid, np.float32), "grad-cam", 0.25) for i, layer in enumerate(LAYERS)]
    full = contact_sheet(small_case, analysis, result, tiles, appearance=Appearance())
    outlined = np.all(np.abs(full.pixels.astype(int) - CLINICIAN) < 40, axis=-1)[:-60]
    count, *_ = cv2.connectedComponentsWithStats(cv2.dilate(outlined.astype(np.uint8), np.ones((9, 9), np.uint8)))
    assert count - 1 == len(LAYERS)


def test_a_contact_sheet_of_many_blocks_takes_several_rows(small_case, analysis, result):
    layers = tuple(replace(LAYERS[1], groups=("Stage 1", f"Block {block + 1}")) for block in range(16))
    analysis = replace(analysis, description=replace(analysis.description, layers=layers), favourites=(UNKNOWN,) * 16)
    tiles = [LayerMap(i, np.ones((8, 8), np.float32), "grad-cam") for i in range(16)]
    heights = [
        contact_sheet(small_case, analysis, result, some, appearance=Appearance()).pixels.shape[0]
        for some in (tiles[:14], tiles)
    ]
    assert heights[1] > heights[0]


def test_a_long_group_goes_on_in_the_next_row(small_case, analysis, result):
    layers = tuple(replace(LAYERS[1], groups=()) for _ in range(60))
    analysis = replace(analysis, description=replace(analysis.description, layers=layers), favourites=(UNKNOWN,) * 60)
    tiles = [LayerMap(i, np.ones((8, 8), np.float32), "grad-cam") for i in range(60)]
    height, width = contact_sheet(small_case, analysis, result, tiles, appearance=Appearance()).pixels.shape[:2]
    assert width < 2400
    assert height > 5 * 148


def test_the_same_slice_gives_the_same_bytes(small_case, analysis, result, values):
    first, again = (drawn(small_case, analysis, result, values).png() for _ in range(2))
    assert first == again
    decoded = cv2.imdecode(np.frombuffer(first, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None


def test_the_telling_slice_has_the_largest_mask_or_the_highest_probability(small_case, analysis, result):
    for index in range(4):
        chance = np.array([1 - 0.1 * index, 0.1 * index], np.float32)
        analysis = analysis.with_slice(replace(result, index=index, probabilities=chance))
    assert telling_slice(ExplainedCase(small_case, analysis, {}, {})) in (1, 2)
    assert telling_slice(ExplainedCase(replace(small_case, mask=None), analysis, {}, {})) == 3


def test_long_names_are_shortened_to_the_room_there_is():
    name = "a_very_long_patient_name_" * 8
    assert width_of(shortened(name, 14, 200), 14) <= 200
    assert shortened("short", 14, 200) == "short"


def test_long_sentences_go_on_in_the_next_line_and_lose_nothing():
    sentence = "With these 3 regions present, 100 % of 40 pictures are called so; 90 % interval 93 to 100 %. " * 3
    lines = wrapped(sentence, 11, 300)
    assert len(lines) > 3
    assert " ".join(lines) == " ".join(sentence.split())
    assert all(width_of(each, 11) <= 300 for each in lines)
    assert wrapped("", 11, 300) == []


def test_text_is_drawn_where_it_is_put():
    canvas = Canvas(40, 200)
    canvas.text_right(190, 25, "end")
    _, columns = np.nonzero(canvas.pixels.max(axis=2) > 60)
    assert columns.min() > 150
    assert columns.max() <= 190


def test_what_stands_in_is_named_and_doubted_on_every_picture(small_case, analysis, result, values, monkeypatch):
    words = []
    monkeypatch.setattr(Canvas, "text", lambda _self, x, _y, text, **_: words.append(text) or x)
    t1, flair, t1c = small_case.volumes
    case = replace(small_case, volumes=(t1, replace(flair, name="p_t2"), t1c), stand_in="Recognised as T2.")
    drawn(case, analysis, result, values)
    assert any("slice 2 of 4 · p_t2, taken for FLAIR · P(tumour)" in each for each in words)
    assert "Recognised as T2." in words
    words.clear()
    contact_sheet(case, analysis, result, [LayerMap(1, values, "grad-cam")], appearance=Appearance())
    assert "Recognised as T2." in words


@pytest.mark.parametrize("polarity", ["positive", "absolute"])
def test_evidence_beyond_the_slice_is_said_to_be_none(small_case, analysis, polarity):
    """In a picture and on a sheet alike: a map whose only cell with evidence lies where there is no slice."""
    layer = analysis.layers[0]
    outside = replace(analysis, frame=Frame(-40.0, -40.0, 176.0, 32))
    values = np.zeros(layer.grid, np.float32)
    values[0, 0] = 1
    appearance = Appearance(polarity=polarity)
    assert (
        "vidence in this layer"
        in layer_heat(outside, LayerMap(0, values, "grad-cam"), (96, 80), appearance, None).remark
    )
    values[layer.grid[0] // 2, layer.grid[1] // 2] = 0.001
    seen = layer_heat(outside, LayerMap(0, values, "grad-cam"), (96, 80), appearance, None)
    assert not seen.remark
    assert seen.heat.values.max() > 0.2


def test_what_the_threshold_hides_is_said_to_be_hidden(small_case, analysis, values):
    appearance = Appearance(normalise="case", draw_above=0.5)
    top = 10 * float(values.max())
    hidden = layer_heat(analysis, LayerMap(1, values, "grad-cam"), small_case.shape, appearance, top)
    assert hidden.remark == BELOW_THRESHOLD
    faint = replace(appearance, draw_above=0.0)
    assert layer_heat(analysis, LayerMap(1, values, "grad-cam"), small_case.shape, faint, 1000 * top).remark


def test_what_is_not_to_be_drawn_is_left_out_and_not_in_the_legend(small_case, analysis, result, values):
    bare = drawn(small_case, analysis, result, values, Appearance(heat=False, mask=False, model=False)).pixels
    assert not has(bare[:, :-80], CLINICIAN)
    side = slice(90, -60)
    half = (bare.shape[1] - 64 - 60) // 2
    np.testing.assert_array_equal(bare[side, 20 : 20 + half], bare[side, 40 + half : 40 + 2 * half])
