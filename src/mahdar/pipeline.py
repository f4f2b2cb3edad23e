"""Reader: the ordered, immutable steps from Document to Record. Reads neither clock nor network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from mahdar._version import __version__
from mahdar.analysis.mentions import Mentions
from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis
from mahdar.errors import ConfigError
from mahdar.extract.acts import find_acts
from mahdar.extract.conditions import find_conditions
from mahdar.extract.names import find_names
from mahdar.extract.quantities import find_quantities
from mahdar.extract.speech import find_speech
from mahdar.extract.times import find_times
from mahdar.knowledge import load as load_knowledge
from mahdar.merge import combine
from mahdar.record import Document, Note, ReaderInfo, Record, make_document
from mahdar.resolve import resolve
from mahdar.tagger import load_encoder

if TYPE_CHECKING:
    from mahdar.tagger.scores import Scores

MODES = ("grammar", "tagger", "both")
# Characters that are read of one text: a long book; reports have thousands. Some seven seconds and 400 MB.
LONGEST = 1_000_000
# Reports that are encoded side by side.
BATCH = 16


def _batched(documents: Iterable[Document | str], size: int) -> Iterator[list[Document | str]]:
    some: list[Document | str] = []
    for document in documents:
        some.append(document)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


class Reader:
    """Reads documents into records.

    Built once, immutable, safe to share between threads and to pickle to workers.

    Args:
        language: BCP 47 code of the language to read; only `ar` so far.
        mode: `grammar` (tables and rules alone), `tagger` (the learned reader alone for names, speech and acts) or `both`.
            None takes `both` where the learned reader can be loaded. Where it is asked for and cannot, a warning
            names the file and grammar reads alone.

    Raises:
        ConfigError: a language or mode that does not exist.
    """

    def __init__(self, language: str = "ar", mode: str | None = None) -> None:
        if language != "ar":
            raise ConfigError("language", f"{language!r} is not read yet; use 'ar'")
        if mode is not None and mode not in MODES:
            raise ConfigError("mode", f"{mode!r} is not one of {', '.join(MODES)}")
        self.language = language
        self._knowledge = load_knowledge()
        self._analyser = Analyser(self._knowledge)
        self._encoder = None if mode == "grammar" else load_encoder()
        self.mode = "grammar" if self._encoder is None else mode or "both"
        self._info = ReaderInfo(
            version=__version__,
            mode=self.mode,
            model=None if self._encoder is None else self._encoder.digest,
            knowledge=self._knowledge.digest,
        )

    def __reduce__(self) -> tuple[type[Reader], tuple[str, str]]:
        return Reader, (self.language, self.mode)

    def analyse(self, document: Document) -> Analysis:
        """Words, sentences and clauses of a document."""
        return self._analyser.analyse(document)

    def mentions(self, analysis: Analysis) -> Mentions:
        """All mentions that the grammar finds, unresolved."""
        return Mentions(
            names=find_names(analysis, self._knowledge),
            times=find_times(analysis),
            quantities=find_quantities(analysis, self._knowledge),
            speech=find_speech(analysis),
            triggers=find_acts(analysis),
            conditions=find_conditions(analysis),
        )

    def read(self, document: Document | str) -> Record:
        """The record of one document (or of a plain text).

        A document in another language, and one that a step cannot finish, yields a record with a note that says so.
        """
        return next(self._batch([document]))

    def read_many(self, documents: Iterable[Document | str]) -> Iterator[Record]:
        """Records of many documents, in order; the learned reader encodes some of them side by side."""
        if self._encoder is None:
            for document in documents:
                yield self.read(document)
            return
        for some in _batched(documents, BATCH):
            yield from self._batch(some)

    def _batch(self, documents: Sequence[Document | str]) -> Iterator[Record]:
        """Records of some documents: analyses first, then their scores, then what is made of them."""
        prepared = [self._prepared(document) for document in documents]
        analysed = [one for one in prepared if not isinstance(one, Record)]
        scores: Iterator[Scores] | None = None
        if self._encoder is not None and analysed:
            scores = self._encoder.many(analysed)
        for one in prepared:
            if isinstance(one, Record):
                yield one
                continue
            own = None if scores is None else next(scores)
            yield self._whole(*one, own)

    def _prepared(self, document: Document | str) -> tuple[Analysis, Mentions] | Record:
        """What grammar makes of a document, or its record where there is nothing more to do."""
        if isinstance(document, str):
            document = make_document(document, language=self.language)
        if document.language not in (self.language, "und"):
            return self._empty(
                document, "language", f"not read: the text is in {document.language!r}, not Arabic"
            )
        if not document.text.strip():
            return self._empty(document, "empty", "the text is empty")
        if len(document.text) > LONGEST:
            return self._part(document)
        try:
            analysis = self.analyse(document)
            return analysis, self.mentions(analysis)
        except Exception as error:
            # One bad report must not stop a batch; what was caught stands in the record.
            return self._empty(document, "failure", _told(error))

    def _whole(self, analysis: Analysis, grammar: Mentions, scores: Scores | None) -> Record:
        """The record of an analysed report, with the learned reader's scores where it reads too."""
        try:
            if scores is None:
                return resolve(combine(grammar), analysis, self._knowledge, self._info)
            from mahdar.tagger.decode import decode  # with numpy, which grammar alone does not need

            found = decode(analysis, scores, doubtful=self.mode == "both")
            if self.mode == "tagger":
                mentions = msgspec.structs.replace(found, times=grammar.times, quantities=grammar.quantities)
            else:
                mentions = combine(grammar, found, scores, analysis)
            return resolve(mentions, analysis, self._knowledge, self._info, scores)
        except Exception as error:
            return self._empty(analysis.document, "failure", _told(error))

    def _part(self, document: Document) -> Record:
        """The record of a text beyond all reports: its beginning is read, and a note says how far."""
        edge = max(document.text.rfind(" ", 0, LONGEST), document.text.rfind("\n", 0, LONGEST))
        edge = edge if edge > 0 else LONGEST
        read = self.read(msgspec.structs.replace(document, text=document.text[:edge]))
        message = f"read up to character {edge:,} of {len(document.text):,}: longer than any report"
        note = Note(kind="length", message=message, start=edge, end=len(document.text))
        whole = msgspec.structs.replace(read.document, text=document.text, notes=[*read.document.notes, note])
        return msgspec.structs.replace(read, document=whole)

    def _empty(self, document: Document, kind: str, message: str) -> Record:
        known = any(note.kind == kind for note in document.notes)
        notes = document.notes if known else [*document.notes, Note(kind=kind, message=message)]
        return Record(reader=self._info, document=msgspec.structs.replace(document, notes=notes))


def _told(error: Exception) -> str:
    name = type(error).__name__
    return f"not read: {name}" if isinstance(error, RecursionError) else f"not read: {name}: {error}"
