"""Column types with their byte lengths in the name."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import LargeBinary
from sqlalchemy.orm import mapped_column

Bytes = Annotated[bytes, mapped_column(LargeBinary)]
B16 = Annotated[bytes, mapped_column(LargeBinary(16))]
B32 = Annotated[bytes, mapped_column(LargeBinary(32))]
