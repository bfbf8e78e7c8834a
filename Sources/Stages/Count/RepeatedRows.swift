import Archive
import Contracts
import Counting

/// Rows of partitions that do not count, since the successor of their unit states the same case, or their
/// unit by its code what it had stated by its name, or with a number what it had known by a document.
///
/// What counts of a partition then depends on the register of units as well: `mark` says so in the
/// names of what is kept of it.
struct RepeatedRows: Sendable {
  /// Positions of the rows by the path of their partition.
  private var rows: [String: Set<Int>] = [:]
  // Unit and number of the cases, by the path of their partition.
  private var identities: [String: Set<[String]>] = [:]

  mutating func add(_ left: [Int], of cases: ColumnTable, _ file: ArchivedFile) {
    rows[file.path, default: []].formUnion(left)
    identities[file.path, default: []].formUnion(
      left.map { row in ["unit_code", "case_id"].map { cases.cell(row, $0) } })
  }

  /// Whether a row of a partition counts.
  func counts(_ row: Int, of file: ArchivedFile) -> Bool {
    rows[file.path].map { !$0.contains(row) } ?? true
  }

  /// A partition without the rows that do not count.
  func counted(_ cases: ColumnTable, of file: ArchivedFile) -> ColumnTable {
    guard let own = rows[file.path] else { return cases }
    return cases.removing { own.contains($0) }
  }

  /// The further items of a partition's cases without those of cases that do not count.
  func items(_ items: ColumnTable, beside file: ArchivedFile) -> ColumnTable {
    guard let own = identities[file.path] else { return items }
    return items.removing { row in
      own.contains(["unit_code", "case_id"].map { items.cell(row, $0) })
    }
  }

  /// What the names of tallies say of the rows left out; empty where all count.
  func mark(of file: ArchivedFile) -> String {
    guard let own = rows[file.path] else { return "" }
    var hasher = ContentHasher()
    hasher.update(Array(own.sorted().map(String.init).joined(separator: ",").utf8).span)
    return "-without-" + hasher.hash.hexadecimal.prefix(16)
  }
}

/// Looks for cases that units, or their successors, delivered again under another identity.
struct RepeatsRun {
  let workspace: Workspace
  let snapshot: Snapshot

  // In which way a case came twice.
  fileprivate enum Way: Comparable { case succeeded, spelled, renumbered }

  /// What was found in all months.
  struct Found: Sendable {
    var rows = RepeatedRows()
    // Each with the hash of the export that states it as it counts, of one that was stated by the name of
    // its unit that of the export that did so.
    fileprivate var all: [(repeated: RepeatedCase, source: String, way: Way)] = []

    /// The cases up to a month, sorted by unit, number and month, and how many by export and units.
    func found(upTo last: Month) -> (cases: [RepeatedCase], tally: Tally) {
      var tally = Tally.repeats
      let all = all.filter { $0.repeated.month <= last.description }
      for (repeated, source, _) in all {
        tally.add([source, repeated.successorCode, repeated.unitCode], [1])
      }
      return (all.map(\.repeated).sorted { $0.row.lexicographicallyPrecedes($1.row) }, tally)
    }

    /// One line for each unit and its successor, and for each that delivered its cases in two ways.
    func warnings(upTo last: Month) -> [String] {
      var sums: [Subject: Int] = [:]
      for (repeated, _, way) in all where repeated.month <= last.description {
        let old = way == .succeeded ? repeated.unitCode : ""
        sums[Subject(unit: repeated.successorCode, way: way, old: old), default: 0] += 1
      }
      return sums.keys.sorted().map { key in
        let cases =
          switch key.way {
          case .succeeded: "cases of \(key.old) that its successor \(key.unit) delivered again"
          case .spelled:
            "cases of \(key.unit) that were delivered under another spelling of the unit"
          case .renumbered:
            "cases of \(key.unit) that were delivered by the number of their document alone and with a"
              + " number of their own"
          }
        return "\(cases): \(sums[key] ?? 0); each counts once, as \(key.unit) states it; see"
          + " repeated_cases-internal.csv (--level internal)"
      }
    }

    private struct Subject: Hashable, Comparable {
      let unit: String
      let way: Way
      let old: String

      static func < (left: Subject, right: Subject) -> Bool {
        (left.unit, left.way, left.old) < (right.unit, right.way, right.old)
      }
    }
  }

