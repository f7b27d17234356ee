"""A person's own file of applications, understood: pure, no rows, no clock, no settings."""
