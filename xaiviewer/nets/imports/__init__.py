"""What people have in place of a package: state dicts, folders of timm, bundles of MONAI. None of it is ever run.

* `pickles` looks at what a pickle would do, without doing it; `converting` reads one that does nothing, elsewhere.
* `recognising` finds the network that weights belong to; `folders` reads what timm and MONAI write beside theirs.
* `answers` is what is asked; `preview` what is shown of a network meanwhile.
* `importing` makes a package of what was found and what the user says.
"""
