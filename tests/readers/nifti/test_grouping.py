"""Which files are one case, which are masks, and whose."""

import json

import numpy as np
import pytest

from xaiviewer.errors import Cancelled, ReadError
from xaiviewer.readers import nifti
from xaiviewer.readers.nifti.names import is_nifti, read_name

AFFINE = np.diag([-1.0, 1.0, 2.0, 1.0])
IMAGE = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
MASK = (IMAGE > 50).astype(np.uint8)


@pytest.fixture
def tree(tmp_path, write):
    """Writes the files named; gives the cases as {path: (name, series, masks)} and the files skipped."""

    def make(*names, root="", **shapes):
        for name in names:
            path = tmp_path / name
            values = MASK if nifti.is_mask(path) else IMAGE
            write(path, values[: shapes.get(path.name.split(".")[0], 3)], AFFINE)
        files = [path for path in (tmp_path / root).rglob("*") if path.is_file() and is_nifti(path.name)]
        found, skipped = nifti.cases(files, root=tmp_path / root)
        cases = {
            str(case.path.relative_to(tmp_path)): (
                case.name,
                [series.key for series in case.series],
                [mask.key for mask in case.masks],
            )
            for case in found
        }
        return cases, {str(path.relative_to(tmp_path)) for path, _ in skipped}

    return make


@pytest.mark.parametrize(
    ("name", "nifti_file"),
    [
        *((name, True) for name in ("a.nii", "a.NII.GZ", "a.img", "a.hdr.gz")),
        *((name, False) for name in ("a.nii.bz2", "._a.nii", "a.gz", "nii", "a.json")),
    ],
)
def test_names_of_the_format(name, nifti_file):
    assert is_nifti(name) == nifti_file


@pytest.mark.parametrize(
    ("name", "subject", "mask"),
    [
        ("BraTS-GLI-00001-000-t2f", "BraTS-GLI-00001-000", False),
        ("BraTS-GLI-00001-000-seg", "BraTS-GLI-00001-000", True),
        ("BraTS20_Training_001_t1ce", "BraTS20_Training_001", False),
        ("BraTS2021_00000_seg", "BraTS2021_00000", True),
        ("UCSF-PDGM-0004_FLAIR_bias", "UCSF-PDGM-0004", False),
        ("UCSF-PDGM-0004_tumor_segmentation", "UCSF-PDGM-0004", True),
        ("UPENN-GBM-00001_11_T1GD", "UPENN-GBM-00001_11", False),
        ("UPENN-GBM-00001_11_segm", "UPENN-GBM-00001_11", True),
        ("sub-01_ses-1_acq-x_ce-gadolinium_T1w", "sub-01_ses-1", False),
        ("sub-01_space-T1w_desc-brain_mask", "sub-01", True),
        ("sub-01_label-lesion_roi", "sub-01", True),
        ("sub-strokecase0001_ses-0001_msk", "sub-strokecase0001_ses-0001", True),
        ("sub-01_dseg", "sub-01", True),
        ("FLAIR", "", False),
        ("wmh", "", True),
        ("1-LesionSeg-Flr", "1", True),
        ("tumorMask", "", True),
        ("p1-label", "p1", True),
        ("p1_lesion2", "p1", True),
        ("p1_T1_GTV", "p1", True),
        ("p1_roi2", "p1", True),
        ("seg_p1", "", True),
        ("p1_axial_t1_post", "p1", False),
        ("p1_post_T1", "p1", False),
        ("segovia_01", "segovia_01", False),
        ("masked_t1", "masked", False),
        ("lesion_study_t1", "lesion_study", False),
        ("p1_labelled", "p1_labelled", False),
    ],
)
def test_what_names_say(name, subject, mask):
    said = read_name(name)
    assert (said.subject, said.mask) == (subject, mask)


