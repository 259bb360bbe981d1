"""Video to landmarks: decode, find the person, track, run the pose network."""
