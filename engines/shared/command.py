"""The command line that every engine has."""
import argparse
import os
import sys
import tomllib

from plan import Plan
from tally_file import EngineError


def main(engine, count, add_options=None):
    """Counts what is not cached; says on standard error why not, and exits accordingly."""
    parser = argparse.ArgumentParser(
        description=f"Count the partitions of a workspace with {engine}; "
        "the files are those that caseload-count would write."
    )
    parser.add_argument("--workspace", default=".", help="folder of the workspace")
    parser.add_argument("--snapshot", type=int, help="number of the snapshot (default: the newest)")
    parser.add_argument(
        "--basis", choices=["decided", "filed"],
        help="by which date a case belongs to a month (default: the settings')",
    )
    if add_options:
        add_options(parser)
    options = parser.parse_args()
    # Tallies hold pseudonyms, as the archive does.
    os.umask(0o077)
    try:
        basis = options.basis or _basis(options.workspace)
        count(Plan(options.workspace, options.snapshot, basis), options)
    except EngineError as error:
        _end(error.code, error.text)
    except OSError as error:
        _end(74, f"{error.filename or 'a file'}: {error.strerror}")


def _basis(workspace):
    try:
        with open(os.path.join(workspace, "caseload.toml"), "rb") as file:
            return tomllib.load(file).get("counting", {}).get("basis", "decided")
    except FileNotFoundError:
        return "decided"
    except tomllib.TOMLDecodeError:
        raise EngineError(78, "caseload.toml: is not TOML") from None


def _end(code, text):
    print(f"error: {text}", file=sys.stderr)
    sys.exit(code)
