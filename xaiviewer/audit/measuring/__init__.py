"""What `xaiviewer model measure` finds out beside an audit and sanity checks.

* `decided` is what is kept of each case: logits, what is true of its slices, what its input looks like.
* `calibrating` makes probabilities of logits, and figures with intervals of these; NumPy only.
* `card` writes what was measured where people read it.
"""
