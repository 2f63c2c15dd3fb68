"""A web server of one's own on 127.0.0.1 that takes notices, or refuses them, and remembers what it was sent."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Receiver:
	"""Answers with each of `statuses` in turn, the last one for good; `pause` seconds after it was asked."""

	def __init__(self, *statuses: int, answer: str = "", pause: float = 0) -> None:
		self.statuses, self.answer, self.pause = list(statuses), answer, pause
		self.requests: list[tuple[str, dict[str, str], bytes]] = []
		receiver = self

		class Handler(BaseHTTPRequestHandler):
			def do_POST(self) -> None:
				body = self.rfile.read(int(self.headers["Content-Length"]))
				receiver.requests.append((self.path, dict(self.headers), body))
				time.sleep(receiver.pause)
				self.send_response(receiver.next_status())
				self.send_header("Location", "/elsewhere")
				self.end_headers()
				self.wfile.write(receiver.answer.encode())

			def log_message(self, *_arguments) -> None:
				"""Nothing on the screen."""

		self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
		self.url = f"http://127.0.0.1:{self.server.server_port}/in"

	def next_status(self) -> int:
		return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]

	@property
	def bodies(self) -> list[dict]:
		return [json.loads(body) for _, _, body in self.requests]


@contextmanager
def receiving(*statuses: int, **options) -> Iterator[Receiver]:
	receiver = Receiver(*(statuses or (200,)), **options)
	thread = Thread(target=receiver.server.serve_forever, daemon=True)
	thread.start()
	try:
		yield receiver
	finally:
		receiver.server.shutdown()
		receiver.server.server_close()
		thread.join()
