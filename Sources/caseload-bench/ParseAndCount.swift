import ArgumentParser
import CSV
import Foundation

/// Parses an export and counts its cases, as the benchmark's peers do; no part of the product.
struct ParseAndCount: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Count an export by month, district, domain and item.")

  @Argument(help: "The export.")
  var source: String

  @Argument(help: "Where the counts go.")
  var output: String

  @Option(help: "Encoding of the export.")
  var encoding = "UTF-8"

  @Option(help: "Parser: scanner or libcsv.")
  var parser = "scanner"

  @Option(help: "Threads that parse.")
  var threads = 2

  func run() async throws {
    guard let encoding = TextEncoding(name: encoding), let parser = Parser(rawValue: parser),
      threads > 0
    else { throw ValidationError("an encoding, parser or number of threads that does not exist") }
    let reading = ExportReading(
      path: source, encoding: encoding, parser: parser, threads: threads)
    let bytes = try await reading.counted().csv()
    try Data(bytes).write(to: URL(fileURLWithPath: output))
  }
}
