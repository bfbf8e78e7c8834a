/// Counts of two groups by a yes-or-no outcome; strata of a comparison are arrays of it.
public struct TwoByTwoTable: Hashable, Sendable {
  /// Members of the first group with the outcome.
  public let firstYes: Int
  /// Members of the first group without the outcome.
  public let firstNo: Int
  /// Members of the second group with the outcome.
  public let secondYes: Int
  /// Members of the second group without the outcome.
  public let secondNo: Int

  /// Makes a table of four counts, none below 0: first group yes and no, second group yes and no.
  public init(_ firstYes: Int, _ firstNo: Int, _ secondYes: Int, _ secondNo: Int) {
    precondition(min(firstYes, firstNo, secondYes, secondNo) >= 0, "counts are not negative")
    self.firstYes = firstYes
    self.firstNo = firstNo
    self.secondYes = secondYes
    self.secondNo = secondNo
  }

  /// Members of the first group.
  public var first: Int { firstYes + firstNo }
  /// Members of the second group.
  public var second: Int { secondYes + secondNo }
  /// Members with the outcome.
  public var yes: Int { firstYes + secondYes }
  /// Members without the outcome.
  public var no: Int { firstNo + secondNo }
  /// All members.
  public var total: Int { first + second }

  /// The law of `firstYes` when the margins are given and the groups do not differ.
  public var conditional: HypergeometricDistribution {
    HypergeometricDistribution(marked: yes, unmarked: no, draws: first)
  }

  /// Expected `firstYes` when the margins are given and the groups do not differ; 0 if empty.
  public var expectedFirstYes: Double {
    total == 0 ? 0 : Double(first) * Double(yes) / Double(total)
  }

  /// Hypergeometric variance of `firstYes`; 0 when one margin is empty or there is one member.
  public var varianceOfFirstYes: Double {
    guard total > 1 else { return 0 }
    let members = Double(total)
    return Double(first) * Double(second) * Double(yes) * Double(no)
      / (members * members * (members - 1))
  }
}
