import Contracts

/// Two groups of parties that are compared with one another within the same stratum.
struct PartyContrast: Hashable, Sendable {
  /// Which of the two groups a party belongs to.
  enum Side: Hashable, Sendable {
    case first
    case second
  }

  /// Part of a flag's identity.
  let key: String
  /// The column that it reads, for coverage.
  let column: String
  let firstName: Phrase
  let secondName: Phrase

  /// The side of a party; nil where its attribute is not recorded or belongs to neither.
  func side(of party: PartyGroup) -> Side? {
    switch key {
    case "type:individual":
      switch party.type {
      case "individual", "household": .first
      case "enterprise": .second
      default: nil
      }
    case "ownership:private": PartyContrast.side(party.ownership, ["private"], ["state"])
    case "ownership:foreign":
      PartyContrast.side(party.ownership, ["foreign"], ["private", "state"])
    default: PartyContrast.side(party.locality, ["outside"], ["local"])
    }
  }

  private static func side(_ word: String, _ first: Set<String>, _ second: Set<String>) -> Side? {
    if first.contains(word) { return .first }
    return second.contains(word) ? .second : nil
  }

  /// Every contrast, in report order.
  static let all = [
    PartyContrast(
      key: "type:individual", column: "party_type",
      firstName: Phrase("个人和个体户", "individuals and households"),
      secondName: Phrase("企业", "enterprises")),
    PartyContrast(
      key: "ownership:private", column: "party_ownership",
      firstName: Phrase("民营企业", "private businesses"),
      secondName: Phrase("国有企业", "state-owned businesses")),
    PartyContrast(
      key: "ownership:foreign", column: "party_ownership",
      firstName: Phrase("外资企业", "foreign businesses"),
      secondName: Phrase("内资企业", "domestic businesses")),
    PartyContrast(
      key: "locality:outside", column: "party_region",
      firstName: Phrase("外地当事人", "parties from elsewhere"),
      secondName: Phrase("本地当事人", "local parties")),
  ]
}
