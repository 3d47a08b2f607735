"""Results that other systems read: each in the form of its reader, written whole or not at all; no Qt.

* `kinds` has a file for each form, and lists them: what can be made of a `Context`, one case with all that was said.
* `several` analyses cases one after the other so that there is something to write, or foresees what that would be;
  but for what is asked of it, it alone needs torch.
* `identity` takes the patient out of a case before anything is made of it.
* `rows` is the long table: a row for each case, slice, layer, method and score. `told` is what is kept of a case for
  the tables and the page about all of them.
* `plan` says what would be written, `run` writes it: into a temporary folder, which is renamed when all of it is there,
  with a manifest that holds the SHA-256 of every file.
"""
