"""Another study beside the open one."""
