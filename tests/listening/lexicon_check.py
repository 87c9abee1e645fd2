"""The lexicon's words in a sentence, with and without it, as a recogniser hears them.

Asked are words that many people know: a small recogniser writes others as it hears them, and what it
makes up tells nothing. A word counts where it is written as it is spelled, in any number.
"""

from __future__ import annotations

from audio.encoding import encoder
from audio.normalization import Normalizer
from audio.pool import SpeechPool
from audio.script import Pause, Script, Utterance
from tests.listening.conftest import Ears, Say
from tests.listening.recogniser import Samples
from tests.listening.words import words
from tests.log_mel import decoded

BETTER = 1.25  # times as many words are heard with the lexicon as without it
BREATH = Pause(500)  # a recogniser wants one before and after what is said

SENTENCES = {
    "The doctor prescribed {} for the patient.": """acetaminophen amoxicillin Botox buprenorphine bupropion
        ciprofloxacin codeine diazepam dopamine epinephrine fentanyl fluoxetine gabapentin haloperidol
        hydrocodone hydrocortisone hydroxychloroquine ketamine lidocaine methotrexate metronidazole minoxidil
        montelukast naloxone naproxen norepinephrine oxycodone oxytocin Ozempic paracetamol prednisone
        propofol Prozac psilocybin sertraline thalidomide verapamil""",
    "The doctor explained what the {} does.": """alveoli amygdala duodenum epiglottis fascia gallbladder
        hippocampus jejunum melatonin meniscus neurotransmitter trachea tryptophan vagus vertebrae""",
    "The patient was diagnosed with {} last year.": """acidosis alopecia amenorrhea angioedema apnea arrhythmia
        ascites ataxia diphtheria eczema edema emphysema erythema fibromyalgia gangrene giardia gingivitis
        gonorrhea hematoma hydrocephalus hypoxemia impetigo keloid lymphedema metastasis nystagmus
        osteoarthritis pancreatitis paresthesia pneumothorax psoriasis rosacea schizophrenia staphylococcus
        strabismus streptococcus syncope thrombocytopenia uveitis vitiligo""",
    "The surgeon talked about the {} result.": """angiogram angioplasty biopsy cesarean debridement epidural
        microscopy ophthalmoscope prosthesis rhinoplasty serum triage""",
}


def test_more_words_are_heard_with_the_lexicon_than_without(ears: Ears, say: Say) -> None:
    asked = [(word, sentence.format(word)) for sentence, each in SENTENCES.items() for word in each.split()]
    normalizer = Normalizer.of({}, "en")
    plain = [Utterance(sentence, sentence, "body") for _, sentence in asked]
    said = [normalizer.utterance(sentence, "body", 0) for _, sentence in asked]
    changed = [number for number, (one, other) in enumerate(zip(plain, said, strict=True)) if one != other]
    clips = [*spoken([plain[number] for number in changed]), *spoken([said[number] for number in changed])]
    heard = [set(words(text)) for text in ears.hear(clips, "words of the lexicon")]
    known = [asked[number][0] for number in changed]
    without, with_it = (
        [word for word, text in zip(known, texts, strict=True) if text & {word.lower(), f"{word.lower()}s"}]
        for texts in (heard[: len(known)], heard[len(known) :])
    )
    say(f"of {len(known)} words, {len(without)} were heard without the lexicon and {len(with_it)} with it")
    say(f"heard without it alone: {', '.join(sorted(set(without) - set(with_it))) or 'none'}")
    assert len(with_it) >= BETTER * len(without)


def spoken(utterances: list[Utterance]) -> list[Samples]:
    with SpeechPool(2) as pool:
        speeches = [pool.speak(Script("en", (BREATH, each, BREATH)), "en-us") for each in utterances]
    return [decoded(encoder("wav").encode(each.pcm, each.sample_rate, {})) for each in speeches]
