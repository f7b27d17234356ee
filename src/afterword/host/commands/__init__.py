"""A module a command: `run(options)`. Only `serve` is imported before Django is ready."""
