"""The lifter: stature, mass, sex and segments, from tables that name their source."""
