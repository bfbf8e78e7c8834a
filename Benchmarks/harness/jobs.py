"""The jobs that ours and peers both do."""

import glob
import os

from . import ours
from .contest import Contender, agree, contest, table_facts
from .data import HERE, limits_program
from .measure import fresh, run, size, summary
from .peers import Peers


class Jobs:
    """Runs jobs on the data of a run."""

    def __init__(self, settings, data):
        self.settings = settings
        self.data = data
        self.peers = Peers(settings.python, settings.work)

    def _contest(self, title, contenders, threads):
        return contest(title, contenders, self.settings.pairs, threads)

    def limits(self):
        """Page cache, libcsv and zstd -3 alone on one core."""
        path, _ = self.data.export("utf-8")
        program = limits_program(self.settings.work)
        result = {"bytes": size(path)}
        for kind in ("read", "scan", "libcsv", "zstd"):
            samples = [run([program, kind, path], 1)[0] for _ in range(self.settings.pairs)]
            result[kind] = summary(samples)
        return result

    def startup(self):
        """What importing each library takes."""
        names = ["duckdb", "polars", "chdb", "pandas", "pyarrow"]
        threads = max(self.settings.threads)
        return self.peers.startup(names, threads, self.settings.pairs)

    def _scanner(self, path, encoding, threads):
        output = f"{fresh(self.settings.work + '/ours-parse')}/counts.csv"
        command = [f"{self.settings.programs}/caseload-bench", path, output,
                   "--encoding", encoding, "--threads", str(threads)]
        return Contender("caseload-bench", [command], facts=lambda _: table_facts(output))

    def parse(self):
        """Parse and count one export."""
        path, _ = self.data.export("utf-8")
        result = {"bytes": size(path), "runs": []}
        for threads in self.settings.threads:
            contenders = [self._scanner(path, "utf-8", threads)]
            contenders += [
                self.peers.script(name, "parse", path, threads)
                for name in ("duckdb", "polars", "chdb", "pandas")]
            contenders.insert(2, self.peers.program("parse", path, threads))
            result["runs"].append(self._contest("parse", contenders, threads))
        return result

    def ingest(self):
        """Full ingest of 60 monthly exports."""
        workspace, truth = self.data.workspace("utf-8")
        inbox = f"{workspace}/inbox"
        result = {"bytes": self._cases_bytes(inbox), "runs": []}
        for threads in self.settings.threads:
            contenders = self._ingest(workspace, threads) + [self._truth(truth)]
            contenders += [
                self.peers.script(name, "ingest", inbox, threads)
                for name in ("duckdb", "polars", "chdb")]
            contenders.insert(4, self.peers.program("ingest", inbox, threads))
            run_result = self._contest("ingest", contenders, threads)
            del run_result["contenders"]["truth"]
            result["runs"].append(run_result)
        ours.keep_exports(workspace, True)
        result["archive_bytes"] = size(f"{workspace}/archive")
        result["partition_bytes"] = size(f"{workspace}/archive/cases")
        return result

    def _ingest(self, workspace, threads):
        output = f"{self.settings.work}/ours-count"
        return [ours.ingest(self.settings.programs, workspace, output, threads, keeps)
                for keeps in (False, True)]

    @staticmethod
    def _cases_bytes(inbox):
        return sum(size(path) for path in glob.glob(f"{inbox}/cases-*.csv"))

    @staticmethod
    def _truth(counts):
        dropped = counts.get("duplicate", 0) + counts.get("superseded", 0)
        rejected = counts.get("rejected", 0)
        facts = {"records": counts["records"], "rejected": rejected, "dropped": dropped,
                 "accepted": counts["records"] - rejected - dropped}
        return Contender("truth", [["true"]], facts=lambda _: facts)

    def count(self):
        """One count from the archive that a full ingest left, then the whole stage."""
        workspace, _ = self.data.workspace("utf-8")
        ours.reset(workspace)
        for command in ours.commands(self.settings.programs, workspace, ours.STAGES[:2]):
            run(command, max(self.settings.threads))
        feeder = self.peers.script(
            "duckdb", "ingest", f"{workspace}/inbox", max(self.settings.threads))
        feeder.prepare()
        run(feeder.commands[0], max(self.settings.threads))
        parquet = f"{self.settings.work}/peers/duckdb-ingest/cases"
        result = {"ours_bytes": size(f"{workspace}/archive/cases"), "duckdb_bytes": size(parquet),
                  "runs": [], "stage": []}
        for threads in self.settings.threads:
            reader = self.peers.script(
                "duckdb", "count_ours", f"{workspace}/archive/cases", threads)
            reader.name = "duckdb on our Parquet"
            contenders = [
                ours.count(self.settings.programs, workspace, f"{self.settings.work}/ours-count",
                           threads),
                self.peers.script("duckdb", "count", parquet, threads), reader]
            result["runs"].append(self._contest("count", contenders, threads))
        for run_result in result["runs"]:
            result["stage"].append(self._stage(workspace, run_result))
        return result

    def _stage(self, workspace, counted):
        """The whole count stage; its cases and fines must be those of the one count."""
        contenders = ours.stage(
            self.settings.programs, workspace, f"{os.path.dirname(HERE)}/engines",
            self.settings.python)
        threads = counted["threads"]
        if threads < max(self.settings.threads):
            # The engine takes minutes at the sizes of a benchmark.
            contenders.pop()
        result = contest("count stage", contenders, min(self.settings.pairs, 3), threads)
        facts = result.pop("facts")
        agree("count stage", {"caseload-bench": counted["facts"]}, "caseload-count", facts)
        (folder,) = glob.glob(f"{workspace}/counts/????-??")
        return {**result, "files": len(os.listdir(folder)), "bytes": size(folder)}

    def gb18030(self):
        """Parse and count, and full ingest, of the same rows in GB18030."""
        path, _ = self.data.export("gb18030")
        workspace, truth = self.data.workspace("gb18030")
        threads = max(self.settings.threads)
        parsers = [self._scanner(path, "gb18030", threads)]
        parsers += [
            self.peers.script(name, "parse", path, threads, "gb18030")
            for name in ("chdb", "pyarrow", "pandas")]
        inbox = f"{workspace}/inbox"
        takers = self._ingest(workspace, threads) + [self._truth(truth)]
        takers += [
            self.peers.script(name, "ingest", inbox, threads, "gb18030")
            for name in ("chdb", "pandas")]
        taken = self._contest("gb18030 ingest", takers, threads)
        del taken["contenders"]["truth"]
        ours.keep_exports(workspace, True)
        return {
            "bytes": size(path), "ingest_bytes": self._cases_bytes(inbox),
            "parse": self._contest("gb18030 parse", parsers, threads), "ingest": taken}
