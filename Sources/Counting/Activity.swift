import Contracts

/// What happened in each cell, month by month.
struct Activity {
  /// What is counted of a cell and a month.
  enum Measure: Int, CaseIterable {
    case cases, filed, settled
    /// Filings of cases that were settled: no silence, but no second settlement either.
    case settledFilings
    /// Cases alone, with or without penalty; inspections that settled something are none.
    case everyCase
    case complaints, complaintsFiled, complaintsRefused, complaintsPending
    case inspections, findings, openFindings
    /// What a delivered case followed, whatever that was about.
    case complaintsWithCase, findingsWithCase
    /// Rejected records of cases.
    case unread

    /// What asks the holder of a power to act, and is no act of its own.
    static let requests: [Measure] = [
      .complaints, .complaintsFiled, .complaintsRefused, .complaintsPending, .inspections,
      .findings, .openFindings, .complaintsWithCase, .findingsWithCase,
    ]
  }

  /// Counts of one cell by month from the first observed month; most cells know few months.
  struct Series {
    // A month and its counts, one a measure, one month after another.
    private var counts: [Int] = []
    private static let width = Measure.allCases.count + 1

    private var places: StrideTo<Int> { stride(from: 0, to: counts.count, by: Self.width) }

    /// Counts of a measure that are above zero, by month; months count from 0 and ascend.
    func counts(_ measure: Measure) -> [(month: Int, count: Int)] {
      var found: [(month: Int, count: Int)] = []
      for place in places where counts[place + 1 + measure.rawValue] > 0 {
        found.append((counts[place], counts[place + 1 + measure.rawValue]))
      }
      found.sort { $0.month < $1.month }
      return found
    }

    /// The count of a measure over some months.
    func total(_ measure: Measure, where isAsked: (Int) -> Bool = { _ in true }) -> Int {
      var total = 0
      for place in places where isAsked(counts[place]) {
        total += counts[place + 1 + measure.rawValue]
      }
      return total
    }

    /// The last of some months in which a sum of measures is above zero; nil where there is none.
    func last(_ measures: [Measure], in months: Range<Int>) -> Int? {
      var last: Int?
      for place in places where months.contains(counts[place]) {
        let sum = measures.reduce(0) { $0 + counts[place + 1 + $1.rawValue] }
        if sum > 0 { last = max(last ?? 0, counts[place]) }
      }
      return last
    }

    /// Adds to the count of a measure in a month.
    mutating func add(_ count: Int, _ measure: Measure, _ month: Int) {
      // Rows of one source come by month: it is the last one most often.
      var place = counts.count - Self.width
      while place >= 0, counts[place] != month { place -= Self.width }
      if place < 0 {
        place = counts.count
        counts.append(month)
        for _ in 1..<Self.width { counts.append(0) }
      }
      counts[place + 1 + measure.rawValue] += count
    }

    /// Whether a case was ever filed, decided or settled here.
    var isHandled: Bool {
      places.contains { place in
        [Measure.cases, .filed, .settled, .settledFilings].contains {
          counts[place + 1 + $0.rawValue] > 0
        }
      }
    }
  }

  /// Numbers of the unit, district, domain and item of a cell in which anything happened.
  struct Key {
    let unit: UInt32
    let district: UInt32
    let domain: UInt32
    let item: UInt32
  }

  /// Numbers that tell a cell: level, unit, district, domain and item.
  static let keyWidth = 5

  let first: Month
  let months: Int
  private let texts: TextCodes
  // Each cell in which anything happened, in the width of a key.
  private let cells: CodeRows
  private let rows: Rows
  // Numbers of rows in the order of the cells, and where those of each cell begin.
  private let entries: [UInt32]
  private let starts: [Int]

  /// Takes what `ActivityBuilder` summed up.
  init(
    first: Month, months: Int, texts: TextCodes, cells: CodeRows, rows: Rows,
    entries: (rows: [UInt32], starts: [Int])
  ) {
    (self.first, self.months, self.texts, self.cells) = (first, months, texts, cells)
    (self.rows, self.entries, starts) = (rows, entries.rows, entries.starts)
  }

  /// Number of the empty text.
  static let none: UInt32 = 0

  /// The number of a text among events; nil where nothing ever happened with it.
  func number(of text: String) -> UInt32? { texts.known(text) }

  /// The text of a number.
  func text(_ number: UInt32) -> String { texts.texts[Int(number)] }

  /// Counts of a cell by the numbers of its texts; nil where nothing ever happened.
  func series(
    _ level: CellLevel, unit: UInt32? = Self.none, district: UInt32? = Self.none,
    domain: UInt32?, item: UInt32? = Self.none
  ) -> Series? {
    guard let unit, let district, let domain, let item else { return nil }
    return cells.known([Self.number(of: level), unit, district, domain, item])
      .map { series(of: $0) }
  }

  /// Items with a case or settlement of their own by unit; a complaint shows no power.
  var handledItems: [String: Set<String>] {
    var items: [UInt32: [UInt32]] = [:]
    for cell in positions(.unitItem) where series(of: cell).isHandled {
      let key = key(of: cell)
      items[key.unit, default: []].append(key.item)
    }
    return Dictionary(
      uniqueKeysWithValues: items.map { (text($0), Set($1.map { text($0) })) })
  }

  /// Cells of a level in which anything happened.
  func cells(_ level: CellLevel) -> [Key] { positions(level).map { key(of: $0) } }

  private func positions(_ level: CellLevel) -> [Int] {
    let number = Self.number(of: level)
    return (0..<cells.count).filter { cells.codes[$0 * Self.keyWidth] == number }
  }

  private func key(of cell: Int) -> Key {
    let codes = cells.codes[cell * Self.keyWidth..<(cell + 1) * Self.keyWidth]
    let first = codes.startIndex
    return Key(
      unit: codes[first + 1], district: codes[first + 2], domain: codes[first + 3],
      item: codes[first + 4])
  }

  /// The number of a level in keys.
  static func number(of level: CellLevel) -> UInt32 {
    switch level {
    case .cityItem: 0
    case .districtDomain: 1
    case .districtItem: 2
    case .unitDomain: 3
    case .unitItem: 4
    }
  }

  private func series(of cell: Int) -> Series {
    var series = Series()
    for index in starts[cell]..<starts[cell + 1] { rows.add(Int(entries[index]), to: &series) }
    return series
  }
}
