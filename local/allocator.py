"""What glibc's allocator is told, in each of our processes and in the database's.

A page of records is some megabytes. Left alone, glibc maps and unmaps each copy of it, and the
kernel clears the memory anew each time, which costs more than everything else about a large page:
half of the database's CPU time and a quarter of the back-end's. Such blocks shall come from the
heap, and the heap keep some. One arena keeps a threaded process small nevertheless. Systems without
glibc ignore it.
"""

from __future__ import annotations

ALLOCATOR = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "33554432",  # bytes, the most that glibc takes
    "MALLOC_TRIM_THRESHOLD_": "67108864",
}
