import ArgumentParser

/// What the benchmark compares with its peers; no part of the product.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-bench",
    abstract: "Do what the benchmark's peers do.",
    subcommands: [ParseAndCount.self, CountArchive.self],
    defaultSubcommand: ParseAndCount.self)
}
