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
    case complaints, findings, openFindings
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

    fileprivate mutating func add(_ count: Int, _ measure: Measure, _ month: Int) {
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

  /// Mapped tallies of everything that happens in cells.
  struct Events {
    let cases: Tally
    let handling: Tally
    let inspections: Tally
    let complaints: Tally
  }

  // What a measure of a tally adds to, and whether it is taken off instead.
  private typealias Term = (measure: Measure, source: Int, sign: Int)

  private static let ofCases: [Term] = [
    (.cases, 1, 1), (.cases, 5, -1), (.filed, 2, 1), (.settled, 5, 1), (.settledFilings, 6, 1),
    (.everyCase, 1, 1),
  ]
  private static let ofHandling: [Term] = [
    (.cases, 1, 1), (.cases, 3, -1), (.filed, 2, 1), (.settled, 3, 1), (.settledFilings, 4, 1),
    (.everyCase, 1, 1),
  ]
  private static let ofInspections: [Term] = [
    (.findings, 1, 1), (.openFindings, 4, 1), (.settled, 2, 1), (.settled, 3, 1), (.settled, 5, 1),
  ]
  private static let ofComplaints: [Term] = [(.complaints, 0, 1)]

  private struct Source {
    let amounts: [Int]
    let measures: Int
    let terms: [Term]
  }

  // A row of a source that counts in a month of a cell.
  private struct Entry {
    let cell: UInt32
    let month: Int32
    let source: Int32
    let row: UInt32
  }

  let first: Month
  let months: Int
  private var texts = TextCodes()
  // Level, unit, district, domain and item of each cell in which anything happened.
  private var cells = CodeRows(width: 5)
  private var sources: [Source] = []
  // In the order of the cells, and where those of each cell begin.
  private var entries: [Entry] = []
  private var starts: [Int] = []

  /// Sums up mapped tallies over the months `first` to `last`.
  init(first: Month, last: Month, events: Events, units: UnitBook) {
    self.first = first
    months = last.index - first.index + 1
    var counties = Counties(units: units)
    precondition(texts.code(of: "") == Self.none, "the first text is the empty one")
    add(events.cases, Self.ofCases, &counties)
    // Whoever did the work was not inactive; the place counts under the unit that is named.
    add(events.handling, Self.ofHandling, &counties, unitsOnly: true)
    add(events.inspections, Self.ofInspections, &counties)
    // Where kinds are stated only reports ask for enforcement, and unstated ones may.
    let kinds = events.complaints.column(6)
    let asking = kinds.usedTexts.contains("report") ? ["report", ""] : ["report", "complaint", ""]
    let isAsking = kinds.values { asking.contains($0) }
    add(events.complaints, Self.ofComplaints, &counties) { isAsking[$0] }
    sortEntries()
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
    return (0..<cells.count).filter { cells.codes[$0 * 5] == number }
  }

  private func key(of cell: Int) -> Key {
    let codes = cells.codes[cell * 5..<cell * 5 + 5]
    let first = codes.startIndex
    return Key(
      unit: codes[first + 1], district: codes[first + 2], domain: codes[first + 3],
      item: codes[first + 4])
  }

  private static func number(of level: CellLevel) -> UInt32 {
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
    let (entries, sources) = (entries.span, sources.span)
    for index in starts[cell]..<starts[cell + 1] {
      let source = Int(entries[index].source)
      let start = Int(entries[index].row) * sources[source].measures
      for term in sources[source].terms.indices {
        let (measure, place, sign) = sources[source].terms[term]
        let amount = sources[source].amounts[start + place]
        if amount != 0 { series.add(sign * amount, measure, Int(entries[index].month)) }
      }
    }
    return series
  }

  private mutating func add(
    _ tally: Tally, _ terms: [Term], _ counties: inout Counties, unitsOnly: Bool = false,
    where isAsked: (Int) -> Bool = { _ in true }
  ) {
    let columns = (1...4).map { tally.column($0) }
    let offsets = tally.column(0).values { text -> Int32? in
      guard let month = Month(text), month >= first, month.index < first.index + months
      else { return nil }
      return Int32(month.index - first.index)
    }
    let codes = columns.map { column in column.texts.map { texts.code(of: $0) } }
    // The cells of each combination of unit, district, domain and item, worked out once.
    var combinations = CodeRows(width: 4)
    var (members, ends): ([UInt32], [Int]) = ([], [0])
    var combination = [UInt32](repeating: 0, count: 4)
    let number = Int32(sources.count)
    for row in tally.sums.indices {
      guard let month = offsets[row], isAsked(row) else { continue }
      for column in 0..<4 { combination[column] = columns[column].codes[row] }
      let position = combinations.position(of: combination)
      if position == ends.count - 1 {
        let own = (0..<4).map { codes[$0][Int(combination[$0])] }
        let counties = counties.counties(columns[0][row], columns[1][row])
        members += cells(own, unitsOnly ? [] : counties, unitsOnly)
        ends.append(members.count)
      }
      for index in ends[position]..<ends[position + 1] {
        entries.append(
          Entry(cell: members[index], month: month, source: number, row: UInt32(row)))
      }
    }
    sources.append(Source(amounts: tally.amounts, measures: tally.measures.count, terms: terms))
  }

  // One event counts in every cell that it lies in; `own` is unit, district, domain and item.
  private mutating func cells(
    _ own: [UInt32], _ counties: [String], _ unitsOnly: Bool
  ) -> [UInt32] {
    let none = Self.none
    let (unit, domain, item) = (own[0], own[2], own[3])
    let places = counties.map { texts.code(of: $0) }
    var found: [UInt32] = []
    if domain != none {
      if unit != none { found.append(cell(.unitDomain, [unit, none, domain, none])) }
      found += places.map { cell(.districtDomain, [none, $0, domain, none]) }
    }
    guard item != none else { return found }
    if unit != none { found.append(cell(.unitItem, [unit, none, domain, item])) }
    found += places.map { cell(.districtItem, [none, $0, domain, item]) }
    if !unitsOnly { found.append(cell(.cityItem, [none, none, domain, item])) }
    return found
  }

  private mutating func cell(_ level: CellLevel, _ key: [UInt32]) -> UInt32 {
    UInt32(cells.position(of: [Self.number(of: level)] + key))
  }

  private mutating func sortEntries() {
    starts = [Int](repeating: 0, count: cells.count + 1)
    for entry in entries { starts[Int(entry.cell) + 1] += 1 }
    for cell in 0..<cells.count { starts[cell + 1] += starts[cell] }
    var next = starts
    var sorted = entries
    for entry in entries {
      sorted[next[Int(entry.cell)]] = entry
      next[Int(entry.cell)] += 1
    }
    entries = sorted
  }
}

// The counties in which events of a unit and a district count, looked up once.
private struct Counties {
  let units: UnitBook
  private var ofUnits: [String: String] = [:]
  private var ofDistricts: [String: String] = [:]

  init(units: UnitBook) {
    self.units = units
  }

  // In the county of the place and, where that is another, in the one of the unit's seat.
  mutating func counties(_ unit: String, _ district: String) -> [String] {
    let own = ofDistricts[district] ?? units.county(of: district)
    ofDistricts[district] = own
    let seat = ofUnits[unit] ?? units.county(of: units.district(of: unit))
    ofUnits[unit] = seat
    return (own == seat ? [own] : [own, seat]).filter { !$0.isEmpty }
  }
}
