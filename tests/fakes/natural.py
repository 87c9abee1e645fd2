"""A Piper that is no more than its interface, with a voice of its own, as packages in a folder.

Its "model" makes a tone of 100 samples for each phoneme id, times `length_scale`; the first two ids
are silent, as at the start of a real model's sound.
"""

# ruff: noqa: RUF001 - IPA has letters that look like others
from __future__ import annotations

import json
from pathlib import Path

VOICE = "en-us-tiny_one-low".replace("_", "-")
TABLE = {
    each: [at] for at, each in enumerate("_^$ .,;:?!ˈˌː" + "abcdefghijklmnopqrstuvwxyzæɐəɚɛɜɪɹʊʌθðŋɔɑɾɡʃᵻ")
}

ONNX = """
class Network:
    def __init__(self, data):
        self.data = data

    def SerializeToString(self):
        return self.data

def load(path):
    return Network(path.read_bytes())
"""

ONNXRUNTIME = """
import os
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1", "it would call home"

class SessionOptions:
    pass

class InferenceSession:
    def __init__(self, network, sess_options, providers):
        assert network.endswith(b", with durations")
        assert sess_options.intra_op_num_threads == sess_options.inter_op_num_threads == 1
        assert providers == ["CPUExecutionProvider"]
"""

PIPER = """
import numpy as np

class SynthesisConfig:
    def __init__(self, length_scale, noise_scale, noise_w_scale):
        assert noise_scale == noise_w_scale == 0
        self.length_scale = length_scale

class PiperVoice:
    def __init__(self, session, config):
        pass

    def phoneme_ids_to_audio(self, ids, how, include_alignments):
        assert include_alignments
        durations = np.full(len(ids), round(100 * how.length_scale))
        audio = np.where(np.arange(durations.sum()) % 40 < 20, 0.5, -0.5).astype(np.float32)
        audio[:durations[:2].sum()] = 0
        return audio, durations
"""

CONFIG = """
from types import SimpleNamespace

class PiperConfig:
    @staticmethod
    def from_dict(about):
        return SimpleNamespace(
            phoneme_id_map=about["phoneme_id_map"],
            espeak_voice=about["espeak"]["voice"],
            sample_rate=about["audio"]["sample_rate"],
        )
"""

PATCH = """
def add_alignment_output(network):
    network.data += b", with durations"
"""


def install(folder: Path, *, sample_rate: int = 22_050) -> Path:
    """Put the packages there, as pip would; gives the folder, to be put on the path."""
    about = {
        "audio": {"sample_rate": sample_rate},
        "espeak": {"voice": "en-us"},
        "phoneme_id_map": TABLE,
    }
    files = {
        "onnx.py": ONNX,
        "onnxruntime.py": ONNXRUNTIME,
        "piper/__init__.py": PIPER,
        "piper/config.py": CONFIG,
        "piper/patch_voice_with_alignment.py": PATCH,
        "tiny_piper_voice/__init__.py": "",
        "tiny_piper_voice/data/en_US-tiny_one-low.onnx": "model",
        "tiny_piper_voice/data/en_US-tiny_one-low.onnx.json": json.dumps(about),
        # None of these is a voice: one speaks letters, one has no model, one is broken, one is not installed.
        "tiny_piper_voice/data/en_US-letters-low.onnx": "model",
        "tiny_piper_voice/data/en_US-letters-low.onnx.json": json.dumps({**about, "phoneme_type": "text"}),
        "tiny_piper_voice/data/en_US-lost-low.onnx.json": json.dumps(about),
        "tiny_piper_voice/data/en_US-broken-low.onnx": "model",
        "tiny_piper_voice/data/en_US-broken-low.onnx.json": "[]",
        "lone_piper_voice/en_US-lone-low.onnx": "model",
        "lone_piper_voice/en_US-lone-low.onnx.json": json.dumps(about),
        "lone_piper_voice/__init__.py": "",
    }
    for name in ("piper-tts", "onnx", "onnxruntime", "tiny-piper-voice"):
        info = f"{name.replace('-', '_')}-9.9.dist-info/METADATA"
        files[info] = f"Metadata-Version: 2.1\nName: {name}\nVersion: 9.9\n"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
