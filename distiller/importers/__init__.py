"""Rows in: one file per format, streaming, each refusal with its line and reason."""
