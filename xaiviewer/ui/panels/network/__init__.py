"""The network: which of its layers is shown, chosen by a slider or in a picture of them all."""
