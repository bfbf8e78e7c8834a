import Statistics

/// The register of parties with their risk classes; whoever was visited is in it.
struct RegisterTable {
  let world: World
  private var random: RandomSource

  private static let risks: [(word: String, weight: Double)] = [
    ("高", 0.34), ("中", 0.33), ("低", 0.33),
  ]
  private static let places = ["970102", "970103", "970113"]
  /// Numbers of the parties that are only in the register begin here.
  private static let firstSerial = 9_001

  init(world: World, seed: UInt64) {
    self.world = world
    random = RandomSource(seed: seed, purpose: "register")
  }

  mutating func table() -> TextTable {
    var visited: [Int: Int] = [:]
    for visit in world.inspections where visited[visit.party] == nil {
      visited[visit.party] = world.items[visit.item].domain
    }
    var rows: [[String]] = []
    for (position, party) in world.parties.enumerated() {
      let drawn = random.integer(below: Domain.all.count)
      rows.append(row(of: party, domain: Domain.all[visited[position] ?? drawn].name))
    }
    for serial in 0..<PatternPlan.neverVisitedParties {
      rows.append([
        IdentityNumbers.organisation(kind: "91", serial: Self.firstSerial + serial),
        PatternPlan.neverVisitedDistrict, PatternPlan.neverVisitedDomain,
        PatternPlan.neverVisitedRisk, (Day(2019, 1, 1) + random.integer(below: 700)).text,
      ])
    }
    return TextTable(
      name: "register.csv", header: ["监管对象代码", "行政区划代码", "执法领域", "风险等级", "纳入日期"],
      rows: rows)
  }

  // Parties of other cities are registered where they do business.
  private mutating func row(of party: Party, domain: String) -> [String] {
    let drawn = random.element(of: Self.places)
    let district = Self.places.contains(party.region) ? party.region : drawn
    var risk = Self.risks[random.position(weights: Self.risks.map(\.weight))].word
    // The class that nobody visits has no other party in it.
    let isReserved =
      district == PatternPlan.neverVisitedDistrict && domain == PatternPlan.neverVisitedDomain
      && risk == PatternPlan.neverVisitedRisk
    if isReserved { risk = "中" }
    let isYoung = random.chance(0.06)
    let since =
      isYoung
      ? Day(2022, 1, 1) + random.integer(below: 1_000)
      : Day(2015, 1, 1) + random.integer(below: 2_000)
    return [party.identity, district, domain, risk, since.text]
  }
}
