"""Reader: the ordered, immutable steps from Document to Record. Reads neither clock nor network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

MODES = ("grammar",)
# Characters that are read of one text: a long book; reports have thousands. Some seven seconds and 400 MB.
LONGEST = 1_000_000


class Reader:
    """Reads documents into records.

    Built once, immutable, safe to share between threads and to pickle to workers.

    Args:
        language: BCP 47 code of the language to read; only `ar` so far.
        mode: `grammar`: tables and rules. (The learned reader has no weights yet.)

    Raises:
        ConfigError: a language or mode that does not exist.
    """

    def __init__(self, language: str = "ar", mode: str = "grammar") -> None:
        if language != "ar":
            raise ConfigError("language", f"{language!r} is not read yet; use 'ar'")
        if mode not in MODES:
            raise ConfigError("mode", f"{mode!r} is not one of {', '.join(MODES)}")
        self.language = language
        self.mode = mode
        self._knowledge = load_knowledge()
        self._analyser = Analyser(self._knowledge)
        self._info = ReaderInfo(version=__version__, mode=mode, knowledge=self._knowledge.digest)

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
            quantities=find_quantities(analysis),
            speech=find_speech(analysis),
            triggers=find_acts(analysis),
            conditions=find_conditions(analysis),
        )

    def read(self, document: Document | str) -> Record:
        """The record of one document (or of a plain text).

        A document in another language, and one that a step cannot finish, yields a record with a note that says so.
        """
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
            return resolve(combine(self.mentions(analysis)), analysis, self._knowledge, self._info)
        except RecursionError as error:
            return self._empty(document, "failure", f"not read: {type(error).__name__}")
        except Exception as error:
            # One bad report must not stop a batch; what was caught stands in the record.
            return self._empty(document, "failure", f"not read: {type(error).__name__}: {error}")

    def read_many(self, documents: Iterable[Document | str]) -> Iterator[Record]:
        """Records of many documents, in order, one at a time."""
        for document in documents:
            yield self.read(document)

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