  /// Adds cases that a unit first stated by its name and later by its code: they are one by identity,
  /// but no row of the archive says which code a name stands for.
  ///
  /// - Parameters:
  ///   - units: The register of units.
  ///   - delivered: Units as the cases state them.
  ///   - found: What is repeated.
  /// - Returns: Whether there was any.
  /// - Throws: What reading the archive throws.
  func addSpelled(
    _ units: ArchivedTable, delivered: [String], to found: inout Found
  ) throws(StageError) -> Bool {
    let named = CaseRepeats(units).spellings(delivered)
    guard !named.isEmpty else { return false }
    let meant = Set(named.values)
    let columns = ["unit_code", "case_id"] + CaseRepeats.unchanging
    // What the rows that count say, by unit and number.
    var stated: [[String]: [String]] = [:]
    var files: [(file: ArchivedFile, cases: ColumnTable)] = []
    for file in snapshot.files where file.kind == .partition && file.table == Table.cases.name {
      let cases = try workspace.archivedColumns(file, only: Set(columns))
      let texts = cases["unit_code"].usedTexts
      if texts.contains(where: { named[$0] != nil }) { files.append((file, cases)) }
      guard texts.contains(where: meant.contains) else { continue }
      for row in 0..<cases.count where meant.contains(cases.cell(row, "unit_code")) {
        let cells = columns.map { cases.cell(row, $0) }
        stated[Array(cells[0...1])] = Array(cells[2...])
      }
    }
    var hasAny = false
    for (file, cases) in files {
      let left = (0..<cases.count).filter { row in
        let cells = columns.map { cases.cell(row, $0) }
        guard let unit = named[cells[0]], let other = stated[[unit, cells[1]]],
          found.rows.counts(row, of: file)
        else { return false }
        // A code may have begun to count its cases anew.
        return zip(cells[2...], other).allSatisfy { $0.isEmpty || $1.isEmpty || $0 == $1 }
      }
      guard !left.isEmpty else { continue }
      hasAny = true
      found.rows.add(left, of: cases, file)
      let origin = try origins(of: file, cases)
      for row in left {
        found.all.append(
          (
            RepeatedCase(
              unitCode: cases.cell(row, "unit_code"), caseID: cases.cell(row, "case_id"),
              month: file.month ?? "", seen: origin.statement(row),
              successorCode: named[cases.cell(row, "unit_code")] ?? "", counted: ["", "", ""]),
            origin.source(row), .spelled
          ))
      }
    }
    return hasAny
  }

  /// Compares the cases of every month that holds a unit and its successor.
  func found(_ units: ArchivedTable) throws(StageError) -> Found {
    var found = Found()
    let repeats = CaseRepeats(units)
    guard !repeats.isEmpty else { return found }
    for file in snapshot.files where file.kind == .partition && file.table == Table.cases.name {
      let units = try workspace.archivedColumns(file, only: ["unit_code"])
      guard repeats.mayHold(units["unit_code"]) else { continue }
      let cases = try workspace.archivedColumns(file, only: CaseRepeats.columns)
      let pairs = repeats.pairs(in: cases)
      guard !pairs.isEmpty else { continue }
      found.rows.add(pairs.map(\.row), of: cases, file)
      try list(pairs, .succeeded, of: (cases, file), in: (cases, file), &found)
    }
    try addHandedOver(repeats, to: &found)
    return found
  }

