"""The official Python SDK, a stranger on both sides.

    python3 tests/sdk/run.py [--counterfoil PATH]

Makes a virtual environment with the SDK under the target folder. There the SDK makes every call of the table at a
practice gateway; a gateway built on the SDK's own verification checks every call our terminal makes; and the fields
of the SDK's request classes are compared with ours. The last line is `N passed, N failed`.

| file | what it is |
|---|---|
| `official_sdk.py` | runs the suites; at its top, the calls that the SDK does not know |
| `payments.py`, `products.py`, `counter.py` | the SDK at the practice gateway (`practice.py`) |
| `our_bytes.py`, `shop.py` | our terminal at the SDK's gateway (`counterpart.py`) |
| `fields.py`, `explained.json` | fields that the SDK can say and we cannot |
| `shapes.py`, `table.py` | the SDK's classes, and our table of calls |
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", TOP / "target"))
HERE = pathlib.Path(__file__).resolve().parent
PINS = HERE / "requirements.txt"


def run(*command):
    """Runs a command; gives whether it went well, and prints what it said when not."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        print(done.stdout)
    return done.returncode == 0


def interpreter():
    """A Python with the pinned SDK, and what its PYTHONPATH must be."""
    home = TARGET / "sdk-venv"
    ready = home / "ready.txt"
    pins = PINS.read_text()
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    folder = home / "packages"
    if not ready.exists() or ready.read_text() != pins:
        shutil.rmtree(home, ignore_errors=True)
        home.parent.mkdir(parents=True, exist_ok=True)
        print("installing the official SDK")
        in_venv = run(sys.executable, "-m", "venv", home) and run(python, "-m", "pip", "install", "--quiet", "-r", PINS)
        if not in_venv:
            # No venv or no ensurepip on this machine: a folder of its own does as well.
            shutil.rmtree(home, ignore_errors=True)
            if not run(sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "-r", PINS):
                raise SystemExit("the official SDK cannot be installed")
        ready.write_text(pins)
    return (sys.executable, str(folder)) if folder.exists() else (str(python), None)


def main():
    arguments = argparse.ArgumentParser()
    name = "counterfoil.exe" if os.name == "nt" else "counterfoil"
    arguments.add_argument("--counterfoil", type=pathlib.Path, default=TARGET / "debug" / name)
    counterfoil = arguments.parse_args().counterfoil
    if not counterfoil.exists() and not run("cargo", "build", "--package", "cli", "--manifest-path", TOP / "Cargo.toml"):
        raise SystemExit(f"{counterfoil} is not there and cannot be built")
    python, path = interpreter()
    environment = dict(os.environ)
    if path:
        environment["PYTHONPATH"] = path
    raise SystemExit(subprocess.run([python, str(HERE / "official_sdk.py"), str(counterfoil)], env=environment).returncode)


if __name__ == "__main__":
    main()
