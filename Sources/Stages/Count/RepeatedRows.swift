import Archive
import Contracts
import Counting

/// Rows of partitions that do not count, since the successor of their unit states the same case.
///
/// What counts of a partition then depends on the register of units as well: `mark` says so in the
/// names of what is kept of it.
struct RepeatedRows: Sendable {
  /// Positions of the rows by the path of their partition.
  private var rows: [String: Set<Int>] = [:]
  // Unit and number of the cases, by the path of their partition.
  private var identities: [String: Set<[String]>] = [:]

  mutating func add(_ pairs: [CaseRepeats.Pair], of cases: ColumnTable, _ file: ArchivedFile) {
    rows[file.path] = Set(pairs.map(\.row))
    identities[file.path] = Set(
      pairs.map { pair in ["unit_code", "case_id"].map { cases.cell(pair.row, $0) } })
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

/// Looks for cases that successors of units that are gone delivered again.
struct RepeatsRun {
  let workspace: Workspace
  let snapshot: Snapshot

  /// What was found in all months.
  struct Found: Sendable {
    var rows = RepeatedRows()
    // Each with the hash of the export that states it as it counts.
    fileprivate var all: [(repeated: RepeatedCase, source: String)] = []

    /// The cases up to a month, sorted by unit, number and month, and how many by export and units.
    func found(upTo last: Month) -> (cases: [RepeatedCase], tally: Tally) {
      var tally = Tally.repeats
      let all = all.filter { $0.repeated.month <= last.description }
      for (repeated, source) in all {
        tally.add([source, repeated.successorCode, repeated.unitCode], [1])
      }
      return (all.map(\.repeated).sorted { $0.row.lexicographicallyPrecedes($1.row) }, tally)
    }
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
      found.rows.add(pairs, of: cases, file)
      try list(pairs, of: cases, file, &found)
    }
    return found
  }

  private func list(
    _ pairs: [CaseRepeats.Pair], of cases: ColumnTable, _ file: ArchivedFile, _ found: inout Found
  ) throws(StageError) {
    let own = snapshot.files.first {
      $0.table == file.table && $0.kind == .provenance && $0.month == file.month
    }
    let origins = try own.map { own throws(StageError) in try workspace.archivedColumns(own) }
    guard let origins, origins.count == cases.count else {
      throw StageError(.dataRefused, "\(file.path): does not match its provenance")
    }
    let names = Dictionary(
      snapshot.sources.map { ($0.sha256.hexadecimal, $0.name) }, uniquingKeysWith: { $1 })
    func statement(_ row: Int) -> [String] {
      [names[origins.cell(row, "source")] ?? ""] + ["as_of", "line"].map { origins.cell(row, $0) }
    }
    for pair in pairs {
      let (old, new) = (
        cases.cell(pair.row, "unit_code"), cases.cell(pair.counted, "unit_code")
      )
      let repeated = RepeatedCase(
        unitCode: old, caseID: cases.cell(pair.row, "case_id"), month: file.month ?? "",
        seen: statement(pair.row), successorCode: new, counted: statement(pair.counted))
      found.all.append((repeated, origins.cell(pair.counted, "source")))
    }
  }

  /// One line for each unit that is gone and its successor.
  static func warnings(_ tally: Tally) -> [String] {
    var sums: [[String]: Int] = [:]
    for (key, values) in tally.sums { sums[[key[2], key[1]], default: 0] += values[0] }
    return sums.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      "cases of \(key[0]) that its successor \(key[1]) delivered again: \(sums[key] ?? 0); each counts"
        + " once, as the successor states it; see repeated_cases-internal.csv (--level internal)"
    }
  }
}