  // What a unit left open, its successor decides in another month.
  private func addHandedOver(
    _ repeats: CaseRepeats, to found: inout Found
  ) throws(StageError) {
    let names = CaseRepeats.columns.sorted()
    var open = ColumnReader(names: names)
    // Month of each open case and its row there.
    var places: [(month: Int, row: Int)] = []
    var left: [MonthCases] = []
    var taking: [ArchivedFile] = []
    for file in snapshot.files where file.kind == .partition && file.table == Table.cases.name {
      let units = try workspace.archivedColumns(file, only: ["unit_code"])["unit_code"]
      if repeats.mayTakeOver(units) { taking.append(file) }
      guard repeats.mayLeave(units) else { continue }
      let cases = try workspace.archivedColumns(file, only: CaseRepeats.columns)
      let rows = repeats.leftOpen(in: cases).filter { found.rows.counts($0, of: file) }
      guard !rows.isEmpty else { continue }
      for row in rows {
        open.add(names.map { cases.cell(row, $0) })
        places.append((left.count, row))
      }
      left.append((cases, file))
    }
    let first = left.compactMap(\.file.month).min()
    guard let first else { return }
    let table = open.table
    for file in taking where file.month ?? "" >= first {
      let cases = try workspace.archivedColumns(file, only: CaseRepeats.columns)
      let pairs = repeats.handedOver(table, to: cases)
      for (month, own) in Dictionary(grouping: pairs, by: { places[$0.row].month })
        .sorted(by: { $0.key < $1.key })
      {
        let new = own.map { CaseRepeats.Pair(row: places[$0.row].row, counted: $0.counted) }
          .filter { found.rows.counts($0.row, of: left[month].file) }
        guard !new.isEmpty else { continue }
        found.rows.add(new.map(\.row), of: left[month].cases, left[month].file)
        try list(new, .succeeded, of: left[month], in: (cases, file), &found)
      }
    }
  }

  /// Adds cases that a unit delivered by the number of their document alone, and with a number of their
  /// own: what the later export states counts, of one export the number.
  ///
  /// - Parameters:
  ///   - cache: Keeps the pairs of each partition.
  ///   - basis: By which date a case belongs to a month.
  ///   - found: What is repeated.
  /// - Throws: What reading the archive throws.
  func addRenumbered(
    _ cache: TallyCache, _ basis: CountingBasis, to found: inout Found
  ) throws(StageError) {
    for file in snapshot.files where file.kind == .partition && file.table == Table.cases.name {
      let known = try cache.tallies([.renumbered], of: file, items: nil, basis)
      let rows = known.flatMap(\.sortedKeys).map { $0.map { Int($0) ?? 0 } }
        .filter { pair in pair.allSatisfy { found.rows.counts($0, of: file) } }
      guard !rows.isEmpty else { continue }
      let cases = try workspace.archivedColumns(file, only: ["unit_code", "case_id"])
      let origins = try origins(of: file, cases)
      let pairs = rows.map { pair in
        let isLater = origins.statement(pair[0])[1] > origins.statement(pair[1])[1]
        return CaseRepeats.Pair(row: pair[isLater ? 1 : 0], counted: pair[isLater ? 0 : 1])
      }
      found.rows.add(pairs.map(\.row), of: cases, file)
      try list(pairs, .renumbered, of: (cases, file), in: (cases, file), &found)
    }
  }

  private typealias MonthCases = (cases: ColumnTable, file: ArchivedFile)

  private func list(
    _ pairs: [CaseRepeats.Pair], _ way: Way, of own: MonthCases, in other: MonthCases,
    _ found: inout Found
  ) throws(StageError) {
    let origin = try origins(of: own.file, own.cases)
    let counted = try origins(of: other.file, other.cases)
    for pair in pairs {
      let repeated = RepeatedCase(
        unitCode: own.cases.cell(pair.row, "unit_code"),
        caseID: own.cases.cell(pair.row, "case_id"), month: own.file.month ?? "",
        seen: origin.statement(pair.row),
        successorCode: other.cases.cell(pair.counted, "unit_code"),
        counted: counted.statement(pair.counted))
      found.all.append((repeated, counted.source(pair.counted), way))
    }
  }

  private struct Origins {
    let rows: ColumnTable
    let names: [String: String]

    func source(_ row: Int) -> String { rows.cell(row, "source") }

    // File name of the export, its as-of date and the line in it.
    func statement(_ row: Int) -> [String] {
      [names[source(row)] ?? ""] + ["as_of", "line"].map { rows.cell(row, $0) }
    }
  }

  private func origins(of file: ArchivedFile, _ cases: ColumnTable) throws(StageError) -> Origins {
    let own = snapshot.files.first {
      $0.table == file.table && $0.kind == .provenance && $0.month == file.month
    }
    let rows = try own.map { own throws(StageError) in try workspace.archivedColumns(own) }
    guard let rows, rows.count == cases.count else {
      throw StageError(.dataRefused, "\(file.path): does not match its provenance")
    }
    return Origins(
      rows: rows,
      names: Dictionary(
        snapshot.sources.map { ($0.sha256.hexadecimal, $0.shownName) }, uniquingKeysWith: { $1 }))
  }
}
