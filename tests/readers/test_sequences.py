"""Which MR sequence a series is, from what it is called and what it says; and what is taken when several are there."""

from pathlib import Path

import numpy as np
import pytest

from xaiviewer.case import Choices, Contents, Geometry, Series
from xaiviewer.readers.choosing.sequences import recognise, suggest

NAMES = {
    "t1": [
        *("t1_mpr_ns_sag", "T1", "AX T1", "Ax T1 SE", "t1_se_tra", "SAG T1 FLAIR", "T1W_3D_TFE", "sT1W_3D_TFE"),
        *("MPRAGE", "t1_mprage_sag_p2_iso", "AXT1", "T1 PRE", "t1 nativ", "T1 ohne KM", "AX T1 W/O", "T1 w/o contrast"),
        *("T1WI C-", "T1 pre-contrast", "SAG FSPGR BRAVO", "t1_tirm_tra_dark-fluid", "T1 sin contraste"),
        *("T1 sans gado", "T1 без контраста", "T1 without gad"),
    ],
    "t1c": [
        *("t1_mpr_gd", "T1 post", "T1W +C", "ax t1 c+", "T1wCE", "t1 mit KM", "T1 nach KM", "t1_mprage_tra_KM"),
        *("T1 POST GAD", "AXT1POST", "T1+GD", "Ax T1 FLAIR+C", "t1 con contraste", "T1 dopo mdc", "T1 avec gado"),
        *("t1ce", "T1-Gd", "3D T1 GADO", "T1 with contrast", "t1_se_tra_post_gd", "T1 с контрастом", "T1增强"),
        *("AX T1 +C FS", "COR T1 W/", "t1 fs gd", "MPRAGE POST", "T1 mpr post Gd"),
    ],
    "flair": [
        *("AX FLAIR", "t2_tirm_tra_dark-fluid", "T2 FLAIR", "t2_spc_da-fl_sag_p2", "FLAIR_LongTR", "DarkFluid TIRM"),
        *("3D FLAIR CUBE", "AX FLAIR +C", "T2W-FLAIR", "Sag CUBE T2 FLAIR", "ax dark fluid", "AX T2 FLAIR FS"),
    ],
    "T2": ["AX T2", "t2_tse_tra", "T2W_TSE", "T2 FSE", "t2 blade", "AXT2"],
    "T2*": ["AX T2*", "t2 star", "T2 HEMO", "t2_fl2d_tra_hemo"],
    "diffusion": ["ep2d_diff_3scan_trace", "DWI", "DTI 30 dir", "AX DWI b1000", "isoDWI"],
    "ADC": ["ep2d_diff_ADC", "ADC map", "dADC", "Apparent Diffusion Coefficient"],
    "localiser": ["localizer", "LOC", "3-pl loc", "Survey", "AAHScout", "3Plane Loc"],
    "proton density": ["PD", "ax pd tse"],
    "angiography": ["TOF 3D", "MRA"],
    "susceptibility": ["SWI_Images", "SWAN"],
    "functional": ["bold_rest", "axial_epi_fmri_interleaved"],
    "perfusion": ["ep2d_perf", "DSC", "rCBV", "T1 perfusion dce"],
    "subtraction": ["SUB T1", "T1 SUB"],
    "unknown": ["series 5", "tirm tra", "head", "Brain"],
}  # fmt: skip

FILES = {
    "BraTS-GLI-00001-000-t1n": "t1",
    "BraTS-GLI-00001-000-t1c": "t1c",
    "BraTS-GLI-00001-000-t2f": "flair",
    "BraTS-GLI-00001-000-t2w": "T2",
    "Brats18_CBICA_AAM_1_t1": "t1",
    "Brats18_CBICA_AAM_1_t1ce": "t1c",
    "UPENN-GBM-00001_11_T1GD": "t1c",
    "sub-01_ses-2_T1w": "t1",
    "sub-01_ce-gadolinium_T1w": "t1c",
    "sub-01_acq-post_T1w": "t1c",
    "sub-01_FLAIR": "flair",
    "sub-01_T2w": "T2",
    "pat_flair": "flair",
    "T1_post": "t1c",
    "x_T1c_bias": "t1c",
    "IM_0001": "unknown",
    "501_Ax_T1_FLAIR": "t1",
    "p1_t1_flair": "t1",
    "sub-01_space-T1w_FLAIR": "flair",
    "501_Ax_T2_FLAIR": "flair",
    "Sub01_AX_FLAIR_FS": "flair",
    "sub_3_T1_post": "t1c",
    "flair_to_t1": "flair",
    "p7_T1_in_FLAIR_space": "t1",
    "flair_registered_to_t1": "flair",
    "t1_reg_flair": "t1",
    "t1ce_reg2flair": "t1c",
    "p1_reg_flair": "flair",
    "patient_2_t1": "t1",
}


