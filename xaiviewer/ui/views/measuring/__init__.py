"""What is measured and marked on the views: tools, what they do under the mouse, and how it is drawn."""
