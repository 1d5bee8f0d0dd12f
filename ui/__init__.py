"""The screen. One file per tab; handlers of a few lines."""
