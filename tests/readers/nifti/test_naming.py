"""Names as data sets, converters and hospitals write them: whose images they are, what they show, which are masks."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaiviewer.readers.nifti.grouping import sorted_files, subjects
from xaiviewer.readers.nifti.identity import inside
from xaiviewer.readers.nifti.names import read_name, stem

FOLDER = Path("/nowhere/patient")


def grouped(*names, folder=FOLDER):
    """Images and masks of each subject, by its name."""
    found, lone = subjects(folder, sorted_files(folder / f"{name}.nii.gz" for name in names)[0])
    assert not lone
    return {
        subject.name: (
            {stem(path.name) for path in subject.images},
            {stem(path.name) for path in subject.masks},
        )
        for subject in found
    }


MASKS = [
    *("TCGA-CS-4941_1996.09.09_GlistrBoost_ManuallyCorrected", "TCGA-CS-4941_1996.09.09_GlistrBoost"),
    *("p1_consensus", "patient01_consensus_gt", "p1_gt", "p1_label", "p1_LabelMap", "p1_lesion", "p1_lesion_final"),
    *("p1_Maske", "p1_Tumormaske", "p1_ROI", "p1_tumor", "p1_tumour_v2", "p1_autoseg", "p1_FLAIRmask", "seg_p1"),
    *("p1_läsion", "p1_Laesion", "p1_Läsionen_final", "p1_Segmentierung", "p1_masque", "p1_lésion", "p1_tumeur"),
    *("p1_máscara", "p1_lesión", "p1_segmentación", "p1_lesão", "p1_segmentação", "p1_maschera", "p1_lesione"),
    *("p1_maska", "p1_guz", "p1_tumör", "p1_maske", "p1_rater1", "p1_expert2", "p1_manual", "p1_manual_corrected"),
    *("p1_病灶", "患者1_肿瘤分割", "p1_掩码", "p1_标注", "p1_маска", "p1_опухоль", "пациент1_разметка", "p1_очаг"),
    *("p1_마스크", "환자1_병변", "p1_マスク", "p1_病変", "p1_腫瘍", "p1_μάσκα", "p1_قناع", "p1_מסכה", "p1_मास्क"),
    *("MS-19_seg", "UPENN-GBM-00001_11_segm", "UCSF-PDGM-0004_tumor_segmentation", "BraTS2021_00000_seg"),
    *("sub-01_ses-1_lesion", "sub-01_desc-consensus_mask", "sub-01_label-lesion_roi", "1-LesionSeg-Flr"),
]
IMAGES = [
    *("lesion_study_t1", "Tumor_001_flair", "BrainTumor_017", "masked_t1", "labelled_t1", "segovia_01", "p1_flair_v2"),
    *("p1_T1_brain", "IXI012-HH-1211-T1", "BRATS_001", "OAS1_0001_MR1_mpr-1_anon", "Herder_t1", "MS-19_T1POST"),
    *("患者1_flair", "пациент1_t1", "環境_t2", "Manuel_flair", "Roisin_t1"),
]  # fmt: skip


@pytest.mark.parametrize("name", MASKS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_mask_is_known_by_its_name_in_many_languages(name, form):
    assert read_name(unicodedata.normalize(form, name)).mask


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_is_not_taken_for_a_mask_because_of_a_word_in_its_name(name):
    said = read_name(name)
    assert not said.mask
    assert not said.derived


@pytest.mark.parametrize("name", ["AX_FLAIR_ID123_5_ph", "p1_t1_imaginary", "p1_flair_real", "dti_V1"])
def test_parts_of_complex_images_and_eigenvectors_are_no_pictures(name):
    assert read_name(name).derived


TCGA = (
    "MRHR_FLAIR_AX_OFF-_{}_19960909_3_fla",
    "MRHR_T1_AX_POST_GAD_{}_19960909_8_t1c",
    "MRHR_T2_AX_{}_19960909_4_t2",
    "T1_AX_{}_19960909_5_t1",
)
ONE = {  # what the patient is called: the names of its images
    "TCGA-CS-4941_19960909": [each.format("TCGA-CS-4941") for each in TCGA],
    "TCGA-DU-5852": ["MRHR_FLAIR_AX_OFF-_TCGA-DU-5852_fla", "T1_AX_TCGA-DU-5852_t1"],
    "ID123": ["301_AX_T1_ID123", "501_AX_FLAIR_ID123", "601_AX_T1_POST_ID123"],
    "00042": ["MRHR_FLAIR_AX_00042_fla", "OBL_T1_AX_POST_00042_t1c", "T1_AX_00042_t1"],
    "P0012_20200101101500": ["DICOM_AX_FLAIR_P0012_20200101101500_5", "SERIES_MRHR_T1_AX_P0012_20200101101500_3"],
    "TCGA-CS-4941": ["TCGA-CS-4941_AX_FLAIR_19960909_5", "TCGA-CS-4941_T1_AX_19960909_3"],
    "UPENN-GBM-00001_11": [f"UPENN-GBM-00001_11_{each}" for each in ("FLAIR", "T1", "T1GD", "T2")],
    "UCSF-PDGM-0004": ["UCSF-PDGM-0004_FLAIR_bias", "UCSF-PDGM-0004_T1", "UCSF-PDGM-0004_T1c_bias"],
    "BraTS-GLI-00001-000": [f"BraTS-GLI-00001-000-{each}" for each in ("t1n", "t1c", "t2f", "t2w")],
    "Brats18_CBICA_AAM_1": [f"Brats18_CBICA_AAM_1_{each}" for each in ("flair", "t1", "t1ce", "t2")],
    "BraTS20_Training_001": [f"BraTS20_Training_001_{each}" for each in ("flair", "t1", "t1ce")],
    "MS-19": ["MS-19_FLAIR", "MS-19_T1", "MS-19_T1POST"],
    "IXI012-HH-1211": ["IXI012-HH-1211-T1", "IXI012-HH-1211-T2", "IXI012-HH-1211-PD"],
    "sub-01_ses-2": ["sub-01_ses-2_FLAIR", "sub-01_ses-2_ce-gadolinium_T1w", "sub-01_ses-2_T1w"],
    "LGG_001": ["LGG_001_0000", "LGG_001_0001", "LGG_001_0002", "LGG_001"],
}  # fmt: skip
UNNAMED = [
    ["AX_FLAIR_ID123_5", "AX_FLAIR_ID123_12", "T1_AX_ID123_3", "T1_AX_ID123_9"],
    ["t1_mprage_sag_p2_iso_AB12", "t2_tirm_tra_dark-fluid_320_AB12", "t1_se_tra_KM_AB12"],
    ["Ax_T2_FLAIR_Fat_Sat", "Ax_T1_Post_OBL", "SAG_T1_3mm"],
    ["T1_3mm", "T1_5mm", "FLAIR_5mm"],
    ["FLAIR", "T1", "T1_post"],
    ["301_AX_T1", "501_AX_FLAIR", "701_AX_T1_GD"],
    ["T1_raw", "FLAIR_raw", "T1_brain", "FLAIR_brain"],
]
SEVERAL = [
    [[f"patient{n}_flair", f"patient{n}_t1"] for n in (1, 2)],
    [[each.format(n) for each in TCGA] for n in ("TCGA-CS-4941", "TCGA-CS-5852")],
    [[each.format(n) for each in TCGA] for n in ("TCGA-CS-4941", "TCGA-DU-5852", "TCGA-DU-6404")],
    [[f"MRHR_FLAIR_AX_{n}_fla", f"T1_AX_{n}_t1"] for n in ("00042", "00043")],
    [[f"FLAIR_{n}", f"T1_{n}"] for n in ("001", "002")],
    [[f"FLAIR_{n}"] for n in ("001", "002", "003")],
    [[f"FLAIR_AX_{n}", f"T1_AX_{n}"] for n in ("anna", "berta")],
    [["FLAIR_anna01"], ["T1_berta02"]],
    [["FLAIR_Study2021_A1", "T1_Study2021_A1"], ["FLAIR_Study2021_B2"]],
    [[f"FLAIR_ID77_{day}_{n}", f"T1_ID77_{day}_{n + 1}"] for day, n in (("19960909", 3), ("19970909", 5))],
    [[f"BraTS2021_0000{n}_flair", f"BraTS2021_0000{n}_t1"] for n in (1, 2)],
    [[f"LGG_00{n}_0000", f"LGG_00{n}_0001", f"LGG_00{n}"] for n in (1, 2)],
    [[f"sub-01_ses-{n}_FLAIR", f"sub-01_ses-{n}_T1w"] for n in (1, 2)],
]


@pytest.mark.parametrize("title", ONE)
def test_the_images_of_one_patient_are_one_subject_called_by_its_identifier(title):
    assert grouped(*ONE[title]) == {title: (set(ONE[title]), set())}


@pytest.mark.parametrize("names", UNNAMED)
def test_protocols_and_series_numbers_tell_no_patients_apart(names):
    assert grouped(*names) == {"": (set(names), set())}


@pytest.mark.parametrize("patients", SEVERAL)
def test_several_patients_in_one_folder_stay_apart(patients):
    found = grouped(*(name for names in patients for name in names))
    assert sorted(map(sorted, (images for images, _ in found.values()))) == sorted(map(sorted, patients))


def test_a_mask_goes_to_the_patient_whose_identifier_its_name_holds():
    one, other = ([each.format(n) for each in TCGA] for n in ("TCGA-CS-4941", "TCGA-DU-5852"))
    masks = ["MRHR_FLAIR_AX_TCGA-DU-5852_lesions", "seg_TCGA-CS-4941"]
    found = grouped(*one, *other, *masks)
    assert found["TCGA-DU-5852"] == (set(other), {masks[0]})
    assert found["TCGA-CS-4941"] == (set(one), {masks[1]})


def test_the_channels_of_a_case_come_before_its_labels_which_are_called_like_it():
    found, _ = subjects(FOLDER, [FOLDER / f"{name}.nii.gz" for name in ("A_7", "A_7_0000", "A_7_0001")])
    assert [stem(path.name) for path in found[0].images] == ["A_7_0000", "A_7_0001", "A_7"]


TEMPLATES = [
    ("MRHR_FLAIR_AX_OFF-_{}_3_fla", "MRHR_T1_AX_POST_GAD_{}_8_t1c", "MRHR_T2_AX_{}_4_t2", "T1_AX_{}_5_t1"),
    ("{}_flair", "{}_t1", "{}_t1ce"),
    ("{}-t2f", "{}-t1n", "{}-t1c"),
    ("FLAIR_{}", "T1_{}", "T1_post_{}"),
    ("AX_FLAIR_{}_19960909", "SAG_T1_{}_19960909", "AX_T1_GD_{}_19960909"),
    ("301_AX_FLAIR_{}", "401_AX_T1_{}", "501_AX_T1_POST_{}"),
    ("sub-{}_FLAIR", "sub-{}_T1w", "sub-{}_ce-gd_T1w"),
    ("{}_0000", "{}_0001", "{}"),
]
LETTERS = st.text("BDHJKQVXZ", min_size=2, max_size=4)
NUMBERS = st.integers(0, 9999).map("{:04d}".format)
IDENTIFIERS = {
    "numbers": st.integers(10_000, 99_999).map(str),
    "short": st.builds("{}{}".format, LETTERS, NUMBERS),
    "hyphens": st.builds("{}-{}-{}".format, LETTERS, LETTERS, NUMBERS),
    "words": st.text("bdhjkqvxz", min_size=5, max_size=8),
}


@given(
    template=st.sampled_from(TEMPLATES),
    patients=st.sampled_from(sorted(IDENTIFIERS)).flatmap(
        lambda kind: st.lists(IDENTIFIERS[kind], min_size=1, max_size=5, unique_by=str.casefold)
    ),
)
def test_any_identifier_in_any_template_tells_the_patients_apart(template, patients):
    if template[0].startswith("sub-"):
        patients = list(dict.fromkeys(each.replace("-", "") for each in patients))
    expected = {frozenset(each.format(patient) for each in template) for patient in patients}
    found = grouped(*(name for names in expected for name in names))
    assert {frozenset(images) for images, _ in found.values()} == expected


@pytest.mark.slow
@given(names=st.lists(st.text(min_size=1, max_size=24).filter(lambda name: "/" not in name and "\0" not in name)))
def test_no_name_is_lost_and_none_is_in_two_places(names):
    placed = [name for _, group in inside(names) for name in group]
    assert sorted(placed) == sorted(dict.fromkeys(names)) or not placed
