"""The limits of the reading child: memory and time by the system, sizes of packed files before they are opened."""

import contextlib
import io
import re
import struct
import sys
import zipfile
import zlib

from importers.declined import decline

MEMORY = 960 * 2**20  # bytes; the child stays under one gigabyte whatever it is fed
ROWS, COLUMNS = 200_000, 500  # of content, in one sheet
SECONDS = 300  # of computing, for the longest list on a slow machine
FILE = 50 * 2**20
UNPACKED = 500 * 2**20
_RATIO = 200
_SMALL = 20 * 2**20  # below this the ratio says nothing: a sheet of one repeated word packs well
_ENTRIES = 2_000
_PARTS = {"xl/sharedstrings.xml": 150 * 2**20, "xl/styles.xml": 20 * 2**20}  # ten times what the longest list needs
_PEEK = 4096
_MANY_STYLES = 256 * 2**10  # bytes of styles that get a look
_STYLE_WORK = 50 * 10**6  # letters of number formats over all cell formats; Excel allows 65,490 of at most 255 letters
_FORMAT_CODE = re.compile(rb"formatCode\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b")
#: What a broken packed file makes zipfile raise.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)
_FORBIDDEN = re.compile(rb"<!DOCTYPE[^>\[]*\[|<!ENTITY")


def apply() -> None:
    """Put this process under the limits; the first thing the child does."""
    if sys.platform == "win32":
        _apply_windows()
    else:
        import resource

        for what, limit in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
            _soft, hard = resource.getrlimit(what)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
                resource.setrlimit(what, (most, most))


def _apply_windows() -> None:
    """A job object that holds only this process: memory, computing time, and no life after the handle is closed."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),  # in 100 ns
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    process_time, active_process, process_memory = 0x2, 0x8, 0x100
    extended_information = 9
    limit = Extended()
    limit.basic.flags = process_time | active_process | process_memory
    limit.basic.process_time = SECONDS * 10_000_000
    limit.basic.active_processes = 1
    limit.process_memory = MEMORY
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    kernel.SetInformationJobObject(job, extended_information, ctypes.byref(limit), ctypes.sizeof(limit))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())


def opened_zip(data: bytes) -> zipfile.ZipFile:
    """The packed file, its sizes and entries checked; raises a UserError for a bomb, zipfile's errors for a broken one."""
    packed = zipfile.ZipFile(io.BytesIO(data))
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRIES or unpacked > UNPACKED or (unpacked > _SMALL and unpacked > _RATIO * len(data)):
        raise decline("bomb")
    for entry in entries:
        if entry.file_size > _PARTS.get(entry.filename.lower(), UNPACKED):
            raise decline("bomb")
        if entry.filename.lower() == "xl/styles.xml" and entry.file_size > _MANY_STYLES and not entry.flag_bits & 1:
            _check_styles(packed.read(entry))
        if entry.filename.lower().endswith((".xml", ".rels")) and not entry.flag_bits & 1:
            _check_declarations(packed, entry)
    return packed


def _check_styles(content: bytes) -> None:
    """Readers look through the number format of every cell format: a long one under many of them takes minutes."""
    longest = max((len(found[0]) for found in _FORMAT_CODE.finditer(content)), default=0)
    if longest * sum(1 for _found in _CELL_FORMAT.finditer(content)) > _STYLE_WORK:
        raise decline("bomb")


def _check_declarations(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No part of a workbook declares entities of its own: they are how a small file becomes a big one."""
    with packed.open(entry) as part:
        if _FORBIDDEN.search(part.read(_PEEK)):
            raise decline("bomb")
