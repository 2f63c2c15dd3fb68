"""Register rows into the site: new documents many at a time, exactly as inserting each would store them; changed ones
through the platform, one by one.

`batch` says what is to be written, `acceptance` what the platform would refuse of it, `listeners` which DocTypes have
something on this site that wants to hear of each document, and therefore take the slow way; `writer` does it.
"""

from lianzheng_risk.store.writing.batch import Batch
from lianzheng_risk.store.writing.outcome import Outcome, RowRefused, Story
from lianzheng_risk.store.writing.writer import write_batch

__all__ = ["Batch", "Outcome", "RowRefused", "Story", "write_batch"]
