"""Cases that nobody has analysed yet: analysed for an export, or looked at for what one would hold."""
