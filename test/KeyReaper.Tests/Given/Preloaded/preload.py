"""
Runs Python's command line tools as forks of one process that has imported them: importing takes most of their time.

Arguments: a folder, in which a stand-in for each tool is made, to be first on the PATH. Prints a line when they can be used. Ends when its input does.
"""

import gc, importlib, json, os, runpy, shutil, signal, socket, struct, sys, sysconfig, threading, time, traceback

TOOLS = {"aws": "awscli.clidriver", "cfn-lint": "cfnlint.runner"}

STAND_IN = """#!{python} -IS
import json, os, socket, struct, sys
with socket.socket(socket.AF_UNIX) as there:
    there.connect({address!r})
    request = json.dumps([{tool!r}, sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
    socket.send_fds(there, [struct.pack("!I", len(request))], [0, 1, 2])
    there.sendall(request)
    code = there.recv(1)
sys.exit(code[0] if code else 255)
"""


def installed():
    """Those that the PATH leads to in this very Python: another one's, or another version, is left alone."""
    here = os.path.dirname(shutil.which("python3"))
    scripts = sysconfig.get_path("scripts")
    for tool, module in TOOLS.items():
        found, script = shutil.which(tool), os.path.join(scripts, tool)
        if found and os.path.dirname(found) == here and os.path.exists(script):
            yield tool, module, script


def request(there):
    head, descriptors, _, _ = socket.recv_fds(there, 4, 3)
    length, body = struct.unpack("!I", head)[0], b""
    while len(body) < length:
        body += there.recv(length - len(body))
    return *json.loads(body), descriptors


def run(script, arguments, environment, folder, descriptors):
    """In the fork: becomes what a new process would be."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w", closefd=False), open(2, "w", closefd=False)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    time.tzset()
    sys.argv = [script, *arguments]
    try:
        runpy.run_path(script, run_name="__main__")
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    for stream in sys.stdout, sys.stderr:
        try:
            stream.flush()
        except OSError:
            code = code or 120  # Python's own, for an output that could not be written
    return code


def end_with_input(folder):
    sys.stdin.read()
    shutil.rmtree(folder)
    os._exit(0)


def main(folder):
    scripts, before = {}, dict(os.environ)
    for tool, module, script in installed():
        importlib.import_module(module)
        scripts[tool] = script
    set_by_import = {name: value for name, value in os.environ.items() if before.get(name) != value}

    address = os.path.join(folder, "socket")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(64)
    for tool in scripts:
        path = os.path.join(folder, tool)
        with open(path, "w") as file:
            file.write(STAND_IN.format(python=sys.executable, address=address, tool=tool))
        os.chmod(path, 0o755)

    threading.Thread(target=end_with_input, args=[folder], daemon=True).start()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork: it answers by itself
    print("ready", flush=True)
    while True:
        there, _ = listening.accept()
        if os.fork() == 0:
            gc.disable()  # it ends before it could run out of memory
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listening.close()
            tool, arguments, environment, working_folder, descriptors = request(there)
            code = 1
            try:
                code = run(scripts[tool], arguments, environment | set_by_import, working_folder, descriptors)
            finally:
                there.send(bytes([code & 0xFF]))
                os._exit(code & 0xFF)
        there.close()


if __name__ == "__main__":
    main(sys.argv[1])
