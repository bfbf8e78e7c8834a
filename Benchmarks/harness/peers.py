"""The peers' commands."""

import os

from .contest import Contender, peer_facts, table_facts
from .measure import fresh, run

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "peers")


class Peers:
    """Makes contenders out of the scripts in peers/."""

    def __init__(self, python, work):
        self.python = python
        self.work = work

    def _output(self, name, job):
        return f"{self.work}/peers/{name}-{job}"

    def script(self, name, job, source, threads, encoding="utf-8"):
        """Returns a contender that is a script of ours on a library."""
        output = self._output(name, job)
        command = [self.python, f"{FOLDER}/{name}_peer.py", job, source, output, str(threads),
                   encoding]
        return Contender(
            name, [command], lambda: fresh(output), lambda outputs: self._facts(outputs, output))

    def program(self, job, source, threads):
        """Returns the duckdb program as a contender."""
        output = fresh(self._output("duckdb-cli", job))
        made = [self.python, f"{FOLDER}/duckdb_cli_peer.py", job, source, output, str(threads)]
        _, sql = run(made, threads)
        path = f"{self.work}/duckdb-cli-{job}.sql"
        with open(path, "wb") as file:
            file.write(sql)
        command = [os.path.join(os.path.dirname(self.python), "duckdb"), "-csv", "-bail",
                   "-f", path]
        return Contender(
            "duckdb-cli", [command], lambda: fresh(output),
            lambda outputs: self._facts(outputs, output))

    def startup(self, names, threads, pairs):
        """Returns the least seconds that importing each library takes, wall and cpu."""
        result = {}
        for name in names:
            command = [self.python, f"{FOLDER}/{name}_peer.py", "startup", "-",
                       fresh(self._output(name, "startup")), str(threads), "utf-8"]
            samples = [run(command, threads)[0] for _ in range(max(pairs, 2))]
            result[name] = {
                "wall": min(s.wall for s in samples), "cpu": min(s.cpu for s in samples)}
        return result

    @staticmethod
    def _facts(outputs, output):
        facts = table_facts(f"{output}/counts.csv")
        if outputs[0].strip() in (b"", b"{}"):
            return facts
        own = peer_facts(outputs[0])
        own["accepted"] = facts["cases"]
        own["dropped"] = own["records"] - own["rejected"] - facts["cases"]
        return {**facts, **own}
