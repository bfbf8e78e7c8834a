public import Contracts

/// Everything that the documents and tables of one report month are made from.
public struct ReportInput: Sendable {
  /// Aggregates of the report month.
  public var observation: Observation
  /// Results in report order.
  public var results: [IndicatorResult]
  /// Pages in report order; every result has the page of its code.
  public var pages: [IndicatorPage]
  /// Flags with their status filled in, also those resolved since the last report.
  public var flags: [Flag]
  /// Name of the city in print.
  public var cityName: String
  /// Language of every text.
  public var language: Language
  /// Whether this is the internal level; the shared level otherwise.
  public var isInternal: Bool
  /// Number of the snapshot that was counted.
  public var snapshot: Int
  /// Month of the last published report; nil when there is none.
  public var previousMonth: Month?
  /// Reports in a row that carry a flag, this one included, by flag identifier.
  public var persistedMonths: [String: Int]
  /// The rule that says what a unit may enforce.
  public var powerSource: Phrase
  /// The rule that says which months were delivered.
  public var deliveryNote: Phrase
  /// One sentence for each merged district or unit.
  public var successions: [Phrase]
  /// One sentence for each place and time whose zeros in the exposure register are not believed.
  public var doubtedZeros: [Phrase] = []
  /// Settings of the run, each a key and a value.
  public var settings: [[String]]
  /// Command that makes the same report again.
  public var reproduceCommand: String
  /// Silent months from which a zero cell is to be assessed, inclusive.
  public var zeroMonths: Int
  /// Cases by number that indicators ask to look at; published at the internal level alone.
  public var listedCases: [ListedCase] = []
  /// Flags of earlier reports alone that the register of follow-ups names.
  public var followed: [Flag] = []
  /// Identifiers under which flags were published before a unit, district or domain got another code or
  /// name; each with that of today.
  public var carriedFlags: [String: String] = [:]
  /// Resolved flags on cells that are held no more: nobody did anything about them.
  public var leftFlags: Set<String> = []
  /// Cases that a whole register lacks; published at the internal level alone.
  public var absentCases: [AbsentCase] = []
  /// Cases that a successor delivered again, for the internal level.
  public var repeatedCases: [RepeatedCase] = []
  /// Share of earlier cases from which their absence from a whole register is marked, inclusive.
  public var absentLimit = 0.05
  /// Rows of the release calendar up to this report, without header.
  public var releases: [[String]] = []
  /// The division that the report is narrowed to; nil for the whole city.
  var district: DistrictScope?
  /// What the whole city's report names nobody for; nil for the whole city.
  var general: GeneralSituations?
  /// Vintage, and what moved in the data since the last report.
  public var release = Release()

  /// Makes the input of a report from all its parts.
  public init(
    observation: Observation, results: [IndicatorResult], pages: [IndicatorPage],
    flags: [Flag], cityName: String, language: Language, isInternal: Bool, snapshot: Int,
    previousMonth: Month?, persistedMonths: [String: Int], powerSource: Phrase,
    deliveryNote: Phrase, successions: [Phrase], settings: [[String]],
    reproduceCommand: String, zeroMonths: Int
  ) {
    self.observation = observation
    self.results = results
    self.pages = pages
    self.flags = flags
    self.cityName = cityName
    self.language = language
    self.isInternal = isInternal
    self.snapshot = snapshot
    self.previousMonth = previousMonth
    self.persistedMonths = persistedMonths
    self.powerSource = powerSource
    self.deliveryNote = deliveryNote
    self.successions = successions
    self.settings = settings
    self.reproduceCommand = reproduceCommand
    self.zeroMonths = zeroMonths
  }
}
