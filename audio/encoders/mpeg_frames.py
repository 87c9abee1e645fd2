"""The frames of a constant MP3: how many there are, how long they are, and the one that tells so.

All is known before the first sample is encoded, so a file's size and its header are known too.
Sources: ISO/IEC 13818-3 (frames), http://gabriel.mp3-tech.org/mp3infotag.html (the Info frame).
"""

from __future__ import annotations

import struct

from audio.errors import EncodingFailed

BIT_RATE = 48_000
"""Bits a second, constant: a player finds any second without reading what comes before."""

FRAME = 576
"""Samples in a frame at MPEG-2's sampling rates."""

RATES = {22_050: 0, 24_000: 1, 16_000: 2}
"""MPEG-2's sampling rates, in Hz, with their numbers in a frame's header."""

HEADER = 0xFFF3_00C4  # MPEG-2, layer III, no checksum; mono, original
SIDE = 13  # bytes of a mono frame before its data: header and side information
BIT_RATES = {48_000: 6, 56_000: 7, 64_000: 8}  # with their numbers in a frame's header

INFO = struct.Struct(">4sIII100sI9sBBIHHBB3sBBHI")
ALL_GIVEN = 0x0F  # frames, bytes, seek points, quality
CONSTANT = 0x01
DELAY = 576  # samples that LAME puts first; decoders add their own 529


def frame_count(samples: int) -> int:
    """Frames that LAME makes of so many samples, without the Info frame."""
    return -(-samples // FRAME) + 2


def size(samples: int, sample_rate: int) -> int:
    """Bytes of all frames, the Info frame included. Raises EncodingFailed for other rates than MPEG-2's."""
    frames = frame_count(samples)
    # A frame is a whole number of bytes: whenever a byte is owing, a frame has one more.
    whole, owing = divmod(FRAME // 8 * BIT_RATE, _checked(sample_rate))
    return _info_size(sample_rate)[1] + frames * whole + -(-(frames - 1) * owing // sample_rate)


def info_frame(samples: int, sample_rate: int) -> bytes:
    """Give the frame that stands first and is not heard: exact length, size, and what to cut at both ends.

    Raises EncodingFailed for other rates than MPEG-2's.
    """
    frames, total = frame_count(samples), size(samples, sample_rate)
    bit_rate, length = _info_size(sample_rate)
    header = HEADER | BIT_RATES[bit_rate] << 12 | RATES[sample_rate] << 10
    padding = frames * FRAME - samples - DELAY
    told = INFO.pack(
        b"Info",
        ALL_GIVEN,
        frames,
        total,
        bytes(part * 256 // 100 for part in range(100)),  # constant: half the bytes are half the time
        0,
        b"LAME3.100",  # decoders believe the delay only of encoders that they know
        CONSTANT,
        0,  # the low-pass filter, loudness: not said
        0,
        0,
        0,
        0,
        BIT_RATE // 1000,
        (DELAY << 12 | padding).to_bytes(3, "big"),
        0,
        0,
        0,
        total,
    )
    # The sum of the sound is not said either: it would have to wait for the last frame.
    frame = header.to_bytes(4, "big") + bytes(SIDE - 4) + told + bytes(2)
    return (frame + _crc16(frame).to_bytes(2, "big")).ljust(length, b"\0")


def info_length(frames: bytes) -> int:
    """Samples that an Info frame tells of. Raises EncodingFailed unless all bytes it tells of are here."""
    if len(frames) < SIDE + INFO.size or frames[SIDE : SIDE + 4] != b"Info":
        raise EncodingFailed("The mp3 file does not begin with an Info frame.")
    _, _, count, total, *_, cut, _, _, _, _ = INFO.unpack_from(frames, SIDE)
    if total != len(frames):
        raise EncodingFailed(f"The mp3 file has {len(frames)} bytes of {total}.")
    start, end = divmod(int.from_bytes(cut, "big"), 1 << 12)
    return int(count) * FRAME - start - end


def _info_size(sample_rate: int) -> tuple[int, int]:
    """Bit rate of the Info frame, and its bytes: the smallest frame that can hold it."""
    needed = SIDE + INFO.size + 4
    return next(
        (bit_rate, length)
        for bit_rate in BIT_RATES
        if (length := FRAME // 8 * bit_rate // _checked(sample_rate)) >= needed
    )


def _checked(sample_rate: int) -> int:
    if sample_rate not in RATES:
        known = ", ".join(f"{each:,}" for each in sorted(RATES))
        raise EncodingFailed(f"MP3 is made of {known} samples a second, not of {sample_rate:,}.")
    return sample_rate


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, as the Info frame has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
