"""The subcommands of the command line, one module of `verbs` each, named like the subcommand.

A module of `verbs` has two functions, which `xaiviewer.__main__` calls:

* ``add_arguments(parser: argparse.ArgumentParser) -> None`` adds options and positionals, and may set ``parser.epilog``
  to examples (its line breaks are kept). The parser's name and description are set already.
* ``run(arguments: argparse.Namespace) -> int`` does the work and returns the exit status, 0 for done. Expected failures
  are raised as `XaiViewerError`: ``__main__`` prints their sentence and exits with 2. On Ctrl+C it exits with 130;
  whatever ``run`` had half written must be gone by then (`records.folders.replacing` sees to that).

Importing the module must not import torch: help and complaints about wrong use come at once. ``run`` loads it through
`options.networks`, after the arguments have been checked.
"""

COMMANDS = {
    "inspect": "list cases, their series and masks, and what each would be taken for",
    "explain": "explain every layer of the classifier on cases and write maps, figures and pictures",
    "export": "write results in the forms that other systems read: volumes, reports, tables, pictures",
    "methods": "list the methods of explanation, what each answers, costs and can be told",
    "sanity": "check maps for sanity: would another network, another class or nearly the same slice give another one?",
    "evaluate": "judge the networks, and their maps, on patients with masks",
    "compare": "hold two networks against each other on the same cases: what did fine-tuning change?",
    "review": "make, list, export, join and verify projects of reviews: what readers said, and when",
    "audit": "judge maps on a cohort, each beside what explains its agreement away",
    "model": "bring a network of your own: import, list, show, remove, test, measure and package it",
    "phantom": "write the synthetic head that opens when no case is named",
    "train": "train one of the two networks on a folder of patients with masks",
    "benchmark": "measure the program's speed against its limits and against other implementations",
}
"""Every subcommand and what it does, in the order of the help."""
