"""Files opened: told by content, from archives and directories; what their headers say."""
