// swift-tools-version: 6.2
// The only place where a dependency is declared; ARCHITECTURE.md says what each is for.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let settings = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let tables = Target.Dependency.target(name: "Contracts")

func stage(_ name: String) -> Target {
  .executableTarget(name: name, dependencies: ["Stages"], swiftSettings: strict)
}

func tests(
  _ subject: String, _ others: [Target.Dependency] = [], without: [String] = []
) -> Target {
  .testTarget(
    name: subject + "Tests", dependencies: [.target(name: subject), "TestSupport"] + others,
    exclude: without, swiftSettings: strict)
}

let package = Package(
  name: "caseload",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibcsv"),
    .systemLibrary(name: "CLibzstd"),
    .systemLibrary(name: "CRmath"),
    .target(name: "Contracts", swiftSettings: strict),
    .target(name: "Ingestion", dependencies: [tables, crypto], swiftSettings: strict),
    .target(name: "Counting", dependencies: [tables, crypto], swiftSettings: strict),
    .target(name: "Statistics", dependencies: ["CRmath"], swiftSettings: strict),
    .target(
      name: "Indicators", dependencies: [tables, "Statistics", crypto],
      exclude: [
        "Selective/README.md", "ProfitDriven/README.md", "Shared/Patterns/README.md",
        "Shared/Legality/README.md", "Legality/README.md", "Capacity/README.md",
        "Disturbance/README.md", "Oversight/README.md",
      ],
      swiftSettings: strict),
    .target(
      name: "Reporting", dependencies: [tables, "Statistics", mustache], swiftSettings: strict),
    .target(name: "CSV", dependencies: ["CLibcsv"], swiftSettings: strict),
    .target(name: "Archive", dependencies: ["CLibzstd", crypto], swiftSettings: strict),
    .target(name: "Parquet", dependencies: [tables, "CLibzstd"], swiftSettings: strict),
    .target(
      name: "Stages",
      dependencies: [
        tables, "Ingestion", "Counting", "Indicators", "Reporting", "CSV", "Archive", "Parquet",
        "Simulation", argumentParser, logging, settings,
      ],
      resources: [
        .embedInCode("Report/Printing/reference.docx"), .embedInCode("Report/Printing/layout.lua"),
      ], swiftSettings: strict),
    stage("caseload"), stage("caseload-ingest"), stage("caseload-archive"),
    stage("caseload-count"), stage("caseload-flag"), stage("caseload-report"),
    .target(
      name: "Simulation", dependencies: ["CSV", tables, "Statistics"],
      exclude: ["City/Planted/Conduct/README.md"], swiftSettings: strict),
    .executableTarget(
      name: "caseload-simulate", dependencies: ["Simulation", argumentParser],
      swiftSettings: strict),
    .target(
      name: "Power", dependencies: [tables, "Counting", "Simulation", "Statistics"],
      swiftSettings: strict),
    .executableTarget(
      name: "caseload-power",
      dependencies: ["Power", tables, "Indicators", "Simulation", argumentParser],
      swiftSettings: strict),
    .executableTarget(
      name: "caseload-bench", dependencies: ["Archive", "CSV", "Parquet", argumentParser],
      swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("Contracts"), tests("Ingestion", [tables]), tests("Counting", [tables]),
    tests("Statistics"), tests("Indicators", [tables]), tests("Reporting", [tables]),
    tests("CSV", ["CLibcsv"], without: ["other_readers.py"]), tests("Archive"),
    tests("Simulation", ["CSV"]),
    tests("Power", [tables, "Counting", "Simulation"]),
    tests("Stages", ["Archive", tables, "Ingestion", "Parquet"]),
    .testTarget(
      name: "ParquetTests", dependencies: ["Parquet", tables, "CSV", "TestSupport"],
      exclude: ["cross_check.py"], swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "CSV", "Archive", "Parquet", tables, "Counting", "Power", "Simulation", "caseload",
        "caseload-ingest", "caseload-archive", "caseload-count", "caseload-flag", "caseload-report",
        "caseload-simulate", "caseload-power",
      ],
      exclude: [
        "Cases", "bad_inputs", "disclosure", "printed", "recompute.py", "recomputation", "query.py",
      ], swiftSettings: strict),
  ]
)
