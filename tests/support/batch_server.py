"""The chat server with files and batches beside it, each batch as far as a test lets it come.

    with BatchServer() as server:
        server.plan = [Play("expired", answered=2)]        # the next batch; without a plan all goes well
        ...
        assert len(server.batches) == 1

A batch of which `held` is set stays in progress until `server.go()`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from tests.support.chat_server import Answer, ChatServer, Fault, Seen, asked_of, completion_of

PAGE = 20


@dataclass
class Play:
    """What becomes of one batch. `change` edits the lines of the answer file, `errors` names lines that fail."""

    status: str = "completed"
    answered: int | None = None  # so many requests, in the order of the file; None: all
    errors: Callable[[int, dict[str, Any]], dict[str, Any] | None] | None = None  # the body of the `response`
    change: Callable[[list[str]], list[str]] | None = None
    fault: Callable[[Seen], Fault | None] | None = None  # what a single completion says
    problem: str = ""  # of a batch that the provider refuses
    held: bool = False


@dataclass
class Made:
    """One batch as the server keeps it."""

    id: str
    input_file_id: str
    metadata: dict[str, str]
    created_at: int
    lines: list[dict[str, Any]]
    play: Play
    status: str = "validating"
    output: str | None = None
    errors: str | None = None
    completed: int = 0
    failed: int = 0
    cancelled: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As the API shows it."""
        errors = {"object": "list", "data": [{"code": "bad", "message": self.play.problem}]}
        return {
            "id": self.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "input_file_id": self.input_file_id,
            "completion_window": "24h",
            "status": self.status,
            "created_at": self.created_at,
            "metadata": self.metadata,
            "output_file_id": self.output,
            "error_file_id": self.errors,
            "errors": errors if self.status == "failed" else None,
            "request_counts": {"total": len(self.lines), "completed": self.completed, "failed": self.failed},
        }


