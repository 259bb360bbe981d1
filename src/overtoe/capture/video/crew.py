"""Work side by side: as many hands as cores, each with its own networks, answers in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Self, TypeVar

from overtoe.capture.video.decode import scaler
from overtoe.capture.video.network import Detector, LandmarkNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from overtoe.capture.video.network import Model

    Item = TypeVar("Item")
    Answer = TypeVar("Answer")


class Hand:
    """What one piece of work has to itself; networks are made when first used."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.colors: Any = scaler()

    @cached_property
    def detector(self) -> Detector:
        """Finds people."""
        return Detector()

    @cached_property
    def network(self) -> LandmarkNetwork:
        """Finds one person's landmarks."""
        return LandmarkNetwork(self._model)


class Crew:
    """Runs work on ``workers`` threads; nothing that it answers depends on how many they are."""

    def __init__(self, model: Model, workers: int) -> None:
        self._workers = workers
        self._idle: SimpleQueue[Hand] = SimpleQueue()
        for _ in range(workers):
            self._idle.put(Hand(model))
        self._pool = ThreadPoolExecutor(workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[Item, Hand], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        """Answers in the order of the items, of which few wait at a time."""
        waiting: deque[Future[Answer]] = deque()
        for item in items:
            waiting.append(self._pool.submit(self._do, work, item))
            while len(waiting) > self._workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _do(self, work: Callable[[Item, Hand], Answer], item: Item) -> Answer:
        hand = self._idle.get()
        try:
            return work(item, hand)
        finally:
            self._idle.put(hand)
