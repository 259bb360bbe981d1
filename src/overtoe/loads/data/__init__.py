"""Constants of the joint models as TOML; each entry names its source."""
