"""The sums: arrays in, frozen results out; no web, no database, no files."""
