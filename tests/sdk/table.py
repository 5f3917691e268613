"""The table of calls, as the program prints it."""

import json
import re
import subprocess
import tempfile

CALLS = {}


def read(counterfoil):
    """Reads the table from `counterfoil call --list`: names and production paths."""
    with tempfile.TemporaryDirectory() as folder:
        command = [counterfoil, "--data-dir", folder, "--json", "call", "--list"]
        listed = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    CALLS.update({row["name"]: row["path"] for row in listed["calls"] if row["what"] == "call"})


def named(path):
    """The call of a path, in whichever form it was sent."""
    plain = re.sub("//+", "/", path).replace("/ams/sandbox/api/", "/ams/api/", 1)
    return next((name for name, own in CALLS.items() if own == plain), None)
