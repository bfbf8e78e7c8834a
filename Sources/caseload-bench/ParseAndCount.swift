import ArgumentParser
import CSV
import Foundation

/// Parses an export and counts its cases, as the benchmark's peers do; no part of the product.
@main
struct ParseAndCount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-bench",
    abstract: "Count an export by month, district, domain and item.")

  @Argument(help: "The export.")
  var source: String

  @Argument(help: "Where the counts go.")
  var output: String

  @Option(help: "Encoding of the export.")
  var encoding = "UTF-8"

  @Option(help: "Threads that parse.")
  var threads = 2

  func run() throws {
    guard let encoding = TextEncoding(name: encoding) else {
      throw ValidationError("--encoding \(encoding): unknown")
    }
    let counter = try ExportReading(path: source, encoding: encoding).counted()
    // The reader hands out UTF-8 whatever the export is in.
    let bytes = try counter.csv(.utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: output))
  }
}
