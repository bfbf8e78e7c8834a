import Contracts

@testable import Indicators

/// A grid of units and items whose cases are stated cell by cell.
struct SilentWorld {
  static let lastMonth = Month(year: 2024, month: 12)

  let months: Int
  private(set) var cells: [Cell] = []

  init(months: Int = 36) {
    self.months = months
  }

  /// Adds a cell of unit and item; cases outside the observed months are left out.
  ///
  /// Months in which inspections settled or found something stand in `settled` and `findings`; cases
  /// without penalty are settlements as well.
  mutating func add(
    _ unit: Int, _ item: Int, group: String = "G", observed: [ClosedRange<Int32>]? = nil,
    parties: Int? = nil, partiesBefore: [MonthCount] = [], isPenalised: Bool = true,
    settled: [Int32] = [],
    findings: [Int32] = [],
    cases: (Int) -> Int32
  ) {
    var cell = Cell(level: .unitItem, domain: group, state: .zeroOpen)
    cell.unitCode = "U" + Self.digits(unit)
    cell.itemCode = "I" + Self.digits(item)
    cell.exposureGroup = group
    cell.holders = 1
    cell.regulatedParties = parties
    cell.history.partiesBefore = partiesBefore
    cell.history.observed = observed ?? [0...Int32(months - 1)]
    let offsets = cell.history.observed.flatMap { $0.map(Int.init) }
    for offset in offsets where cases(offset) > 0 {
      cell.history.cases.append(MonthCount(month: Int32(offset), count: cases(offset)))
    }
    let first = Self.lastMonth - (months - 1)
    cell.lastActive = cell.history.cases.last.map { first + Int($0.month) }
    cell.casesEver = cell.history.cases.reduce(0) { $0 + Int($1.count) }
    cell.cases =
      cell.history.cases.reduce(0) { Int($1.month) >= months - 12 ? $0 + Int($1.count) : $0 }
    cell.silentFrom = cell.lastActive.map { $0 + 1 } ?? first
    settle(&cell, settled, isPenalised: isPenalised)
    cell.history.findings = findings.map { MonthCount(month: $0, count: 1) }
    if cell.cases > 0 { cell.state = .active }
    cells.append(cell)
  }

  private func settle(_ cell: inout Cell, _ settled: [Int32], isPenalised: Bool) {
    cell.settled = settled.count { Int($0) >= months - 12 }
    if !isPenalised {
      cell.settled += cell.cases
      cell.cases = 0
    }
    if cell.settled > 0 { cell.state = .handled }
    guard let last = settled.last else { return }
    cell.history.settled = settled.map { MonthCount(month: $0, count: 1) }
    let first = Self.lastMonth - (months - 1)
    cell.lastActive = max(cell.lastActive ?? first, first + Int(last))
    cell.silentFrom = cell.lastActive.map { $0 + 1 }
  }

  /// The cells in the order of their keys.
  func observation() -> Observation {
    var observation = Observation(
      month: Self.lastMonth, firstMonth: Self.lastMonth - (months - 1), window: 12)
    observation.cells = cells.sorted(by: Cell.precedes)
    observation.tables = ["cases", "catalogue", "authority", "feeds", "exposure"]
    return observation
  }

  /// What the model finds.
  func findings() async -> SilenceFindings {
    await SilenceModel.findings(of: observation(), IndicatorSettings())
  }

  private static func digits(_ number: Int) -> String { String(100 + number) }
}

extension SilenceFindings {
  /// What is wrong with any number; empty where all are sound.
  var faults: [String] {
    var faults: [String] = []
    func check(_ isSound: Bool, _ fault: String) {
      if !isSound { faults.append(fault) }
    }
    for found in silent {
      let name = "cell \(found.cell)"
      let states = found.posterior
      let parts = [states.normal, states.stopped, states.never, states.structural]
      check(abs(parts.reduce(0, +) - 1) < 1e-9, "\(name): posterior sums to \(parts)")
      let shares = parts + [found.moved, found.spell.chance, found.qValue ?? 0]
      check(shares.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 }, "\(name): shares \(shares)")
      let own = found.ownRecord
      let amounts = [
        found.expected, found.expectedByPeers, found.spell.size, found.spell.earlier,
        found.spell.before, found.spell.since, own?.expected ?? 0, own?.chance ?? 0,
      ]
      check(amounts.allSatisfy { $0.isFinite && $0 >= 0 }, "\(name): amounts \(amounts)")
    }
    for window in active {
      let numbers = [window.expected, window.size, window.chance]
      check(numbers.allSatisfy { $0.isFinite && $0 >= 0 }, "window \(window.cell): \(numbers)")
      check(window.chance <= 1, "window \(window.cell): chance \(window.chance)")
    }
    for months in expected {
      check(months.expected.allSatisfy { $0.isFinite && $0 >= 0 }, "months \(months.cell)")
    }
    for parameter in fits.flatMap(\.parameters) {
      let value = parameter.value
      check(value.isFinite, "\(parameter.name) is \(value)")
      let isShare = parameter.name.hasPrefix("share_")
      check(!isShare || (value >= 0 && value <= 1), "\(parameter.name) is \(value)")
    }
    return faults
  }

  /// A fitted parameter of the first level; not a number where there is none.
  func parameter(_ name: String) -> Double {
    fits.first?.parameters.first { $0.name == name }?.value ?? .nan
  }
}
