"""One module a kind of file: bytes in, sheets of plain cells out."""
