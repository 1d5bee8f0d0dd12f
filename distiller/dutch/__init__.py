"""An independent, deterministic judge of Dutch verb forms and of the sentences that use them.

Pure functions: no network, no database, no teacher. Importing loads no data; the first call does.
"""

from distiller.dutch.check_forms import check_forms
from distiller.dutch.conjugation import conjugate
from distiller.dutch.explain import explain
from distiller.dutch.findings import Finding, Severity, worst
from distiller.dutch.model import (
    ANSWER_KEYS,
    FORM_FIELDS,
    VERB_FORM_FIELDS,
    Alternative,
    Conjugation,
    SentenceAnalysis,
)
from distiller.dutch.sentences import analyse_sentence, check_sentence_set
from distiller.dutch.spelling import normalise_infinitive

__all__ = [
    "ANSWER_KEYS",
    "FORM_FIELDS",
    "VERB_FORM_FIELDS",
    "Alternative",
    "Conjugation",
    "Finding",
    "SentenceAnalysis",
    "Severity",
    "analyse_sentence",
    "check_forms",
    "check_sentence_set",
    "conjugate",
    "explain",
    "normalise_infinitive",
    "worst",
]
