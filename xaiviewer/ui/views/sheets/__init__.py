"""Contact sheets: every layer of the slice shown, or every slice under the layer shown."""
