"""The file of a tally, byte for byte as the embedded program writes it.

Also runs in the executors of a cluster, and so imports the standard library alone.
"""
import functools
import hashlib
import os
import re
import unicodedata

# What Unicode calls white space, and U+FEFF, which a reader would take for a byte order mark.
_SPACE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_QUOTED = re.compile(f'[",\r\n]|^[{_SPACE}\ufeff]|[{_SPACE}]\\Z')
_LARGEST = 2**63 - 1


class EngineError(Exception):
    """What went wrong, and the exit code that says so."""

    def __init__(self, code, text):
        super().__init__(f"exit {code}: {text}")
        self.code, self.text = code, text

    def __reduce__(self):
        return EngineError, (self.code, self.text)


@functools.lru_cache(maxsize=1 << 16)
def cell(text):
    """A cell as text of CSV: quoted where it holds a separator or has outer white space."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        # The embedded program takes texts for equal that Unicode calls equal; SQL does not.
        raise EngineError(65, "a text is not in composed form (NFC); count with --engine embedded")
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def record(texts, numbers=()):
    """A row of the file: texts, then numbers."""
    for number in numbers:
        if number > _LARGEST:
            raise EngineError(65, "AMT-RANGE: a sum is larger than 64 bits hold")
    cells = [cell(text) for text in texts] + [str(number) for number in numbers]
    return (",".join(cells) + "\n").encode()


def seal(name, digest):
    """The last line, which tells that nothing was cut or edited."""
    return f"{name},{digest.hexdigest()}\n".encode()


def write(path, columns, keys, seal_name, rows):
    """Writes the rows of one tally, sorted by key: whole under its name, or not at all.

    keys: how many cells of a row are its key; the rest are numbers.
    """
    folder, name = os.path.split(path)
    # Two attempts at one file may run on two machines at once; both write the same.
    temporary = os.path.join(folder, f".tmp-{name[:150]}-{os.urandom(8).hex()}")
    digest = hashlib.sha256()
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for line in _lines(columns, keys, rows):
                digest.update(line)
                file.write(line)
            file.write(seal(seal_name, digest))
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    synchronize(folder)


def _lines(columns, keys, rows):
    yield record(columns)
    for row in rows:
        yield record(row[:keys], row[keys:])


def is_sound(path, columns, seal_name):
    """Whether a file holds a tally of these columns with its seal."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return False
    end = content.rfind(b"\n", 0, -1) + 1
    body = content[:end]
    return body.startswith(record(columns)) and content[end:] == seal(
        seal_name, hashlib.sha256(body)
    )


def synchronize(folder):
    """Brings the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_content(path, digest):
    """Refuses a file of the archive that differs from what its snapshot says."""
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while chunk := file.read(1 << 20):
                found.update(chunk)
    except FileNotFoundError:
        raise EngineError(66, f"{path}: does not exist") from None
    if found.hexdigest() != digest:
        raise EngineError(65, f"{path}: differs from its snapshot: hash")
