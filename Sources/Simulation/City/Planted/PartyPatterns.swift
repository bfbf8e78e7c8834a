import Statistics

/// Gives cases other parties: outsiders in one domain, one party again and again, and a chain.
///
/// A party is replaced by one of its kind, so that limits of fines by kind still hold.
struct PartyPatterns {
  let model: RateModel
  let parties: [Party]
  private(set) var cases: [SimulatedCase]
  private let seed: UInt64

  init(model: RateModel, parties: [Party], cases: [SimulatedCase], seed: UInt64) {
    self.model = model
    self.parties = parties
    self.cases = cases
    self.seed = seed
  }

  /// The position of the party that is punished again and again: the last household.
  static func repeated(of parties: [Party]) -> Int? {
    parties.indices.last { parties[$0].kind == .household }
  }

  /// The position of the chain: the last enterprise.
  static func chain(of parties: [Party]) -> Int? {
    parties.indices.last { parties[$0].kind == .enterprise }
  }

  mutating func plant() {
    plantOutsiders()
    plantRepetition()
    plantChain()
  }

  private mutating func plantOutsiders() {
    var random = RandomSource(seed: seed, purpose: "pattern outside")
    let domain = Domain.position(of: PatternPlan.outsideDomain)
    let own = cases.indices.filter {
      model.isInWindow(cases[$0], of: PatternPlan.outsideUnit)
        && model.items[cases[$0].item].domain == domain
    }
    let locals = own.filter { !parties[cases[$0].party].isOutsider }
    let wanted = Int((PatternPlan.outsideShare * Double(own.count)).rounded())
    let missing = max(0, wanted - (own.count - locals.count))
    for position in random.shuffled(locals).prefix(missing) {
      let kind = parties[cases[position].party].kind
      let outsiders = parties.indices.filter {
        parties[$0].isOutsider && parties[$0].kind == kind
      }
      cases[position].party = random.element(of: outsiders)
    }
  }

  // The first item, from the busiest on, of which enough households were punished.
  private mutating func plantRepetition() {
    guard let party = Self.repeated(of: parties) else { return }
    let items = model.items.indices.sorted {
      (-model.items[$0].weight, $0) < (-model.items[$1].weight, $1)
    }
    for item in items {
      let own = cases.indices.filter {
        isPunished(cases[$0], on: item, by: PatternPlan.repeatUnit, kind: .household)
      }
      guard own.count >= PatternPlan.repeatCases else { continue }
      for position in own.prefix(PatternPlan.repeatCases) { cases[position].party = party }
      return
    }
  }

  // One case in each unit, on the item that most of the units have a case of.
  private mutating func plantChain() {
    guard let party = Self.chain(of: parties) else { return }
    let open = PatternPlan.chainUnits.map { unit in
      cases.indices.filter { position in
        isPunished(cases[position], on: cases[position].item, by: unit, kind: .enterprise)
      }
    }
    let choices = model.items.indices.map { item in
      open.compactMap { own in own.first { cases[$0].item == item } }
    }
    let chosen = choices.max { $0.count < $1.count } ?? []
    for position in chosen { cases[position].party = party }
  }

  private func isPunished(
    _ candidate: SimulatedCase, on item: Int, by unit: String, kind: Party.Kind
  ) -> Bool {
    candidate.item == item && model.isInWindow(candidate, of: unit)
      && candidate.disposition == .punished && parties[candidate.party].kind == kind
  }
}
