"""The public directory of providers, if an operator imported one: no row here is about anybody who uses the app."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from couplebridge.extensions import db
from couplebridge.models.types import Bytes


class DirectoryImport(db.Model):
    """The import that counts; at most one row. `number` names its rows among the providers."""

    __tablename__ = "directory_imports"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    imported_on: Mapped[str] = mapped_column(String(10))
    providers: Mapped[int] = mapped_column(Integer)


class DirectoryProvider(db.Model):
    """One provider of one import. The key is the order in which a block of a three-digit ZIP is read."""

    __tablename__ = "directory_providers"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    zip3: Mapped[str] = mapped_column(String(3), primary_key=True)
    npi: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    fields: Mapped[Bytes]
