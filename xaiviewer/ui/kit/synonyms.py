"""Other words for what can be done: those of other viewers, and those of somebody who looks for it the first time.

They stand nowhere; a search for commands heeds them.
"""

from __future__ import annotations

from xaiviewer.ui.kit.actions import Action
from xaiviewer.ui.language import later, tr

_SYNONYMS = {
    "slice.play": later("cine movie loop"),
    "case.next": later("patient study worklist"),
    "case.previous": later("patient study worklist"),
    "case.names": later("anonymise hide identity privacy"),
    "case.sequences": later("series contrast segmentation channel"),
    "case.notices": later("warnings geometry missing slices"),
    "layer.matters": later("faithfulness deletion insertion perturbation lesion removed"),
    "overlay.mask": later("ground truth contour segmentation outline"),
    "overlay.model": later("AI contour outline prediction"),
    "overlay.heat": later("Grad-CAM saliency attention explanation"),
    "overlay.text": later("annotations letters orientation"),
    "overlay.more-transparent": later("opacity fade blend"),
    "overlay.less-transparent": later("opacity blend"),
    "picture.automatic-window": later("level brightness contrast W/L"),
    "picture.own-window": later("level brightness contrast W/L preset"),
    "picture.invert": later("negative black white"),
    "picture.flip-across": later("mirror"),
    "picture.flip-down": later("mirror"),
    "picture.reset": later("fit original"),
    "picture.print": later("paper PDF"),
    "picture.copy": later("screenshot clipboard"),
    "picture.save": later("screenshot export PNG image"),
    "measure.distance": later("ruler length diameter line calliper"),
    "measure.rectangle": later("ROI region mean"),
    "measure.ellipse": later("ROI region mean"),
    "measure.freehand": later("ROI region contour"),
    "measure.probe": later("intensity grey value pixel"),
    "measure.brush": later("draw paint correct"),
    "measure.list": later("RANO volume diameters results"),
    "window.maximise": later("enlarge single view"),
    "window.compare": later("methods difference consensus"),
    "window.layout-4": later("hang layout tile grid series beside"),
    "window.layout-6": later("hang layout tile grid series beside"),
    "window.planes": later("MPR sagittal coronal axial reslice"),
    "window.header": later("DICOM tags attributes metadata"),
    "window.keys": later("shortcuts rebind mouse PACS OHIF"),
    "window.sanity": later("random weights badges trust"),
    "window.words": later("summary report text"),
    "window.write": later("save results"),
    "window.help": later("shortcuts keyboard"),
    "window.manual": later("help documentation"),
    "window.analysis": later("settings preferences options threshold memory"),
    "window.about": later("version licence log weights"),
    "window.stop": later("cancel pause continue"),
}


def searched(action: Action) -> str:
    """All that an action is found by, in the reader's language and in small letters."""
    others = tr(_SYNONYMS[action.id]) if action.id in _SYNONYMS else ""
    return f"{tr(action.title)} {tr(action.group)} {others}".casefold()
