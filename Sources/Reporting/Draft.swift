import Contracts

/// What every section is written from: the input, its language and what is looked up often.
struct Draft {
  let input: ReportInput
  /// Every flag, by order of indicators and identifier.
  let flags: [Flag]
  /// Indicators whose flags are told as a distribution, without naming anyone.
  let general: GeneralSituations
  private let pages: [String: IndicatorPage]
  private let ranks: [String: Int]

  init(_ input: ReportInput) {
    self.input = input
    general = input.general ?? GeneralSituations(input)
    pages = Dictionary(input.pages.map { ($0.code, $0) }) { first, _ in first }
    let codes = input.pages.map(\.code)
    let ranks = Dictionary(zip(codes, codes.indices)) { first, _ in first }
    self.ranks = ranks
    let rank = { (flag: Flag) in ranks[flag.indicator] ?? codes.count }
    flags = input.flags.sorted {
      (rank($0), $0.indicator, $0.identifier) < (rank($1), $1.indicator, $1.identifier)
    }
  }

  /// Finds out whether the parts of the input fit together.
  func check() throws(ReportError) {
    for result in input.results {
      guard pages[result.code] != nil else { throw .missingPage(indicator: result.code) }
      for (number, table) in result.tables.enumerated() {
        if let row = table.rows.firstIndex(where: { $0.count != table.columns.count }) {
          throw .tableShape(indicator: result.code, table: number + 1, row: row + 1)
        }
      }
    }
    if let row = input.settings.firstIndex(where: { $0.count != 2 }) {
      throw .settingShape(row: row + 1)
    }
  }

  /// A phrase in the language of the report.
  func say(_ phrase: Phrase) -> String { phrase.text(input.language) }

  /// Short parts in a row, as a reader of the language expects them.
  func listed(_ parts: [String]) -> String {
    parts.joined(separator: input.language == .chinese ? "、" : ", ")
  }

  /// Longer parts in a row.
  func enumerated(_ parts: [String]) -> String {
    parts.joined(separator: input.language == .chinese ? "；" : "; ")
  }

  /// Sentences in a row; empty ones are left out.
  func sentences(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: input.language == .chinese ? "" : " ")
  }

  /// A table of the data, or a column as `table.column`, as readers call it; other text stays.
  func tableName(_ name: String) -> String {
    if name == "expected" { return say(CoverageWording.expected) }
    if name == "second_delivery" { return say(CoverageWording.secondDelivery) }
    if name == "history" { return say(CoverageWording.history) }
    guard input.language == .chinese else { return name }
    let parts = name.split(separator: ".").map(String.init)
    guard let table = Table.all.first(where: { $0.name == parts.first }) else { return name }
    guard parts.count == 2 else { return table.title }
    guard
      let column = table.columns.first(where: { [$0.name, $0.archiveName].contains(parts[1]) })
    else { return CoverageWording.unknownColumn(table.title, parts[1]) }
    return CoverageWording.column(table.title, column.title)
  }

  /// What an indicator lacked.
  func lacking(_ result: IndicatorResult) -> String {
    enumerated(result.coverage.missing.map(tableName))
  }

  /// The page of an indicator, if it has one.
  func page(_ code: String) -> IndicatorPage? { pages[code] }

  /// Place of an indicator in report order; unknown ones stand last.
  func rank(_ code: String) -> Int { ranks[code] ?? input.pages.count }

  /// Code and name of an indicator.
  func title(_ code: String) -> String {
    guard let page = pages[code] else { return code }
    return code + " " + say(page.name)
  }

  /// Flags that stand in this report, in order.
  var standingFlags: [Flag] { flags.standing }

  /// Unit, district or city that a flag is about.
  func subject(_ flag: Flag) -> String {
    let names = input.observation.names
    if !flag.unitCode.isEmpty { return names.unit(flag.unitCode) }
    return flag.districtCode.isEmpty ? input.cityName : names.district(flag.districtCode)
  }

  /// Months folded into ranges.
  func ranges(_ months: [Month]) -> String {
    listed(foldedMonths(months).map { range($0) })
  }

  /// A range of months.
  func range(_ months: ClosedRange<Month>) -> String {
    guard months.lowerBound < months.upperBound else { return "\(months.lowerBound)" }
    return say(FrameWording.range("\(months.lowerBound)", "\(months.upperBound)"))
  }

  /// A month as it stands in a title.
  func monthTitle(_ month: Month) -> String {
    say(Phrase("\(month.year)年\(month.month)月", "\(month)"))
  }

  /// Months of the window.
  var window: ClosedRange<Month> {
    let observation = input.observation
    return min(observation.windowStart, observation.month)...observation.month
  }

  /// Cells that the zero-case model tested, and that it flagged.
  var testedCells: TestedCells {
    let silent = input.observation.silence?.silent ?? []
    let flagged = silent.filter(\.verdict.isFlagged)
    return TestedCells(
      tested: silent.count { $0.qValue != nil }, flagged: flagged.count,
      wrong: flagged.reduce(0) { $0 + 1 - $1.posterior.inaction })
  }
}

/// Silent cells that were tested, those of them flagged, and how many flags are likely false.
struct TestedCells {
  let tested: Int
  let flagged: Int
  let wrong: Double
}
