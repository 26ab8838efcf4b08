"""A thread of news from the assets to whoever runs them in this process: how far a stage has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[str, int, int], None]  # stage, done, of how many
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hear of the progress of every stage that runs inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def told(stage: str, items: Iterable[T]) -> Iterator[T]:
    """The items, each told of when it is done."""
    listed = list(items)
    listener = _listener.get()
    for done, item in enumerate(listed):
        if listener:
            listener(stage, done, len(listed))
        yield item
    if listener:
        listener(stage, len(listed), len(listed))
