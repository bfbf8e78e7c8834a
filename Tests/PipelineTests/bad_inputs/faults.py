"""Ways to disturb a run: missing rights and programs, small disks, slow calls."""

import os
import shutil
import subprocess

from .cases import NotRun

NOBODY = 65534


def need(*programs):
    """Ends the case as not run where a program is missing."""
    for program in programs:
        if not shutil.which(program):
            raise NotRun(f"{program} is missing")


def need_root():
    if os.geteuid() != 0:
        raise NotRun("needs root")


def need_mount():
    """Ends the case as not run where no file system may be mounted."""
    need_root()
    need("unshare")
    tried = subprocess.run(
        ["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"], capture_output=True)
    if tried.returncode:
        raise NotRun("file systems may not be mounted here")


def shell(text):
    """A wrapper that runs the program as `"$@"` within a line of shell."""
    return ("sh", "-c", text, "sh")


def as_nobody(context, workspace):
    """Gives a workspace to a user without rights; returns a wrapper that runs as that user."""
    need_root()
    need("setpriv")
    # The user must reach the programs and the workspace, but own nothing else.
    os.chmod(context.folder, 0o755)
    programs = os.path.join(context.folder, "programs")
    if not os.path.isdir(programs):
        os.makedirs(programs)
        shutil.copy(workspace.program(), programs)
        os.chmod(programs, 0o755)
    workspace.programs = programs
    subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", workspace.path], check=True)
    wrapper = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    if workspace.call("--version", wrapper=wrapper).code:
        raise NotRun("another user cannot start the program here")
    return wrapper
