import Contracts

/// Sums up mapped tallies into what happened in each cell.
struct ActivityBuilder {
  let first: Month
  let months: Int
  private var counties: Counties
  private var texts = TextCodes()
  private var cells = CodeRows(width: Activity.keyWidth)
  // Whether units alone count, unit, district, domain and item: the cells of each such combination,
  // worked out once, and where they end.
  private var combinations = CodeRows(width: 5)
  private var members: [UInt32] = []
  private var ends = [0]
  private var rows = Activity.Rows()
  // The cell of each entry, and the row that counts there.
  private var entries: [(cell: UInt32, row: UInt32)] = []

  /// Prepares for tallies over the months `first` to `last`.
  init(first: Month, last: Month, units: UnitBook) {
    self.first = first
    months = last.index - first.index + 1
    counties = Counties(units: units)
    precondition(texts.code(of: "") == Activity.none, "the first text is the empty one")
  }

  /// Adds cases of some months.
  mutating func add(cases: Tally) { add(cases, .cases) }

  /// Adds cases by the unit that handled them for another.
  mutating func add(handling: Tally) { add(handling, .handling) }

  /// Adds inspections.
  mutating func add(inspections: Tally) { add(inspections, .inspections) }

  /// Adds rejected records of cases.
  mutating func add(unread: Tally) { add(unread, .unread) }

  /// Adds complaints of the kinds that ask for enforcement.
  mutating func add(complaints: Tally, asking: Set<String>) {
    add(complaints, asking, .complaints)
  }

  /// Adds, once more, what a delivered case followed; complaints of the kinds that ask for enforcement.
  mutating func add(answered: AnsweredTraces, asking: Set<String>) {
    add(answered.inspections, .answeredInspections)
    add(answered.complaints, asking, .answeredComplaints)
  }

  private mutating func add(_ complaints: Tally, _ asking: Set<String>, _ source: Activity.Source) {
    let isAsking = complaints.column(6).values { asking.contains($0) }
    add(complaints, source) { isAsking[$0] }
  }

  /// All that was added, by cell; nothing may be added any more.
  mutating func finish() -> Activity {
    var starts = [Int](repeating: 0, count: cells.count + 1)
    for entry in entries { starts[Int(entry.cell) + 1] += 1 }
    for cell in 0..<cells.count { starts[cell + 1] += starts[cell] }
    var next = starts
    var sorted = [UInt32](repeating: 0, count: entries.count)
    for entry in entries {
      sorted[next[Int(entry.cell)]] = entry.row
      next[Int(entry.cell)] += 1
    }
    entries = []
    return Activity(
      first: first, months: months, texts: texts, cells: cells, rows: rows,
      entries: (sorted, starts))
  }

  private mutating func add(
    _ tally: Tally, _ source: Activity.Source, where isAsked: (Int) -> Bool = { _ in true }
  ) {
    let columns = (1...4).map { tally.column($0) }
    let offsets = tally.column(0).values { text -> Int32? in
      guard let month = Month(text), month >= first, month.index < first.index + months
      else { return nil }
      return Int32(month.index - first.index)
    }
    let codes = columns.map { column in column.texts.map { texts.code(of: $0) } }
    // Whoever did the work was not inactive; the place counts under the unit that is named.
    var key: [UInt32] = [source == .handling ? 1 : 0, 0, 0, 0, 0]
    let (amounts, width) = (tally.amounts, tally.measures.count)
    rows.begin(source)
    for row in tally.sums.indices {
      guard let month = offsets[row], isAsked(row) else { continue }
      for column in 0..<4 { key[column + 1] = codes[column][Int(columns[column].codes[row])] }
      let position = combinations.position(of: key)
      if position == ends.count - 1 {
        let counties = self.counties.counties(columns[0][row], columns[1][row])
        members += cells(key, counties)
        ends.append(members.count)
      }
      let number = rows.append(month, amounts.span.extracting(row * width..<(row + 1) * width))
      for index in ends[position]..<ends[position + 1] { entries.append((members[index], number)) }
    }
  }

  // One event counts in every cell that it lies in; `key` is one of `combinations`.
  private mutating func cells(_ key: [UInt32], _ counties: [String]) -> [UInt32] {
    let (none, unitsOnly) = (Activity.none, key[0] == 1)
    let (unit, domain, item) = (key[1], key[3], key[4])
    let places = unitsOnly ? [] : counties.map { texts.code(of: $0) }
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
    UInt32(cells.position(of: [Activity.number(of: level)] + key))
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
