"""The words by which MR sequences are called: by scanners, hospitals in several languages, and data sets."""

from __future__ import annotations

import re

_BEFORE = r"(?<![a-z])(?:ax\w{0,3}|sag|cor|tra\w?|[23]d|s|o|w)?(?:"
_AFTER = r")(?:ax\w{0,3}|sag|cor|tra|[23]d)?(?![a-z])"


def _words(pattern: str) -> re.Pattern[str]:
    """Words that stand alone, or with a plane's name: "t1_gd" and "AXT1GD" hold t1, "agd" holds no gd."""
    return re.compile(_BEFORE + pattern + _AFTER)


def plain(text: str) -> str:
    """`text` as these patterns want it: lower case, separators as one blank, "DarkFluid" as two words."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.sub(r"[\s_.,;:()\[\]{}-]+", " ", text.lower()).strip()


_IDEOGRAPHS = (
    r"病灶|病変|病變|病巣|肿瘤|腫瘍|腫瘤|掩码|掩碼|掩膜|掩模|蒙版|遮罩|标注|標註|标签|標籤|分割|勾画|勾畫|轮廓|輪廓|感兴趣|"
    r"関心領域|金标准|正解|マスク|セグメンテーション|ラベル|마스크|병변|종양|라벨|레이블|분할|หน้ากาก|เนื้องอก|รอยโรค"
)
"""Of languages that write no blanks, and so within a longer word: lesion, tumour, mask, annotation, label, outline."""

MASK = re.compile(
    r"(?:(?:[a-z]*(?:seg|segm|segs|segmentations?|masks?|rois?|label(?:s|map|maps)?)|msk|lbls?|gt|ground ?truth|"
    r"glistr\w*|annot\w*|manually|hand ?drawn|consensus|staple|delineations?|vois?|"
    r"segment(?:ierung\w*|ación|acion|ação|acao|azione|atie|acja|acija|ace|ering|erad\w*|asyon\w*|ointi)|"
    r"[a-zäöü]*masken?|masques?|m[áa]scaras?|maschera|maschere|masker|maska|maski|maszk|"
    r"etiquetas?|[ée]tiquettes?|etichett[ae]|rótulos?|markierung\w*|kontur\w*|"
    r"маск[аи]|сегментаци\w*|разметк\w*|метк[аи]|контур\w*|аннотаци\w*|μάσκα|μασκα|"
    r"قناع|تجزئة|ماسک|מסכה|סגמנטציה|मास्क)\d*"
    rf"|.*(?:{_IDEOGRAPHS}).*)"
)
"""How a mask is called, in several languages, as one word in lower case: first, last or last but one of a name."""

MASK_AT_END = re.compile(
    r"(?:lesions?|les|tumou?r(?:s|al|en)?|wmh|contours?|[gcp]tv|o?edema|necrosis|infarct|truth|"
    r"(?:rater|reader|expert|observer|annotator)\w?|"
    r"manual|drawn|outlines?|mets?|metastas[ei]s|hyperintensit\w*|"
    r"l[äa]e?sion(?:en)?|l[ée]sions?|lesión|lesiones|lesão|lesao|lesões|lesion[ei]|laesies?|tumeurs?|tumore|tumori|"
    r"tumör\w*|lezyon\w*|guz\w*|zmiana|nádor\w*|nador|léze|leze|svulst|kasvain|daganat|herde?|"
    r"опухол\w*|очаг\w*|поражени\w*|пухлин\w*|όγκος|βλάβη|"
    r"ورم|آفة|גידול|נגע|घाव|ट्यूमर)\d*"
)
"""How a mask is called where nothing comes behind: the same word may begin the name of an image."""

OTHERS = (
    ("localiser", _words(r"\d?plane ?loc\w*|loc|locali[sz]\w*|scout|aah\w*|survey|topogram|3 ?pl(?:ane)?|smartbrain")),
    ("spectroscopy", _words(r"svs|csi|mrs|spectr\w*")),
    ("field map", _words(r"field ?map\w*|gre ?field\w*|fmap|b[01] ?map|phasediff|magnitude[12]?|tb1tfl")),
    ("perfusion", _words(r"r?cb[vf]|mtt|ttp|tmax|perf\w*|pwi|dsc|dce|asl|pcasl|pasl|m0scan|k ?trans")),
    ("ADC", _words(r"e?d?adc|apparent\w*")),
    ("diffusion", _words(r"(?:iso|re|e)?dwi\w*|dti|diff\w*|trace ?w?|tensor|b ?\d{3,4}|fracaniso|colfa")),
    ("functional", _words(r"bold|fmri|rest\d?|resting|rs ?fmri|task|sbref")),
    ("susceptibility", _words(r"swi|swan|swip|venobold|suscept\w*|qsm|mip ?images")),
    ("angiography", _words(r"tof|mra|mrv|angio\w*|venogra\w*|mips?|inhance")),
    ("subtraction", _words(r"subtr\w*|subs?")),
    ("quantitative map", _words(r"[rt][12] ?(?:star|\*)? ?maps?|mtr|mtw|mtsat|inv ?[12]|t1 ?rho")),
)
"""What no network here takes, in the order in which it is asked: a name may hold several of these words."""

FLAIR = re.compile(r"flair|dark ?fl|(?<![a-z])da ?fl(?![a-z])|fluid ?att|(?<![a-z])t2f(?![a-z])")
T1 = _words(
    r"t1[a-z]*|m?e? ?mp ?2?rage|f?spgr\w*|bravo|ffe ?t1|tfe|tfl|vibe|lava|thrive|ir ?fspgr|tfe3d"
)  # fmt: skip
T2 = _words(r"t2[a-z]*|ciss|fiesta")
T2_STAR = re.compile(_BEFORE + r"t2 ?star\w*|hemo\w*|haemo\w*|medic" + _AFTER + r"|t2w? ?\*")
STIR = _words(r"stir")
PROTON_DENSITY = _words(r"pd|pdw|proton|dp|pd ?fs")

_AGENTS = (
    r"gd\w?|gad\w*|km|mdc|inj\w*|contrast\w*|contraste?o?|kontrast\w*|kontrastmittel|cm|iv|civ|magnevist|"
    r"dotarem|gadovist|"
    r"prohance|multihance|omniscan|clariscan|ку|контраст\w*"
)
WITHOUT = re.compile(
    r"(?<![a-z])(?:without|w ?/ ?o|w ?o|no|non|not|sans|sin|ohne|senza|sem|bez|utan|zonder|без|pre)[ -]*(?:iv )?"
    rf"(?:{_AGENTS})(?![a-z])|(?<![a-z])(?:noncontrast|pre|precontrast|pregd|pregad\w*|nativ\w*|unenhanced|t1n|"
    rf"t1pre|plain|"
    r"non ?enh\w*|ohne|sans|sin|senza)(?![a-z])|平扫|нативн|(?<![a-z])c ?-(?![a-z])"
)
"""A contrast agent is denied."""

WITH = re.compile(
    rf"(?<![a-z])(?:{_AGENTS}|t1w?i?(?:c|ce|gd|gad\w*|km|post\w*|cm|mdc|enh\w*)|ce|c ?\+|post\w*|enh\w*|"
    r"mit ?km|nach ?km|dopo|apres|après|avec|wc)(?![a-z])|\+ ?(?:c|gd\w?|gad\w*|km|k|contrast\w*|ce)(?![a-z])|"
    r"c\+|(?<![a-z])w ?/ ?(?!o)|"
    r"增强|造影|증강"
)
"""A contrast agent is named, or that it was given before. Only T1-weighted series are asked."""

SUFFIXES = {
    "t1n": "t1", "t1": "t1", "t1w": "t1", "t1pre": "t1", "t1c": "t1c", "t1ce": "t1c", "t1gd": "t1c", "t1km": "t1c",
    "t1post": "t1c", "flair": "flair", "t2f": "flair", "fla": "flair", "t2flair": "flair", "t2w": "T2", "t2": "T2",
    "pdw": "proton density", "t2star": "T2*", "t2starw": "T2*", "dwi": "diffusion", "bold": "functional", "adc": "ADC",
    "swi": "susceptibility", "angio": "angiography", "inplanet1": "t1", "inplanet2": "T2", "asl": "perfusion",
}  # fmt: skip
"""The last part of a file's name: BraTS of all years, UCSF-PDGM, UPENN-GBM, BIDS 1.10."""