def test_a_folder_with_one_brats_subject_is_that_case(tree):
    stem = "BraTS-GLI-00001-000"
    cases, _ = tree(*(f"{stem}/{stem}-{each}.nii.gz" for each in ("t1n", "t1c", "t2f", "t2w", "seg")))
    assert cases == {stem: (stem, [f"{stem}-{each}" for each in ("t1c", "t1n", "t2f", "t2w")], [f"{stem}-seg"])}


def test_a_flat_folder_of_several_subjects_is_addressed_by_first_files(tree):
    cases, _ = tree(*(f"BraTS20_Training_00{n}_{s}.nii.gz" for n in (1, 2) for s in ("flair", "t1", "seg")))
    assert list(cases) == ["BraTS20_Training_001_flair.nii.gz", "BraTS20_Training_002_flair.nii.gz"]
    assert cases["BraTS20_Training_002_flair.nii.gz"] == (
        "BraTS20_Training_002",
        ["BraTS20_Training_002_flair", "BraTS20_Training_002_t1"],
        ["BraTS20_Training_002_seg"],
    )


def test_bids_with_sessions_and_derivatives(tree):
    cases, skipped = tree(
        "sub-01/ses-1/anat/sub-01_ses-1_FLAIR.nii.gz",
        "sub-01/ses-1/anat/sub-01_ses-1_acq-x_ce-gadolinium_T1w.nii.gz",
        "sub-01/ses-1/func/sub-01_ses-1_task-rest_bold.nii.gz",
        "sub-01/ses-2/anat/sub-01_ses-2_FLAIR.nii.gz",
        "sub-02/anat/sub-02_T1w.nii.gz",
        "derivatives/manual/sub-01/ses-1/anat/sub-01_ses-1_label-lesion_mask.nii.gz",
        "derivatives/manual/sub-02/anat/sub-02_dseg.nii.gz",
        "derivatives/auto/sub-01/ses-2/anat/sub-01_ses-2_desc-tumour_mask.nii.gz",
        "derivatives/auto/sub-01/ses-2/anat/sub-01_ses-2_desc-brain_mask.nii.gz",
    )
    assert cases == {
        "sub-01/ses-1/anat": (
            "sub-01_ses-1",
            ["sub-01_ses-1_acq-x_ce-gadolinium_T1w", "sub-01_ses-1_FLAIR"],
            ["sub-01_ses-1_label-lesion_mask"],
        ),
        "sub-01/ses-2/anat": (
            "sub-01_ses-2",
            ["sub-01_ses-2_FLAIR"],
            ["sub-01_ses-2_desc-tumour_mask", "sub-01_ses-2_desc-brain_mask"],
        ),
        "sub-02/anat": ("sub-02", ["sub-02_T1w"], ["sub-02_dseg"]),
    }
    assert skipped == {"sub-01/ses-1/func"}
    cases, skipped = tree(root="sub-01/ses-1/func")
    assert list(cases) == ["sub-01/ses-1/func"]


def test_bids_sidecars_are_read_and_inherited(tree, tmp_path):
    tree("sub-01/anat/sub-01_ce-gadolinium_T1w.nii.gz")
    (tmp_path / "T1w.json").write_text(json.dumps({"EchoTime": 0.003, "InversionTime": 0.9, "Manufacturer": "GE"}))
    own = {
        "EchoTime": 0.0046,
        "SeriesDescription": "AX T1 POST",
        "PatientName": "Doe^Jane",
        "ContrastBolusIngredient": "GADOLINIUM",
    }
    (tmp_path / "sub-01/anat/sub-01_ce-gadolinium_T1w.json").write_text(json.dumps(own))
    (found,), _ = nifti.cases(list(tmp_path.rglob("*.nii.gz")), root=tmp_path)
    assert dict(found.series[0].attributes) == {
        "EchoTime": pytest.approx(4.6),
        "InversionTime": pytest.approx(900),
        "Manufacturer": "GE",
        "SeriesDescription": "AX T1 POST",
        "ContrastBolusIngredient": "GADOLINIUM",
        "ContrastEnhancingAgent": "gadolinium",
        "suffix": "T1w",
    }


