"""Benchmarks that anyone can run: `python -m benchmarks.NAME`. Each prints its figure beside the bound it is held to."""