def series(name, kind="DICOM", key=None, *, shape=(20, 8, 8), affine=None, frame="", whole=True, **attributes):
    geometry = Geometry(np.eye(4) if affine is None else affine, known=True)
    return Series(
        key=key or name,
        name=name,
        format=kind,
        files=(Path(f"{name}.dcm"),),
        shape=shape,
        dtype="uint16",
        geometry=geometry,
        source=None,
        attributes=attributes,
        frame_of_reference=frame,
        whole=whole,
    )


def contents(*found):
    return Contents("case", Path("case"), found)


def told(found):
    return found.sequence or found.label


@pytest.mark.parametrize(("wanted", "name"), [(kind, name) for kind, names in NAMES.items() for name in names])
def test_names_of_scanners_and_hospitals(wanted, name):
    found = recognise(series(name))
    assert told(found) == wanted, found
    assert name in found.reason or wanted == "unknown"


@pytest.mark.parametrize(("name", "wanted"), FILES.items())
def test_names_of_data_sets(name, wanted):
    assert told(recognise(series(name, "NIfTI"))) == wanted


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ({"EchoTime": 90, "RepetitionTime": 9000, "InversionTime": 2500, "ScanningSequence": "SE\\IR"}, "flair"),
        ({"EchoTime": 388, "RepetitionTime": 5000, "InversionTime": 1800}, "flair"),
        ({"EchoTime": 3, "RepetitionTime": 2000, "InversionTime": 900, "ScanningSequence": ["GR", "IR"]}, "t1"),
        ({"EchoTime": 60, "RepetitionTime": 4000, "InversionTime": 150}, "STIR"),
        ({"EchoTime": 12, "RepetitionTime": 500, "ScanningSequence": "SE"}, "t1"),
        ({"EchoTime": 12, "RepetitionTime": 500, "ContrastBolusAgent": "Gadovist"}, "t1c"),
        ({"EchoTime": 12, "RepetitionTime": 500, "ContrastBolusAgent": "NONE"}, "t1"),
        ({"EchoTime": 100, "RepetitionTime": 4000}, "T2"),
        ({"EchoTime": 15, "RepetitionTime": 3000}, "proton density"),
        ({"EchoTime": 25, "RepetitionTime": 600, "ScanningSequence": "GR"}, "T2*"),
        ({"EchoTime": 4, "RepetitionTime": 9, "ScanningSequence": "GR", "FlipAngle": 20}, "t1"),
        ({"EchoTime": 4, "RepetitionTime": 1000, "ScanningSequence": "GR", "FlipAngle": 20}, "unknown"),
        ({"EchoTime": 90, "RepetitionTime": 9000, "DiffusionBValue": 1000.0}, "diffusion"),
        ({"AcquisitionContrast": "FLUID_ATTENUATED"}, "flair"),
        ({"SequenceName": "*tfl3d1_16ns"}, "t1"),
        ({"SequenceName": "*spcir_278ns"}, "flair"),
        ({"EchoTime": "long", "RepetitionTime": None}, "unknown"),
    ],
)
def test_the_physics_tells_where_names_do_not(attributes, wanted):
    assert told(recognise(series("brain", **attributes))) == wanted


def test_a_contrast_agent_makes_t1_the_one_after_contrast_unless_the_name_denies_it():
    assert told(recognise(series("t1_mpr", ContrastBolusAgent="Gd"))) == "t1c"
    assert told(recognise(series("t1_mpr pre gd", ContrastBolusAgent="Gd"))) == "t1"
    assert told(recognise(series("AX FLAIR", ContrastBolusAgent="Gd"))) == "flair"


