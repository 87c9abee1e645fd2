from __future__ import annotations

import pytest

from tests.content.meaning.telling import differences

# (harder, easier, a part of the easier text, what damage makes of it), on topics of all kinds.
PAIRS = [
    (
        "People with type 1 diabetes must never discontinue insulin without consulting their physician.",
        "If you have type 1 diabetes, never stop your insulin unless your doctor says so.",
        "never stop your insulin unless",
        "change your insulin when",
    ),
    (
        "Metformin does not usually cause hypoglycemia when it is taken on its own.",
        "Taken on its own, metformin does not often cause low blood sugar.",
        "does not often cause",
        "can often cause",
    ),
    (
        "Do not inject insulin into the same spot every day, as the skin may thicken there.",
        "Do not inject your insulin in the same spot each day. Your skin may get thick.",
        "Do not inject",
        "Inject",
    ),
    (
        "Type 1 diabetes cannot be prevented by changes in diet, and it is not caused by eating sugar.",
        "You cannot prevent type 1 diabetes with your diet. Eating sugar does not cause it.",
        "Eating sugar does not cause it",
        "Eating sugar causes it",
    ),
    (
        "Wounds on the feet which do not heal within two weeks require medical attention.",
        "Does a wound on your foot not heal within two weeks? See a doctor.",
        "not heal",
        "heal",
    ),
    (
        "The influenza vaccine cannot cause influenza, because it contains no live virus.",
        "The flu shot cannot give you the flu. There is no live virus in the shot.",
        "There is no live virus",
        "There is live virus",
    ),
    (
        "Large studies have found no link between vaccines and autism.",
        "Large studies found no link between shots and autism.",
        "no link",
        "a link",
    ),
    (
        "A mild cold is not a reason to postpone your child's vaccination.",
        "A mild cold is no reason to put off the shots of your child.",
        "no reason",
        "a reason",
    ),
    (
        "Infants under six months should not receive the influenza vaccine.",
        "Babies under six months should not get the influenza shot.",
        "should not get",
        "should get",
    ),
    (
        "Antibiotics have no effect on viruses, and therefore they do not help with a cold.",
        "Antibiotics do not work on viruses. So they do not help with a cold.",
        "they do not help",
        "they help",
    ),
    (
        "Never share antibiotics with other people, even if their symptoms resemble yours.",
        "Never share your antibiotics with other people. They may have another illness.",
        "Never share",
        "Share",
    ),
    (
        "Not every sore throat needs antibiotics, since most are caused by viruses.",
        "Not every sore throat needs antibiotics. Most come from a virus.",
        "Not every",
        "Every",
    ),
    (
        "Do not measure your blood pressure within half an hour of drinking coffee.",
        "Do not check your blood pressure within half an hour of a coffee.",
        "Do not check",
        "Check",
    ),
    (
        "Tablets for blood pressure do not cure it; they work only while you take them.",
        "Pills do not cure high blood pressure. They only work while you take them.",
        "do not cure",
        "cure",
    ),
    (
        "One high reading does not mean that you have hypertension.",
        "One high reading doesn't mean that you have high blood pressure.",
        "doesn't mean",
        "means",
    ),
    (
        "Do not use salt substitutes without asking your doctor, as many contain potassium.",
        "Do not use fake salt before you ask your doctor. It can have potassium in it.",
        "Do not use",
        "Use",
    ),
    (
        "People who are allergic to penicillin cannot take amoxicillin.",
        "You cannot take amoxicillin if you are allergic to penicillin.",
        "cannot take",
        "can take",
    ),
    (
        "The test is not painful and takes a few minutes.",
        "The test does not hurt. It takes a few minutes.",
        "does not hurt",
        "hurts",
    ),
    (
        "You should not keep leftover antibiotics for another occasion.",
        "Do not keep antibiotics that are left over.",
        "Do not keep",
        "Keep",
    ),
    (
        "The injection does not replace a healthy diet and regular exercise.",
        "The shot does not take the place of good food and exercise.",
        "does not take",
        "takes",
    ),
    (
        "Insulin must not be exposed to direct sunlight or to heat.",
        "Do not leave insulin in the sun or in the heat.",
        "Do not leave",
        "Leave",
    ),
    (
        "High blood pressure often has no symptoms, so many people are unaware of it.",
        "High blood pressure often has no symptoms. Many people do not know that they have it.",
        "often has no symptoms",
        "often has symptoms",
    ),
]

