import Contracts

extension Draft {
  /// Flags by clause and severity; nil where there is no flag.
  var flagsChart: Chart? {
    let flags = standingFlags
    guard !flags.isEmpty else { return nil }
    let clauses = Array(ClauseWording.all.enumerated().dropFirst())
    let counts = clauses.map { index, _ in
      let own = flags.filter { $0.clause == index + 1 }
      return Severity.allCases.map { severity in own.count { $0.severity == severity } }
    }
    let names = clauses.map { index, clause in
      say(ChartWording.clause(index + 1, say(clause.title)))
    }
    let shades = HorizontalBars.Shade.allCases
    let bars = HorizontalBars(
      rows: zip(names, counts).map { name, counts in
        HorizontalBars.Row(label: name, parts: zip(counts, shades).map { ($0, $1) })
      },
      legend: zip(Severity.allCases, shades).map { (say(FrameWording.severity($0)), $1) })
    let parts = zip(names, counts).map { say(ChartWording.part($0, $1.reduce(0, +))) }
    let rows = zip(clauses, counts).map { clause, counts in
      [String(clause.offset + 1)] + counts.map { String($0) }
    }
    return chart(
      "flags",
      (say(ChartWording.flagsTitle), say(ChartWording.flagsDescription(listed(parts)))),
      ChartData(columns: Draft.flagColumns, rows: rows)
    ) { drawing, top in bars.draw(in: &drawing, at: Point(0, top)) }
  }

  /// How the subjects of an indicator were judged; nil where it has none.
  func outcomesChart(_ code: String, _ name: String) -> Chart? {
    guard let result = input.results.first(where: { $0.code == code }) else { return nil }
    let counts = SubjectOutcome.allCases.map { ($0, result.outcomes[$0] ?? 0) }
    guard counts.contains(where: { $0.1 > 0 }) else { return nil }
    let bars = HorizontalBars(
      rows: counts.map { outcome, count in
        HorizontalBars.Row(
          label: say(ChartWording.outcome(outcome)),
          parts: [(count, outcome == .flagged ? .dark : .light)])
      }, legend: [])
    let parts = counts.map { say(ChartWording.part(say(ChartWording.outcome($0.0)), $0.1)) }
    return chart(
      name,
      (
        say(ChartWording.outcomesTitle(title(code))),
        say(ChartWording.barsDescription(listed(parts)))
      ),
      ChartData(
        columns: Draft.outcomeColumns, rows: counts.map { [$0.0.rawValue, String($0.1)] })
    ) { drawing, top in bars.draw(in: &drawing, at: Point(0, top)) }
  }

  private static let flagColumns: [PublishedColumn] =
    [
      PublishedColumn(
        "clause", "integer", Phrase("条款", "Clause"), Phrase("决定的条款。", "Clause of the decision.")
      ).required
    ]
    + Severity.allCases.map { severity in
      PublishedColumn(
        severity.rawValue, "integer", FrameWording.severity(severity),
        Phrase("此关注程度的线索数。", "Flags of this severity.")
      ).required
    }

  private static let outcomeColumns: [PublishedColumn] = [
    PublishedColumn(
      "outcome", Phrase("判断", "Outcome"), Phrase("对对象的判断。", "What became of the subjects.")
    ).required.oneOf(SubjectOutcome.allCases.map(\.rawValue)),
    PublishedColumn(
      "subjects", "integer", Phrase("对象数", "Subjects"), Phrase("对象数。", "Number of subjects.")
    ).required,
  ]
}
