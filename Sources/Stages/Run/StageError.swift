import Archive
import Ingestion

/// Why a stage ended without its result; becomes one line and an exit code.
struct StageError: Error, CustomStringConvertible {
  /// Exit codes of the data contract, from sysexits; 1 is for what was asked to be told by it.
  enum Code: Int32 {
    case found = 1
    case usage = 64
    case dataRefused = 65
    case inputMissing = 66
    case unavailable = 69
    case ourBug = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryLater = 75
    case permission = 77
    case settings = 78
  }

  let exitCode: Int32
  let description: String

  init(_ code: Code, _ description: String) {
    exitCode = code.rawValue
    // Paths end in names of exports, and people write the numbers of persons into them.
    self.description = PersonalNumbers.masked(description)
  }

  init(_ error: ArchiveError) {
    exitCode = error.exitCode
    description = PersonalNumbers.masked(error.description)
  }
}
