"""Models from files: YAML and TOML say the same as Python does."""
