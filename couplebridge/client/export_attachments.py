"""Photos and voice notes of an opened export: each proved whole before it is handed out."""

from collections.abc import Iterator

from .attachment_flow import TYPE, opened
from .attachments import place_of
from .errors import AttachmentRefusedError
from .export_open import OpenedExport
from .plain_export import file_name


def read_attachments(export: OpenedExport) -> Iterator[tuple[str, bytes | None]]:
    """The name of the file and its content, None where the export does not hold all of it unchanged."""
    owner = export.owner
    for record in export.vault.all(TYPE):
        held = export.store.chunks.get(record.id, {})
        try:
            yield file_name(record), opened(place_of(owner, record.id, record.fields), record.fields, held)
        except AttachmentRefusedError:
            yield file_name(record), None
