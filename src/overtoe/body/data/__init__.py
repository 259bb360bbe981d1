"""Published tables as TOML; each file names its paper and population."""
