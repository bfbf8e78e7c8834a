import Archive
import ArgumentParser
import Contracts
import Foundation

/// What counts the partitions; whatever it is, the tallies are the same bytes.
enum Engine: String, ExpressibleByArgument, CaseIterable, Sendable {
  case embedded, duckdb, spark
}

/// Lets another engine count the partitions, and checks that it left the tally of each.
struct EngineRun {
  let workspace: Workspace
  let settings: Settings
  let engine: Engine
  /// Master of the Spark cluster; nil is this machine.
  var master: String?
  /// Folder of the engines; nil is the one beside the program.
  var folder: String?

  /// Fills the cache of tallies of the newest snapshot; nothing else of the workspace changes.
  func count(_ console: Console) throws(StageError) {
    // Without a snapshot the embedded program says what is missing.
    guard let snapshot = try workspace.latestSnapshot() else { return }
    var arguments = [
      "python3", try program(), "--workspace", workspace.path,
      "--snapshot", String(snapshot.number), "--basis", settings.basis.rawValue,
    ]
    if let master { arguments += ["--master", master] }
    try run(arguments, console)
    try storing { () throws(ArchiveError) in
      _ = try FileStore.sweepTemporaries(below: workspace.counts)
    }
    try check(snapshot)
  }

  private func run(_ arguments: [String], _ console: Console) throws(StageError) {
    var fault: String?
    let ending: HelperProgram.Ending
    do throws(ArchiveError) {
      ending = try HelperProgram.run(arguments) { line in
        if line.hasPrefix("error: ") {
          fault = String(line.dropFirst("error: ".count))
        } else {
          console.logger.info("\(line)")
        }
      }
    } catch .missing {
      throw error(.unavailable, "python3 is not installed; on Debian: apt-get install python3")
    } catch {
      throw StageError(error)
    }
    guard ending != .exited(0) else { return }
    guard case .exited(let status) = ending, let code = StageError.Code(rawValue: status),
      let fault
    else { throw error(.ourBug, "\(ending); nothing was counted") }
    throw error(code, fault)
  }

  // An engine that leaves a tally out must not be taken for one that counted all.
  private func check(_ snapshot: Snapshot) throws(StageError) {
    let cache = TallyCache(workspace: workspace, isReadOnly: true)
    var paths: [String] = []
    var missing: [String] = []
    for file in snapshot.files where file.kind == .partition {
      for tallies in PartitionTallies.all where tallies.table.name == file.table {
        let suffix = tallies.suffix(
          items: snapshot.items(beside: file), basis: settings.basis)
        for shape in tallies.shapes {
          let path = cache.path(shape, file, suffix)
          paths.append(path)
          if !cache.holds(shape, at: path) { missing.append(path) }
        }
      }
    }
    if let first = missing.first {
      throw error(
        .ourBug, "left \(missing.count) of \(paths.count) tallies uncounted, the first \(first)")
    }
  }

  private func program() throws(StageError) -> String {
    let name = "/\(engine.rawValue)/count_partitions.py"
    let folders = folder.map { [$0] } ?? Self.folders
    for folder in folders {
      let path = folder + name
      if try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil {
        return path
      }
    }
    throw error(
      .unavailable,
      "its program is not installed; name the folder that holds \(name.dropFirst()) with --engines")
  }

  // Installed as PREFIX/bin/caseload-count, or built in a checkout.
  private static var folders: [String] {
    guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return [] }
    let bin = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var found = [bin.dropLast().joined(separator: "/") + "/share/caseload/engines"]
    if let build = bin.lastIndex(of: ".build") {
      found.append(bin[..<build].joined(separator: "/") + "/engines")
    }
    return found
  }

  private func error(_ code: StageError.Code, _ text: String) -> StageError {
    StageError(code, "--engine \(engine.rawValue): \(text)")
  }
}
