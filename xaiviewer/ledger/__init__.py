"""The ledger of a review: what readers said, when, about which case, and what they saw; never lost, never overwritten.

A project is one file, ``*.xaireview``, an SQLite database of *events*: statements that are only ever added. What holds
now is a view over them, and taking back is an event as well. The events of each writer (a reader at one copy of the
file) form a chain: each holds the SHA-256 of the one before it. Files are joined by putting their chains side by side.

* `events` what is written down, `forms` what is asked, `identity` how a case is known again,
  `places` where it was seen last.
* `schema` the tables, `storage` the file and what can go wrong with it, `holding` who may write.
* `present` what holds now, `verify` whether nothing was changed, `rescue` what is whole in a damaged file.
* `opening` finds, makes, or saves what is whole; `project` is added to; `writers` are those who do; `merge` joins;
  `export` hands on.

Slices and lesions are counted from 0 here; times are UTC.
"""