@pytest.mark.parametrize("unit", [1, 1000])
@pytest.mark.parametrize(
    "seconds",
    [
        {"EchoTime": 0.003, "RepetitionTime": 0.008, "InversionTime": 0.45},
        {"EchoTime": 0.1, "RepetitionTime": 9.0, "InversionTime": 2.5},
        {"EchoTime": 0.025, "RepetitionTime": 2.0},
    ],
)
def test_times_in_milliseconds_are_told_from_seconds(tree, tmp_path, seconds, unit):
    tree("scan.nii")
    (tmp_path / "scan.json").write_text(json.dumps({key: value * unit for key, value in seconds.items()}))
    (case,), _ = nifti.cases([tmp_path / "scan.nii"], root=tmp_path)
    expected = {key: value * 1000 for key, value in seconds.items()}
    assert {key: case.series[0].attributes[key] for key in seconds} == pytest.approx(expected)


def test_nnunet(tree, tmp_path):
    names = {"channel_names": {"0": "T1", "1": "FLAIR"}, "labels": {"background": 0, "tumour": 1}}
    (tmp_path / "dataset.json").write_text(json.dumps(names))
    cases, skipped = tree(
        *(f"imagesTr/case_{n}_000{c}.nii.gz" for n in ("0001", "0002") for c in (0, 1)),
        "labelsTr/case_0001.nii.gz",
        "labelsTr/case_0002.nii.gz",
        "labelsTr/case_0009.nii.gz",
    )
    assert cases == {
        "imagesTr/case_0001_0000.nii.gz": ("case_0001", ["case_0001_0000", "case_0001_0001"], ["case_0001"]),
        "imagesTr/case_0002_0000.nii.gz": ("case_0002", ["case_0002_0000", "case_0002_0001"], ["case_0002"]),
    }
    assert skipped == set()
    (found, _), _ = nifti.cases(list((tmp_path / "imagesTr").iterdir()), root=tmp_path)
    assert [series.attributes["ChannelName"] for series in found.series] == ["T1", "FLAIR"]
    assert [segment.name for segment in found.masks[0].segments] == ["tumour"]


def test_medical_decathlon(tmp_path, write):
    names = {"modality": {"0": "FLAIR", "1": "T1w"}, "labels": {"0": "background", "1": "edema"}}
    (tmp_path / "dataset.json").write_text(json.dumps(names))
    for number in (1, 2):
        write(tmp_path / f"imagesTr/BRATS_00{number}.nii.gz", np.stack([IMAGE, IMAGE + 1]), AFFINE)
        write(tmp_path / f"labelsTr/BRATS_00{number}.nii.gz", MASK, AFFINE)
    found, skipped = nifti.cases(sorted(tmp_path.rglob("*.nii.gz")), root=tmp_path)
    assert [case.path.name for case in found] == ["BRATS_001.nii.gz", "BRATS_002.nii.gz"]
    assert [(each.key, each.attributes["ChannelName"]) for each in found[0].series] == [
        ("BRATS_001[0]", "FLAIR"),
        ("BRATS_001[1]", "T1w"),
    ]
    assert [(each.key, each.segments[0].name) for each in found[0].masks] == [("BRATS_001-2", "edema")]
    assert not skipped


def test_plain_names_of_sequences_are_one_case(tree):
    cases, _ = tree("patient/FLAIR.nii.gz", "patient/T1.nii.gz", "patient/T1_post.nii.gz", "patient/mask.nii.gz")
    assert cases == {"patient": ("patient", ["FLAIR", "T1", "T1_post"], ["mask"])}


def test_series_numbers_before_names_are_no_subjects(tree):
    cases, _ = tree("p/301_AX_T1.nii", "p/501_AX_FLAIR.nii", "p/701_AX_T1_GD.nii")
    assert list(cases) == ["p"]
    cases, _ = tree("q/001_flair.nii", "q/002_flair.nii", "q/003_flair.nii", root="q")
    assert len(cases) == 3


def test_subjects_of_one_sequence_each_are_not_thrown_together(tree):
    cases, _ = tree("anna01_flair.nii", "berta02_t1.nii")
    assert len(cases) == 2


