import Statistics

/// Who was punished; all names and numbers are invented.
struct Party {
  /// What kind of party it is, in the words of the exports.
  enum Kind: String, CaseIterable {
    case enterprise = "企业"
    case household = "个体工商户"
    case individual = "个人"
  }

  var name: String
  var identity: String
  var kind: Kind
  var ownership: String
  /// The code of the place where it is registered; empty where unknown.
  var region = ""

  /// A register of `count` parties.
  static func register(count: Int, seed: UInt64) -> [Party] {
    var random = RandomSource(seed: seed, purpose: "parties")
    return (1...count).map { serial in party(serial, random: &random) }
  }

  private static func party(_ serial: Int, random: inout RandomSource) -> Party {
    let number = padded(serial, 4)
    switch Kind.allCases[random.position(weights: [0.4, 0.25, 0.35])] {
    case .enterprise:
      let ownership = ["民营", "国有", "外资", "其他", ""]
      return Party(
        name: "示例公司\(number)",
        identity: IdentityNumbers.organisation(kind: "91", serial: serial), kind: .enterprise,
        ownership: ownership[random.position(weights: [0.72, 0.12, 0.06, 0.05, 0.05])])
    case .household:
      return Party(
        name: "示例商行\(number)",
        identity: IdentityNumbers.organisation(kind: "92", serial: serial), kind: .household,
        ownership: "")
    case .individual:
      let born = Day(1955, 1, 1) + random.integer(below: 365 * 48)
      return Party(
        name: "当事人\(number)",
        identity: IdentityNumbers.person(born: born, sequence: serial % 1_000),
        kind: .individual, ownership: "")
    }
  }
}
