"""Views of which several stand side by side: what each can show, and how they are laid out and linked."""
