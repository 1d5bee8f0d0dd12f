"""Benchmarks for anyone: `python -m benchmarks.NAME` prints its figure beside the bound it is held to."""
