"""English word forms, as far as lists need them: from a base form to its forms, and back."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"
# First words of phrases that are verbs: "take", "takes", "took", "taken", "taking".
_IRREGULAR = {
    "be": ("is", "are", "was", "were", "been", "being", "am"),
    "become": ("becomes", "became", "becoming"),
    "bring": ("brings", "brought", "bringing"),
    "come": ("comes", "came", "coming"),
    "do": ("does", "did", "done", "doing"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "find": ("finds", "found", "finding"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "forgo": ("forgoes", "forwent", "forgone", "forgoing"),
    "get": ("gets", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "have": ("has", "had", "having"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "make": ("makes", "made", "making"),
    "put": ("puts", "putting"),
    "reach": ("reaches", "reached", "reaching"),
    "say": ("says", "said", "saying"),
    "take": ("takes", "took", "taken", "taking"),
    "undergo": ("undergoes", "underwent", "undergone", "undergoing"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
}


def verb_forms(base: str) -> tuple[str, ...]:
    """Forms of a verb other than its base; both of them where its last letter may be doubled."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return (base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2] not in _VOWELS:
        return (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    third = base + "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else base + "s"
    forms = [third, base + "ed", base + "ing"]
    if base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3:-2] not in _VOWELS:
        forms += [base + base[-1] + "ed", base + base[-1] + "ing"]
    return tuple(forms)


def noun_forms(base: str) -> tuple[str, ...]:
    """The plural of a regular noun."""
    if base.endswith("sis"):
        return (base[:-2] + "es",)
    if base.endswith("y") and base[-2] not in _VOWELS:
        return (base[:-1] + "ies",)
    return (base + "es" if base.endswith(("s", "x", "z", "ch", "sh")) else base + "s",)


def stems(word: str) -> Iterator[str]:
    """The word, and what it may be a regular form of: "stopping", "stopp", "stop", "stoppe"."""
    yield word
    if word.endswith("ily") and len(word) > 5:
        yield word[:-3] + "y"
    for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "r", "est", "ers", "ness", "ful", "less"):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == "i":
                yield stem[:-1] + "y"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.startswith("un") and len(word) > 5:
        yield from stems(word[2:])
