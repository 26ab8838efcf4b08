"""The map from a mended text back to its source, kept as runs: a text that was hardly changed has a small map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class Places(Sequence[int]):
    """For each character of a text, and for its end, the place in the source; never going down.

    `runs` holds, in order, where a run begins in the text and in the source; within a run both go up by one.
    """

    __slots__ = ("_length", "_sources", "_starts")

    def __init__(self, runs: Iterable[Sequence[int]], length: int) -> None:
        """`length` counts the characters and the end; runs that continue each other become one."""
        self._starts: list[int] = []
        self._sources: list[int] = []
        self._length = length
        for start, source in runs:
            if not self._starts or source - start != self._sources[-1] - self._starts[-1]:
                self._starts.append(start)
                self._sources.append(source)

    @classmethod
    def same(cls, characters: int) -> Places:
        """The map of a text of so many characters to itself."""
        return cls([(0, 0)], characters + 1)

    @property
    def runs(self) -> list[tuple[int, int]]:
        """Where each run begins in the text and in the source."""
        return list(zip(self._starts, self._sources, strict=True))

    def edited(self, edits: Iterable[tuple[int, int, int]]) -> Places:
        """The map after edits of the text: from, to (both in this text) and how many characters came in instead.

        Edits stand in order and do not overlap. What came in leads to where the edit began.
        """
        runs: list[tuple[int, int]] = []
        starts, sources = self._starts, self._sources
        at = kept_from = moved = 0  # the run that holds the place reached
        for start, end, incoming in (*edits, (self._length, self._length, 0)):
            if kept_from < start:
                runs.append((kept_from + moved, sources[at] + kept_from - starts[at]))
                while at + 1 < len(starts) and starts[at + 1] < start:
                    at += 1
                    runs.append((starts[at] + moved, sources[at]))
            if incoming:
                source = self[start]
                runs += [(start + moved + i, source) for i in range(incoming)]
            moved += incoming - (end - start)
            kept_from = end
            while at + 1 < len(starts) and starts[at + 1] <= end:
                at += 1
        return Places(runs, self._length + moved)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length))]
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(f"no place {index} among {self._length}")
        at = bisect_right(self._starts, place) - 1
        return self._sources[at] + place - self._starts[at]

    def __iter__(self) -> Iterator[int]:
        ends = [*self._starts[1:], self._length]
        for start, source, end in zip(self._starts, self._sources, ends, strict=True):
            yield from range(source, source + end - start)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and self.runs == other.runs and len(self) == len(other)

    def __hash__(self) -> int:
        return hash((tuple(self._starts), tuple(self._sources), self._length))
