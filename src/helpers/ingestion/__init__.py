"""Chapter 01: from a case folder to documents, their texts, what was removed and whom they credit.

`read` takes the files to raw articles, `clean` the raw articles to the chapter's tables,
`kept` leaves out what a person took out, `describe` says what came of it.
"""

from helpers.ingestion.documents import clean, kept, read
from helpers.ingestion.summary import describe

__all__ = ["clean", "describe", "kept", "read"]
