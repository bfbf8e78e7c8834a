public import Contracts

/// Zeros of the exposure register for one place that are taken for not filled in.
public struct DoubtedZero: Codable, Hashable, Sendable {
  /// Present code of the district or unit.
  public let code: String
  /// Whether the code is a unit's.
  public let isUnit: Bool
  /// First month for which they stand.
  public let from: Month
  /// Last month for which they stand.
  public let to: Month
  /// Items, groups and domains with such a zero.
  public let subjects: [String]
  /// The subject with the most events in those months; empty where other months alone contradict.
  public let telling: String
  /// Cases of that subject in those months.
  public let cases: Int
  /// Inspections of that subject in those months.
  public let inspections: Int
  /// Complaints about that subject in those months.
  public let complaints: Int
}
