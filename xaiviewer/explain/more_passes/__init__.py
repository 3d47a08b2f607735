"""Methods that run the network several times to make one layer's map, or every layer's."""
