"""The data key of a shop, wrapped by a password or by the spare password that is printed, and that one's words.

Argon2id follows RFC 9106 with the least cost OWASP names (Password Storage Cheat Sheet: 19 MiB and two rounds) as its floor;
the wrap is AES-256-GCM (NIST SP 800-38D), so that a wrong password and a changed wrap are told apart from a right one.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
PAPER: Final = "paper"  # whose wrap it is: the spare password's
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
_MISREAD: Final = str.maketrans("OIL", "011")
_PAPER_BYTES: Final = 20  # 160 bits
GROUP: Final = 4  # letters
GROUPS: Final = 9  # eight of the key and one that checks them


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one password costs: memory in KiB, rounds, lanes."""

    memory: int = 65_536
    rounds: int = 3
    lanes: int = 4


COST: Cost = Cost()  # 64 MiB, 3 rounds, 4 lanes: 0.2 s on a small computer of 2024
_MOST: Final = Cost(memory=262_144, rounds=10, lanes=16)  # what a keyring somebody tampered with may ask of this computer


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key under a lock: salt and cost of the password, nonce and what was wrapped with its tag."""

    salt: bytes
    cost: Cost
    nonce: bytes
    sealed: bytes

    def refuse_absurd(self) -> None:
        """A ValueError for what no program of ours wrote."""
        cost = self.cost
        asks = ((cost.memory, _MOST.memory), (cost.rounds, _MOST.rounds), (cost.lanes, _MOST.lanes))
        sizes = (len(self.salt), len(self.nonce), len(self.sealed))
        if sizes != (SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES) or any(not 1 <= asked <= most for asked, most in asks):
            raise ValueError("no wrap of ours")


def new_key() -> bytes:
    """A data key: 256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def name_of(key: bytes) -> str:
    """What a key is called where it may be read by anybody: tells nothing of it."""
    return hashlib.sha256(b"shukebu key\0" + key).hexdigest()[:16]


def wrap(key: bytes, password: str, whose: str) -> Wrapped:
    """Put the key under a password. `whose`: it opens under this name alone, so that nobody passes theirs off as another's."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    return Wrapped(salt, COST, nonce, AESGCM(_derived(password, salt, COST)).encrypt(nonce, key, whose.encode()))


def unwrap(wrapped: Wrapped, password: str, whose: str) -> bytes | None:
    """The key, or None where the password is not the one; also where the wrap was changed or asks too much."""
    from argon2.exceptions import Argon2Error
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        wrapped.refuse_absurd()
        derived = _derived(password, wrapped.salt, wrapped.cost)
        return AESGCM(derived).decrypt(wrapped.nonce, wrapped.sealed, whose.encode())
    except (InvalidTag, ValueError, Argon2Error):  # Argon2's own: there is not so much memory
        return None


def hashed(pin: str) -> str:
    """What is kept of a PIN: cost, salt and digest in hex. Four digits are guessed by whoever has the file; see people.py."""
    salt = secrets.token_bytes(SALT_BYTES)
    return f"{COST.memory}:{COST.rounds}:{COST.lanes}:{salt.hex()}:{_derived(pin, salt, COST).hex()}"


def is_of(pin: str, kept: str) -> bool:
    """Whether this is the PIN it was made from."""
    memory, rounds, lanes, salt, digest = kept.split(":")
    derived = _derived(pin, bytes.fromhex(salt), Cost(int(memory), int(rounds), int(lanes)))
    return secrets.compare_digest(derived.hex(), digest)


def new_paper() -> str:
    """A spare password: eight groups of four letters of 160 random bits, and a ninth that checks them."""
    return words_of(secrets.token_bytes(_PAPER_BYTES))


def words_of(secret: bytes) -> str:
    """A secret of 20 bytes as it is printed: XXXX-XXXX-...-CCCC, so that a slip of the pen is noticed."""
    number = int.from_bytes(secret)
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(len(secret) * 8 - 5, -1, -5))
    whole = letters + _check(letters)
    return "-".join(whole[at : at + GROUP] for at in range(0, len(whole), GROUP))


def read(typed: str) -> str | None:
    """The spare password as it was printed, whatever hyphens, blanks, small or mistaken letters were typed; None: a slip."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    letters = "".join(letter for letter in plain if letter in _ALPHABET)
    if len(letters) != GROUP * GROUPS or _check(letters[:-GROUP]) != letters[-GROUP:]:
        return None
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def _check(letters: str) -> str:
    digest = int.from_bytes(hashlib.sha256(letters.encode("ascii")).digest()[:4])
    return "".join(_ALPHABET[digest >> shift & 31] for shift in range(0, 5 * GROUP, 5))


def _derived(password: str, salt: bytes, cost: Cost) -> bytes:
    """The password is normalised, or the same letters typed on another computer would not open."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        unicodedata.normalize("NFKC", password).encode(), salt, cost.rounds, cost.memory, cost.lanes, KEY_BYTES, Type.ID
    )
