"""From files to one recording: video, motion capture, landmarks."""
