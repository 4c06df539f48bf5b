"""Makes the kit's own environment and starts it. Standard library only, so that any Python can run it.

    python3 start.py                 start the kit (a demonstration, in the folder `workspace`)
    python3 start.py test [...]      run every test
    python3 start.py bench [...]     run the benchmarks
    python3 start.py COMMAND [...]   any command of the kit: check, init, library ...

Written so that an old Python reads it far enough to say which Python is needed.
"""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = (
    os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")
)
STAMP = os.path.join(VENV, "alongside.stamp")
PROMPT = "Alongside kit"
LOCKS = ("requirements.lock", "requirements-test.lock")
DEVELOPING = {
    # a worker for each core, a file of tests to one worker: a browser, or a desk, serves a whole file
    "test": ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"],
    "bench": ["bench/run.py"],
    "gallery": ["widgets/gallery.py"],
}
"""What is installed, from the smallest: each lock holds all of the one before it."""

PIP_SAYS = ("Collecting ", "Processing ", "Ignoring ", "Requirement already ")
"""How pip begins the one line that it prints about each part."""

OLDEST = (3, 11)
NEWER = ("python3.11", "python3.12", "python3.13", "python3.14")
HEADLESS = "chromium-headless-shell"
"""The same Chromium without its windows: a page of a test opens in a third of the time."""

CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "msedge",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def give_up(sentence):
    """End with one sentence that says what is wrong and what to do."""
    sys.stderr.write("\n" + sentence + "\n\n")
    sys.exit(1)


def say(sentence):
    """Print at once, so that it stands before whatever a command prints."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def run(command, **options):
    """Run a command in the kit's folder and return its exit code."""
    return subprocess.call(command, cwd=HERE, **options)


def become(command):
    """Run a command in place of this process, so that Ctrl+C and every other signal is the command's own."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def need_python():
    """Stop with a sentence where Python is too old or cannot make an environment."""
    if sys.version_info < OLDEST:
        find_newer()
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


def find_newer():
    """Go on in a newer Python where one stands beside this old one: many systems keep both."""
    which = getattr(shutil, "which", lambda name: None)
    for found in filter(None, map(which, NEWER)):
        if subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            sys.exit(become([found] + sys.argv))


def environment(lock):
    """Make the environment from `lock`, or leave it alone when it was made from the same files, here."""
    if made_from(lock):
        return
    with take_turn():
        say("Preparing Alongside. The first time this takes some minutes and needs the internet.")
        prepare(lock)


def prepare(lock):
    """Bring the environment to what `lock` says; only a finished one carries a stamp."""
    if made_from(LOCKS[0]):
        os.remove(STAMP)
    elif made_here() or not os.path.exists(PYTHON):
        begin_afresh()
    if install(lock):
        give_up(
            "The parts of the kit could not be installed; the lines above say why. Is this computer on the "
            "internet, with 1 GB of free disk? Then start again."
        )
    with open(STAMP, "w") as file:
        file.write(" ".join(stamp_of(each) for each in LOCKS[: LOCKS.index(lock) + 1]))


def begin_afresh():
    """Make an empty environment: the last attempt was cut short, or the kit was moved or renewed since."""
    if run([sys.executable, "-m", "venv", "--clear", "--prompt", PROMPT, VENV]):
        give_up("The environment could not be made in %s. Is the disk full, or Alongside still open?" % VENV)


def made_here():
    """Say whether this file made the environment: one that somebody else made is added to, never cleared."""
    settings = os.path.join(VENV, "pyvenv.cfg")
    if not os.path.exists(settings):
        return False
    with open(settings) as file:
        return "prompt = %r" % PROMPT in file.read()


def made_from(lock):
    """Say whether the environment is finished and was made from `lock` as it is now."""
    if not os.path.exists(PYTHON) or not os.path.exists(STAMP):
        return False
    with open(STAMP) as file:
        return stamp_of(lock) in file.read().split()


def stamp_of(lock):
    """Return what an environment depends on, as one hash: the lock, the project, this Python, this folder."""
    digest = hashlib.sha256(repr((sys.version_info[:2], HERE)).encode())
    for name in (lock, "pyproject.toml", "hatch_build.py"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def take_turn():
    """Return an open file that only one start at a time can hold; the system lets go of it after a crash."""
    try:
        file = open(os.path.join(HERE, ".preparing"), "w")
    except OSError:
        give_up("Alongside cannot write in its own folder (%s). Copy it to a folder of your own." % HERE)
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        give_up("Alongside is being prepared in another window. Wait until that one is ready.")
    return file


def install(lock):
    """Install what `lock` lists and the kit itself; return an exit code. `uv` is used where it works."""
    listed = ["--no-deps", "--require-hashes", "-r", lock]
    itself = ["--no-deps", "--no-build-isolation", "--editable", "."]
    uv = shutil.which("uv")
    if uv:
        fast = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON]
        if run(fast + listed) == 0:
            return run(fast + itself)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    return counted(pip + listed, lock) or run(pip + ["--quiet"] + itself)


def counted(command, lock):
    """Run pip and count what it has done, so that a person sees it move; return an exit code."""
    with open(os.path.join(HERE, lock)) as file:
        parts = sum("==" in line for line in file)
    done = 0
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True, errors="replace") as child:
        for line in child.stdout:
            done += line.startswith(PIP_SAYS)
            if sys.stdout.isatty():
                sys.stdout.write("\r%d of %d parts " % (done, parts))
                sys.stdout.flush()
    say("")
    return child.returncode


def browser(task):
    """Return a Chromium for `task`; install Debian's where this is root, else say what to do."""
    named = os.environ.get("ALONGSIDE_CHROMIUM")
    if named:
        found = shutil.which(named)
    else:
        # benchmarks and pictures are of the browser that people have; so is what somebody watches
        plain = task != "test" or os.environ.get("ALONGSIDE_WATCH")
        found = (windowed() if plain else shutil.which(HEADLESS)) or installed(plain) or windowed()
    if not found:
        give_up(
            "The browser tests need Chromium%s. Install it (Debian and Ubuntu: sudo apt-get install "
            "chromium; elsewhere from your system's packages), or name the one you have: "
            "ALONGSIDE_CHROMIUM=/path/to/chromium make test"
            % (", and %s is not there" % named if named else "")
        )
    return found


def windowed():
    """Return the first ordinary Chromium, Chrome or Edge of this machine, or None."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def installed(plain):
    """Install Debian's Chromium where this is root on such a system; return it, or None."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    say("Installing Chromium for the browser tests.")
    quiet = {"stdout": subprocess.DEVNULL, "env": dict(os.environ, DEBIAN_FRONTEND="noninteractive")}
    run(["apt-get", "update"], **quiet)
    for name in ("chromium",) if plain else (HEADLESS, "chromium"):
        if run(["apt-get", "install", "-y", name, "fonts-dejavu"], **quiet) == 0:
            return shutil.which(name)
    return None


def main(arguments):
    """Do what was asked; without a word, or with options only, start."""
    need_python()
    if not arguments or arguments[0].startswith("-"):
        arguments = ["start"] + arguments
    task, rest = arguments[0], arguments[1:]
    if task in DEVELOPING:
        os.environ["ALONGSIDE_CHROMIUM"] = browser(task)
        environment(LOCKS[1])
        os.chdir(HERE)
        return become([PYTHON] + DEVELOPING[task] + rest)
    environment(LOCKS[0])
    if task == "start" and (not rest or rest[0].startswith("-")):
        rest = [os.path.join(HERE, "workspace"), "--demonstration"] + rest
    return become([PYTHON, "-m", "alongside", task] + rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
