"""What is stored where, in plain words; take everything along; delete everything."""
