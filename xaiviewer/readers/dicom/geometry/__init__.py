"""Pictures made into series: each with its place, sorted into stacks, on one affine."""
