import Contracts

/// Units with their periods, places and successors.
struct UnitBook: Sendable {
  private struct Period: Sendable {
    var validity: Validity
    let district: String
    let level: String
    let kind: String
    let parent: String
  }

  private var periods: [String: [Period]] = [:]
  /// Who carries whose history.
  let successors: Successions
  private var codesByName: [String: String] = [:]
  // Codes that ever bore a name, in the order in which they began.
  private var bearers: [String: [String]] = [:]
  private var carried: [String: [String]] = [:]
  private let districts: DistrictBook
  /// Present names by code.
  private(set) var names: [String: String] = [:]

  /// Reads the units table, and adds units that only the data know.
  init(_ table: ArchivedTable, districts: DistrictBook, observed: Tally) {
    self.districts = districts
    var successors: [String: String] = [:]
    // The latest period of a unit gives its present name, place and level.
    let rows = table.rows.sorted {
      (table.cell($0, "active_from"), table.cell($0, "unit_code"))
        < (table.cell($1, "active_from"), table.cell($1, "unit_code"))
    }
    for row in rows {
      let code = table.cell(row, "unit_code")
      let period = Period(
        validity: Validity(table.cell(row, "active_from"), table.cell(row, "active_to")),
        district: table.cell(row, "district_code"), level: table.cell(row, "level"),
        kind: table.cell(row, "kind"), parent: table.cell(row, "parent_code"))
      periods[code, default: []].append(period)
      names[code] = table.cell(row, "unit_name")
      let name = table.cell(row, "unit_name")
      codesByName[name] = code
      if !(bearers[name] ?? []).contains(code) { bearers[name, default: []].append(code) }
      // A code that is given out anew, by a later row without a successor, is nobody's predecessor.
      successors[code] = table.cell(row, "successor_code")
    }
    self.successors = Successions(successors)
    closePredecessors()
    carried = Dictionary(grouping: self.successors.codes) { self.successors.last(of: $0) }
    addObserved(observed)
  }

  // A unit that was succeeded and has no last day ended when the other began.
  private mutating func closePredecessors() {
    for code in successors.codes {
      guard var own = periods[code], let last = own.indices.last, own[last].validity.to == nil,
        let heir = successors.path(from: code).first,
        let start = periods[heir]?.compactMap(\.validity.from).min(),
        periods[heir]?.allSatisfy({ $0.validity.from != nil }) ?? false,
        let ended = own[last].validity.ending(before: start)
      else { continue }
      own[last].validity = ended
      periods[code] = own
    }
  }

  // The name that stands most often beside a code, the first by bytes among equals.
  private mutating func addObserved(_ observed: Tally) {
    var best: [String: (rows: Int, name: String)] = [:]
    for row in observed.rows.dropFirst() {
      let rows = Int(row[2]) ?? 0
      guard !row[1].isEmpty, rows > best[row[0]]?.rows ?? 0 else { continue }
      best[row[0]] = (rows, row[1])
    }
    for (code, entry) in best where names[code] == nil && codesByName[code] == nil {
      names[code] = entry.name
    }
  }

  /// The code of a unit that is given by code or by name.
  func code(named text: String) -> String {
    periods[text] == nil ? codesByName[text] ?? text : text
  }

  /// The code of a unit in a month: of several that bore a name the one that existed then.
  func code(named text: String, in month: Month) -> String {
    guard periods[text] == nil, let codes = bearers[text] else { return code(named: text) }
    return codes.last { touches($0, month) } ?? code(named: text)
  }

  /// Codes that a text may mean: itself, or those that ever bore it as a name.
  func codes(named text: String) -> [String] {
    periods[text] == nil ? bearers[text] ?? [text] : [text]
  }

  /// Names that a code ever bore, sorted; a text that is a code itself is none.
  func names(bornBy code: String) -> [String] {
    bearers.keys.filter { periods[$0] == nil && bearers[$0]?.contains(code) ?? false }.sorted()
  }

  /// The unit that carries the history of a code or name today.
  func present(_ text: String) -> String { successors.last(of: code(named: text)) }

  /// Names that cases state for a unit and that several units bore, none of them carrying the other's
  /// history: what they say counts for the one that began last.
  ///
  /// - Parameter observed: Rows by unit as stated, and name.
  /// - Returns: Each name with the codes that bore it, the code that its cases count for, and their number.
  func sharedNames(observed: Tally) -> [SharedName] {
    var rows: [String: Int] = [:]
    for (key, sums) in observed.sums where periods[key[0]] == nil && !key[0].isEmpty {
      rows[key[0], default: 0] += sums[0]
    }
    return rows.sorted { $0.key < $1.key }.compactMap { name, count in
      let codes = bearers[name] ?? []
      guard Set(codes.map { successors.last(of: $0) }).count > 1 else { return nil }
      return SharedName(name: name, codes: codes.sorted(), counted: code(named: name), cases: count)
    }
  }

