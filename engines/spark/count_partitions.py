#!/usr/bin/env python3
"""Counts the partitions of a workspace on Spark: one job a tally over all of its months.

Executors read the archive and write the tallies themselves, so every machine must see the
workspace under the same path.
"""
import functools
import itertools
import os
import re
import shutil
import sys

sys.dont_write_bytecode = True
SHARED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "shared")
sys.path.insert(1, SHARED)

import command
import tally_file
from tally_file import EngineError

VERSION = "4.3.0"
TABLES = ["cases", "case_items", "inspections", "complaints"]


def add_options(parser):
    parser.add_argument(
        "--master", help="master of the cluster, spark://HOST:PORT (default: this machine)"
    )


def count(plan, options):
    require_spark()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    # A path with these would be read as a pattern, and so as other files than the snapshot names.
    if re.search(r"[][*?{}\\]", plan.archive):
        raise EngineError(64, f"{plan.archive}: Spark reads [ ] {{ }} * ? \\ in a path as patterns")
    if not plan.prepare():
        return
    spark = session(options.master)
    try:
        check(spark, plan)
        for tally in plan.tallies:
            if tally.targets:
                write(spark, plan, tally)
                print(f"{tally.name}: {len(tally.targets)} partitions", flush=True)
    except (PySparkException, Py4JError) as error:
        raise reason(error) from None
    finally:
        spark.stop()


def require_spark():
    wanted = f"python3 -m pip install pyspark=={VERSION}"
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise EngineError(69, f"pyspark is not installed: {wanted}") from None
    home = os.environ.get("JAVA_HOME")
    if not shutil.which(os.path.join(home, "bin", "java") if home else "java"):
        raise EngineError(
            69, "Java 17 is not installed; on Debian: apt-get install openjdk-17-jre-headless"
        )


def session(master):
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    # On a cluster whose machines have another Python, the environment says which.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        # The files are named one by one: nothing is to be listed, least of all by a job.
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000000",
        "spark.ui.showConsoleProgress": "false",
        # Messages of Spark quote rows; those of the executors stay in their own logs.
        "spark.log.level": "OFF",
    }
    builder = SparkSession.builder.appName("caseload-count").master(master or "local[*]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        raise EngineError(
            69, f"Spark does not start with master {master or 'local[*]'}: {type(error).__name__}"
        ) from None
    spark.sparkContext.addPyFile(os.path.join(SHARED, "tally_file.py"))
    return spark


def check(spark, plan):
    """Compares every file that will be read with its snapshot, where it will be read."""
    files = [(file.path, file.digest) for file in plan.used_files()]
    spark.sparkContext.setJobDescription("hashes")
    spark.sparkContext.parallelize(files, tasks(spark, len(files))).foreach(
        lambda file: tally_file.check_content(*file)
    )


def tasks(spark, most):
    """How many tasks work is cut into: enough for every core, though they differ in size."""
    return min(most, 4 * spark.sparkContext.defaultParallelism)


def write(spark, plan, tally):
    """Counts one tally over all of its partitions; each file is written where it is sorted."""
    spark.sparkContext.setJobDescription(tally.name)
    for table in TABLES:
        is_used = table == tally.table or table == "case_items" and tally.follows_items
        files = plan.files(tally, table) if is_used else []
        source(spark, files, table, plan.columns[table]).createOrReplaceTempView(table)
    spark.sql(f"SELECT '{plan.basis}' AS basis").createOrReplaceTempView("settings")
    for name, query in plan.views:
        spark.sql(query).createOrReplaceTempView(name)
    counted = spark.sql(tally.query)
    names = [f"column{index}" for index in range(len(counted.columns))]
    keys = names[: 1 + len(tally.keys)]
    sorted_rows = (
        counted.toDF(*names).repartition(tasks(spark, len(tally.targets)), names[0])
        .sortWithinPartitions(*keys)
    )
    sorted_rows.foreachPartition(writer(tally, plan.seal))
    for path in tally.targets.values():
        # A partition without any row of this kind: its tally is a header.
        if not os.path.exists(path):
            tally_file.write(path, tally.columns, len(tally.keys), plan.seal, [])


def writer(tally, seal):
    targets, columns, keys = tally.targets, tally.columns, len(tally.keys)

    def write_partition(rows):
        for month, own in itertools.groupby(rows, key=lambda row: row[0]):
            tally_file.write(targets[month], columns, keys, seal, (row[1:] for row in own))

    return write_partition


def source(spark, files, table, columns):
    """Rows of files, every cell a text, empty where nothing is given."""
    from pyspark.sql import functions as sql

    frames = []
    for is_parquet in [False, True]:
        paths = ["file://" + file.path for file in files if file.is_parquet == is_parquet]
        if not paths:
            continue
        rows = parquet(spark, paths) if is_parquet else csv(spark, paths, columns)
        month = sql.regexp_extract("_metadata.file_path", "/month=([^/]+)/[^/]*$", 1)
        cells = [
            sql.coalesce(sql.col(f"`{name}`").cast("string"), sql.lit("")).alias(name)
            if name in rows.columns else sql.lit("").alias(name)
            for name in columns
        ]
        frames.append(rows.select(month.alias("partition_month"), *cells, *positions(table)))
    if not frames:
        nothing = [sql.lit("").alias(name) for name in ["partition_month", *columns]]
        return spark.range(0).select(*nothing, *positions(table))
    return functools.reduce(lambda left, right: left.union(right), frames)


def positions(table):
    """A number that increases with the rows of a file, each of which one task reads whole."""
    from pyspark.sql import functions as sql

    return [sql.monotonically_increasing_id().alias("position")] if table == "case_items" else []


def parquet(spark, paths):
    # Partitions of an older program may lack columns of today.
    return spark.read.option("mergeSchema", "true").parquet(*paths)


def csv(spark, paths, columns):
    return spark.read.csv(
        paths, schema=", ".join(f"`{name}` STRING" for name in columns), header=True,
        # The header must hold these columns; the types are ours, never guessed.
        enforceSchema=False, mode="FAILFAST", encoding="UTF-8", sep=",", quote='"', escape='"',
        lineSep="\n", multiLine=True, ignoreLeadingWhiteSpace=False,
        ignoreTrailingWhiteSpace=False, maxCharsPerColumn=-1,
    )


def reason(error):
    """What to say of an error of Spark: never its text, which may quote a row."""
    text = str(error)
    if own := re.search(r"EngineError: exit (\d+): (.*)", text):
        return EngineError(int(own[1]), own[2])
    if "ARITHMETIC_OVERFLOW" in text:
        return EngineError(65, "AMT-RANGE: a sum is larger than 64 bits hold")
    if "CSV header does not conform to the schema" in text:
        return EngineError(
            65, "a partition has other columns than today's tables; count with --engine embedded"
        )
    condition = re.search(r"\[([A-Z][A-Z_.]+)\]", text)
    return EngineError(70, f"Spark: {condition[1] if condition else type(error).__name__}")


if __name__ == "__main__":
    command.main("Spark", count, add_options)
