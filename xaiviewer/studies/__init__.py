"""Reader studies: who reads which case with what beside it, and nothing before it is due. No network, no Qt.

* A `Design` says what the arms show step by step, who reads, how often, and how many outputs are made wrong.
* `schedule` deals cases and arms to readers and sessions.
* `package` writes a folder for each reader, in which all but the images is sealed, and the owner's key.
* A `Sitting` is one reader's session: it says what is due, opens that alone, and takes the answers.
* `results` opens everything with the owner's key, when the study has ended.
"""
