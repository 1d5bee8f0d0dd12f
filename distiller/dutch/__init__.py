"""An independent, deterministic judge of Dutch verb forms and of the sentences that use them.

Pure functions: no network, no database, no teacher. Importing loads no data; the first call does.
"""

from distiller.dutch.findings import Finding, Severity, worst
from distiller.dutch.model import (
    ANSWER_KEYS,
    FORM_FIELDS,
    VERB_FORM_FIELDS,
    Alternative,
    Conjugation,
    SentenceAnalysis,
)

__all__ = [
    "ANSWER_KEYS",
    "FORM_FIELDS",
    "VERB_FORM_FIELDS",
    "Alternative",
    "Conjugation",
    "Finding",
    "SentenceAnalysis",
    "Severity",
    "worst",
]
