"""Packages of any network: model.json, weights.safetensors, golden.npz, MODEL_CARD.md; a folder or a zip.

* `files` is what lies in one, however it is packed.
* `schema` and `description` are what model.json says, as values; `resources/schemas/model.json` describes it to others.
* `factories` is the list of networks that one may name, and what they may be told.
* `weights` holds each file of weights against its SHA-256.
* `state` holds weights against the network that is described.
* `golden` holds what the network gives against what its author got; `golden_size` is how small its input may be.
* `opening` makes a `nets.models.Model` of it; `making` writes one; `store` keeps those that a user brought;
  `telling` says in a few words what one is.
"""
