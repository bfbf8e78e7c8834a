/// A case of a pattern world, in numbers; `PatternTables` puts it into words.
public struct PatternCase: Hashable, Sendable {
  /// Unit.
  public let unit: Int
  /// Item.
  public let item: Int
  /// Day of the decision, days since 1970-01-01.
  public let day: Int
  /// Party, counted within the unit.
  public let party: Int
  /// Whether the party is an enterprise; else an individual.
  public var isEnterprise = false
  /// Whether the party comes from another city.
  public var isOutside = false
  /// Grade of gravity from 0 to 2; nil where no export has it.
  public var grade: Int?
  /// Whether the case was fined; else there was a warning.
  public var isFined = true
  /// Fine in whole yuan; 0 with a warning.
  public var fineInYuan = 0
  /// Position of the inspection or complaint from which it came; nil without one.
  public var trial: Int?

  init(unit: Int, item: Int, day: Int, party: Int) {
    self.unit = unit
    self.item = item
    self.day = day
    self.party = party
    // Where the kind of party plays no part, every third is an enterprise.
    isEnterprise = party % 3 == 0
  }
}

/// An inspection that found a problem, or an accepted complaint, of a pattern world.
public struct PatternTrial: Hashable, Sendable {
  /// Unit.
  public let unit: Int
  /// Item.
  public let item: Int
  /// Day, days since 1970-01-01.
  public let day: Int
  /// Party, counted within the unit.
  public let party: Int
  /// Whether the party is an enterprise; else an individual.
  public let isEnterprise: Bool
  /// Position of the case that it became; nil where none followed.
  public var caseIndex: Int?
}

/// A pattern that a world holds on purpose.
public struct PlantedPattern: Hashable, Sendable {
  /// What was planted.
  public let kind: PatternKind
  /// Unit code; empty where a whole domain is planted.
  public let unitCode: String
  /// Name of the domain.
  public let domain: String
  /// Category of parties that are treated otherwise; empty where none is.
  public let category: String
  /// Size of what was planted: an odds ratio, a ratio or a share, as the kind has it.
  public let effect: Double
}

/// Kinds of planted patterns.
public enum PatternKind: String, Sendable, CaseIterable {
  /// Some items are enforced too much, others too little.
  case mix
  /// One category of parties is fined more often, or less.
  case severity
  /// One category of parties pays more, or less.
  case fines
  /// Fines just below the threshold of a hearing.
  case bunching
  /// Many of the cases fall into one month.
  case burst
  /// One party has many of the cases.
  case concentration
  /// Findings or complaints seldom become cases.
  case conversionUnit = "conversion_unit"
  /// Findings on one category of parties seldom become cases.
  case conversionCategory = "conversion_category"
  /// Fines and parties from elsewhere grow.
  case profit
  /// Monthly counts are too even, and fines lie in one narrow band.
  case quota
  /// Decisions pile up in the last working days of the month.
  case rush

  /// Whether what is planted is a domain with all its units, not a single unit.
  public var isOfDomains: Bool { self == .quota }
}