def test_numbered_files_are_cases_of_their_own_with_their_masks(tree):
    cases, _ = tree("p1.nii", "p2.nii", "p1_seg.nii", "p2-mask.nii")
    assert cases == {"p1.nii": ("p1", ["p1"], ["p1_seg"]), "p2.nii": ("p2", ["p2"], ["p2-mask"])}


def test_names_that_say_nothing_are_one_case_where_they_share_a_grid(tree):
    cases, _ = tree("x/alpha.nii", "x/beta.nii")
    assert cases == {"x": ("x", ["alpha", "beta"], [])}
    cases, _ = tree("y/alpha.nii", "y/beta.nii", root="y", beta=2)
    assert len(cases) == 2


def test_a_single_file_with_its_mask(tree):
    cases, _ = tree("scan.nii.gz", "scan_seg.nii.gz")
    assert cases == {".": ("scan", ["scan"], ["scan_seg"])}


def test_folders_of_images_beside_folders_of_masks(tree):
    cases, _ = tree("images/a1.nii.gz", "images/a2.nii.gz", "masks/a1.nii.gz", "masks/a2_seg.nii.gz")
    assert cases == {
        "images/a1.nii.gz": ("a1", ["a1"], ["a1-2"]),
        "images/a2.nii.gz": ("a2", ["a2"], ["a2_seg"]),
    }


def test_a_folder_of_masks_within_the_subjects_own(tree):
    cases, skipped = tree("p/t1.nii.gz", "p/flair.nii.gz", "p/masks/whatever.nii.gz", "p/other/p_mask.nii.gz")
    assert cases == {"p": ("p", ["flair", "t1"], ["whatever"])}
    assert skipped == {"p/other/p_mask.nii.gz"}


@pytest.mark.parametrize(
    ("image", "masks", "taken"),
    [
        ("images/case_3.nii", ["labels/case_1.nii", "labels/case_2.nii"], []),
        ("images/anna.nii", ["labels/berta.nii"], []),
        ("images/scan.nii", ["labels/tumour.nii"], ["tumour"]),
        ("case3.nii", ["labels/case1.nii", "labels/case2_seg.nii"], []),
        ("case3.nii", ["labels/lesion.nii"], ["lesion"]),
    ],
)
def test_a_single_image_takes_no_masks_of_others(tree, image, masks, taken):
    """A data set of which one image was copied, and all masks."""
    cases, _ = tree(image, *masks)
    assert [found for _, _, found in cases.values()] == [taken]


def test_masks_in_a_templates_space_are_not_laid_on_the_images(tree):
    cases, _ = tree(
        "sub-01/anat/sub-01_T1w.nii.gz",
        "derivatives/prep/sub-01/anat/sub-01_space-MNI152NLin2009cAsym_dseg.nii.gz",
        "derivatives/prep/sub-01/anat/sub-01_space-T1w_dseg.nii.gz",
    )
    assert cases["sub-01/anat"][2] == ["sub-01_space-T1w_dseg"]


def test_masks_of_nobody_are_said(tree):
    cases, skipped = tree("p1_t1.nii", "p2_t1.nii", "p3_seg.nii")
    assert all(masks == [] for _, _, masks in cases.values())
    assert skipped == {"p3_seg.nii"}


def test_pairs_count_once_and_need_their_header(tree, tmp_path):
    cases, skipped = tree("p/a_t1.img", "p/b_seg.img")
    assert cases["p"][1] == ["a_t1"]
    (tmp_path / "p/c.img").write_bytes(b"raw")
    _, skipped = tree()
    assert "p/c.img" in skipped


def test_two_files_of_one_name_keep_keys_of_their_own(tree):
    cases, _ = tree("t1.nii", "t1.nii.gz")
    assert cases["."][1] == ["t1", "t1-2"]


