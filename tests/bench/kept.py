"""(f) A kept sound against the same bytes as a static file: Flask's own ways to send one, same server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from content.article import Level
from tests.bench.bundled import SLUG, published
from tests.bench.client import fetch, rate
from tests.bench.serving import serving

NAME = "kept"
TITLE = "(f) a kept sound's requests a second, against the same bytes as a static file on the same server"
ROUNDS = 5
PATH = f"/audio/{SLUG}/plain/introduction."
#: As players ask: for all of it, and for a piece when their listener skips.
RANGES = {"whole": (), "a range of 64 KiB": ("Range: bytes=200000-265535",)}
RIVALS = {"send_from_directory": "/sent", "Flask's static": "/static/file"}
BARE = """
from flask import Flask, send_from_directory
application = Flask(__name__, static_folder={folder!r}, static_url_path="/static")
@application.get("/sent")
def view():
    return send_from_directory({folder!r}, "file", mimetype="audio/mpeg", conditional=True)
"""


def lines() -> Iterator[str]:
    """The ratios, a line each."""
    from service.cli.serve import THREADS

    with published() as (folder, services):
        reading = services.reader.section(services.reader.article(SLUG), "introduction", Level.PLAIN)
        services.listener.hear_all(services.listener.section(reading))
        env = {"PLAINSPOKEN_DATA_DIR": str(folder), "PLAINSPOKEN_LOG_LEVEL": "error"}
        static = folder / "static"
        static.mkdir()
        (folder / "bare_static.py").write_text(BARE.format(folder=str(static)), "utf-8")
        bare_env = {"PYTHONPATH": str(folder)}
        with (
            serving("granian", "wsgi:application", THREADS, env) as port,
            serving("granian", "bare_static:application", THREADS, bare_env) as bare,
        ):
            for name in ("mp3", "opus"):
                yield from _compared(port, bare, name, static / "file")


def _compared(port: int, bare: int, name: str, file: Path) -> Iterator[str]:
    for what, headers in RANGES.items():
        _, body = fetch(port, PATH + name)
        file.write_bytes(body)
        _, asked = fetch(port, PATH + name, *headers)
        if any(fetch(bare, path, *headers)[1] != asked for path in RIVALS.values()):
            raise SystemExit("the rivals give other bytes")
        ours: list[float] = []
        theirs: dict[str, list[float]] = {rival: [] for rival in RIVALS}
        for _ in range(ROUNDS):
            ours.append(rate(port, PATH + name, *headers))
            for rival, path in RIVALS.items():
                theirs[rival].append(rate(bare, path, *headers))
        mine = median(ours)
        for rival, rates in theirs.items():
            its = median(rates)
            yield (
                f"{name}, {what}, {len(asked):,} bytes: {mine / its:.2f} of {rival} "
                f"({mine:,.0f} against {its:,.0f} requests a second)"
            )
