public import Contracts

/// A question put to the aggregates of a report month; its file says everything about it.
public protocol Indicator: Sendable {
  /// Code, names, law, definition, pitfalls and parameters.
  static var page: IndicatorPage { get }
  /// Small worlds with the flags that must come out: at least one that flags, one that does not.
  static var examples: [IndicatorExample] { get }
  /// Answers for every subject.
  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) async -> IndicatorResult
}

/// A small world and what the indicator must say of it.
public struct IndicatorExample: Sendable {
  /// What the example shows.
  public let claim: Phrase
  /// The world.
  public let observation: Observation
  /// Subjects that must be flagged, each as unit, domain, item and category joined by `/`; sorted.
  public let flagged: [String]

  /// Makes an example.
  public init(_ claim: Phrase, _ observation: Observation, flagged: [String]) {
    self.claim = claim
    self.observation = observation
    self.flagged = flagged
  }
}

/// Parameters that a workspace changed; everything else has its default.
public struct IndicatorSettings: Sendable {
  /// Values by indicator code, domain and parameter key.
  public typealias DomainValues = [String: [String: [String: Double]]]

  private let changed: [String: [String: Double]]
  private let byDomain: DomainValues

  /// Takes the changed values by indicator code and parameter key, for every domain and for one.
  public init(_ changed: [String: [String: Double]] = [:], byDomain: DomainValues = [:]) {
    self.changed = changed
    self.byDomain = byDomain
  }

  /// The value of a parameter of an indicator.
  public func value(_ key: String, of page: IndicatorPage) -> Double {
    if let value = changed[page.code]?[key] { return value }
    guard let parameter = page.parameters.first(where: { $0.key == key }) else {
      preconditionFailure("indicator \(page.code) has no parameter \(key)")
    }
    return parameter.value
  }

  /// The value of a parameter where another law sets another one for a domain.
  public func value(_ key: String, of page: IndicatorPage, domain: String) -> Double {
    byDomain[page.code]?[domain]?[key] ?? value(key, of: page)
  }

  /// The value of a parameter that is a whole number.
  public func count(_ key: String, of page: IndicatorPage) -> Int {
    Int(value(key, of: page).rounded())
  }

  /// The whole number of a parameter that a domain may set for itself.
  public func count(_ key: String, of page: IndicatorPage, domain: String) -> Int {
    Int(value(key, of: page, domain: domain).rounded())
  }

  /// Domains with a value of their own for an indicator, sorted, each with its values.
  public func domains(of page: IndicatorPage) -> [(domain: String, values: [String: Double])] {
    (byDomain[page.code] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
