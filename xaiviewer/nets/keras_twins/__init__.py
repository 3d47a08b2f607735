"""torch twins of the networks of Keras's `applications`, layer by layer under Keras's names, with a user's own head.

torchvision's networks of the same names differ: in where a block strides, in biases, in the epsilon of batch
normalisation, in padding.

* `steps` is a network as a list of plain steps, each with the words that tell it.
* `residual`, `others` hold the lists; `architectures` names them, and what each was taught on.
* `head` reads the steps that a user put before and behind.
* `network` runs a list of steps as a module.
"""
