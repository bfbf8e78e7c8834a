import Contracts

/// Whether anybody else is left in the domain of a cell.
enum DomainPeers {
  /// Whether no other cell of a domain had a case since one fell silent: nobody shows that it goes on.
  ///
  /// Of an item its domain is asked, where that is silent as well. False for one that never acted.
  static func areAllSilent(since position: Int, in observation: Observation) -> Bool {
    let cells = observation.cells
    let place = SoleItems.place(of: position, in: observation) ?? position
    let cell = cells[place]
    guard place == position || [.zeroOpen, .zeroExplained].contains(cell.state),
      cell.itemCode.isEmpty, let last = cell.lastActive
    else { return false }
    let from = last.index - observation.firstMonth.index + 1
    return !observation.positions(of: cell.level).contains { other in
      cells[other].domain == cell.domain
        && cells[other].history.cases.contains { Int($0.month) >= from }
    }
  }
}
