"""
Runs BotOps' host script on a minion, and puts it there. Copy this file to ``_modules`` of the master's ``file_roots``, then
``salt '*' saltutil.sync_modules``.

Every function returns a map: ``protocol`` says which arguments it takes, and ``problem`` what is wrong, for people. No text that comes in is ever a
part of a command line; what a call carries reaches the script by its standard input alone.

Python 3.6 or newer, on Linux; nothing but the standard library.
"""

import base64
import hashlib
import os
import pwd
import signal
import subprocess
import tempfile
import zlib

PROTOCOL = 1

_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# Reads the content, and lays it at $1 if its digest is $2: whole or not at all.
_PUT = """
umask 022
mkdir -p -- "${1%/*}" && new=$(mktemp -- "${1%/*}/.${1##*/}.XXXXXXXX.tmp") || exit
trap 'rm -f -- "$new"' EXIT
cat >"$new" || exit
read -r digest _ < <(sha256sum <"$new")
[[ $digest == "$2" ]] || { echo "it arrived damaged: its digest is ${digest:0:12}, not ${2:0:12}" >&2; exit 1; }
chmod 644 -- "$new" && mv -fT -- "$new" "$1"
"""


class _Problem(Exception):
    """What is wrong, in words for people."""


def __virtual__():
    return "botops" if os.path.isdir("/proc/self") else (False, "BotOps' host script needs Linux")


def about():
    """
    Whether the module is here, and which one.

    CLI Example:

    .. code-block:: bash

        salt '*' botops.about
    """
    return {"protocol": PROTOCOL}


def call(root, script, sha256, text, wait=5, user=None, seen=0, seen_sha256=""):
    """
    Runs the host script with a call, and follows it for a while. The verb itself has a session of its own: it goes on when the following ends, and the
    next call of the same text attaches to it.

    root, script
        The host's folder, and the script's path below it; ``sha256`` is the script's digest. One that is not there, or is another, is ``absent``.
    text
        The call, in base64.
    wait
        Seconds to follow it for.
    user
        Whose rights it gets; None: those of the minion.
    seen, seen_sha256
        How many bytes of its output the caller has, and their digest: where they are its beginning they are not returned again.

    Returns ``ended``, ``exit`` (the script's code), and ``output`` beginning at byte ``from``, a character a byte; whole lines unless it has ended.
    """
    return _answer(_call, root, script, sha256, text, wait, user, seen, seen_sha256)


def has(root, path, sha256, user=None):
    """Whether the file at ``path`` below ``root`` is there with that digest: ``has``."""
    return _answer(lambda: {"has": _digest(_below(root, path)) == sha256})


def put(root, path, sha256, content, user=None):
    """
    Lays a small file at ``path`` below ``root``, whole or not at all; ``content`` is its gzip in base64. Large ones do not go by Salt.
    """
    return _answer(_put, root, path, sha256, content, user)


def _answer(function, *arguments):
    try:
        said = function(*arguments)
    except _Problem as problem:
        said = {"problem": str(problem)}
    except OSError as error:
        said = {"problem": "{}: {}".format(error.filename or "the system", error.strerror)}
    said["protocol"] = PROTOCOL
    return said


def _call(root, script, sha256, text, wait, user, seen, seen_sha256):
    path = _below(root, script)
    if _digest(path) != sha256:
        return {"absent": True}

    with tempfile.TemporaryFile() as printed:
        process = _start(["bash", "-p", "--", path], user, printed)
        try:
            process.stdin.write(base64.b64decode(text))
            process.stdin.close()
        except BrokenPipeError:
            pass  # what it printed says why
        try:
            code = process.wait(float(wait))
        except subprocess.TimeoutExpired:
            code = None
            _end(process)
        printed.seek(0)
        output = printed.read()

    end = len(output) if code is not None else output.rfind(b"\n") + 1
    begin = int(seen) if 0 < int(seen) <= end and hashlib.sha256(output[: int(seen)]).hexdigest() == seen_sha256 else 0
    return {"ended": code is not None, "exit": code, "from": begin, "output": output[begin:end].decode("latin-1")}


def _put(root, path, sha256, content, user):
    process = _start(["bash", "-p", "-c", _PUT, "botops-put", _below(root, path), sha256], user, subprocess.PIPE)
    said, _ = process.communicate(zlib.decompress(base64.b64decode(content), 31))
    if process.returncode != 0:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        raise _Problem("cannot put {} there: {}".format(path, lines[-1] if lines else "code {}".format(process.returncode)))
    return {"put": True}


def _start(command, user, output):
    """In a session of its own, with a clean environment and the rights of ``user``."""
    become, home, name = _identity(user)
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd="/",
        env={"PATH": _PATH, "HOME": home, "USER": name, "LANG": os.environ.get("LANG", "C.UTF-8")},
        start_new_session=True,
        preexec_fn=become,
    )


def _identity(user):
    """What makes a child that user (None: nothing has to), the user's home, and the user's name."""
    mine = pwd.getpwuid(os.geteuid())
    if not user or user == mine.pw_name:
        return None, mine.pw_dir, mine.pw_name
    try:
        other = pwd.getpwnam(user)
    except KeyError:
        raise _Problem("there is no user {} on this host".format(user))
    if os.geteuid() != 0:
        raise _Problem("the minion runs as {}, so it cannot become {}".format(mine.pw_name, user))
    groups = os.getgrouplist(user, other.pw_gid)

    def become():
        os.setgroups(groups)
        os.setgid(other.pw_gid)
        os.setuid(other.pw_uid)

    return become, other.pw_dir, user


def _end(process):
    """Ends what only follows the verb."""
    for number, patience in ((signal.SIGTERM, 2), (signal.SIGKILL, None)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass
        try:
            process.wait(patience)
            return
        except subprocess.TimeoutExpired:
            continue


def _below(root, path):
    parts = path.split("/")
    if not os.path.isabs(root) or not path or os.path.isabs(path) or ".." in parts or "\0" in root + path:
        raise _Problem("{} is no path below {}".format(path, root))
    return os.path.join(root, path)


def _digest(path):
    """SHA-256 of a file; None: there is none."""
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                found.update(piece)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.hexdigest()
