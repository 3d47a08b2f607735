"""The two linked views of a slice, and what lies on and around them."""