SUFFIX = re.compile(r"(?:.*[-_. ])?(?P<suffix>[a-z][a-z0-9]*?)(?:\[\d+\])?")
BIDS_CONTRAST = re.compile(r"(?:^|_)ce-(?!none)[a-z0-9]+")
SUBJECT = re.compile(r"^sub(?:-[^_]+|[_ ]?\d+)_?(?:ses-[^_]+_?)?", re.IGNORECASE)
"""How names of data sets begin, BIDS's among them: "sub-01_ses-2_", "Sub01_"; no subtraction."""

T1_FLAIR = re.compile(r"(?:^|[_. ])t1w?[-_. ]?flair$")
"""GE's T1-weighted sequence at the end of a file's name, which is no FLAIR in the sense of all others."""

TARGET = re.compile(
    r"[-_. ](?:(?:co)?reg[a-z]*[-_. ]?(?:to|2)?|to|in|onto)[-_. ]?(?:t1|t2|flair|mni)[a-z0-9]*(?:[-_. ]?space)?$",
    re.IGNORECASE,
)
"""On which grid a file was put, as researchers add it behind its own name: "flair_to_t1", "t1_in_FLAIR_space"."""

CONTRASTS = {
    "FLUID_ATTENUATED": "flair", "T1": "t1", "T2": "T2", "T2_STAR": "T2*", "DIFFUSION": "diffusion",
    "PERFUSION": "perfusion", "PROTON_DENSITY": "proton density", "STIR": "STIR", "TAGGING": "tagging",
    "FLOW_ENCODED": "angiography", "TOF": "angiography", "MAGNETIZATION_TRANSFER": "magnetisation transfer",
}  # fmt: skip
"""(0008,9209) Acquisition Contrast, DICOM PS3.3 C.8.13.3.1.1."""

