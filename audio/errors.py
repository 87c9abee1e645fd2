"""Everything that can go wrong in `audio`, drawn as one tree.

AudioError
|-- SpeechUnavailable      the engine can't start: library, data or voice missing
|-- SpeechBusy             too many other sounds are being made: ask again later
|-- SpeechFailed           this script could not be spoken (worker died or the engine refused it)
|   `-- SpeechTimedOut     ... within the time it is worth
|-- UnknownVoice           the engine has no voice of that name (says which there are)
|-- SoundTooLong           sounds that are joined would be longer than one may be
|-- EncodingFailed         PCM could not be turned into this format, or a file not into PCM
|-- UnknownFormat          no encoder of that name (says which there are)
|-- NoRoom                 this file alone is larger than all that its store may hold
`-- AudioNotFound          the store keeps nothing under this key, whichever store it is
    `-- AudioDamaged       ... or not what was put there

Their texts are fit for a person to read.
"""

from __future__ import annotations


class AudioError(Exception):
    """Base of every accident in this package; its text is fit for a person to read."""


class SpeechUnavailable(AudioError):
    """The engine can't start. The text names what is missing."""


class SpeechBusy(AudioError):
    """So many other sounds are being made that this one was not begun. Nothing is wrong with it."""


class SpeechFailed(AudioError):
    """A script could not be spoken. Only the request that asked for it is affected."""


class SpeechTimedOut(SpeechFailed):
    """A script took longer than it may; its worker was replaced."""


class SoundTooLong(AudioError):
    """Sounds that are joined would be longer than a sound may be."""


class EncodingFailed(AudioError):
    """The encoder refused or broke; or what should be decoded is damaged."""


class UnknownFormat(AudioError):
    """No encoder is registered for this file extension."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"No audio format {name!r}; there is {', '.join(known)}.")
        self.name = name
        self.known = known


class NoRoom(AudioError):
    """A file is larger than all that its store may hold."""


class AudioNotFound(AudioError):
    """Nothing is kept under this key: the same error from a folder and from S3."""


class AudioDamaged(AudioNotFound):
    """What is kept under this key is not what was put there: it is as good as missing."""


class UnknownVoice(AudioError):
    """The engine has no voice of this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no voice {name!r} among the {len(known)} on offer.")
        self.name = name
        self.known = known
