"""Many cases, each explained as one plan says and written as a folder: one after the other, or over processes and
machines.

* A `Plan` says what is asked of every case: a frozen value that can be sent to another process.
* `explaining` does it for one case; what it writes depends on the case, the plan, the weights and `computation` alone.
* `job` is one case from its path to its folder, and never fails with anything but a sentence.
* `cluster` hands jobs to processes of this machine, or to a scheduler of others, through dask.distributed.
"""
