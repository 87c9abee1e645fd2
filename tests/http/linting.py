"""What httplint, the judge that REDbot asks, has to say of an answer."""

from __future__ import annotations

import sys
import time
from types import ModuleType

# httplint imports sniffpy to guess at types from bytes, which has no wheel and so is not installed here. What
# can't be guessed is passed over; types are held by tests of our own.
sys.modules.setdefault("sniffpy", ModuleType("sniffpy"))

from httplint import HttpRequestLinter, HttpResponseLinter  # noqa: E402
from httplint.note import Note  # noqa: E402

from tests.http.serving import Answer  # noqa: E402


def notes(method: str, path: str, sent: dict[str, str], answer: Answer) -> list[Note]:
    """All notes on an answer to a request, those under others too."""
    request = HttpRequestLinter()
    request.process_request_topline(method.encode(), path.encode(), b"HTTP/1.1")
    request.process_headers(
        [(name.encode(), value.encode("latin-1")) for name, value in ({"Host": "127.0.0.1"} | sent).items()]
    )
    request.finish_content(True)
    linter = HttpResponseLinter(start_time=time.time(), _related=request)
    linter.is_head_response = method == "HEAD"
    linter.process_response_topline(b"HTTP/1.1", str(answer.status).encode(), b"")
    linter.process_headers([(name.encode(), value.encode("latin-1")) for name, value in answer.headers])
    linter.feed_content(answer.body)
    linter.finish_content(True)
    return [note for each in linter.notes for note in (each, *each.subnotes)]
