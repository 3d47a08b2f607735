"""One file: its checked header, its bytes from any place, where its voxels lie, their values."""
