"""搬到新電腦: the wizard that writes one file to a stick, the door that takes it in, and what becomes of the old computer."""
