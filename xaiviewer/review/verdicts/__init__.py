"""What the reader says about cases, and how it reaches the project's file without the window waiting for it.

* `state` the frozen values, `seen` what was on the screen, `marking` what was painted as an answer.
* `kept` holds what could not be saved yet, `jobs` what can be asked of the thread that owns the file, `books` how it
  does that.
* `protocols` what both need of other stores.
* `keeper` that thread, `identifying` the one that hashes cases, `store` the store above both, and
  `worklist` the list of all cases with what is known of each.
* `deciding` what two readers differ on, for a third one to decide.
"""
