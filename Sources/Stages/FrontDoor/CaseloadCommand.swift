import Archive
public import ArgumentParser
import Glibc

/// The front door: all stages and what surrounds them.
public struct CaseloadCommand: AsyncParsableCommand {
  /// Name, help and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "caseload",
    abstract: "Statistics of administrative law enforcement from monthly exports.",
    discussion: """
      Examples:
        caseload init city                       make a workspace
        caseload run -C city                     from city/inbox to city/reports/YYYY-MM
        caseload status -C city                  what it holds and what waits
        caseload verify -C city                  check every byte of the archive
        caseload explain -C city Z04-1a2b3c4d5e6f   what stands behind a flag
        caseload trace -C city reports/2024-05 case_counts unit_code=LZ-CSGL   from a figure to its cases
        caseload reproduce -C city 2024-05       rebuild a report and compare every byte
        caseload purge -C city --case UNIT NUMBER --reason PIPL-47   erase a case
        caseload rotate-key -C city --reason 2025   change the key of the pseudonyms
        caseload indicators Z05                  what an indicator means
        caseload tables cases                    columns of an input table, their headers and words
      Each stage is also a program of its own: caseload-ingest, -archive, -count, -flag, -report.
      """,
    version: ProgramVersion.text,
    subcommands: [
      InitCommand.self, RunCommand.self, StatusCommand.self, VerifyCommand.self,
      ExplainCommand.self, TraceCommand.self, ReproduceCommand.self, PruneCommand.self,
      PurgeCommand.self, RotateKeyCommand.self,
      IndicatorsCommand.self, TablesCommand.self, IngestCommand.self, ArchiveCommand.self,
      CountCommand.self,
      FlagCommand.self, ReportCommand.self,
    ])

  /// Makes the command.
  public init() {}
}

/// Starts a program of the pipeline.
public enum Program {
  /// Runs a command with the arguments of the process.
  ///
  /// Begins on the first thread, before there is another one that would have a heap of its own.
  @MainActor
  public static func main(_ command: any AsyncParsableCommand.Type) async {
    StandardStreams.fillClosed()
    FileStore.ignoreFileSizeSignal()
    FileStore.forbidCoreFiles()
    FileStore.keepOneHeap()
    // The runtime reads them from /proc; without any a command would end well, doing nothing.
    guard !CommandLine.arguments.isEmpty else {
      exit(StageError.Code.inputOutput.rawValue)
    }
    await command.main(workspaceLast(Array(CommandLine.arguments.dropFirst())))
  }

  /// Puts a workspace option that stands before the subcommand behind it.
  static func workspaceLast(_ arguments: [String]) -> [String] {
    guard let first = arguments.first else { return arguments }
    if first == "-C" || first == "--workspace", arguments.count > 2 {
      return Array(arguments.dropFirst(2)) + arguments.prefix(2)
    }
    if first.hasPrefix("--workspace=") { return Array(arguments.dropFirst()) + [first] }
    return arguments
  }
}
