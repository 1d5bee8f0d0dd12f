"""Nouns of people: they do what is done to a thing."""

from __future__ import annotations

from functools import lru_cache

from distiller.dutch.sentence_words import FAMILY_NOUNS, word_set

PERSONS = (FAMILY_NOUNS | word_set("papa mama")) - word_set(
    "hond kat poes auto fiets telefoon computer trein hart hoofd been arm rug hand leven klas team"
) | word_set(
    "minister president premier burgemeester wethouder koning koningin prins prinses directeur directrice professor "
    "dokter arts agent agente rechter advocaat meneer mevrouw heer dame jongen meisje juf meester chef kok bakker "
    "slager boer boerin schrijver schrijfster zanger zangeres student studente leerling leerlingen docent docente "
    "vriendje vriendinnetje broers zussen neef tante nichtje neefje kleinkind baby peuter kleuter toerist toeristen "
    "bezoeker klant klanten gast gasten voorzitter secretaris secretaresse trainer speler spelers keeper journalist "
    "journaliste onderzoeker verpleger verpleegster monteur loodgieter postbode buurman buurvrouw buren mensen "
    "grootouders"
)
"""Common words for people."""
INSTITUTIONS = word_set(
    "regering kabinet bestuur gemeente politie rechtbank raad partij bedrijf club ploeg elftal bank directie commissie "
    "leger ministerie vakbond krant school universiteit museum fabriek maatschappij onderneming organisatie stichting "
    "vereniging firma staat land provincie rechter fractie oppositie meerderheid groep familie team"
)
"""Bodies that act as persons do."""
_LAST_PARTS = tuple(sorted(word_set(
    "werker speler leider schrijver onderzoeker ondernemer werknemer werkgever bestuurder woordvoerder voerster "
    "bezoeker reiziger burger bewoner inwoner strijder kunstenaar eigenaar leraar winnaar handelaar makelaar boer "
    "baas loog alist onist anist minister president generaal soldaat kapitein agent student patiënt docent "
    "advocaat kandidaat rechter dokter arts bisschop paus koning koningin keizer dichter schilder componist "
    "vader moeder zanger zangeres acteur actrice regisseur directeur dader getuige trainer coach spits keeper coureur "
    "wielrenner voorzitter secretaris wethouder ambtenaar architect ingenieur vrouw zoon dochter broer zus vriend "
    "vriendin buurman collega meneer heer dame "
)))
_PLURALS = (*(part + ending for part in _LAST_PARTS for ending in ("s", "en")), "soldaten", "mensen", "lieden",
            "ologen", "demonstranten", "fabrikanten", "isten", "agenten", "consumenten")
_THINGS = ("beheer", "verkeer", "dialoog", "monoloog", "geheer")


@lru_cache(maxsize=8192)
def person(word: str) -> bool:
    """Whether a small-letter noun names a person (or several): `schrijver`, `reddingswerkers`, `psycholoog`."""
    return word in PERSONS or (word.endswith((*_LAST_PARTS, *_PLURALS)) and not word.endswith(_THINGS))
