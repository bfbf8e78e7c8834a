public import ArgumentParser
public import Contracts
import Foundation

/// Options of what a command says while it works.
struct MessageOptions: ParsableArguments {
  @ArgumentParser.Flag(name: .long, help: "Print nothing but errors and warnings.")
  var quiet = false

  @ArgumentParser.Flag(name: .long, help: "Print more about what is done.")
  var verbose = false

  @Option(name: .long, help: "Messages on standard error: text or json.")
  var logFormat = LogFormat.text

  @ArgumentParser.Flag(
    name: .long, help: "Never draw a progress bar; none is drawn without a terminal.")
  var noProgress = false
}

/// Options that every stage understands.
struct CommonOptions: ParsableArguments {
  @Option(name: [.customShort("C"), .long], help: "Folder of the workspace.")
  var workspace = "."

  @OptionGroup var messages: MessageOptions

  @Option(
    name: .long, help: "Language: zh or en (default: the settings'; of status and verify: en).")
  var language: Language?

  @Option(name: .long, help: "Results on standard output: text or json.")
  var format = ResultFormat.text
}

/// Whether a command only tries.
struct TrialOption: ParsableArguments {
  @ArgumentParser.Flag(name: .long, help: "Do everything but write.")
  var dryRun = false
}

/// How many work on a command.
struct WorkerOption: ParsableArguments {
  @Option(name: .long, help: "Threads to work on (default: the processors); no result differs.")
  var threads: Int?

  /// How many threads to work on, at least one.
  var threadCount: Int { max(threads ?? ProcessInfo.processInfo.activeProcessorCount, 1) }

  /// Refuses to work on no thread.
  func validate() throws {
    guard threads.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--threads: at least 1")
    }
  }
}

/// How results are written on standard output.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}

extension Language: ExpressibleByArgument {}

/// A report month on the command line.
struct MonthArgument: ExpressibleByArgument, Sendable {
  let month: Month

  init?(argument: String) {
    guard let month = Month(argument) else { return nil }
    self.month = month
  }
}

/// A day on the command line.
struct DayArgument: ExpressibleByArgument, Sendable {
  let day: CalendarDate

  init?(argument: String) {
    guard let day = CalendarDate(argument) else { return nil }
    self.day = day
  }
}

/// A command of the pipeline: opens the workspace, does its work, turns errors into exit codes.
protocol StageCommand: AsyncParsableCommand {
  var common: CommonOptions { get }
  var trial: TrialOption { get }
  /// Whether it holds the lock of the workspace while it runs.
  var isWriter: Bool { get }
  func run(_ console: Console) async throws
}

extension StageCommand {
  var isWriter: Bool { true }

  /// Runs the stage; one line on standard error says what went wrong.
  public func run() async throws {
    let console = Console(common.messages)
    do {
      if isWriter {
        let workspace = Workspace(common.workspace)
        let lock = try workspace.lock()
        if !trial.dryRun {
          try AsideFolder.sweep(workspace)
          try ArchiveRewrite.recover(workspace)
        }
        try await run(console)
        lock.release()
      } else {
        try await run(console)
      }
    } catch let error as StageError {
      console.logger.error("\(error)")
      throw ExitCode(error.exitCode)
    }
  }
}
