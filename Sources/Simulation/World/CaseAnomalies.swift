import Statistics

/// A planted fact, one row of the truth table.
struct PlantedTruth {
  var kind: String
  var unitCode = ""
  var districtCode = ""
  var domain = ""
  var itemCode = ""
  var from = ""
  var through = ""
  var note = ""
  var file = ""
  var rule = ""
  var records: Int?
}

/// Plants single odd cases among the ordinary ones.
struct CaseAnomalies {
  var model: RateModel
  private(set) var cases: [SimulatedCase]
  private(set) var truths: [PlantedTruth] = []
  private var random: RandomSource

  init(model: RateModel, cases: [SimulatedCase], seed: UInt64) {
    self.model = model
    self.cases = cases
    random = RandomSource(seed: seed, purpose: "anomalies")
  }

  mutating func plant() {
    let plain = random.shuffled(cases.indices.filter { isOpen(cases[$0]) })
    var rest = plain[...]
    plantUnauthorised(from: &rest)
    plantUnmatched(from: &rest)
    plantSecondItems(from: &rest)
    plantAmendments(from: &rest)
  }

  // Cells with a planted fact stay as they are, and only punished cases are changed.
  private func isOpen(_ candidate: SimulatedCase) -> Bool {
    let unit = model.units[candidate.unit].code
    let item = model.items[candidate.item]
    return candidate.isPlain && candidate.disposition == .punished
      && candidate.decided.month <= model.lastMonth
      && ![Plan.stoppedUnit, Plan.handledUnit, Plan.unknownExposureUnit].contains(unit)
      && ![Plan.newItem, Plan.withdrawnItem].contains(item.code)
  }

  private mutating func plantUnauthorised(from rest: inout ArraySlice<Int>) {
    let towns = rest.filter { model.units[cases[$0].unit].level == .town }
    for position in towns.prefix(Plan.unauthorisedCases) {
      guard let item = foreignItem(for: cases[position]) else { continue }
      cases[position].item = item
      record(position, kind: "unauthorised", itemCode: model.items[item].code)
      truths[truths.count - 1].rule = "unauthorised"
    }
    let used = towns.prefix(Plan.unauthorisedCases)
    rest = rest.filter { !used.contains($0) }[...]
  }

  private func foreignItem(for changed: SimulatedCase) -> Int? {
    let powers = Set(
      model.authorities.filter { $0.unit == changed.unit }.compactMap(\.item))
    let domain = model.items[changed.item].domain
    return model.items.indices.first { position in
      let item = model.items[position]
      return item.domain == domain && !powers.contains(position) && item.weight > 0
        && ![Plan.newItem, Plan.withdrawnItem].contains(item.code)
    }
  }

  private mutating func plantUnmatched(from rest: inout ArraySlice<Int>) {
    for serial in 0..<Plan.unmatchedCases {
      guard let position = rest.popFirst() else { return }
      let item = model.items[cases[position].item]
      let prefix = String(item.code.prefix(2))
      let digits = String(item.code.suffix(3))
      let written: (code: String, name: String) =
        switch serial % 4 {
        case 0: (prefix + "-O" + digits.dropFirst(), item.name)
        case 1: (prefix + "-1" + digits, item.name)
        case 2: ("OLD" + prefix + digits, "旧版事项" + digits)
        default: ("", "其他违反管理规定行为" + digits)
        }
      cases[position].writtenItem = written
      record(position, kind: "unmatched", itemCode: written.code)
      truths[truths.count - 1].note = written.name
      truths[truths.count - 1].rule = "unmatched"
    }
  }

  private mutating func plantSecondItems(from rest: inout ArraySlice<Int>) {
    let wide = rest.filter { model.units[cases[$0].unit].level != .town }
    for position in wide.prefix(Plan.multipleItemCases) {
      let first = model.items[cases[position].item]
      let others = model.items.indices.filter { other in
        let item = model.items[other]
        return item.domain == first.domain && other != cases[position].item && item.weight > 0
          && ![Plan.newItem, Plan.withdrawnItem].contains(item.code)
      }
      let second = random.element(of: others)
      cases[position].secondItem = second
      record(position, kind: "multiple_items", itemCode: model.items[second].code)
      truths[truths.count - 1].rule = "case_items"
    }
    rest = rest.filter { cases[$0].isPlain }[...]
  }

  private mutating func plantAmendments(from rest: inout ArraySlice<Int>) {
    let fined = rest.filter { (cases[$0].fineInYuan ?? 0) >= 500 }
    var planted = 0
    for position in fined where planted < Plan.amendedCases {
      let month = cases[position].decided.month + random.integer(in: 1...3)
      let unit = model.units[cases[position].unit]
      let isExisting = unit.activeTo.map { month <= $0.month } ?? true
      guard month <= model.lastMonth, isExisting,
        !Plan.isNotSent(unit: unit.code, month: month)
      else { continue }
      let fine = (cases[position].fineInYuan ?? 0) / 2
      cases[position].amendment = Amendment(month: month, fineInYuan: fine)
      planted += 1
    }
  }

  private mutating func record(_ position: Int, kind: String, itemCode: String) {
    let unit = model.units[cases[position].unit]
    let month = cases[position].decided.month.text
    truths.append(
      PlantedTruth(
        kind: kind, unitCode: unit.code, districtCode: unit.districtCode,
        domain: Domain.all[model.items[cases[position].item].domain].name, itemCode: itemCode,
        from: month, through: month, file: "cases-\(month).csv", records: 1))
  }
}
