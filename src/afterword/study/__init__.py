"""Calibration for files and notebooks: reading ratings, tables, plots, the Python API."""
