"""Why a network is not taken: sentences of rooms without Qt, with fields for their values.

They are raised as English sentences with their values in them, so that each is found again by its words, see
`refusals.translated`.
"""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

REFUSALS = (
    later("{path} does not exist; name a file of weights, a package or a folder."),
    later("{path} does not exist; {remedy}."),
    later("{path} is larger than {limit} GB; nothing of that size is read."),
    later("{path} claims more than {limit} GB; nothing of that size is read."),
    later("{path} cannot be read ({why}); copy it to where you may read it."),
    later("{path} cannot be read ({why}); get the package again."),
    later("{path} cannot be read ({why}); get the folder again."),
    later("{path} is damaged ({why}); copy it again."),
    later(
        "{path} is {kind}; write its weights with safetensors.torch.save_file(network.state_dict(), "
        '"weights.safetensors").'
    ),
    later(
        "{path} is no file of weights that is known here; write one with "
        'safetensors.torch.save_file(network.state_dict(), "weights.safetensors").'
    ),
    later(
        "{path} is refused: {why}. Load it where you trained and write it with "
        'safetensors.torch.save_file(network.state_dict(), "weights.safetensors").'
    ),
    later(
        "{path} is {kind}: loading it runs what is inside, so it is refused; write its weights with "
        'safetensors.torch.save_file(network.state_dict(), "weights.safetensors") and name the architecture.'
    ),
    later(
        "{path} was not written by torch.save of torch 1.6 or later; load it where you trained and write it "
        'with safetensors.torch.save_file(network.state_dict(), "weights.safetensors").'
    ),
    later("{path} is not taken {why}."),
    later("{path} is not taken as a network of Keras: {why}."),
    later(
        "{path} is no model package, no folder of timm (config.json) and no bundle of MONAI "
        "(configs/metadata.json); name a file of weights."
    ),
    later("{what} is no whole safetensors file ({why}); write it with safetensors' save_file."),
    later("{what} is no whole safetensors file; it claims other tensors than it holds."),
    later("{what} holds a tensor whose name is no plain, short text; write it anew under plain names."),
    later("{what} is damaged ({name} is {kind}, which is no kind of number); write it anew."),
    later("{what} is damaged ({name} lies between bytes that are not its own); write it anew."),
    later("{what} is damaged ({count} bytes belong to no tensor); write it anew."),
    later("{what} holds a number that is not finite, in {name}; these weights cannot be used."),
    later("{what} holds {name} as {kind}, and {network} takes {wanted}; save the weights as floating-point numbers."),
    later("The weights {what} do not fit the architecture {network}: {why}."),
    later("The weights {what} cannot be loaded into {network} ({why})."),
    later("These weights belong to none of the networks that are known here.{nearest} Name the network (--factory)."),
    later("The network has {count} input channels; at most {most} are taken."),
    later("The network has {count} input channels, and {named} are named; name each (--channels)."),
    later(
        "Keras's preprocess_input turns the channels of such a network round: say whether yours did "
        "(--preprocessing caffe), or how it was fed (--preprocessing rescaled, or --mean and --std)."
    ),
    later("{file} names no architecture of timm; only timm's folders are read."),
    later("{file} does not say how many classes there are."),
    later("{file} holds {value} where numbers should be."),
    later("{file} holds no JSON object; get the folder again."),
    later("{folder} holds no weights; it should hold {names}."),
    later(
        "The bundle {path} asks for “{target}”, which is not on the list of factories; nothing was run. "
        "MONAI's networks that are: {names}."
    ),
    later("The bundle {path} computes “{key}” by an expression; write the number in its place."),
    later("The bundle {path} does not say how many classes and channels its network has."),
    later("The bundle {path} defines no network (network_def with _target_) in its inference.json."),
    later("{what} is refused as a graph of ONNX: {why}."),
    later("{what} cannot be run by onnxruntime ({why})."),
    later("{what} cannot be run on {shape} ({why})."),
    later("{what} takes {kind} of {shape}; export it for float pictures of four axes."),
    later("{what} needs onnxruntime, which is not installed; run `pip install onnxruntime`."),
    later("{path} holds no {name}; name a model package, or import what is there first."),
    later("{name} of {path} is no JSON ({why}); save it anew, as UTF-8."),
    later("{name} of {path} does not hold: {why}."),
    later("This description of “{name}” does not hold: {why}."),
    later("{path} is no folder and no zip; a package is a folder or zip with {model} and {weights}."),
    later("{name} of the package {path} is a link; put the file itself in its place."),
    later("{name} of the package {path} is no file; get the package again."),
    later("{name} of the package {path} cannot be read ({why}); {remedy}."),
    later("{name} is missing in the package {path}."),
    later("{name} of {path} claims {size}; at most {most} are read."),
    later("{name} of {path} are not the weights that {model} names; {remedy}."),
    later("{name} in {path} claims {size} in a few bytes; pack it anew."),
    later("{name} in the zip {path} is damaged ({why}); get it again."),
    later("{name} in the zip {path} has another size than it says; get it again."),
    later("The zip {path} is damaged ({why}); get it again."),
    later("The zip {path} is encrypted; pack it without a password."),
    later("The zip {path} holds more than one package; give each a zip of its own."),
    later("The zip {path} holds “{name}”, which points out of the package."),
    later("The zip {path} holds the link “{name}”; put the file itself in its place."),
    later("The zip {path} holds “{name}”; a package holds {names} alone."),
    later("There is no library “{library}” on the list of factories; it has {names}."),
    later("{library} has no network “{name}” on the list of factories; it has, for example, {names}."),
    later("The argument “{name}” may not be given to {network}; allowed: {names}."),
    later("The argument “{name}” of {network} is no plain, small value."),
    later("This network needs {library}, which is not installed ({why}); run `pip install {again}`."),
    later("This network needs timm, which is not installed; run `pip install timm`."),
    later("{network} cannot be built with these arguments ({why})."),
    later(
        'The input of {file} is {shape}; the network takes {wanted}; write it with numpy.savez("golden.npz", '
        "input=pictures, output=network.predict(pictures))."
    ),
    later(
        "The output of {file} is {shape}; the network gives {wanted}; write it with "
        'numpy.savez("golden.npz", input=pictures, output=network.predict(pictures)).'
    ),
    later(
        "The network gives {given} where {file} says {said}: another input, other weights or another output; "
        "nothing was imported."
    ),
    later("{file} does not exist, or is no file; name what another program got, or leave it out."),
    later(
        '{file} holds {names}; write it with numpy.savez("golden.npz", input=pictures, '
        "output=network.predict(pictures))."
    ),
    later(
        '{file} is no golden output ({why}); write it with numpy.savez("golden.npz", input=pictures, '
        "output=network.predict(pictures))."
    ),
    later("{what} is no golden output ({why}); write it with numpy.savez(input=, logits=)."),
    later("{what} claims more than {limit} MB; a golden output is one small input."),
    later("{what} holds {names}; it must hold “input” and “logits”, of floating-point numbers."),
    later("{what} holds {name} without numbers, or with one that is not finite; make it anew."),
    later("The network does not take an input of {shape} ({why})."),
    later(
        "The network gives numbers that are not finite for an input of ordinary ones: its weights are "
        "damaged, or it divides by a variance of zero; save the weights anew where it works."
    ),
    later("The network gives more than its logits; wrap it so that it gives these alone."),
    later("The golden input of “{name}” is {shape}; model.json says {wanted}."),
    later("The golden output of “{name}” is {shape}; the network gives {wanted}."),
    later(
        "The network “{name}” gives {given} where {said}: other weights, arguments or a library of another "
        "version; {remedy}."
    ),
    later("The network “{name}” gives {count} outputs, and model.json names {wanted} classes."),
    later(
        "The segmenter “{name}” gives {shape} for one picture; an output for each of its classes and pixels "
        "is {wanted}."
    ),
    later("“{name}” cannot be the name of a folder; give the network another name (--name)."),
    later("“{name}” stands for one of the program's own networks, or for none; give it another name (--name)."),
    later("There is a network “{name}” already; remove it first, or give this one another name (--name)."),
    later("There is no network “{name}” ({known}); name one of `xaiviewer model list`, or a package."),
    later("There is no network “{name}” to remove; see `xaiviewer model list`."),
    later("The network “{name}” cannot be removed ({why}); is it in use?"),
    later("{folder} exists already; name another place for the package."),
    later("{folder} cannot be written ({why}); name another place."),
    later("{folder} cannot be written ({why}); make room for it."),
    later(
        "The network takes pixels {spacing} mm apart, and the files of {case} do not say how far apart "
        "theirs are; open it as DICOM or NIfTI."
    ),
    later(
        "The network takes volumes oriented {axes}, and the files of {case} do not say which way the patient "
        "lies; open it as DICOM or NIfTI."
    ),
    later(
        "The network takes whole volumes: what is tried on single slices, as the curves of deletion and insertion are, "
        "would take hundreds of passes through the volume. Look at the decision without the outlined region, which "
        "stands beside every decision, and at how the maps agree with the mask beside chance."
    ),
    later("The network takes whole volumes, and {case} has one slice with a picture; open the whole series."),
    later("The network takes volumes of {shape}, {axes}; the slices of {case} are not axial, as it needs them."),
    later(
        "The network takes windows of CT, and the pictures of {case} are {modality}; open a CT, or use another network."
    ),
)
"""Whole sentences of `nets`."""

