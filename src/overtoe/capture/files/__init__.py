"""Motion-capture and landmark files: TRC, MOT/STO, C3D, CSV, JSON."""
