"""Texts of rooms without Qt: what is said of DICOM files."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

DICOM = (
    later("{path} cannot be unpacked; it is damaged or no zip archive: copy it again or unpack it yourself."),
    later("{name} holds {members} files, more than the {max_files} that are opened; divide it."),
    later("{name} unpacks to {total} GiB, more than the {max_unpacked_bytes} GiB that are opened; divide it."),
    later("{name} unpacks to {total} times its size, as traps do; unpack it yourself."),
    later("{name} is encrypted; unpack it with its password and open the folder."),
    later("{path} holds a file whose name leads out of its folder; unpack it yourself."),
    later("{path} holds another archive, {target}; unpack it first."),
    later("{path} lists {missing} files that are not there: {listed}."),
    later("{path} lists {elsewhere} files outside its folder; they were left out."),
    later("{path} lists no files."),
    later("{sentence}; open the folder with the images instead."),
    later("{path} is no readable DICOMDIR; open the folder that it lies in."),
    later("{path} has a header that cannot be listed; copy or export it again."),
    later("{path} cannot be read as DICOM; it is damaged or incomplete: copy or export it again."),
    later("{path} has a header of more than {limit} MiB; export it again."),
    later("{path} has a damaged file header; copy or export it again."),
    later("{path} swells to more than {max_inflated_bytes} MiB when it is unpacked; export it uncompressed."),
    later("{path} does not fit into memory; close other programs and try again."),
    later("{low} to {high} mm apart) and are treated as {step} mm"),
    later("The thickness of {label} is not stated; 1 mm is assumed."),
    later("{count} between {label} and {label2}"),
    later("Slices lie at uneven positions ({apart} apart; {label} is off by {strays} mm."),
    later("Slices are shifted against each other by a tilt of {angle} degrees; positions follow it."),
    later("; their pixels are {spacing} x {spacing2} mm"),
    later("{which} do not say where they lie in the patient{known}; they are in the order of their numbers."),
    later("{total} {noun} missing and left black: {listed}; look for the files."),
    later("; its pixels are {spacing} x {spacing2} mm"),
    later("{label} does not say where it lies in the patient{known}."),
    later("compare with another program."),
    later("does not say whether its values have a sign (PixelRepresentation)"),
    later("{label} {open}; none is assumed: compare with another program."),
    later("does not say whether high values are bright (PhotometricInterpretation)"),
    later("{label} {open}; that is assumed: compare with another program."),
    later("does not say how its colours are stored (PlanarConfiguration)"),
    later("{label} {open}; pixel by pixel is assumed: compare with another program."),
    later("holds {held} bytes of pixels where its rows, columns, bits and frames make {described}"),
    later("{path} {more}; one of them may be stated wrongly: compare with another program."),
    later("gives no usable pair of {names}"),
    later("{label} {half}; its values are as they are stored: compare with another program."),
    later("states {stated} stored bits of {bits_allocated}, which cannot be"),
    later("{label} {impossible}; all are taken: compare with another program."),
    later("The values of {label} lie in bits {first} to {last}, as its HighBit says, and are read there."),
    later("states HighBit {high} for {bits_stored} stored bits, which cannot be"),
    later("{label} {impossible}; {bits_stored} is assumed: compare with another program."),
    later("place in the plane"),
    later("of modality {modality}"),
    later("of no stated modality"),
    later("The pictures are {what}; the networks were trained on MR."),
    later("The pictures are in colour and shown as their luminance in grey."),
    later("The series is divided where it has gaps: {listed}."),
    later("{gaps} mm between {label} and {label2}"),
    later("Every picture states another frame of reference, as some anonymisers leave it: taken as one."),
    later("Left out as copies of other files of the series: {names}."),
    later("Left out because another slice lies at the same position: {names}."),
    later("pydicom turns no more than 8 bits of luminance and chrominance into colours"),
    later("the frame ends early"),
    later("{path} ends early: it holds {holds} of {frames} frames; copy or export it again."),
    later("{path} holds no image; leave it out."),
    later("{path} states no size of its image; copy or export it again."),
    later("{path} holds a video ({syntax}); export it as single images."),
    later("an unknown method ({printable})"),
    later("{path} is compressed with {name}, which cannot be decoded here; export it uncompressed."),
    later("{path} stores {allocated} bits per value; export it with 8, 16 or 32."),
    later("{path} stores {samples} values per pixel as {photometric}; export it as greyscale or RGB."),
    later("{path} stores its pixels as {photometric}; export it as greyscale or RGB."),
    later("{path} states an image of {columns} x {rows} pixels; no such image fits here."),
    later("{claimed} MiB of pixels in {available} bytes"),
    later(
        "{path} states that it stores colours at every second pixel (YBR_FULL_422) and stores them at every one; "
        "export it as RGB."
    ),
    later("{path} holds no pixels but an address of a server; export the images themselves."),
    later("{path} claims to hold {size}, which no compression does; copy or export it again."),
    later("{path} ends before its image does; copy or export it again."),
    later("The series of {path}"),
    later("Slice left black: {fault}"),
    later("Slice {index} is missing from the files; look for the one that holds it."),
    later("Values that are no numbers are shown as 0 in {listed}; export again to be sure."),
    later("{columns} x {rows} pixels by its header but {columns2} x {rows2}"),
    later("{name} is {sizes} by its compressed image; export it again."),
    later(
        "{name} has {samples} samples of {bits_allocated} bits by its header but {samples2} of {bits} by its "
        "compressed image; export it again."
    ),
    later(
        "{name} states {bits_stored} bits up to bit {bits_stored2} by its header but holds {bits} by its compressed "
        "image; export it again."
    ),
    later("{path} cannot be decoded; its pixel data is damaged or of a rare kind: copy it again or export it raw."),
    later("{path} does not say on which images it was drawn; it is placed by its coordinates alone."),
    later("lies in another frame of reference than every series here"),
    later("names none of the series here"),
    later("{path} {what}; open it together with the images that it was drawn on."),
    later(
        "{path} lies in another frame of reference than series {key}, so that its place there is unknown; choose "
        "another mask, or series {listed}."
    ),
    later("{path} has no segment {missing}; choose among {has}."),
    later("{path} spans {shape} planes of {shape2} x {shape3} pixels; export it again."),
    later(
        "{path} does not overlap the image at all, which it misses by {gap} mm; choose the images that it was drawn on."
    ),
    later("{name} lies on another grid and was mapped to the image's by nearest neighbour."),
    later("{lost} of {total} voxels of {name} lie outside the image and are not shown."),
    later("{path} cannot be read as a DICOM structure set; it is damaged or incomplete: copy or export it again."),
    later("1 contour of {name} lies"),
    later("{count} contours of {name} lie"),
    later("{listed} of {path} lie in another frame of reference and are left out."),
    later("{listed} of {path} {what} no closed contour and cannot be shown as a mask."),
    later("{path} has more than {max_header_bytes} MiB of contours; export fewer of them."),
    later("{path} holds no closed contour; choose another mask."),
    later("{name} has open contours or points ({unclosed}) that enclose no area; they were left out."),
    later("{name} has contours whose points cannot be read ({damaged}); they were left out."),
    later("{path} is no DICOM structure set; choose another file."),
    later("{contours} between the image's slices; each slice shows the nearest one."),
    later(
        "The contours of {name} were drawn in other planes than the image's slices and were mapped to its grid by "
        "nearest neighbour."
    ),
    later("{contours} outside the image and cannot be shown."),
    later("Contours of one structure of {name} overlap in part; they were united."),
    later("{contours} in no plane and cannot be shown."),
    later("{path} cannot be read as a DICOM segmentation; it is damaged or incomplete: copy or export it again."),
    later("fractions, cut at {half}"),
    later("{path} lies outside the image; choose the images that it was drawn on."),
    later("The planes of {path} are unevenly spaced; each was moved to the nearest even place."),
    later("{path} does not say where its frames lie; export it again."),
    later(
        "{path} cannot be decoded; its pixel data is damaged or of a rare kind: copy it again or export it "
        "uncompressed."
    ),
    later("{samples} values of {bits_allocated} bits per pixel"),
    later("{path} stores {what}, which no segmentation has; export it again."),
    later("{path} was drawn by an algorithm ({names}): agreement with it is none with a clinician."),
    later("{path} is no DICOM segmentation; choose another file."),
    later("{path} describes {described} of its {frames} frames; export it again."),
    later("{path} describes {described} frames but holds {frames}; the others are missing."),
    later("{path} describes no segment; export it again."),
    later("{path} was drawn on a microscope slide; choose a mask of this patient's images."),
    later("{path} states an impossible orientation or spacing; export it again."),
    later("{path} does not say which segment its frames show; export it again."),
    later("{name} is fractional: voxels with a {what} of at least one half count as inside."),
    later("one without a name"),
    later("Images of another patient state the same study; they are a case of their own. Look whether that is right."),
    later(
        "{path} is a mosaic: all slices of a volume tiled into one picture; export the series as enhanced multi-frame "
        "or convert it to NIfTI."
    ),
    later(
        "{path} is a slide in tiles: its frames are parts of one large picture, and no slices; export the part to be "
        "judged as one picture."
    ),
    later("{path} is a mask without its pictures; put them into the same folder."),
    later("{path} has a damaged header; copy or export it again."),
)
"""Sentences and their parts of `readers.dicom`."""
