"""The execution module by itself: python3 -m unittest module_test.py, with BOTOPS_MODULE and BOTOPS_SCRIPT in the environment."""

import base64
import gzip
import hashlib
import importlib.util
import os
import tempfile
import unittest

specification = importlib.util.spec_from_file_location("botops", os.environ["BOTOPS_MODULE"])
botops = importlib.util.module_from_spec(specification)
specification.loader.exec_module(botops)

with open(os.environ["BOTOPS_SCRIPT"], "rb") as file:
    SCRIPT = file.read()
STATUS = "verb=status\nproject=order-svc\nrelease=0\nfence=0\nlimit=10\ncall=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\nend\n"


def digest(content):
    return hashlib.sha256(content).hexdigest()


def base64_of(content):
    return base64.b64encode(content).decode()


class ModuleTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = self.folder.name

    def put(self, content, path=".botops/bin/script", sha256=None, **more):
        return botops.put(self.root, path, sha256 or digest(content), base64_of(gzip.compress(content)), **more)

    def call(self, script, text="", **more):
        self.assertEqual({"put": True, "protocol": 1}, self.put(script))
        return botops.call(self.root, ".botops/bin/script", digest(script), base64_of(text.encode()), **more)

    def test_a_script_that_is_not_there_or_is_another_is_not_run(self):
        self.assertEqual({"absent": True, "protocol": 1}, botops.call(self.root, ".botops/bin/script", digest(SCRIPT), base64_of(b"")))
        self.put(b"touch ran\n")
        self.assertEqual({"absent": True, "protocol": 1}, botops.call(self.root, ".botops/bin/script", digest(SCRIPT), base64_of(b"")))

    def test_the_host_script_answers(self):
        said = self.call(SCRIPT, STATUS)
        self.assertEqual((True, 0, 0), (said["ended"], said["exit"], said["from"]))
        self.assertIn("::botops code=0\n", said["output"])

    def test_what_a_call_carries_is_in_no_argument_and_no_environment(self):
        said = self.call(b"read -r line; tr '\\0' '\\n' </proc/$$/cmdline; env; echo $line\n", "s3cret $(touch ran)\n")
        self.assertEqual(1, said["output"].count("s3cret"))
        self.assertTrue(said["output"].endswith("s3cret $(touch ran)\n"))
        self.assertNotIn("BOTOPS_MODULE", said["output"])

    def test_following_ends_and_whole_lines_are_returned_once(self):
        said = self.call(b"echo one; echo two; printf thr; sleep 60\n", wait=0.5)
        self.assertEqual((False, None, "one\ntwo\n"), (said["ended"], said["exit"], said["output"]))
        seen = said["output"].encode()
        more = self.call(b"echo one; echo two; printf thr; sleep 60\n", wait=0.5, seen=len(seen), seen_sha256=digest(seen))
        self.assertEqual((len(seen), ""), (more["from"], more["output"]))
        other = self.call(b"echo begun anew\n", seen=len(seen), seen_sha256=digest(seen))
        self.assertEqual((0, "begun anew\n", True), (other["from"], other["output"], other["ended"]))

    def test_bytes_come_back_one_to_one(self):
        self.assertEqual("\xb4\xed\n", self.call(b"printf '\\xb4\\xed\\n'\n")["output"])

    def test_a_file_that_arrives_damaged_leaves_nothing(self):
        said = self.put(b"content", path="file", sha256=digest(b"other"))
        self.assertIn("damaged", said["problem"])
        self.assertEqual([], os.listdir(self.root))

    def test_paths_lead_nowhere_else(self):
        for root, path in ((self.root, "../x"), (self.root, "/etc/x"), (self.root, "a/../../x"), ("relative", "x")):
            self.assertIn("is no path below", botops.put(root, path, digest(b""), base64_of(gzip.compress(b"")))["problem"])

    def test_another_user(self):
        self.assertEqual("there is no user no-such-user on this host", self.put(b"", user="no-such-user")["problem"])
        if os.geteuid() != 0:
            return
        os.chmod(self.root, 0o777)
        script = b"id -un; id -Gn; echo $HOME $USER\n"
        self.put(script, user="nobody")
        said = botops.call(self.root, ".botops/bin/script", digest(script), base64_of(b""), user="nobody")
        self.assertEqual(["nobody", "nogroup"], said["output"].split()[:2])
        self.assertEqual("nobody", said["output"].split()[-1])


if __name__ == "__main__":
    unittest.main()
