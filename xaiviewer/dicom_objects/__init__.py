"""Results as DICOM objects that a PACS, a workstation and a statistician's scripts open; no Qt, no torch.

* `source` reads the source series' headers again: study, patient, frame of reference and positions come from there.
* `segmentation`, `parametric_map`, `report`, `capture` and `presentation` make one object each.
* `identity` takes the patient out of them, and out of copies of the source images.
* `kinds` lists what can be made out of a `Context`: the one door to this room.

Nothing invents who the patient is: a case that did not come from DICOM is refused with a sentence. highdicom takes a
second to import and is imported when an object is made.
"""
