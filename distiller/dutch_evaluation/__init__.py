"""The language checks against a file: the findings on form sets, and how often the checks are right on gold data."""

from distiller.dutch_evaluation.checking import CheckedSet, check_file
from distiller.dutch_evaluation.evaluation import evaluate
from distiller.dutch_evaluation.measure import Measure, wilson

__all__ = ["CheckedSet", "Measure", "check_file", "evaluate", "wilson"]
