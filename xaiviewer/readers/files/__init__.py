"""What lies on disk, before anything is decoded."""
