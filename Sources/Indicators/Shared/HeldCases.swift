import Contracts

/// How much of the cases of a domain's cell lies with items that are still held.
///
/// A domain goes on in name where the item that bore its cases was withdrawn, or its power ended, and
/// another item of the domain is in force: its record then says nothing of what is still to be done.
struct HeldCases: Sendable {
  // Cases of items that are no longer held, by unit or place and domain.
  private var lost: [[String]: Int] = [:]

  /// Adds up the items of the level beneath that of the cells.
  init(of level: CellLevel, _ cells: [Cell]) {
    let beneath: CellLevel? =
      switch level {
      case .unitDomain: .unitItem
      case .districtDomain: .districtItem
      default: nil
      }
    guard let beneath else { return }
    for cell in cells where cell.level == beneath && cell.state == .notEmpowered {
      let cases = Self.cases(cell)
      if cases > 0 { lost[Self.key(cell), default: 0] += cases }
    }
  }

  /// Share of a cell's cases of all months with items that are still held; 1 where none was lost.
  func share(of cell: Cell) -> Double {
    // Of items nothing lies beneath: no key need be made of each of a million cells.
    guard !lost.isEmpty, let lost = lost[Self.key(cell)] else { return 1 }
    let all = Self.cases(cell)
    return all > 0 ? max(0, 1 - Double(lost) / Double(all)) : 1
  }

  private static func key(_ cell: Cell) -> [String] {
    [cell.unitCode, cell.unitCode.isEmpty ? cell.districtCode : "", cell.domain]
  }

  private static func cases(_ cell: Cell) -> Int {
    cell.history.cases.reduce(0) { $0 + Int($1.count) }
  }
}
