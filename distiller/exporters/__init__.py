"""Rows out: one file per format, streaming, moved into place when complete."""
