"""Distiller: structured answers from a teacher, validated, reviewed, committed and exported."""
