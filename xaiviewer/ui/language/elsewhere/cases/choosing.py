"""Texts of rooms without Qt: what is said of a case while it is found, chosen from and laid out."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

CHOOSING = (
    later("a sequence was missing when the files were made"),
    later("open fewer slices or choose a smaller series"),
    later(
        "{name} and FLAIR ({name2}) do not share a frame of reference: the patient may have moved between them, so "
        "look whether they match."
    ),
    later("{name} shows another part of the body than {name2}"),
    later("; it covers {share} % of it"),
    later("{names} {verb} the same pictures as FLAIR: {why}."),
    later("T1 + contrast holds the same pictures as T1: a sequence was missing when the files were made."),
    later("{path} does not fit into memory; close other programs or open less."),
    later("{path}: {elsewhere}; choose another series."),
    later("{name} lies on another grid and was mapped to that of {name2}{part}."),
    later("{sequences}, {name}, has no picture of {slices}: there the networks see FLAIR in its place."),
    later("The series {name} was left out: {error}"),
    later("choose a smaller series"),
    later("{series}: no file holds a slice of it; copy the series again from its source."),
    later("{series} does not fit into memory; close other programs."),
    later("{path} holds no images, only masks; add the images they were drawn on."),
    later("There is no sequence “{sequence}”; choose from {names}."),
    later("FLAIR cannot be left out: the networks see it in place of others; name a series for it."),
    later("{contents} has no series “{key}”; it has {has}."),
    later(
        "{name} cannot be {sequences} beside {name2}: without positions both must have one size, not {size} and "
        "{size2}."
    ),
    later("{listed} {verb} named as anatomy, not as a lesion, and not shown as the mask"),
    later("{listed} {label_maps} by the values, but nothing says what is outlined there: no mask is shown"),
    later("{sentence}: choose {which} under “Sequences and masks” (--mask) where that is wrong."),
    later("{sentence}; choose {which} under “Sequences and masks” (--mask) if that is the lesion."),
    later("The mask of {count} files ({listed})"),
    later("{contents} has no mask “{asked}”; it has {has}."),
    later("is a label map"),
    later("no segments to choose from"),
    later("{the_mask} has no segment {unknown}; it has {has}."),
    later("There are {count} masks; {name} is shown, not {listed}: choose under “Sequences and masks” (--mask)."),
    later("segments {listed} are together"),
    later(
        "Of the mask {name} the {which} taken as the lesion, not {listed}: choose under “Sequences and masks” "
        "(--segments)."
    ),
    later(
        "{the_mask} has {segments} segments ({names}), shown as one: choose under “Sequences and masks” (--segments)."
    ),
    later("Mask left out: {error}"),
    later("nothing in its name or its attributes tells"),
    later("the file's name ends in {match}"),
    later("No series is recognised as FLAIR; {name}{kind} stands in its place{also}. "),
    later("{reason}; ContrastBolusAgent is given"),
    later(", recognised as {kind},"),
    later(" and in place of {absent}"),
    later(
        "{stands}The networks were not trained on that: name FLAIR under “Sequences and masks” (--sequences) if it is "
        "there."
    ),
    later("it shows the {part}, not the magnitude, of the signal"),
    later("the three channels are T1, FLAIR and T1 + contrast, as in the LGG data set"),
    later("AcquisitionContrast is {contrast}"),
    later("it has a b-value"),
    later(
        "{name} shows the {part}, not the magnitude, of the signal, which is no picture of the anatomy: look for the "
        "magnitude series and name it under “Sequences and masks” (--sequences)."
    ),
    later("There is no {names}; the networks see FLAIR in {place}."),
    later("The case has one {what}, taken as FLAIR; a network that asks for {absent} gets the same."),
    later(" and names a contrast agent (ce-)"),
    later("SequenceName is {attributes}"),
    later("The case has one {what}, taken as FLAIR."),
    later("{size} different values"),
    later(
        "{name} cannot be the mask: it holds {held}, and a mask at most {max_values} whole numbers; choose another "
        "series."
    ),
    later("without positions both must have one size"),
    later("{name}: nothing of what it outlines lies inside the image."),
    later("{name} cannot be the mask of these images: {where}; choose another series."),
    later("{name} lies on another grid and was mapped to that of the images, nearest neighbour."),
    later("The networks were not trained on that."),
    later("{joined}. The networks were not trained on that."),
    later("{others} stands in the place of FLAIR, which holds no picture. The networks were not trained on that."),
    later("a series of which nothing says what it shows"),
    later("a series recognised as {kind}"),
    later("{what} stands in the place of {sequences}"),
    later(
        "{path} is no image that this program reads; choose a DICOM, NIfTI, TIFF, PNG or JPEG file or a patient's "
        "folder."
    ),
    later(
        "{path}{below} no DICOM, NIfTI, TIFF, PNG or JPEG images{left}; choose a patient's folder or a folder of "
        "patients."
    ),
    later("{path} does not exist; check the name, or choose another file or folder."),
    later("{path} is empty (0 bytes); copy it again from its source."),
    later(" ({skipped} files were left out: {listed})"),
    later(" and the folders below it hold"),
    later("{path} has no series {key}; it has {known}."),
    later("{path} is not a file; choose a file or a patient's folder."),
    later("Only {path} is open; open its folder for the other images of the same study."),
    later("no case itself but {cases} below it"),
    later("{path} holds {holds}; open one of those, such as {path2}."),
    later(
        "{what} needs {nbytes} GiB of memory, more than the {max_case_bytes} GiB this program gives a case; {remedy}."
    ),
    later("a folder of explanations that this program wrote: its pictures are no scans"),
    later("{path} holds more than {max_files} files; open one of the folders below it."),
    later("a folder that cannot be entered ({why})"),
    later("{name} outlines {count} voxels where there is no picture ({where}); {rest}."),
    later("they are left out"),
    later("nothing of it remains: look for the missing files"),
    later("{named} {verb} not acquired: nothing is analysed, scored or counted there."),
    later(
        "Acquired slices are missing and the axial slices cut through them: {share} % of the pixels have no picture. "
        "The networks see them dark; look for the files."
    ),
    later(
        "The series {why} and was resampled to {slices} axial slices of {columns} x {rows} pixels, {new_slice_mm} mm "
        "apart, {pixel_mm} mm wide."
    ),
    later("The series was acquired in {plane} slices; its voxels are shown, unchanged, as axial ones."),
    later("was acquired in {plane} slices"),
    later("has pixels of {column_mm} x {row_mm} mm"),
    later("{sentence} That is coarser than acquired, to stay within {max_rows} x {max_rows2} x {max_slices} voxels."),
    later("oblique (nearest: {plane}, {degrees}°)"),
    later("{path} does not exist; check the name, or choose another file."),
    later("{path} is a folder; name one of its files."),
    later("{path} is an archive; unpack it and name one of its files."),
    later("{path} is no DICOM, NIfTI or TIFF file; choose one of these."),
    later("the colour #{colour}, which fills most of it,"),
    later("every colour but black counted"),
    later("{name} is transparent in part: what is not seen was taken for background."),
    later("{name} is in colour: {background}."),
    later("the grey picture under it"),
    later("{behind} was taken for background"),
    later("{name} is of one colour: its opacity was taken for the mask."),
    later("look whether it is the right one under “Sequences and masks” (--mask)"),
    later("look which mask, and which of its segments, is the lesion under “Sequences and masks” (--mask, --segments)"),
    later("{mask} holds no voxel at all, as if there were no lesion: {remedy}."),
    later("{mask} covers the air on {where}, as no lesion does; it may be inverted there: {remedy}."),
    later(
        "{mask} covers {share} % of the head, more than a lesion does; it may be inverted, or outline something else: "
        "{remedy}."
    ),
    later("Volume {background} of {name} fills the background and was left out."),
    later("{name} holds probabilities that add up to {scale}: what reaches {cut} was taken."),
    later("half of the scale to {scale}"),
    later(
        "Masks saved as JPEG, which smears edges; what reaches {cut}, {where}, counted as lesion: {name}. Use the "
        "originals if you have them."
    ),
    later("{name} holds {what} up to {high}, read as probabilities on a scale to {scale}: {taken}"),
    later("what reaches {cut} was taken."),
    later("probabilities, cut at {cut} of {scale}"),
    later("smeared by JPEG, cut at {cut}"),
    later("the value {background}, which fills most of it, was taken for background"),
    later("{name} holds one value above 0, {high}: it was taken for the lesion."),
    later("{name} holds fractions, as labels do that were interpolated: they were rounded."),
    later(" Nothing reaches it."),
    later("{name} holds graded values up to {high}, which no scale of probabilities reaches; save the mask itself."),
    later(
        "{name} holds graded values from {low} to {high}, below 0 as well as above, such as a network's raw output or "
        "distances: no mask; save the mask itself, with the lesion as 1."
    ),
    later("the middle between the background and the lowest label"),
    later("{name} holds labels below 0: they were taken for background."),
    later("{name} holds slices of nothing but {greys}, which outlines nothing: taken for background."),
    later("No voxel of {name} is 0: {most}."),
    later("{name} holds {labels} different values and does not look like a mask."),
    later("{name} swings beyond its scale, as masks do that were interpolated."),
    later(
        "{name} holds {different} different values up to {high} and does not look like a mask; save the mask itself, "
        "with the lesion as 1."
    ),
    later(
        "{name} holds no label above 0 (its values run from {low} to {high}), so that nothing says what it outlines "
        "and the case counts as one without a mask; save the lesion as label 1."
    ),
    later("{name} carries no slice number and was left out; rename it to add it."),
    later("The slice numbers have gaps: {listed} missing; neighbouring slices there are not neighbours."),
    later("masks but no slices"),
    later("{folder} holds {only}; choose a patient's folder with files like patient_1.tif."),
    later("{path} is a mask; open its slice {named}{suffix} or the patient's folder."),
    later("{path} is a mask; open the picture it was drawn on, or the folder of both."),
    later(
        "{folder} holds {series} differently named series ({firsts}); put each patient's slices in a folder of its own."
    ),
    later("{folder} holds slices without numbers in their names; name them like patient_1.tif."),
    later("slice has no mask"),
    later("slices have no mask"),
    later("{bare} {what} ({listed}); add files named like patient_1_mask.tif or read without them."),
    later("mask has no slice"),
    later("masks have no slice"),
    later("{without_slice} {what} ({shown_names}) and cannot be shown; add the slice or remove the mask."),
    later("{name} has the same slice number as {first} and was left out; remove one."),
    later("{path} cannot be read ({reason}); check that you may open it, or copy it again."),
    later("{sentence} None of the {rest} other {what} opens either."),
    later("left out: it lies beside {what}; open it by itself"),
    later("it may be a mask of several studies in the same folder; put it into a folder with the images of one"),
    later("{names} {noun} in the same folder {verb} left out ({listed}); open {them}."),
    later("{path} was left out: {reason}."),
    later("DICOM or NIfTI images"),
    later("an archive without images"),
    later("an archive that is not opened ({kind}); unpack it first"),
    later("a format that is not read ({kind}); convert it to NIfTI or DICOM"),
    later("no DICOM file, whatever its name says"),
    later("no image that this program knows"),
    later("it cannot be read ({why})"),
    later("The network takes {names}, and these pictures are in grey: it gets the same picture in each."),
    later("{source} holds no picture ({why}): nothing is analysed; export the images again."),
    later(
        "The pictures have three planes, taken for {names}, none of which the network names: it sees {sequences} "
        "alone, of pictures in colour the {colour}. Import a network of colours with the channels red, green, blue, "
        "or store pictures in colour as grey."
    ),
    later("{columns} × {rows} pixels show nothing"),
    later("all pixels of each slice have one value"),
    later(
        "{case} has {depth} x {size} x {size2} voxels {spacing} mm apart, more than fit in memory; use a segmenter of "
        "coarser voxels."
    ),
    later("a network of slices takes no volumes"),
    later(
        "The network decides once for the whole volume: every slice shows that decision, and maps are the volume's as "
        "they pass through the slice."
    ),
    later("The network sees slices {first} to {last} of this case alone; on others its maps are empty."),
    later(
        "The case has {count} slices where the network takes {depth}: between them it sees what was interpolated, not "
        "acquired."
    ),
    later("The segmenter outlines the whole volume: its thorough outline is the quick one."),
    later("No series was recognised as {main}: {name}{kind} stands in its place."),
    later("{names} not recognised among the series: the networks see {main} in {place}."),
    later("{names} recognised by the measurement's times alone."),
)
"""Sentences and their parts of `case`, `nets.inputs`, the volumes of `analysis`, and of the rooms of `readers` that
know no one format."""
