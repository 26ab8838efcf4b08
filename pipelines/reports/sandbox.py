"""Parsers of other people's formats in a process of their own, bounded in time and memory.

Pages, Word and PDF files go through large parsers, some written in C. What a hostile file does to one (hang, crash, take all
memory) ends that process and sets aside that file; the next file gets a new one. The process serves many files, so that
starting it costs nothing to speak of. It answers in JSON: nothing it says can make this process run anything.

A frame on the pipe: eight bytes of length, then the content.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO

from pipelines.reports.model import ReportError

SECONDS = 2  # of processor time for one file; a report takes a twentieth of that, so a busy machine refuses none
MEMORY = 400 * 1024 * 1024  # of address space in all
LENGTH = struct.Struct(">Q")
SERVER = ("-m", "pipelines.reports.sandbox")
SAVE_AS_TEXT = "save its text as .txt first"

_lock = Lock()
_processes: dict[int, subprocess.Popen[bytes]] = {}  # by the id of the process that started it: a fork needs its own


def parse(kind: str, data: bytes) -> tuple[str, str]:
    """The text of a `kind` (html, docx, pdf) and what the file says about it elsewhere (a page's title).

    Raises ReportError, without a file's name, where the parser refuses the file, or does not come to an end with it in
    SECONDS and MEMORY.
    """
    with _lock:
        process = running()
        assert process.stdin and process.stdout
        try:
            for frame in (kind.encode(), data):
                process.stdin.write(LENGTH.pack(len(frame)) + frame)
            process.stdin.flush()
            answer = json.loads(_frame(process.stdout))
        except (OSError, EOFError, ValueError):
            process.kill()
            code = process.wait()
            reason = "takes too long to read" if code == -signal.SIGPROF else "breaks the reader of its type"
            raise ReportError(f"{reason}; {SAVE_AS_TEXT}") from None
    if "refused" in answer:
        raise ReportError(answer["refused"])
    return answer["text"], answer["about"]


def running() -> subprocess.Popen[bytes]:
    """The parsers' process, started where there is none."""
    process = _processes.get(os.getpid())
    if process is None or process.poll() is not None:
        command = [sys.executable, *SERVER]
        home = Path(__file__).resolve().parents[2]
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, cwd=home)
        _processes[os.getpid()] = process
    return process


@atexit.register
def stop() -> None:
    """End the parsers' process; the next file starts a new one."""
    if process := _processes.pop(os.getpid(), None):
        process.kill()
        process.wait()


def _frame(stream: IO[bytes]) -> bytes:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


def serve() -> None:
    """Answer requests until the other end is gone; a file that takes too long ends this process by a signal."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints gets among the answers
    with suppress(ValueError, OSError):  # some systems know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            kind, data = _frame(requests).decode(), _frame(requests)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        content = json.dumps(_answer(kind, data)).encode()
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(LENGTH.pack(len(content)) + content)
        answers.flush()


def _answer(kind: str, data: bytes) -> dict[str, str]:
    # imported here: each only where a file of its type comes, and none in the process that asks
    about = ""
    try:
        if kind == "pdf":
            from pipelines.reports.pdf import pdf_text

            text = pdf_text(data)
        elif kind == "docx":
            from pipelines.reports.word import word_text

            text = word_text(data)
        else:
            from pipelines.reports.html import page_text

            text, about = page_text(data.decode())
    except ReportError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": f"takes too much memory to read; {SAVE_AS_TEXT}"}
    except Exception as error:  # what parsers raise on damaged files is not bounded
        return {"refused": f"cannot be read ({type(error).__name__}); {SAVE_AS_TEXT}"}
    return {"text": text, "about": about}


if __name__ == "__main__":
    serve()
