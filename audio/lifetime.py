"""A process that must not outlive the one that started it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from Linux's prctl.h


def die_with(parent: int) -> None:
    """Have the kernel kill this process (Linux) as soon as the process `parent` is gone, however it ends.

    Ends this process at once if that has happened already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)