PULSES = (
    ("diffusion", re.compile(r"ep_b\d|ez_b\d|re_b\d")),
    ("functional", re.compile(r"epfid")),
    ("susceptibility", re.compile(r"q?swi")),
    ("angiography", re.compile(r"fl3d1r_t|tof")),
    ("flair", re.compile(r"spcir")),
    ("t1", re.compile(r"tfl3d")),
)
"""Siemens' SequenceName without its star: how it begins."""

ANATOMY = _words(
    r"brain|brain ?stem|whole ?brain|brain ?mask|body|external|skin|outline|head|skull|couch|table|eyes?|lens\w*|"
    r"(?:l|r|left|right)? ?(?:eye|lens|optic ?\w*|cochlea|hippocampus|parotid|lacrimal\w*)(?: ?[lr]| left| right)?|"
    r"optic ?\w*|chiasm\w*|cochlea\w*|hippocamp\w*|pituitary|hypophys\w*|spinal ?cord|cord|medulla|pons|cerebellum|"
    r"cerebrum|ventricles?|csf|gm|wm|gr[ae]y ?matter|white ?matter|cortex|bet|aseg|aparc\w*|wmparc|mandible|"
    r"oral ?cavity|"
    r"temporal ?lobe\w*|parotid\w*|fiducials?|iso ?cent\w*|marker|background|air|nerv\w*|artery|vessels?"
)
"""What a segment is called that is no lesion."""

LESION = _words(
    r"[gcp]tv\w*|tumou?r\w*|lesions?|glioma\w*|o?edema|enhanc\w*|non ?enhanc\w*|necro\w*|core|metast\w*|mets?|"
    r"mass|cyst\w*|"
    r"infiltrat\w*|abnormal\w*|wt|tc|et|net|ncr|snfh|rc|roi|cavity|stroke|infarct\w*|seg\w*"
)
"""What a lesion's segment is called: such a word outweighs a word for anatomy ("brain tumour")."""

BY_HAND = _words(r"manual\w*|manuell\w*|hand ?drawn|corrected|korrigiert\w*|revised|consensus|konsens\w*")
"""What a mask is called that people drew, corrected or agreed on, beside one of a program."""
