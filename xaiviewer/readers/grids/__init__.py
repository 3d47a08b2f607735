"""Where voxels lie: affines, resampling, orientation, gaps."""
