import ArgumentParser
import Contracts
import Indicators

/// What makes a command that did its work end with 1, for who lets a program watch over it.
struct FailOption: ParsableArguments {
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "End with 1, all else done, where this occurred: the code of a rule, as CASE-CONFLICT, or of an "
        + "indicator with a flag, as Z04; may be given several times.",
      valueName: "code"))
  var codes: [String] = []

  // A rule that is told by column is asked for with it, or as a whole.
  private static let byColumn = RuleMeanings.unknownWords

  // Found while counting, and told as warnings; ingestion never meets them.
  private static let ofCounts: Set<String> = ["CASE-ABSENT", "CASE-REPEATED", "ROW-LEFT-OUT"]

  private static var rules: [String] {
    [byColumn] + RuleMeanings.codes.filter { !ofCounts.contains($0) }
  }

  /// Refuses codes that this command never meets: they would pass each time and say nothing.
  ///
  /// - Parameters:
  ///   - rules: Whether the command reads exports.
  ///   - flags: Whether it asks the indicators.
  /// - Throws: A usage error that names the code, and the nearest that there is.
  func check(rules: Bool, flags: Bool) throws {
    let known = (flags ? IndicatorCatalogue.pages.map(\.code) : []) + (rules ? Self.rules : [])
    for code in codes where !known.contains(code) {
      let nearest = Spelling.nearest(to: code, among: known)
      throw ValidationError(
        "--fail-on \(code): not the code of \(rules ? flags ? "a rule or an indicator" : "a rule" : "an indicator")"
          + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
  }

  /// Ends the command where a code that was asked for occurred; everything is written by then.
  ///
  /// - Parameters:
  ///   - files: Exports of the run; what was archived before says nothing anew.
  ///   - standing: Flags that are not resolved.
  /// - Throws: An error of exit 1 that says how often, and for an export where.
  func check(_ files: [IngestedFile], standing: [Contracts.Flag] = []) throws(StageError) {
    var found: [String] = []
    for code in Set(codes).sorted() {
      for file in files {
        let rows = file.notes.reduce(0) { sum, note in
          note.key == code || code == Self.byColumn && note.key.hasPrefix(code + ":")
            ? sum + note.value : sum
        }
        if rows > 0 { found.append("\(code) \(rows) in \(file.name)") }
      }
      let flags = standing.count { $0.indicator == code }
      if flags > 0 { found.append("\(code) \(English.count(flags, "flag"))") }
    }
    guard found.isEmpty else {
      throw StageError(.found, "--fail-on: " + found.joined(separator: ", "))
    }
  }
}
