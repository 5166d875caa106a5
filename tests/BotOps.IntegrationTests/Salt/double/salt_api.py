"""
A double of salt-api: python3 salt_api.py PORT CERTIFICATE KEY USER PASSWORD MODULE MINION... Ends when its input does.

It speaks what rest_cherrypy documents of POST /login and POST / (clients local_async, local, runner and wheel; fun saltutil.find_job, jobs.lookup_jid and key.name_match, accept, delete), over
TLS, and runs MODULE, the real execution module, on this machine, whichever minion is asked. What a test wants to go wrong it says by POST /double.
"""

import importlib.util
import json
import secrets
import ssl
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, certificate, key, user, password, module_path, *minions = sys.argv[1:]
specification = importlib.util.spec_from_file_location("botops", module_path)
module = importlib.util.module_from_spec(specification)
specification.loader.exec_module(module)


class State:
    gate = threading.Lock()
    tokens = set()
    logins = 0
    jobs = {}  # jid: minion, fun, running, returned
    told = {}  # minion: how it misbehaves
    last = 0
    keys = dict.fromkeys(minions, "minions")  # id: where its key lies


def fresh_jid():
    with State.gate:
        State.last = max(State.last + 1, int(time.time() * 1000000))
        return time.strftime("%Y%m%d%H%M%S", time.gmtime(State.last // 1000000)) + "{:06d}".format(State.last % 1000000)


def execute(fun, kwarg):
    """What a minion returns: never an error, always a value."""
    name = fun.partition("botops.")[2]
    function = getattr(module, name, None)
    if not name or name.startswith("_") or function is None:
        return "'{}' is not available.".format(fun)
    try:
        return function(**kwarg)
    except TypeError as error:
        return "Passed invalid arguments: {}.".format(error)
    except Exception:  # as salt-minion does
        return "The minion function caused an exception: {}".format(traceback.format_exc())


def work(jid, minion, fun, kwarg):
    how = State.told.get(minion, {})
    if how.get("silent"):
        return
    if "returns" in how:
        value = how["returns"]
    else:
        value = execute(fun, kwarg)
    with State.gate:
        State.jobs[jid]["running"] = False
        if how.get("loses", 0) > 0:  # it was started anew before it could return
            how["loses"] -= 1
            return
        State.jobs[jid]["returned"] = {minion: value}


def local_async(low):
    minion, fun = low["tgt"], low["fun"]
    if State.keys.get(minion) != "minions":
        return {}
    jid = fresh_jid()
    State.jobs[jid] = {"minion": minion, "fun": fun, "running": True, "returned": {}}
    threading.Thread(target=work, args=(jid, minion, fun, low.get("kwarg") or {}), daemon=True).start()
    return {"jid": jid, "minions": [minion]}


def local(low):
    minion = low["tgt"]
    if State.keys.get(minion) != "minions" or State.told.get(minion, {}).get("silent"):
        return {}
    job = State.jobs.get(low["kwarg"]["jid"])
    return {minion: {"jid": low["kwarg"]["jid"], "fun": job["fun"]} if job and job["running"] else {}}


def runner(low):
    job = State.jobs.get(low["jid"])
    return dict(job["returned"]) if job else {}


def wheel(low):
    fun, minion = low["fun"], low["match"]
    state = State.keys.get(minion)
    if fun == "key.accept" and state == "minions_pre":
        state = State.keys[minion] = "minions"
    elif fun == "key.delete":
        State.keys.pop(minion, None)
        state = None
    jid = fresh_jid()
    return {"tag": "salt/wheel/" + jid, "data": {"jid": jid, "fun": "wheel." + fun, "user": user, "success": True, "return": {state: [minion]} if state else {}}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"null")
        if self.path == "/double":
            self.reply(200, control(body))
        elif self.path == "/login":
            self.log_in(body)
        elif self.path != "/":
            self.reply(404)
        elif self.headers.get("X-Auth-Token") not in State.tokens:
            self.reply(401)
        elif not isinstance(body, list):
            self.reply(400)
        else:
            self.run(body)

    def log_in(self, body):
        if (body.get("username"), body.get("password"), body.get("eauth")) != (user, password, "pam"):
            self.reply(401)
            return
        token = secrets.token_hex(20)
        State.tokens.add(token)
        State.logins += 1
        now = time.time()
        self.reply(200, {"return": [{"token": token, "start": now, "expire": now + 43200, "user": user, "eauth": "pam", "perms": ["botops.*", "saltutil.find_job", "@jobs", {"@key": ["name_match", "accept", "delete"]}]}]})

    def run(self, lows):
        returned = []
        for low in lows:
            client, fun = low.get("client"), low.get("fun", "")
            if client == "local_async" and fun.startswith("botops."):
                returned.append(local_async(low))
            elif client == "local" and fun == "saltutil.find_job":
                returned.append(local(low))
            elif client == "runner" and fun == "jobs.lookup_jid":
                returned.append(runner(low))
            elif client == "wheel" and fun in ("key.name_match", "key.accept", "key.delete"):
                returned.append(wheel(low))
            else:
                self.reply(401)  # external_auth gives no more
                return
        self.reply(200, {"return": returned})

    def reply(self, status, value=None):
        body = json.dumps(value).encode() if value is not None else b"<html>" + str(status).encode() + b"</html>"
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if value is not None else "text/html;charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def control(body):
    if "minion" in body:
        State.told[body["minion"]] = body.get("how") or {}
    if "key" in body:
        minion, state = body["key"]
        if state:
            State.keys[minion] = state
        else:
            State.keys.pop(minion, None)
    if body.get("forget"):
        State.tokens.clear()
    return {"logins": State.logins, "jobs": [dict(job, jid=jid) for jid, job in State.jobs.items()]}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def finish_request(self, request, client_address):
        """In the request's own thread, so that nobody waits for another's handshake."""
        try:
            with context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        except (ssl.SSLError, OSError):
            pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server = Server(("127.0.0.1", int(port)), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
sys.stdin.read()
