import ArgumentParser
import Glibc

/// Counts the cases of an archive from the columns that this takes, as the benchmark's peers do.
struct CountArchive: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count the cases of an archive by month, unit, district, domain and item.")

  @Argument(help: "The folder of the archive.")
  var archive: String

  @Argument(help: "Where the counts go.")
  var output: String

  @Option(help: "Threads that count.")
  var threads = 2

  func run() async throws {
    guard threads > 0 else { throw ValidationError("a number of threads that does not exist") }
    let file = unsafe open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw BenchError(description: "\(output): cannot be written") }
    defer { close(file) }
    try await ArchiveReading(archive: archive, threads: threads).forEachPart { part in
      var done = 0
      while done < part.count {
        let written = unsafe part[done...].withUnsafeBytes {
          unsafe write(file, $0.baseAddress, $0.count)
        }
        guard written > 0 else { throw BenchError(description: "\(output): cannot be written") }
        done += written
      }
    }
  }
}
