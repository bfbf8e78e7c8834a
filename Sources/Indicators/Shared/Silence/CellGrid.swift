import Contracts

/// Cells of one level as rows (places or units) and columns (domains or items), stored row by row.
///
/// Only cells whose power was held in at least one observed month are stored.
struct CellGrid: Sendable {
  /// Cells of row `r` are those from `rowStart[r]` up to `rowStart[r + 1]`.
  var rowStart: [Int] = [0]
  /// Column of a cell; ascending within a row.
  var column: [Int] = []
  /// Observed months of a cell: offsets, ascending.
  var months: [MonthList] = []
  /// Events of a cell, in observed months only.
  var cases: [[MonthCount]] = []
  /// Inspections that found a problem.
  var findings: [[MonthCount]] = []
  /// Complaints that ask for enforcement.
  var complaints: [[MonthCount]] = []
  /// Share by month of the work of its column that a cell's holder may do, by cell; 1 where none is.
  var powerShares: [Int: [Double]] = [:]
  /// How many times the parties of the last month there were in each month, 1 or more, by cell; cells
  /// that never had more are not there.
  var partyRatios: [Int: [Double]] = [:]
  /// First month after the last action of a cell: case, filing or settlement; 0 where none was.
  var silentFrom: [Int] = []
  /// Group of each column: items that bear on the same kind of party.
  var group: [Int] = []
  /// Domain of each column.
  var domain: [Int] = []
  /// Number of groups and of domains.
  var groups = 0
  var domains = 0
  /// Months from the first observed one to the report month.
  var length: Int
  /// Regulated parties by row and group; nil where the register says nothing.
  var parties: [Double?] = []

  /// Makes a grid without rows over `length` months.
  init(length: Int) {
    self.length = length
  }

  var rows: Int { rowStart.count - 1 }
  var columns: Int { group.count }
  var count: Int { column.count }

  /// Cells of a row.
  func cells(_ row: Int) -> Range<Int> { rowStart[row]..<rowStart[row + 1] }

  /// Totals of a kind of event by cell.
  func totals(_ events: [[MonthCount]]) -> [Double] {
    events.map { $0.reduce(0) { $0 + Double($1.count) } }
  }
}

/// Observed months of a cell; cells that were observed in the same months share one list.
struct MonthList: Sendable, Hashable {
  /// Offsets from the first observed month, ascending.
  let offsets: [Int]

  /// Makes a list of ascending offsets.
  init(_ offsets: [Int]) {
    self.offsets = offsets
  }

  var count: Int { offsets.count }

  /// Position of the first month at or after `offset`.
  func position(of offset: Int) -> Int {
    var (low, high) = (0, offsets.count)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