REASONS = (
    later("a program of torch.export: loading it runs what is inside"),
    later("a pickle: loading it runs what is inside"),
    later("a program of torch.export (.pt2)"),
    later("it would call {name}"),
    later("it would run code (its pickle uses {name})"),
    later("its pickle is damaged ({why})"),
    later("it holds no one pickle of a state dict"),
    later(
        "as a state dict ({why}); write it with safetensors.torch.save_file(network.state_dict(), "
        '"weights.safetensors")'
    ),
    later("as a graph of ONNX: {why}"),
    later("as a network of Keras: {why}"),
    later("it holds no state dict, a mapping from names to tensors"),
    later("took more than {count} seconds"),
    later("needed more memory or time than it may have"),
    later("needed more memory than it may have"),
    later(" The nearest, {name}, differs: {why}."),
    later("the weights hold {names}, which the network lacks, and lack its {missing}"),
    later("the weights lack {names}"),
    later("the weights hold {names}, which the network lacks"),
    later("{name} is {shape} in the weights and {wanted} in the network"),
    later("get the package again"),
    later("install the program again"),
    later("name a package’s folder or zip"),
    later("ask the author for a package made anew"),
    later("nothing that is read"),
    later("none was imported yet"),
    later("it holds no one graph; export it anew with torch.onnx.export"),
    later("it defines operations of its own (functions); export it with these in line"),
    later("it has {count} inputs and {outputs} outputs; export it with one picture and the logits"),
    later("its weights lie in another file, which is not opened; export it as one file"),
    later("it needs {name}“{domain}”, which are somebody's own code; export it with ONNX's own operations"),
    later("its input does not say how many channels it has; export it with those fixed"),
    later("it is no protocol buffer"),
    later("it ends in the middle"),
    later("it is no HDF5 file"),
    later("it is no zip, which a .keras is"),
    later("it holds no weights"),
    later("it lacks the weights of “{name}”"),
    later("the layer “{name}” is refused: {why}"),
    later("it is Python code, which is never run: what it does to the picture belongs into the normalisation"),
    later("it is a {name}, a class of the user's own; only Functional and Sequential are read"),
    later("the layer “{name}” is of a class of the user's own, {kind}"),
    later("it is none of Keras's applications that are known here ({names}){nearest}"),
    later("it ends without a dense layer: it gives features and no classes"),
    later(
        "its layers' names are those of none of {names}; save the whole network "
        '(network.save("network.keras")) and import that'
    ),
    later(
        "behind its {name} stand {layers}: weights alone do not say what happens between these; save the "
        'whole network (network.save("network.keras")) and import that'
    ),
    later(
        '{why}; write it as ONNX (network.export("network.onnx", format="onnx")) and import that: its '
        "outputs are then explained by masking, and its layers are not"
    ),
    later("two classes have the same name"),
    later("two channels have the same name"),
    later("the name “{name}” is no plain text of one line; write another"),
    later("normalisation.low, {low}, is not below normalisation.high, {high}"),
    later("normalisation.low and normalisation.high are no percentiles from 0 to 100"),
    later("normalisation.std holds a number that is not above 0.000001"),
    later("it needs a picture, and that is flat"),
)
"""Parts of these."""
