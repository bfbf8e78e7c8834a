/// How final the figures of a report are.
public enum Vintage: String, Sendable, CaseIterable, Codable {
  /// First publication of a month that is not closed yet.
  case provisional
  /// Published anew from later data, the month still open.
  case revised
  /// Made from data that reach past the closing of the month.
  case final
}

/// A month whose cases are no longer those of the last report.
public struct Restatement: Hashable, Sendable {
  /// Month of the cases.
  public let month: Month
  /// Cases in the last report.
  public let before: Int
  /// Cases now.
  public let now: Int
  /// Units whose cases of the month changed.
  public let units: Int

  /// Makes a restatement.
  public init(month: Month, before: Int, now: Int, units: Int) {
    self.month = month
    self.before = before
    self.now = now
    self.units = units
  }

  /// Whether the change is at least a share of what was published.
  public func reaches(_ share: Double) -> Bool {
    before != now && Double(abs(now - before)) >= share * Double(before)
  }
}

/// A figure of a report beside that of the last one.
public struct ReportFigure: Hashable, Sendable {
  /// Name: cases, units, flags, rejects or deliveries.
  public let name: String
  /// In the last report.
  public let before: Int
  /// Now.
  public let now: Int
  /// Whether it moved further than the setting allows without a word.
  public let isSwing: Bool

  /// Makes a comparison.
  public init(name: String, before: Int, now: Int, isSwing: Bool) {
    self.name = name
    self.before = before
    self.now = now
    self.isSwing = isSwing
  }
}

/// A setting that is no longer that of the last report.
public struct SettingChange: Hashable, Sendable {
  /// Key in the settings file.
  public let key: String
  /// Value in the last report; empty where it had none.
  public let before: String
  /// Value now; empty where it has none.
  public let now: String

  /// Makes a change.
  public init(key: String, before: String, now: String) {
    self.key = key
    self.before = before
    self.now = now
  }
}

/// What a report says of itself among the reports before it.
public struct Release: Hashable, Sendable {
  /// How final its figures are.
  public var vintage = Vintage.provisional
  /// Months after which a month is closed.
  public var closingMonths = 3
  /// Share of a month's cases from which a restatement is marked.
  public var revisionThreshold = 0.02
  /// Month of the last report; nil where there is none.
  public var last: Month?
  /// Months restated since the last report, ascending.
  public var restatements: [Restatement] = []
  /// Figures beside those of the last report, in a fixed order; empty where there is none.
  public var figures: [ReportFigure] = []

  /// Settings that flags depend on and that were others in the last report, in order of their keys.
  public var settings: [SettingChange] = []
  /// Versions of the program that made the last report and this one; nil where they are one.
  public var program: SettingChange?

  /// Makes the release of a first report.
  public init() {}
}
