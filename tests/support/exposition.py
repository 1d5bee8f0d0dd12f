"""Reads the text format of Prometheus as strictly as a monitor does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"')
_SAMPLE = re.compile(r"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)")
_SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}

Labels = tuple[tuple[str, str], ...]


@dataclass
class Metrics:
    """What was told: the kind of each family, and each sample by its name and labels."""

    kinds: dict[str, str] = field(default_factory=dict)
    samples: dict[tuple[str, Labels], float] = field(default_factory=dict)

    def value(self, name: str, **labels: str) -> float:
        """One sample; KeyError if it was not told."""
        return self.samples[name, tuple(sorted(labels.items()))]


def parse(text: str) -> Metrics:
    """Fails on anything a monitor would refuse: a doubled family or sample, a sample outside its family, bad labels."""
    assert text.endswith("\n")
    found, family, helped = Metrics(), "", ""
    for line in text.splitlines():
        if line.startswith("# HELP "):
            helped = line.split(" ")[2]
        elif line.startswith("# TYPE "):
            _, _, family, kind = line.split(" ")
            assert _NAME.fullmatch(family)
            assert family == helped
            assert family not in found.kinds
            found.kinds[family] = kind
        else:
            _sample(found, family, line)
    return found


def _sample(found: Metrics, family: str, line: str) -> None:
    matched = _SAMPLE.fullmatch(line)
    assert matched, line
    name, inner, value = matched.groups()
    assert name in [family + suffix for suffix in _SUFFIXES[found.kinds[family]]], line
    labels = _LABEL.findall(inner or "")
    assert ",".join(f'{key}="{said}"' for key, said in labels) == (inner or ""), line
    key = (name, tuple(sorted((name, _plain(said)) for name, said in labels)))
    assert key not in found.samples, line
    found.samples[key] = float(value)


def _plain(said: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], said)
