"""Makes the kit's own environment and starts it. Standard library only, so that any Python can run it.

    python3 start.py                 start the kit (a demonstration, in the folder `workspace`)
    python3 start.py test [...]      run every test
    python3 start.py check [...]     check the content
    python3 start.py bench [...]     run the benchmarks

Written so that an old Python reads it far enough to say which Python is needed.
"""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")


def give_up(sentence):
    """End with one sentence that says what is wrong and what to do."""
    sys.stderr.write("\n" + sentence + "\n\n")
    sys.exit(1)


def run(command, **options):
    """Run a command and return its exit code."""
    return subprocess.call(command, cwd=HERE, **options)


def need_python():
    """Stop with a sentence where Python is too old or cannot make an environment."""
    if sys.version_info < (3, 11):
        give_up(
            "Alongside needs Python 3.11 or newer; this is Python %d.%d. Install a newer one from python.org "
            "(or your system's packages) and start again." % sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        give_up(
            "This Python cannot make an environment. On Debian or Ubuntu run: sudo apt-get install "
            "python%d.%d-venv   and start again." % sys.version_info[:2]
        )


def stamp_of(lock):
    """Return what the environment must have been made from: the lock file, the project file, this Python."""
    digest = hashlib.sha256(("%d.%d" % sys.version_info[:2]).encode())
    for name in (lock, "pyproject.toml", "hatch_build.py"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    for folder, _folders, files in sorted(os.walk(os.path.join(HERE, "src", "alongside", "jupyter"))):
        digest.update("".join([folder.replace(HERE, "")] + sorted(files)).encode())
    return digest.hexdigest()


def environment(lock):
    """Make the environment from `lock`, or leave it alone when it was made from the same files."""
    stamp = os.path.join(VENV, lock + ".stamp")
    wanted = stamp_of(lock)
    if os.path.exists(PYTHON) and os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    if not os.access(HERE, os.W_OK):
        give_up("Alongside cannot write in its own folder (%s). Copy the folder to a place that is yours." % HERE)
    print("Preparing Alongside. The first time this takes some minutes and needs the internet.")
    sys.stdout.flush()
    if not os.path.exists(PYTHON) and run([sys.executable, "-m", "venv", VENV]):
        give_up("The environment could not be made in %s. Is the disk full?" % VENV)
    if install(lock):
        give_up("The parts of the kit could not be installed. Is this computer on the internet? Then start again.")
    with open(stamp, "w") as file:
        file.write(wanted)


def install(lock):
    """Install what `lock` lists and the kit itself; return an exit code. `uv` is used where it is at hand."""
    uv = shutil.which("uv")
    if uv:
        tool = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON]
    else:
        tool = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return run(tool + ["--no-deps", "--require-hashes", "-r", lock]) or run(
        tool + ["--no-deps", "--no-build-isolation", "--editable", "."]
    )


def browser():
    """Return a Chromium for the browser tests; install Debian's where this is root, else say what to do."""
    named = os.environ.get("ALONGSIDE_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if named:
        return named
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests.")
        sys.stdout.flush()
        quiet = {"stdout": subprocess.DEVNULL, "env": dict(os.environ, DEBIAN_FRONTEND="noninteractive")}
        if not (run([apt, "update"], **quiet) or run([apt, "install", "-y", "chromium", "fonts-dejavu"], **quiet)):
            return shutil.which("chromium")
    give_up(
        "The browser tests need Chromium. Install it (Debian and Ubuntu: sudo apt-get install chromium; elsewhere "
        "from your system's packages), or name one you have: ALONGSIDE_CHROMIUM=/path/to/chromium make test"
    )


def kit(arguments):
    """Run the kit itself and return its exit code; Ctrl+C reaches it, and it says goodbye."""
    child = subprocess.Popen([PYTHON, "-m", "alongside"] + arguments, cwd=HERE)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def main(arguments):
    """Do what was asked; without a word, start."""
    need_python()
    task, rest = (arguments[0], arguments[1:]) if arguments else ("start", [])
    if task == "test":
        environment("requirements-test.lock")
        os.environ["ALONGSIDE_CHROMIUM"] = browser()
        return run([PYTHON, "-m", "pytest"] + rest)
    environment("requirements.lock")
    if task == "bench":
        return run([PYTHON, os.path.join("bench", "run.py")] + rest)
    if task == "start" and not [word for word in rest if not word.startswith("-")]:
        rest = [os.path.join(HERE, "workspace"), "--demonstration"] + rest
    return kit([task] + rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
