/// Counts rows by unit while they are packed, a text only for each unit.
struct UnitSpans: Sendable {
  private struct Entry {
    // Where its name stands.
    let start: Int
    let end: Int
    let hash: UInt64
    var span: DeliveredRows.MonthSpan
  }

  private var rows = 0
  private var months: Set<Int> = []
  private var lastMonth = 0
  private var entries: [Entry] = []
  private var names: [UInt8] = []
  // Places in `entries` plus one, by hash; zero is free.
  private var slots = [Int](repeating: 0, count: 64)

  /// What was counted.
  var delivered: DeliveredRows {
    var delivered = DeliveredRows(rows: rows, months: months)
    for entry in entries {
      let name = String(decoding: names[entry.start..<entry.end], as: UTF8.self)
      delivered.add(entry.span, to: name)
    }
    return delivered
  }

  /// Counts a row of a unit; one without a month, zero, belongs to no span.
  mutating func note(_ unit: Span<UInt8>, month: Int) {
    rows += 1
    guard month > 0 else { return }
    if month != lastMonth {
      months.insert(month)
      lastMonth = month
    }
    let hash = unit.hash(from: 0, to: unit.count, seed: 0)
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] > 0 {
      let index = slots[place] - 1
      if isEntry(index, unit, hash) {
        entries[index].span.from = min(entries[index].span.from, month)
        entries[index].span.to = max(entries[index].span.to, month)
        entries[index].span.rows += 1
        return
      }
      place = (place + 1) & (slots.count - 1)
    }
    append(unit, hash, month)
  }

  private func isEntry(_ index: Int, _ unit: Span<UInt8>, _ hash: UInt64) -> Bool {
    let entry = entries[index]
    return entry.hash == hash && entry.end - entry.start == unit.count
      && unit.equals(from: 0, length: unit.count, names.span, from: entry.start)
  }

  private mutating func append(_ unit: Span<UInt8>, _ hash: UInt64, _ month: Int) {
    let start = names.count
    for index in unit.indices { names.append(unit[index]) }
    entries.append(
      Entry(
        start: start, end: names.count, hash: hash,
        span: DeliveredRows.MonthSpan(from: month, to: month, rows: 1)))
    guard entries.count * 2 > slots.count else { return put(entries.count - 1) }
    slots = [Int](repeating: 0, count: slots.count * 2)
    for index in entries.indices { put(index) }
  }

  private mutating func put(_ index: Int) {
    var place = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
    while slots[place] > 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = index + 1
  }
}