class BatchServer(ChatServer):
    """A chat server that also takes files and batches. `plan` says what becomes of the next ones."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.plan: list[Play] = []
        self.files: dict[str, bytes] = {}
        self.batches: list[Made] = []
        self.faults: dict[str, list[Fault]] = {}  # of the next exchanges, by "upload", "create", "list" …
        self.after: dict[str, list[Fault]] = {}  # the same, but what was asked for is done first
        self.exchanges: list[str] = []
        self.listing = True
        self.supported = True
        self._books = threading.RLock()

    def asked_in_batches(self, subject: str, product: str | None = None) -> int:
        """How many requests of all batches carried this subject."""
        found = [asked_of(line["body"]) for made in self.batches for line in made.lines]
        return sum(subject in subjects and product in (None, kind) for kind, subjects in found)

    def go(self) -> None:
        """Lets go of every batch that is held."""
        with self._books:
            for made in self.batches:
                made.play.held = False

    # --- HTTP -------------------------------------------------------------------------------------------------

    def answer(self, method: str, path: str, query: dict[str, str], content: bytes, kind: str) -> Answer | None:
        """The answer to anything about files and batches; None for other paths."""
        parts = path.strip("/").split("/")
        if parts[0] != "v1" or parts[1] not in ("files", "batches"):
            return None
        with self._books:
            name, act = self._act(method, parts[1:], query, content, kind)
            self.exchanges.append(name)
            if not self.supported:
                return _json({"detail": "Not Found"}, 404)
            seen = Seen(path, {}, {}, None, (), time.monotonic())
            if self.faults.get(name):
                return self.faults[name].pop(0)(seen, _json({}))
            answer = act()
            if self.after.get(name):
                return self.after[name].pop(0)(seen, answer)
            return answer

    def _act(
        self, method: str, parts: list[str], query: dict[str, str], content: bytes, kind: str
    ) -> tuple[str, Callable[[], Answer]]:
        if parts[0] == "files" and method == "POST":
            return "upload", lambda: self._upload(content, kind)
        if parts[0] == "files":
            return "download", lambda: self._download(parts[1])
        if method == "POST" and len(parts) == 1:
            return "create", lambda: self._create(json.loads(content))
        if method == "POST":
            return "cancel", lambda: self._cancel(self._of(parts[1]))
        if len(parts) == 1:
            return "list", lambda: self._list(query)
        return "retrieve", lambda: self._retrieve(self._of(parts[1]))

    def _upload(self, content: bytes, kind: str) -> Answer:
        message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + content)
        parts = {part.get_param("name", header="content-disposition"): part for part in message.iter_parts()}
        assert parts["purpose"].get_content().strip() == "batch"
        file_id = f"file-{len(self.files)}"
        self.files[file_id] = parts["file"].get_payload(decode=True)
        return _json({"id": file_id, "object": "file", "purpose": "batch"})

    def _download(self, file_id: str) -> Answer:
        if file_id not in self.files:
            return _json({"error": {"message": f"No such file: {file_id}"}}, 404)
        return Answer(body=self.files[file_id], headers={"Content-Type": "application/octet-stream"})

    def _create(self, body: dict[str, Any]) -> Answer:
        assert body["completion_window"] == "24h"
        assert body["endpoint"] == "/v1/chat/completions"
        lines = [json.loads(line) for line in self.files[body["input_file_id"]].splitlines()]
        made = Made(
            id=f"batch_{len(self.batches)}",
            input_file_id=body["input_file_id"],
            metadata=body["metadata"],
            created_at=int(time.time()),
            lines=lines,
            play=self.plan.pop(0) if self.plan else Play(),
        )
        self.batches.append(made)
        return _json(made.to_dict())

    def _of(self, batch_id: str) -> Made | None:
        return next((made for made in self.batches if made.id == batch_id), None)

    def _list(self, query: dict[str, str]) -> Answer:
        if not self.listing:
            return _json({"detail": "Not Found"}, 404)
        rows = self.batches[::-1]
        after = next((n for n, made in enumerate(rows) if made.id == query.get("after")), -1)
        page = rows[after + 1 : after + 1 + PAGE]
        more = after + 1 + PAGE < len(rows)
        return _json({"object": "list", "data": [made.to_dict() for made in page], "has_more": more})

    def _cancel(self, made: Made | None) -> Answer:
        if made is None:
            return _json({"error": {"message": "No such batch"}}, 404)
        if made.status not in ("completed", "failed", "expired", "cancelled"):
            made.status, made.cancelled, made.play.held = "cancelling", True, False
        return _json(made.to_dict())

    def _retrieve(self, made: Made | None) -> Answer:
        """Each look brings a batch one step further."""
        if made is None:
            return _json({"error": {"message": "No such batch"}}, 404)
        if made.status == "validating":
            made.status = "failed" if made.play.status == "failed" else "in_progress"
        elif made.status in ("in_progress", "cancelling") and not made.play.held:
            self._finish(made)
        return _json(made.to_dict())

    # --- answers ----------------------------------------------------------------------------------------------

    def _finish(self, made: Made) -> None:
        """Answers what the play wants to be answered, backwards: the order of the output is free."""
        play = made.play
        wanted = len(made.lines) if play.answered is None else play.answered
        good: list[str] = []
        bad: list[str] = []
        for number, line in enumerate(made.lines):
            custom = {"id": f"batch_req_{number}", "custom_id": line["custom_id"]}
            if number >= wanted:
                code = "batch_cancelled" if made.cancelled else "batch_expired"
                if play.status != "completed" or made.cancelled:
                    bad.append(json.dumps({**custom, "response": None, "error": {"code": code, "message": code}}))
                continue
            failed = play.errors(number, line) if play.errors else None
            if failed is not None:
                bad.append(json.dumps({**custom, **failed}))
                continue
            body = self._completion(line["body"], play)
            response = {"status_code": 200, "request_id": f"req-{number}", "body": body}
            good.append(json.dumps({**custom, "response": response, "error": None}, ensure_ascii=False))
        made.completed, made.failed = len(good), len(bad)
        good.reverse()
        if play.change is not None:
            good = play.change(good)
        made.status = "cancelled" if made.cancelled else play.status
        made.output = self._keep(good)
        made.errors = self._keep(bad)

    def _completion(self, body: dict[str, Any], play: Play) -> Any:
        product, subjects = asked_of(body)
        seen = Seen("/v1/chat/completions", {}, body, product, subjects, time.monotonic())
        answer = Answer(body=json.dumps(completion_of(seen, usage=self.usage), ensure_ascii=False).encode())
        fault = play.fault(seen) if play.fault else None
        return json.loads((fault(seen, answer) if fault else answer).body)

    def _keep(self, lines: list[str]) -> str | None:
        if not lines:
            return None
        file_id = f"file-{len(self.files)}"
        self.files[file_id] = ("\n".join(lines) + "\n").encode()
        return file_id


def _json(value: Any, number: int = 200) -> Answer:
    return Answer(number, json.dumps(value, ensure_ascii=False).encode())


def refused(number: int, message: str = "told to fail", code: str | None = None) -> dict[str, Any]:
    """A line of the error file: one request that the endpoint answered with an error."""
    error = {"message": message, "type": "error", "param": None, "code": code}
    return {"response": {"status_code": number, "request_id": "req-x", "body": {"error": error}}, "error": None}