def test_unreadable_files_are_skipped_with_the_reason(tree, tmp_path):
    (tmp_path / "p_t2.nii").write_bytes(b"nothing")
    cases, skipped = tree("p_t1.nii")
    assert cases == {".": ("p", ["p_t1"], [])}
    assert skipped == {"p_t2.nii"}
    (found,), _ = nifti.cases(list(tmp_path.iterdir()), root=tmp_path)
    assert "p_t2.nii is too short" in found.notices[0]


def test_stray_slices_and_computed_maps_are_no_volumes_to_be_judged(tmp_path, write):
    write(tmp_path / "p_t1.nii", IMAGE, AFFINE)
    write(tmp_path / "p_flair.nii", IMAGE[:1], AFFINE)
    write(tmp_path / "p_adc.nii", IMAGE, AFFINE)
    found = nifti.cases(list(tmp_path.iterdir()), root=tmp_path)[0][0]
    assert {series.key: series.whole for series in found.series} == {"p_adc": False, "p_flair": False, "p_t1": True}


def test_a_search_can_be_cancelled(tree, tmp_path):
    tree("p1_t1.nii", "p2_t1.nii")
    with pytest.raises(Cancelled):
        nifti.cases(list(tmp_path.iterdir()), root=tmp_path, cancelled=lambda: True)


# --- one file


def test_a_file_opens_alone_with_its_masks_and_says_what_else_there_is(tree, tmp_path):
    tree("p/p_flair.nii", "p/p_t1.nii", "p/p_seg.nii")
    found = nifti.contents(tmp_path / "p/p_t1.nii")
    assert [series.key for series in found.series] == ["p_t1"]
    assert [mask.key for mask in found.masks] == ["p_seg"]
    assert found.path == tmp_path / "p/p_t1.nii"
    assert found.name == "p_t1"
    assert found.notices == (
        f"Only p_t1.nii is open; {tmp_path / 'p'} opens it with the other images of the same subject.",
    )


def test_the_first_file_of_one_of_several_subjects_opens_the_whole(tree, tmp_path):
    cases, _ = tree("p1_flair.nii", "p1_t1.nii", "p2_flair.nii", "p2_t1.nii", "p2_seg.nii")
    for path, (name, series, masks) in cases.items():
        found = nifti.contents(tmp_path / path)
        assert (found.name, found.path) == (name, tmp_path / path)
        assert [each.key for each in found.series] == series
        assert [each.key for each in found.masks] == masks
        assert found.notices == ()


def test_a_mask_opens_its_images_with_itself_alone(tree, tmp_path):
    tree("p_flair.nii", "p_t1.nii", "p_seg.nii", "p_mask.nii")
    found = nifti.contents(tmp_path / "p_seg.nii")
    assert [series.key for series in found.series] == ["p_flair", "p_t1"]
    assert [mask.key for mask in found.masks] == ["p_seg"]


def test_a_mask_alone_is_shown_as_an_image(tree, tmp_path):
    cases, skipped = tree("p_seg.nii")
    assert (cases, skipped) == ({}, {"p_seg.nii"})
    found = nifti.contents(tmp_path / "p_seg.nii")
    assert [series.key for series in found.series] == ["p_seg"]
    assert "is a mask by its name" in found.notices[0]


def test_one_file_of_a_large_folder_opens_without_the_others(tree, tmp_path, monkeypatch):
    from xaiviewer.readers.nifti import subject

    tree(*(f"BraTS20_Training_00{n}_{s}.nii.gz" for n in range(6) for s in ("flair", "t1", "seg")))
    read = []
    real = subject.read_header
    monkeypatch.setattr(subject, "read_header", lambda path: read.append(path.name) or real(path))
    found = nifti.contents(tmp_path / "BraTS20_Training_003_flair.nii.gz")
    assert len(found.series) == 2
    assert read == [f"BraTS20_Training_003_{each}.nii.gz" for each in ("flair", "t1", "seg")]


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    (tmp_path / "a.nii").write_bytes(b"nothing")
    for name in ("a.nii", "missing.nii", "missing/a.nii"):
        with pytest.raises(ReadError, match=name):
            nifti.contents(tmp_path / name)
