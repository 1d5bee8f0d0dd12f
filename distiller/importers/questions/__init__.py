"""Questions from CSV, JSON, JSON Lines, XML and SQL: read, mapped, checked, stored part by part.

`source` says what is read, one module for each format gives its rows, `fields` takes the fields of a question out of
them, `checking` judges one row, `run` does the import.
"""