# The same, but told in so few of the same words, or beside so much else, that it is missed.
MISSED = [
    (
        "Antibiotics should be taken exactly as prescribed, and the course should not be interrupted.",
        "Take antibiotics just as your doctor says. Do not stop part way.",
        "Do not stop",
        "Stop",
    ),
]

# Faithful rewrites that say a "not" in another way, or where a "not" has no counterpart.
FAITHFUL = [
    (
        "Avoid grapefruit while you take these tablets.",
        "Do not eat grapefruit while you take these pills.",
    ),
    (
        "Many patients are unaware that their pressure is high.",
        "Many people do not know it is too high.",
    ),
    (
        "The body fails to produce enough insulin.",
        "The body does not make enough insulin.",
    ),
    (
        "Insulin should not be frozen.",
        "Keep insulin in the fridge. If it was frozen, throw it away.",
    ),
    (
        "Take the tablets with no food in your stomach.",
        "Take the pills on an empty stomach.",
    ),
    (
        "Do not stop the antibiotics early.",
        "Take all of the antibiotics, even when you feel well.",
    ),
    (
        "Not only smokers but also people near them are harmed.",
        "Smokers and people near them are harmed.",
    ),
    (
        "It is unlikely that the vaccine will cause a fever.",
        "The vaccine will most likely not cause a fever.",
    ),
    (
        "Salt should be limited.",
        "Do not eat too much salt. Salt makes your blood pressure rise.",
    ),
    (
        "Do not drive until your sugar is normal.",
        "Drive only when your sugar is normal again.",
    ),
    (
        "The vaccine protects most people, although it does not protect everybody completely.",
        "The vaccine protects most people. But it does not protect all people fully.",
    ),
    (
        "Adults require a booster every ten years, whereas children do not require one at that interval.",
        "Adults need a booster every ten years. Children do not need one so often.",
    ),
    (
        "Hypertension rarely produces noticeable symptoms, which is why it should be measured regularly.",
        "You may not feel high blood pressure. So have it checked often.",
    ),
    (
        "Patients should refrain from smoking for thirty minutes before the measurement.",
        "Do not smoke for thirty minutes before the test.",
    ),
    (
        "Never ignore chest pain, even when it disappears after a few minutes.",
        "Always get help for chest pain. Do so even if it goes away after a few minutes.",
    ),
]

# Opposites of opposites.
TURNED_ROUND = [
    (
        "Children with a mild fever do not need to be sent home from vaccination.",
        "A child with a mild fever can still get the shot.",
    ),
]

AROUND = "Ask at the pharmacy about opening hours.", "A leaflet lists where to find more advice."


def found(harder: str, easier: str) -> list[tuple[str, str]]:
    first, second = (f"{AROUND[0]} {text} {AROUND[1]}" for text in (harder, easier))
    return [
        (each.kind, each.changed)
        for each in differences(first, second)
        if each.code in {"MEANING-004", "MEANING-013"}
    ]


@pytest.mark.parametrize(("harder", "easier"), [pair[:2] for pair in PAIRS + MISSED] + FAITHFUL)
def test_a_faithful_rewrite_is_not_asked_about(harder: str, easier: str) -> None:
    assert found(harder, easier) == []
    assert found(easier, harder) == []


@pytest.mark.parametrize(("harder", "easier", "part", "damage"), PAIRS)
def test_a_lost_not_is_noticed_whichever_text_lost_it(
    harder: str, easier: str, part: str, damage: str
) -> None:
    assert part in easier
    damaged = easier.replace(part, damage)
    assert found(harder, damaged) in ([("negation", "easier")], [("frequency", "easier")])
    assert found(damaged, harder) in ([("negation", "harder")], [("frequency", "easier")])


@pytest.mark.xfail(strict=True, reason="told in too few of the same words")
@pytest.mark.parametrize(("harder", "easier", "part", "damage"), MISSED)
def test_a_not_that_is_told_in_other_words_is_missed(
    harder: str, easier: str, part: str, damage: str
) -> None:
    assert part in easier
    assert found(harder, easier.replace(part, damage))


@pytest.mark.xfail(strict=True, reason="says the opposite of the opposite")
@pytest.mark.parametrize(("harder", "easier"), TURNED_ROUND)
def test_an_opposite_that_is_turned_round_is_asked_about(harder: str, easier: str) -> None:
    assert found(harder, easier) == []


@pytest.mark.parametrize("idiom", ["not only", "no doubt", "whether or not"])
def test_words_that_deny_nothing_are_not_asked_for(idiom: str) -> None:
    text = "The tablets {} lower your blood pressure and protect your kidneys."
    assert found(text.format(idiom), text.format("surely")) == []
