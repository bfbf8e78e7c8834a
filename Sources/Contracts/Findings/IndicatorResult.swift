/// What an indicator says of one subject.
public enum SubjectOutcome: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
  /// A reason to look.
  case flagged
  /// Looked at, nothing found.
  case passed
  /// The question does not arise.
  case notApplicable = "not_applicable"
  /// Data are missing.
  case notComputable = "not_computable"
}

/// A table of the report, with titles in both languages and cells as text.
public struct ResultTable: Hashable, Sendable, Codable {
  /// What stands above it.
  public var title: Phrase
  /// Column titles.
  public var columns: [Phrase]
  /// Cells; the same text in both languages unless the pair says otherwise.
  public var rows: [[Phrase]]

  /// Makes a table.
  public init(title: Phrase, columns: [Phrase], rows: [[Phrase]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// Positions of the columns that hold anything in any row, and of the first, which names the rows.
  public var filledColumns: [Int] {
    columns.indices.filter { column in
      column == 0
        || rows.contains { !$0[column].chinese.isEmpty || !$0[column].english.isEmpty }
    }
  }
}

/// Whether an indicator could be computed, and what it lacked.
public struct Coverage: Hashable, Sendable, Codable {
  /// Whether it was computed at all.
  public var isComputed: Bool
  /// Tables or columns that were missing, and what that means.
  public var missing: [String]

  /// Makes a coverage statement.
  public init(isComputed: Bool, missing: [String]) {
    self.isComputed = isComputed
    self.missing = missing
  }
}

/// What an indicator found in one report month.
public struct IndicatorResult: Sendable, Codable {
  /// Code of the indicator.
  public var code: String
  /// Whether it could be computed.
  public var coverage: Coverage
  /// Subjects by outcome.
  public var outcomes: [SubjectOutcome: Int]
  /// Flags, sorted by identifier.
  public var flags: [Flag]
  /// Tables for the report.
  public var tables: [ResultTable]
  /// What its charts are drawn from.
  public var points: [ChartPoint]
  /// Cases that it judged one by one, for the internal list.
  public var marks: [CaseMark]
  /// One sentence that sums it up.
  public var headline: Phrase

  /// Makes an empty result of an indicator.
  public init(_ code: String) {
    self.code = code
    coverage = Coverage(isComputed: true, missing: [])
    outcomes = [:]
    flags = []
    tables = []
    points = []
    marks = []
    headline = Phrase("", "")
  }
}

/// The page of an indicator: what it is, why, and how it is computed.
public struct IndicatorPage: Hashable, Sendable {
  /// Code for citing.
  public let code: String
  /// Name in print.
  public let name: Phrase
  /// Clause of the decision.
  public let clause: Int
  /// Law and article, or other ground.
  public let legalBasis: Phrase
  /// Tables that it needs; the first is what it cannot do without.
  public let needs: [String]
  /// Whether it never flags: what it says describes.
  public let isDescription: Bool
  /// Columns that its flags rest on.
  public let restsOn: [FlagColumns]
  /// Exact definition.
  public let definition: Phrase
  /// What it leaves out and how it can mislead.
  public let pitfalls: Phrase
  /// Parameters with their defaults.
  public let parameters: [IndicatorParameter]
  /// What would explain a flag innocently; empty where the pitfalls say all there is.
  public let innocent: Phrase
  /// What to ask of the body concerned; empty where a general question does.
  public let ask: Phrase
  /// What `observed` and `effect` of its flags are.
  public let figures: FlagFigures

  /// Makes a page.
  public init(
    code: String, name: Phrase, clause: Int, legalBasis: Phrase, needs: [String],
    isDescription: Bool = false, restsOn: [FlagColumns] = [], definition: Phrase, pitfalls: Phrase,
    parameters: [IndicatorParameter], innocent: Phrase = Phrase("", ""),
    ask: Phrase = Phrase("", ""), figures: FlagFigures = FlagFigures()
  ) {
    self.code = code
    self.name = name
    self.clause = clause
    self.legalBasis = legalBasis
    self.needs = needs
    self.isDescription = isDescription
    self.restsOn = restsOn
    self.definition = definition
    self.pitfalls = pitfalls
    self.parameters = parameters
    self.innocent = innocent
    self.ask = ask
    self.figures = figures
  }
}

/// A setting of an indicator.
public struct IndicatorParameter: Hashable, Sendable {
  /// Key in the settings file.
  public let key: String
  /// Default.
  public let value: Double
  /// What it means, with its unit.
  public let meaning: Phrase
  /// What values it may have.
  public let range: ParameterRange
  /// Whether a domain may have a value of its own, since other laws set other terms and amounts.
  public let isPerDomain: Bool

  /// Makes a parameter; where no range is given, the default suggests it.
  public init(
    _ key: String, _ value: Double, _ meaning: Phrase, isPerDomain: Bool = false,
    range: ParameterRange? = nil
  ) {
    self.key = key
    self.value = value
    self.meaning = meaning
    self.isPerDomain = isPerDomain
    self.range = range ?? ParameterRange(like: value)
    precondition(self.range.contains(value), "\(key): a default outside its range")
  }
}
