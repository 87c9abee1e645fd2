"""A receiver on this machine, which notes what comes and answers as it is told; with TLS where it has a certificate."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

#: What a receiver writes to its end of a connection, once a request was read.
Speak = Callable[[socket.socket], None]


def saying(status: str, *headers: str, body: bytes = b"") -> Speak:
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""])
    return lambda end: end.sendall(head.encode() + body)


@dataclass
class Receiver:
    """What came, and what is answered; one request a connection."""

    port: int
    speak: Speak = field(default_factory=lambda: saying("204 No Content"))
    requests: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)
    connections: int = 0


@contextmanager
def receiving(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver on a free port, as long as this lasts."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        receiver = Receiver(server.getsockname()[1])
        threads: list[threading.Thread] = []

        def accept() -> None:
            while True:
                try:
                    end, _ = server.accept()
                except OSError:
                    return
                receiver.connections += 1
                threads.append(threading.Thread(target=_serve, args=(receiver, end, tls), daemon=True))
                threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        yield receiver
        server.shutdown(socket.SHUT_RDWR)
    for thread in (accepting, *threads):
        thread.join(10)


def _serve(receiver: Receiver, end: socket.socket, tls: ssl.SSLContext | None) -> None:
    try:
        with tls.wrap_socket(end, server_side=True) if tls else end as spoken:
            spoken.settimeout(10)
            receiver.requests.append(_request(spoken))
            receiver.speak(spoken)
    except OSError:
        end.close()


def _request(end: socket.socket) -> tuple[str, Mapping[str, str], bytes]:
    with end.makefile("rb") as lines:
        first = lines.readline().decode().strip()
        headers = {}
        while line := lines.readline().decode().strip():
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        return first, headers, lines.read(int(headers.get("content-length", "0")))


@dataclass(frozen=True)
class Authority:
    """A certificate authority of a test, in a folder."""

    folder: Path

    def trusted(self) -> ssl.SSLContext:
        """What a client that trusts it uses."""
        return ssl.create_default_context(cafile=str(self.folder / "ca.pem"))

    def serving(self, names: str) -> ssl.SSLContext:
        """What a server uses that has a certificate of it, for names such as `DNS:partner.example`."""
        made = self.folder / names.replace(":", "-").replace(",", "-")
        _openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{made}.key", "-out", f"{made}.csr",
                 "-subj", "/CN=receiver")  # fmt: skip
        Path(f"{made}.ext").write_text(f"subjectAltName={names}\n", "ascii")
        _openssl("x509", "-req", "-in", f"{made}.csr", "-CA", f"{self.folder}/ca.pem", "-CAkey",
                 f"{self.folder}/ca.key", "-CAcreateserial", "-days", "2", "-extfile", f"{made}.ext",
                 "-out", f"{made}.pem")  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f"{made}.pem", f"{made}.key")
        return context


def authority(folder: Path) -> Authority:
    """A new one; skips the test where there is no openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here to make certificates with")
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{folder}/ca.key", "-out",
             f"{folder}/ca.pem", "-subj", "/CN=test", "-days", "2")  # fmt: skip
    return Authority(folder)


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
