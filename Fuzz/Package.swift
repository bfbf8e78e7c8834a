// swift-tools-version: 6.2
// Fuzz targets, and the tests of the edges for sanitizers, apart from the package that they try:
// all modules but the targets are links into ../Sources and ../Tests.
import PackageDescription

// For the modules here alone: crypto takes as long to build as all of them.
let sanitizer = Context.environment["SANITIZER"].map { ["-sanitize=\($0)"] } ?? []

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  // The targets look into modules of a release build too.
  .unsafeFlags(["-enable-testing"] + sanitizer),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

func module(_ name: String, _ dependencies: [Target.Dependency], without: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: without, swiftSettings: strict)
}

func tests(_ subject: String, _ others: [Target.Dependency], without: [String] = []) -> Target {
  .testTarget(
    name: subject + "Tests", dependencies: [.target(name: subject), "TestSupport"] + others,
    exclude: without, swiftSettings: strict, linkerSettings: [.unsafeFlags(sanitizer)])
}

func fuzz(_ subject: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "fuzz-" + subject, dependencies: ["FuzzInput"] + dependencies, swiftSettings: strict)
}

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibcsv"),
    .systemLibrary(name: "CLibzstd"),
    .systemLibrary(name: "CRmath"),
    module("Contracts", []),
    // The rules of cells without the rest of Ingestion, for crypto takes long to build.
    module("Rules", ["Contracts"]),
    module("Ingestion", ["Contracts", crypto]),
    module("CSV", ["CLibcsv"]),
    module("Archive", ["CLibzstd", crypto]),
    module("Parquet", ["Contracts", "CLibzstd"]),
    module("Counting", ["Contracts", crypto]),
    module("Statistics", ["CRmath"]),
    module(
      "Indicators", ["Contracts", "Statistics", crypto],
      without: [
        "Selective/README.md", "ProfitDriven/README.md", "Shared/Patterns/README.md",
        "Shared/Legality/README.md", "Legality/README.md", "Capacity/README.md",
        "Disturbance/README.md", "Oversight/README.md",
      ]),
    module(
      "Settings",
      [
        "Archive", "CSV", "Contracts", "Counting", "Indicators", "Ingestion",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("CSV", ["CLibcsv"], without: ["other_readers.py"]), tests("Archive", []),
    tests("Ingestion", ["Contracts"]),
    tests("Parquet", ["Contracts", "Archive", "CSV"], without: ["cross_check.py"]),
    .target(name: "FuzzInput", swiftSettings: strict),
    fuzz("csv", ["CSV"]), fuzz("encodings", ["CSV"]),
    fuzz("dates", ["Contracts", "Rules"]), fuzz("money", ["Rules"]),
    fuzz("ids", ["Contracts", "Rules"]), fuzz("snapshot", ["Archive"]),
    fuzz("parquet", ["Contracts", "Parquet"]), fuzz("settings", ["Settings"]),
  ]
)
