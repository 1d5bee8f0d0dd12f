"""Hebben or zijn: the auxiliary of the perfect.

Zijn goes with a change of place or state, hebben with everything else; many verbs take both, with a difference.
Compounds do not simply inherit: `staan` has hebben, `opstaan` zijn; `weglopen` has zijn though `lopen` has both. So the
verb itself is looked up first, then its family and the direction its particle names, and only then hebben is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from distiller.dutch import auxiliary_data
from distiller.dutch.prefixes import homograph_splits

CONDITIONS = ("destination", "change", "transitive", "activity")
"""Why the other auxiliary is right too: a destination or change asks for zijn, an object or activity for hebben."""


@dataclass(frozen=True, slots=True)
class AuxiliaryChoice:
    """The stored auxiliary, the other one if it is right too and when, and whether a list says so (`firm`).

    `main` is empty for a verb without a participle.
    """

    main: str
    other: str = ""
    condition: str = ""
    firm: bool = True


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(getattr(auxiliary_data, name).split())


def decide_auxiliary(
    verb: str, root: str, particle: str, prefix: str, has_participle: bool, reflexive: bool
) -> AuxiliaryChoice:
    """The auxiliary of a bare infinitive, given the verb it is made of and its first part."""
    if not has_participle:
        return AuxiliaryChoice("")
    if reflexive:
        return AuxiliaryChoice("hebben")
    if prefix and not particle and homograph_splits(verb) and verb not in _table("UNDERGONE"):
        return AuxiliaryChoice("hebben")  # heeft het bos doorlopen, is doorgelopen
    return _listed(verb, particle) or _by_family(verb, root, particle, prefix)


def zijn_reason(verb: str, root: str, particle: str, prefix: str) -> str:
    """What in a verb with zijn asks for it: place, state, stays or happens; empty where that is not certain."""
    if root in ("zijn", "wezen", "blijven"):
        return "stays"
    if verb in _table("HAPPENING"):
        return "happens"
    whole = not particle and not prefix
    moves = _moves(root) or root in _table("PLACE_FAMILIES")
    if verb in _table("PLACE") or (moves and (whole or (particle in _table("DIRECTIONS") and not prefix))):
        return "place"
    if root in _table("STATE_FAMILIES") or prefix.startswith("ver"):
        return "state"
    return ""


def is_impersonal(verb: str) -> bool:
    """Whether a bare infinitive has no first person (regenen, gebeuren)."""
    return verb in _table("IMPERSONAL")


def _listed(verb: str, particle: str) -> AuxiliaryChoice | None:
    if verb == "voorkomen":  # the readings differ: is voorgekomen (happened), heeft voorkomen (prevented)
        return AuxiliaryChoice("zijn" if particle else "hebben")
    if verb in _table("HEBBEN") and not (particle and homograph_splits(verb)):  # heeft ondergaan, is ondergegaan
        return AuxiliaryChoice("hebben")
    if verb in _table("BOTH_ZIJN"):
        return AuxiliaryChoice("zijn", "hebben", "transitive")
    if verb in _table("BOTH_HEBBEN"):
        return AuxiliaryChoice("hebben", "zijn", "change")
    if verb in _table("ZIJN"):
        return AuxiliaryChoice("zijn")
    if verb in _table("SOFT_ZIJN"):
        return AuxiliaryChoice("zijn", firm=False)
    if verb in _table("MOVEMENT"):
        return AuxiliaryChoice("hebben", "zijn", "destination")
    return None


def _by_family(verb: str, root: str, particle: str, prefix: str) -> AuxiliaryChoice:
    """The auxiliary of a compound that stands in no list."""
    again = _listed(verb[3:], particle) if prefix.startswith("her") else None
    if again:  # once more what it was: is herverschenen
        return replace(again, firm=False)
    if root in _table("ZIJN_FAMILIES") and verb != root and (particle or prefix):
        return AuxiliaryChoice("zijn", firm=bool(particle))
    if particle and not prefix:
        moved = _moved(root, particle)
        if moved:
            return moved
        if root in _table("CHANGE_FAMILIES") and particle in _table("RESULTS"):
            return AuxiliaryChoice("zijn", "hebben", "transitive", firm=False)
    if prefix == "ont" and not particle and _moves(root):  # away from something: ontglippen
        return AuxiliaryChoice("zijn", firm=False)
    return AuxiliaryChoice("hebben", firm=verb == root)


def _moves(root: str) -> bool:
    return root in _table("MOVEMENT") or root in _table("MANNER")


def _moved(root: str, particle: str) -> AuxiliaryChoice | None:
    """The auxiliary of a way to move with a direction: zijn, unless somebody else may do the moving."""
    if not _moves(root):
        return None
    if particle == "rond":  # about, not towards: heeft rondgelopen, is de hele dag rondgefietst
        return AuxiliaryChoice("hebben", "zijn", "destination", firm=False)
    if particle not in _table("DIRECTIONS"):
        return None
    if root in _table("THROWN"):
        return AuxiliaryChoice("hebben", "zijn", "change", firm=False)
    if root in _table("DRIVEN"):
        return AuxiliaryChoice("zijn", "hebben", "transitive", firm=False)
    if particle in _table("FIRM_DIRECTIONS") or (root in _table("STEPS") and particle not in _table("ALONG")):
        return AuxiliaryChoice("zijn", firm=False)
    return AuxiliaryChoice("zijn", "hebben", "activity", firm=False)
