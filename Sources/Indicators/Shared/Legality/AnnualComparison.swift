import Contracts

/// One class of a published yearly table beside the decisions that were delivered.
struct AnnualLine: Hashable {
  /// What is known of the class.
  enum Judgement: Hashable {
    /// They agree.
    case agrees
    /// No completion of the data at hand makes them agree.
    case differs
    /// They may agree once the data are complete.
    case open
  }

  /// The class, in Chinese as published; several texts of one meaning are joined.
  let title: Phrase
  /// Cases as published.
  let published: Int
  /// Amount as published; nil where none is stated.
  let publishedFen: Int?
  /// Decisions of the class.
  let counted: Int
  /// Their fines and confiscations.
  let countedFen: Int
  /// Least and largest number that the class may hold once the data are complete.
  let possible: ClosedRange<Int>

  /// How far the published number lies outside of what is possible.
  var gap: Int {
    max(0, possible.lowerBound - published, published - possible.upperBound)
  }

  /// Published less counted amount; nil where none is stated.
  var amountGap: Int? { publishedFen.map { $0 - countedFen } }

  /// Whether the numbers agree, with a tolerance below `fewest`.
  func judgement(fewest: Int) -> Judgement {
    if gap > 0 { return gap >= fewest ? .differs : .agrees }
    return possible.lowerBound == possible.upperBound ? .agrees : .open
  }
}

/// The decisions of one unit and year, each under its heaviest class.
struct AnnualDecisions {
  private var byKind: [String: [Int]] = [:]
  private(set) var all = 0
  private(set) var allFen = 0

  /// Decisions of which no class is known.
  var unclassified: Int { byKind[""]?[0] ?? 0 }

  mutating func add(_ types: String, _ decisions: Int, fen: Int, by order: PenaltyOrder) {
    let kind = order.heaviest(of: types)
    let sum = byKind[kind] ?? [0, 0]
    byKind[kind] = [sum[0] + decisions, sum[1] + fen]
    all += decisions
    allFen += fen
  }

  /// A published class beside these decisions.
  ///
  /// - Parameters:
  ///   - row: What was published.
  ///   - penalty: What the class means; an unknown one has no line.
  ///   - isComplete: Whether every month of the year was delivered.
  /// - Returns: The line; nil for an unknown class.
  func line(
    _ row: PublishedTotal, _ penalty: PenaltyClass, isComplete: Bool
  ) -> AnnualLine? {
    let counted: Int
    let fen: Int
    var open = 0
    switch penalty {
    case .unknown: return nil
    case .all: (counted, fen) = (all, allFen)
    case .kinds(let kinds):
      counted = kinds.reduce(0) { $0 + (byKind[$1]?[0] ?? 0) }
      fen = kinds.reduce(0) { $0 + (byKind[$1]?[1] ?? 0) }
      open = unclassified
      let licences: Set = ["licence_suspended", "licence_revoked"]
      if !licences.isDisjoint(with: kinds), !kinds.contains("licence_unsplit") {
        open += byKind["licence_unsplit"]?[0] ?? 0
      }
    }
    return AnnualLine(
      title: Phrase(row.titles.joined(separator: "＋"), penalty.english), published: row.cases,
      publishedFen: row.fen, counted: counted, countedFen: fen,
      possible: counted...(isComplete ? counted + open : Int.max))
  }
}

/// What a yearly table states of one class, under one text or several.
struct PublishedTotal {
  private(set) var titles: [String] = []
  private(set) var cases = 0
  /// Nil where one of the texts states no amount.
  private(set) var fen: Int? = 0

  mutating func add(_ title: String, _ cases: Int, fen: Int?) {
    titles.append(title)
    self.cases += cases
    self.fen = self.fen.flatMap { sum in fen.map { sum + $0 } }
  }
}

/// One unit and year of the published yearly tables.
struct AnnualComparison {
  /// Whether the year can be compared at all.
  enum Scope: Hashable {
    case comparable
    /// The year is not over by the report month.
    case notOver
    /// The year began before what is delivered or kept.
    case beforeData
    /// The unit is none of the register.
    case unregistered
  }

  private typealias StatedRow = (text: String, sums: [Int])

