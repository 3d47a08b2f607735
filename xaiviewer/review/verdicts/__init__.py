"""What the reader says about cases, and how it reaches the project's file without the window waiting for it.

* `state` the frozen values, `seen` what was on the screen, `marking` what was painted as an answer.
* `kept` holds what could not be saved yet, `places` where cases were seen last, `books` what is done with an open file.
* `keeper` the thread that owns the file, `identifying` the one that hashes cases, `store` the store above both.
"""
