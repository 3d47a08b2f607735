"""Networks of Keras, read without Keras: HDF5 and JSON as data, held layer by layer against the twins that are known.

* `hdf5` takes weights and configuration out of a .h5, .hdf5 or .keras, in a process apart.
* `layers` and `config` are what the configuration says, as the steps of `keras_twins`.
* `matching` finds the twin whose every layer is as it says; `guessing` does with names and shapes where there is none.
* `mapping` puts the weights where torch keeps them; `reading` is all of it.
"""
