# `make report` and `make test` are all that a fresh Debian 12 machine with Swift 6.3 needs.
SWIFT ?= swift
STRICT = --explicit-target-dependency-import-check error
PROGRAMS = .build/release
PREFIX ?= /usr/local

.PHONY: check install deps python build release test test-shared test-engines bad-inputs sweep fuzz lint report record
.PHONY: sanitize-edges sanitize simulate power bench clean

check: lint test

deps:
	./scripts/install-packages

# The validator of the published data package, for the tests.
python: deps
	./scripts/python-tools

build: deps
	$(SWIFT) build --build-tests $(STRICT)

release: deps
	$(SWIFT) build -c release $(STRICT)

test: build python
	./scripts/install-packages zstd
	$(SWIFT) test --disable-xctest --skip-build

# Tests that read the folder of public test data beside the project; skipped where it is missing.
test-shared: build python
	./scripts/install-packages zstd strace faketime
	if [ -d ../shared/data ]; then CASELOAD_SHARED="$$(cd ../shared && pwd)" \
	  $(SWIFT) test --disable-xctest --skip-build --filter Shared; else echo "0 passed, 0 failed"; fi

# The other engines against the embedded one, on a cluster of two workers; needs python3-venv, Java 17
# and, the first time, a download of 480 MB. No part of make test.
test-engines: release
	./engines/spark/cluster-test $(PROGRAMS)

# Runs the catalogue of bad inputs, faults and attacks and writes its page; needs ../shared, and
# strace, zstd, pandoc, faketime, root and the builds of make sanitize for those else "not run".
bad-inputs: build python
	cd Tests/PipelineTests && ../../.venv/bin/python3 -B -m bad_inputs --programs ../../.build/debug \
	  --shared ../../../shared --output ../../docs/bad-inputs.md

# Fails, and kills at, every system call of a whole run and of a purge; takes hours.
sweep: build python
	cd Tests/PipelineTests && ../../.venv/bin/python3 -B -m bad_inputs.sweep --programs ../../.build/debug
	cd Tests/PipelineTests && ../../.venv/bin/python3 -B -m bad_inputs.sweep_purge --programs ../../.build/debug

# Runs the fuzz targets, each for some seconds; SEED=1 repeats a run.
SECONDS ?= 60
TARGETS ?=
fuzz: deps
	if [ -d ../shared ]; then export CASELOAD_SHARED="$$(cd ../shared && pwd)"; fi; \
	  SWIFT="$(SWIFT)" SEED="$(SEED)" Fuzz/run $(SECONDS) $(TARGETS)

# The tests of the edges under AddressSanitizer and ThreadSanitizer.
sanitize-edges: deps
	SWIFT="$(SWIFT)" Fuzz/sanitize address thread

# The same, and whole runs under both (case 174 of the bad inputs).
sanitize: sanitize-edges build python
	$(SWIFT) build --product caseload --sanitize=address --scratch-path .build-asan
	$(SWIFT) build --product caseload --sanitize=thread --scratch-path .build-tsan
	cd Tests/PipelineTests && ../../.venv/bin/python3 -B -m bad_inputs --programs ../../.build/debug \
	  --shared ../../../shared --only 174

# What Fuzz/ takes of Ingestion file by file must still make a module: CI fuzzes it last of all.
lint:
	$(SWIFT) build --package-path Fuzz --target Rules
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Fuzz/Sources Package.swift
	./scripts/lint

# Runs the whole pipeline on the sample city and copies the last month flat to reports/sample.
report: release
	./scripts/sample-report $(PROGRAMS)

# Programs, man pages, completions and units below PREFIX, in DESTDIR where one is given.
install: release
	./scripts/install $(PROGRAMS) $(DESTDIR)$(PREFIX) $(PREFIX)

# Makes the exports of the sample city anew.
simulate: release
	$(PROGRAMS)/caseload-simulate --seed 20240701 --force --output data/sample

# Measures the zero-case method and the indicators of patterns in every planted world; takes some minutes.
power: release
	$(PROGRAMS)/caseload-power --seeds 1-8 --output docs/power.md
	$(PROGRAMS)/caseload-power --patterns all --seeds 1-8 --output docs/power-patterns.md

# Compares with other engines on the same work; PUBLISH=1 writes docs/benchmarks.md.
ROWS ?= 300000
PAIRS ?= 5
JOBS ?= limits,startup,parse,ingest,count,gb18030,increment,flag
GROWTH ?= 1000000,3000000,10000000,30000000
bench: release
	Benchmarks/make-venv
	python3 Benchmarks/bench.py --rows $(ROWS) --pairs $(PAIRS) --jobs $(JOBS) \
	  --growth $(GROWTH) $(if $(SECOND),--second $(SECOND)) --programs $(PROGRAMS) \
	  $(if $(PUBLISH),--publish)

# Records what the tests compare with; read the difference before you commit it.
record: build python
	RECORD=1 $(SWIFT) test --disable-xctest --skip-build

clean:
	rm -rf .build data/sample/archive data/sample/staging data/sample/counts data/sample/findings
	rm -rf data/sample/rejects data/sample/reports
