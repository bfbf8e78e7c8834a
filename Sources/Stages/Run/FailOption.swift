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
  private static let byColumn = "WORD-UNKNOWN"

  // Found while counting, and told as warnings; ingestion never meets them.
  private static let ofCounts: Set<String> = ["CASE-ABSENT", "CASE-REPEATED", "ROW-LEFT-OUT"]

  private static var rules: [String] { RuleMeanings.codes.filter { !ofCounts.contains($0) } }

  // Needed columns give their own names to a rule.
  private static func isRule(_ code: String) -> Bool {
    !ofCounts.contains(code) && RuleMeanings.meaning(of: code) != nil
  }

  /// Refuses codes that this command never meets: they would pass each time and say nothing.
  ///
  /// - Parameters:
  ///   - rules: Whether the command reads exports.
  ///   - flags: Whether it asks the indicators.
  /// - Throws: A usage error that names the code, and the nearest that there is.
  func check(rules: Bool, flags: Bool) throws {
    let indicators = flags ? IndicatorCatalogue.pages.map(\.code) : []
    for code in codes where !indicators.contains(code) && !(rules && Self.isRule(code)) {
      let known = indicators + (rules ? Self.rules : [])
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
  ///   - open: Flags that are not resolved.
  /// - Throws: An error of exit 1 that says how often, and for an export where.
  func check(_ files: [IngestedFile], open: [Contracts.Flag] = []) throws(StageError) {
    var found: [String] = []
    for code in Set(codes).sorted() {
      for file in files {
        let rows = file.notes.reduce(0) { sum, note in
          note.key == code || code == Self.byColumn && note.key.hasPrefix(code + ":")
            ? sum + note.value : sum
        }
        if rows > 0 { found.append("\(code) \(rows) in \(file.name)") }
      }
      let flags = open.count { $0.indicator == code }
      if flags > 0 { found.append("\(code) \(English.count(flags, "flag"))") }
    }
    guard found.isEmpty else {
      throw StageError(.found, "--fail-on: " + found.joined(separator: ", "))
    }
  }
}
