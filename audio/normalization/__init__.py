"""What to say for what is written, with a way back from every spoken word to the shown one."""

from audio.normalization.normalizer import Normalizer
from audio.normalization.signs import Sign, named, unspeakable

__all__ = ["Normalizer", "Sign", "named", "unspeakable"]
