#!/usr/bin/env python3
"""Answers HTTP requests on the loopback with a program, and ends when its standard input does.

    http_answer.py STATUS FOLDER

runs FOLDER/answer IN OUT for each request (body in IN, answer from OUT) and prints the port on which it listens. Any
STATUS but 200 is answered without a body; 302 leads to the same place again.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

STATUS, FOLDER = int(sys.argv[1]), Path(sys.argv[2])


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = b""
        if STATUS == 200 and self.headers["Content-Type"] == "application/timestamp-query":
            (FOLDER / "http.in").write_bytes(body)
            subprocess.run([FOLDER / "answer", FOLDER / "http.in", FOLDER / "http.out"], check=True)
            answer = (FOLDER / "http.out").read_bytes()
        self.send_response(STATUS)
        if STATUS == 302:
            self.send_header("Location", "/")
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments: object) -> None:
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
