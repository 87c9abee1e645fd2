"""A second judge of loudness: FFmpeg's ebur128 filter, which shares no code with the product's own measure."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import suppress

import av
import av.filter


def measured(data: bytes) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) of a sound file, as a player decodes it."""
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.audio[0]
        graph = av.filter.Graph()
        source = graph.add_abuffer(template=stream)
        meter, sink = graph.add("ebur128", peak="true", metadata="1"), graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        told: dict[str, str] = {}
        for frame in [*container.decode(stream), None]:
            graph.push(frame)
            for metered in _pulled(graph):
                told = metered.metadata or told  # the last frame tells of the whole
    peak = float(told["lavfi.r128.true_peak"])
    return float(told["lavfi.r128.I"]), 20 * math.log10(peak) if peak else -math.inf


def _pulled(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    with suppress(av.BlockingIOError, av.EOFError):
        while True:
            yield graph.pull()
