import Contracts

/// Explanations that units gave for zeros; they expire.
struct ExplanationBook: Sendable {
  private var entries: [[String]: [(date: CalendarDate, expires: CalendarDate?)]] = [:]

  /// Reads the explanations table.
  ///
  /// - Parameters:
  ///   - table: Rows of `explanations`.
  ///   - units: For the successors of units.
  ///   - domains: Domains that go by another name today, with that name.
  init(_ table: ArchivedTable, units: UnitBook, domains: [String: String] = [:]) {
    for row in table.rows {
      guard let date = CalendarDate(table.cell(row, "date")) else { continue }
      let unit = units.present(table.cell(row, "unit_code"))
      let item = table.cell(row, "item_code")
      let domain = table.cell(row, "domain")
      let key = item.isEmpty ? ["domain", domains[domain] ?? domain] : ["item", item]
      entries[[unit] + key, default: []].append(
        (date, CalendarDate(table.cell(row, "expires"))))
    }
  }

  /// The latest of the explanations that no longer hold at the end of a month, where none holds.
  func expired(at month: Month) -> Tally {
    var tally = Tally.expiredExplanations
    for key in entries.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let given = (entries[key] ?? []).filter { $0.date <= month.lastDay }
      let holds = given.contains { $0.expires.map { $0 >= month.lastDay } ?? true }
      guard !holds, let last = given.compactMap({ $0.expires }).max(),
        let date = given.filter({ $0.expires == last }).map(\.date).max()
      else { continue }
      let isItem = key[1] == "item"
      tally.add(
        [
          key[0], isItem ? "" : key[2], isItem ? key[2] : "", date.description, last.description,
        ], [1])
    }
    return tally
  }

  /// Date of the explanation that is valid at the end of a month; the latest one.
  func valid(unit: String, domain: String, item: String, at month: Month) -> CalendarDate? {
    guard !entries.isEmpty else { return nil }
    let keys = [[unit, "domain", domain]] + (item.isEmpty ? [] : [[unit, "item", item]])
    return keys.flatMap { entries[$0] ?? [] }
      .filter { $0.date <= month.lastDay && ($0.expires.map { $0 >= month.lastDay } ?? true) }
      .map(\.date).max()
  }
}
