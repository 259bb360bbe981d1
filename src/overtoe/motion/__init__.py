"""From a recording to one rigid body in its sagittal plane: angles, repetitions, travel."""
