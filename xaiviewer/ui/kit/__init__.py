"""What all widgets are made of: colours, words, controls, tables, the painter of slices."""
