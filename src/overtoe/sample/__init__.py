"""A rendered mannequin clip of our own, with known joint angles: truth without a license."""