  let unitCode: String
  let year: Int
  let scope: Scope
  /// Months of the year that were not delivered.
  let missingMonths: Int
  /// Decisions of which no class is known.
  let unclassified: Int
  /// Classes that could be read, in the order of their texts.
  let lines: [AnnualLine]
  /// Texts that name no known class; they are free text and never shown.
  let unknown: Int

  /// Lines that differ.
  func differences(fewest: Int) -> [AnnualLine] {
    scope == .comparable ? lines.filter { $0.judgement(fewest: fewest) == .differs } : []
  }

  /// Lines that may agree once the data are complete.
  func openLines(fewest: Int) -> Int { lines.count { $0.judgement(fewest: fewest) == .open } }

  /// What is said of the unit and year.
  func outcome(fewest: Int) -> SubjectOutcome {
    switch scope {
    case .notOver: return .notApplicable
    case .beforeData, .unregistered: return .notComputable
    case .comparable:
      if !differences(fewest: fewest).isEmpty { return .flagged }
      let isJudged = lines.contains { $0.judgement(fewest: fewest) == .agrees }
      return isJudged ? .passed : .notComputable
    }
  }

  /// What was missing where nothing could be said.
  var missing: [String] {
    switch scope {
    case .notOver: []
    case .beforeData: ["history"]
    case .unregistered: ["units"]
    case .comparable:
      (missingMonths > 0 ? ["cases"] : []) + (lines.isEmpty ? ["annual_totals.class"] : [])
        + (unclassified > 0 ? ["cases.penalty_types"] : [])
    }
  }

  /// Every unit and year of the yearly tables, by unit and year.
  static func all(in observation: Observation, by order: PenaltyOrder) -> [AnnualComparison] {
    let decisions = decisions(in: observation, by: order)
    var published: [[String]: [StatedRow]] = [:]
    let totals = observation.legality.annualTotals
    for key in totals.sortedKeys {
      published[[key[0], key[1]], default: []].append((key[2], totals.sums[key] ?? []))
    }
    return published.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
      guard let year = Int(key[1]) else { return nil }
      return AnnualComparison(
        key[0], year, published[key] ?? [], decisions[key] ?? AnnualDecisions(), observation)
    }
  }

  private static func decisions(
    in observation: Observation, by order: PenaltyOrder
  ) -> [[String]: AnnualDecisions] {
    var result: [[String]: AnnualDecisions] = [:]
    for (key, sums) in observation.legality.annualDecisions.sums {
      result[[key[0], key[1]], default: AnnualDecisions()]
        .add(key[2], sums[0], fen: sums[1], by: order)
    }
    return result
  }

  private init(
    _ unitCode: String, _ year: Int, _ published: [StatedRow],
    _ decisions: AnnualDecisions, _ observation: Observation
  ) {
    self.unitCode = unitCode
    self.year = year
    let months = Month(year: year, month: 1)...Month(year: year, month: 12)
    scope = AnnualComparison.scope(unitCode, months, observation)
    let missing = MissingMonths(observation, in: months).count(of: unitCode)
    missingMonths = missing
    unclassified = decisions.unclassified
    var rows: [(meaning: PenaltyClass, row: PublishedTotal)] = []
    for (text, sums) in published {
      let meaning = PenaltyClass(text)
      let place = rows.firstIndex { $0.meaning == meaning && meaning != .unknown }
      if place == nil { rows.append((meaning, PublishedTotal())) }
      rows[place ?? rows.count - 1].row.add(text, sums[0], fen: sums[2] > 0 ? sums[1] : nil)
    }
    lines = rows.compactMap { decisions.line($0.row, $0.meaning, isComplete: missing == 0) }
    unknown = rows.count { $0.meaning == .unknown }
  }

  private static func scope(
    _ unit: String, _ months: ClosedRange<Month>, _ observation: Observation
  ) -> Scope {
    let kept = max(observation.firstMonth, observation.month - (PatternAggregates.months - 1))
    if months.upperBound > observation.month { return .notOver }
    if months.lowerBound < kept { return .beforeData }
    let isKnown =
      observation.units.isEmpty || observation.units.contains { $0.code == unit }
      || observation.unitMonths.contains { $0.unitCode == unit }
    return isKnown ? .comparable : .unregistered
  }
}