def test_a_channel_name_of_a_data_set_counts_first():
    assert told(recognise(series("BRATS_001[2]", "NIfTI", ChannelName="t1gd"))) == "t1c"
    assert told(recognise(series("BRATS_001[0]", "NIfTI", ChannelName="FLAIR"))) == "flair"


def test_every_sequence_gets_its_best_series():
    sagittal = np.array([[0, 0, 1.0, 0], [1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 0, 1]])
    found = contents(
        series("localizer", key="1", whole=False),
        series("FLAIR sag 3D", key="2", shape=(176, 8, 8), affine=sagittal),
        series("FLAIR", key="3"),
        series("T1", key="4", shape=(3, 8, 8), whole=False),
        series("T1", key="5"),
        series("T1", key="6", shape=(24, 8, 8)),
        series("T1 post gd", key="7"),
        series("T2", key="8"),
    )
    chosen, notices = suggest(found)
    assert chosen.sequences == (("t1", "6"), ("flair", "3"), ("t1c", "7"))
    assert notices == ()


def test_what_is_no_whole_volume_is_taken_only_if_it_is_named():
    """Philips' field map of a T1-weighted series is T1-weighted by its name."""
    found = contents(
        series("FLAIR", key="3"),
        series("T1 3D (B0 map)", key="801-2", whole=False),
        series("T1 post gd", key="9", whole=False),
    )
    chosen, notices = suggest(found)
    assert chosen.sequences == (("flair", "3"),)
    assert notices == ("There is no T1 and no T1 + contrast; the networks see FLAIR in their place.",)
    assert suggest(found, Choices((("t1", "801-2"),)))[0].sequences == (("t1", "801-2"), ("flair", "3"))


def test_what_is_no_whole_volume_stands_in_for_flair_only_where_nothing_else_is():
    found = contents(series("FLAIR", key="1", whole=False), series("proton density", key="2"))
    assert suggest(found)[0].sequences == (("flair", "2"),)
    assert suggest(contents(*found.series[:1]))[0].sequences == (("flair", "1"),)
    field_map = contents(series("T1", key="5"), series("T2 (B0 map)", key="801-2", whole=False))
    assert dict(suggest(field_map, Choices((("t1", "5"),)))[0].sequences)["flair"] == "5"


def test_t1_in_flairs_frame_of_reference_comes_before_a_finer_one():
    found = contents(
        series("FLAIR", key="1", frame="a"),
        series("T1", key="2", frame="b", shape=(90, 8, 8)),
        series("T1", key="3", frame="a"),
    )
    assert dict(suggest(found)[0].sequences)["t1"] == "3"


def test_of_series_alike_the_finer_one_is_taken():
    coarse, fine = np.diag([1.0, 1, 5, 1]), np.diag([0.5, 0.5, 5, 1])
    found = contents(series("FLAIR", key="1", affine=coarse), series("FLAIR", key="2", affine=fine))
    assert dict(suggest(found)[0].sequences)["flair"] == "2"


def test_without_flair_t2_stands_in_and_it_is_said():
    chosen, (notice,) = suggest(contents(series("T1", key="1"), series("T2 tse", key="2")))
    assert chosen.sequences == (("t1", "1"), ("flair", "2"))
    assert "No series is recognised as FLAIR; 2 (T2 tse), recognised as T2, stands in its place" in notice
    assert "T1 + contrast" in notice


def test_one_unknown_series_is_taken_as_flair():
    chosen, notices = suggest(contents(series("brain", key="1")))
    assert chosen.sequences == (("flair", "1"),)
    assert notices == (
        "The case has one series, taken as FLAIR; a network that asks for T1 and T1 + contrast gets the same.",
    )


def test_what_is_missing_beside_flair_is_said():
    assert suggest(contents(series("FLAIR"), series("T1")))[1] == (
        "There is no T1 + contrast; the networks see FLAIR in its place.",
    )


def test_what_is_given_stays_and_the_rest_fits_it():
    found = contents(series("FLAIR", key="1"), series("T2", key="2"), series("T1", key="3"), series("T1 gd", key="4"))
    chosen, notices = suggest(found, Choices((("t1", ""), ("flair", "2")), mask="m"))
    assert chosen.sequences == (("t1", ""), ("flair", "2"), ("t1c", "4"))
    assert chosen.mask == "m"
    assert notices == ("There is no T1; the networks see FLAIR in its place.",)