  /// Codes of today, registered or observed, sorted.
  func presentCodes(observed: Set<String>) -> [String] {
    Set(periods.keys.map { present($0) }).union(observed).sorted()
  }

  /// Codes whose history a present unit carries, itself included, sorted.
  func predecessors(of code: String) -> [String] {
    ((carried[code] ?? []) + [code]).sorted()
  }

  /// Whether a unit, under its present or an earlier code, exists in a month.
  func isActive(_ code: String, _ month: Month) -> Bool {
    guard periods[code] != nil else { return true }
    return predecessors(of: code).contains { old in
      (periods[old] ?? []).contains { $0.validity.touches(month) }
    }
  }

  /// Whether a unit exists on any day of a month under this very code; true where it is unknown.
  func touches(_ code: String, _ month: Month) -> Bool {
    periods[code]?.contains { $0.validity.touches(month) } ?? true
  }

  /// Codes that carry the history of a code today and did not exist in a month, in their order.
  func heirs(of code: String, notIn month: Month) -> [String] {
    // One without a row of its own began some time after this one.
    successors.path(from: code).filter { periods[$0] == nil || !touches($0, month) }
  }

  /// Codes whose history passed to a code itself, sorted.
  func parts(of code: String) -> [String] { successors.parts(of: code) }

  /// Last day of a code by its last row; nil where it goes on or nothing is known of it.
  func end(of code: String) -> CalendarDate? { periods[code]?.last?.validity.to }

  /// Whether a code is known to have been there before others ended.
  func isOlder(_ code: String, thanEndOf others: [String]) -> Bool {
    guard let own = periods[code], own.allSatisfy({ $0.validity.from != nil }),
      let first = own.compactMap(\.validity.from).min()
    else { return false }
    return others.contains { other in end(of: other).map { $0.month > first.month } ?? true }
  }

  /// When a unit exists under this very code; always where it is unknown.
  func existence(of code: String) -> [Validity] {
    periods[code].map { Validity.joined($0.map(\.validity)) } ?? [.always]
  }

  /// When a unit is of a level under its present or an earlier code; a code without rows never is.
  func existence(of unit: String, at level: String) -> [Validity] {
    let rows = predecessors(of: unit).flatMap { periods[$0] ?? [] }
    return Validity.joined(rows.filter { $0.level == level }.map(\.validity))
  }

  /// Levels that a unit ever had under its present or an earlier code.
  func levels(of unit: String) -> Set<String> {
    Set(predecessors(of: unit).flatMap { periods[$0] ?? [] }.map(\.level)).subtracting([""])
  }

  /// Whether a unit exists on a day under this very code; true where it is unknown.
  func exists(_ code: String, on day: CalendarDate) -> Bool {
    periods[code]?.contains { $0.validity.holds(day) } ?? true
  }

  // Under its present or an earlier code: one under which old cases came may begin later.
  private func stands(_ code: String, on day: CalendarDate) -> Bool {
    guard periods[code] != nil else { return true }
    return predecessors(of: code).flatMap { periods[$0] ?? [] }.contains {
      $0.validity.holds(day)
    }
  }

  /// Present district of a unit; empty where unknown.
  func district(of code: String) -> String {
    districts.present(periods[code]?.last?.district ?? "")
  }

  /// Districts in which a unit had its seat in a month, under whatever code, as they were called then.
  func districts(of code: String, _ month: Month) -> Set<String> {
    let rows = predecessors(of: code).flatMap { periods[$0] ?? [] }
    return Set(rows.filter { $0.validity.touches(month) }.map(\.district)).subtracting([""])
  }

  /// County-level division that a place lies in; empty for no place.
  func county(of district: String) -> String {
    district.isEmpty ? "" : districts.county(of: district)
  }

  /// Codes under which a unit exists on any day of a month, sorted; its own where none is known.
  func codes(of unit: String, _ month: Month) -> [String] {
    let known = predecessors(of: unit).filter { code in
      (periods[code] ?? []).contains { $0.validity.touches(month) }
    }
    return known.isEmpty ? [unit] : known
  }

  /// Level of a unit; empty where unknown.
  func level(of code: String) -> String { periods[code]?.last?.level ?? "" }

  /// What is known of a unit on a day.
  func facts(of code: String, on day: CalendarDate) -> UnitFact {
    let last = periods[code]?.last
    let parent = last?.parent ?? ""
    return UnitFact(
      code: code, level: last?.level ?? "", kind: last?.kind ?? "",
      parentCode: parent.isEmpty ? "" : present(parent), districtCode: district(of: code),
      countyCode: county(of: district(of: code)), isStanding: stands(code, on: day))
  }

  /// Whether any unit states its level.
  var hasLevels: Bool { periods.values.contains { $0.contains { !$0.level.isEmpty } } }
}
