import Contracts

/// How much of what there is to do in a domain lies with the items that a unit or place holds.
///
/// A domain is one thing to compare, but not all of its holders hold the same items: who was only ever
/// given one of ten is not measured by what others do with the other nine. Items weigh by the cases
/// that the others who hold them have: no holder's own cases weigh what it is measured by.
struct PowerShares: Sendable {
  /// Cases of a holder, spread evenly over the items of the domain, that an item's weight starts from.
  static let priorCases = 5.0
  // Shares by month of the domain cells whose holder does not hold all, by position of the cell.
  private var shares: [Int: [Double]] = [:]

  /// Weighs the powers beneath the domains of a level; powers that are only inferred weigh nothing.
  ///
  /// - Parameters:
  ///   - level: `unitDomain` or `districtDomain`; no other level lacks a part of a column.
  ///   - observation: All cells, with their histories.
  init(beneath level: CellLevel, of observation: Observation) {
    guard let beneath = Self.items(beneath: level),
      !observation.cells(of: level).contains(where: \.isPowerInferred)
    else { return }
    let length = observation.month.index - observation.firstMonth.index + 1
    var domains: [String: DomainItems] = [:]
    for cell in observation.cells(of: level) {
      domains[cell.domain, default: DomainItems(length: length)].add(domain: cell)
    }
    for cell in observation.cells(of: beneath) { domains[cell.domain]?.add(item: cell) }
    for name in domains.keys { domains[name]?.weigh() }
    for position in observation.positions(of: level) {
      let cell = observation.cells[position]
      shares[position] = domains[cell.domain]?.shares(of: cell)
    }
  }

  /// Share by month, 0 to 1, of a domain's work that the holder of a cell may do; nil for all of it.
  ///
  /// Months are offsets from the first observed month; only those observed of the cell mean anything.
  func months(of position: Int) -> [Double]? { shares[position] }

  private static func items(beneath level: CellLevel) -> CellLevel? {
    switch level {
    case .unitDomain: .unitItem
    case .districtDomain: .districtItem
    default: nil
    }
  }
}

/// The items of one domain among all who hold them.
private struct DomainItems {
  // An item, with the cases of its holders in it and in the domain while they held it.
  private struct Item {
    var cases = 0.0
    var held = 0.0
    var holders: [Int]
    var weight = 0.0
  }

  // What one holder gives to an item.
  private struct Part {
    let item: Int
    let cases: Double
    let held: Double
    let observed: [ClosedRange<Int32>]
  }

  // Sums in another order differ by less; powers never do.
  private static let all = 1 - 1e-6

  private let length: Int
  // Cases of each holder in the domain, one more than there are, and its observed months.
  private var records: [String: (cases: Double, months: Int)] = [:]
  private var numbers: [String: Int] = [:]
  private var items: [Item] = []
  private var parts: [String: [Part]] = [:]
  // Sum of the weights of the items that anyone held, by month.
  private var whole: [Double] = []

  init(length: Int) {
    self.length = length
  }

  mutating func add(domain cell: Cell) {
    records[Self.holder(cell)] = (1 + Self.cases(cell), Self.months(cell))
  }

  mutating func add(item cell: Cell) {
    guard !cell.history.observed.isEmpty, let record = records[Self.holder(cell)], record.months > 0
    else { return }
    let number = numbers[cell.itemCode] ?? items.count
    if number == items.count {
      numbers[cell.itemCode] = number
      items.append(Item(holders: [Int](repeating: 0, count: length)))
    }
    let part = Part(
      item: number, cases: Self.cases(cell),
      held: record.cases * Double(Self.months(cell)) / Double(record.months),
      observed: cell.history.observed)
    items[number].cases += part.cases
    items[number].held += part.held
    for month in part.observed.joined() { items[number].holders[Int(month)] += 1 }
    parts[Self.holder(cell), default: []].append(part)
  }

  mutating func weigh() {
    whole = [Double](repeating: 0, count: length)
    for index in items.indices {
      items[index].weight = weight(items[index].cases, items[index].held)
      for month in 0..<length where items[index].holders[month] > 0 {
        whole[month] += items[index].weight
      }
    }
  }

  func shares(of cell: Cell) -> [Double]? {
    var (own, all) = ([Double](repeating: 0, count: length), whole)
    for part in parts[Self.holder(cell)] ?? [] {
      let item = items[part.item]
      // Without the own cases: no record weighs what it is measured by.
      let weight = weight(item.cases - part.cases, max(0, item.held - part.held))
      for month in 0..<length where item.holders[month] > 0 { all[month] += weight - item.weight }
      for month in part.observed.joined() { own[Int(month)] += weight }
    }
    let shares = zip(own, all).map { own, all in
      own >= Self.all * all ? 1 : own / all
    }
    return cell.history.observed.joined().allSatisfy { shares[Int($0)] == 1 } ? nil : shares
  }

  private func weight(_ cases: Double, _ held: Double) -> Double {
    (cases + PowerShares.priorCases / Double(items.count)) / (held + PowerShares.priorCases)
  }

  private static func holder(_ cell: Cell) -> String {
    cell.unitCode.isEmpty ? cell.districtCode : cell.unitCode
  }

  private static func cases(_ cell: Cell) -> Double {
    cell.history.cases.reduce(0) { $0 + Double($1.count) }
  }

  private static func months(_ cell: Cell) -> Int {
    cell.history.observed.reduce(0) { $0 + $1.count }
  }
}
