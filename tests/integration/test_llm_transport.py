"""How requests cross the wire: whole, in as few pieces as they fit, however long they are."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator

import pytest

from distiller.completion import read_completion
from distiller.providers.openai_compatible import OpenAICompatibleTeacher
from distiller.records import Product, TeacherRequest
from distiller.settings import ProviderSettings
from tests.support.chat_server import ChatServer


def request(text: str) -> TeacherRequest:
    return TeacherRequest(
        Product.ANSWER, "m", ({"role": "user", "content": text},), "answer", None, 77, "1", {}
    )  # fmt: skip


class OnePiece:
    """An endpoint that looks at the first piece of each request only, and answers with its length."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        connection, _ = self._listening.accept()
        with connection:
            while piece := connection.recv(1 << 20):
                self.pieces.append(piece)
                body = json.dumps({"choices": [{"message": {"content": "ok"}}]}).encode()
                head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                connection.sendall(head.encode() + body)

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def endpoint() -> Iterator[OnePiece]:
    opened = OnePiece()
    yield opened
    opened.close()


def test_a_request_goes_out_in_one_piece(endpoint: OnePiece) -> None:
    """Headers and body together: an endpoint is woken once, and the call costs one system call less."""
    teacher = OpenAICompatibleTeacher(ProviderSettings("own", endpoint.base_url, "m"))
    for number in range(3):
        reply = teacher.complete(request(f"question {number}"))
        assert read_completion(reply.raw).content == "ok"
    teacher.close()
    assert len(endpoint.pieces) == 3
    for number, piece in enumerate(endpoint.pieces):
        head, _, body = piece.partition(b"\r\n\r\n")
        assert f"content-length: {len(body)}".encode() in head.lower()
        assert json.loads(body)["messages"][0]["content"] == f"question {number}"


@pytest.mark.parametrize("length", [10, 65_000, 66_000, 3_000_000])
def test_long_requests_arrive_whole(length: int) -> None:
    """What does not fit into one piece goes in several."""
    with ChatServer() as server:
        teacher = OpenAICompatibleTeacher(ProviderSettings("own", server.base_url, "m"))
        for _ in range(2):
            teacher.complete(request("é" * length))
        teacher.close()
        assert [len(seen.body["messages"][0]["content"]) for seen in server.requests] == [length, length]
