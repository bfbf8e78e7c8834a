import Archive
import Contracts
import Ingestion

/// The rows of one partition while changes are applied.
struct PartitionContents {
  struct Entry {
    var cells: [String]
    // Further items and parties of a case, the row itself included; empty for most.
    var items: [[String]]
    var known: KnownVersion

    /// The row once for each of its items and parties.
    var rows: [[String]] {
      guard !items.isEmpty else { return [cells] }
      let names = Table.cases.archiveNames
      return items.map { item in
        var row = cells
        for (name, cell) in zip(Table.caseItems.archiveNames, item) {
          if let index = names.firstIndex(of: name) { row[index] = cell }
        }
        return row
      }
    }
  }

  private(set) var entries: [String: Entry] = [:]
  let table: Table
  let month: String

  init(_ table: Table, month: String) {
    self.table = table
    self.month = month
  }

  /// Reads a partition and what lies beside it.
  init(
    _ table: Table, month: String, files: [ArchivedFile], workspace: Workspace
  ) throws(StageError) {
    self.init(table, month: month)
    func own(_ name: String, _ kind: ArchivedKind) -> ArchivedFile? {
      files.first { $0.table == name && $0.kind == kind && ($0.month ?? "") == month }
    }
    let kind: ArchivedKind = table.partitioning == .whole ? .reference : .partition
    guard let content = own(table.name, kind), let provenance = own(table.name, .provenance)
    else { return }
    let rows = try workspace.archivedRows(content)
    let versions = try Provenance.versions(
      of: try workspace.archivedRows(provenance), month: month, provenance.path)
    guard rows.first == table.archiveNames, rows.count == versions.count + 1 else {
      throw StageError(.dataRefused, "\(content.path): does not match its provenance")
    }
    for (cells, version) in zip(rows.dropFirst(), versions) {
      entries[version.identity] = Entry(cells: cells, items: [], known: version.known)
    }
    if table.name == Table.cases.name, let items = own(Table.caseItems.name, .partition) {
      for row in try workspace.archivedRows(items).dropFirst() {
        entries[row[0] + "\u{1F}" + row[1]]?.items.append(row)
      }
    }
  }

  /// Whether a file holds the rows of a month of a table, or what lies beside them.
  static func isPart(_ file: ArchivedFile, of table: Table, month: String) -> Bool {
    guard file.kind != .history, file.kind != .raw, (file.month ?? "") == month else {
      return false
    }
    let isItems = table.name == Table.cases.name && file.table == Table.caseItems.name
    return file.table == table.name || isItems
  }

  /// Takes a version out; nil where it is not here.
  mutating func remove(_ identity: String) -> Entry? {
    entries.removeValue(forKey: identity)
  }

  /// Puts a version back that a later export states again; only its origin moves on.
  mutating func confirm(_ entry: Entry, _ change: StagedChange) {
    var entry = entry
    entry.known = KnownVersion(
      month: month, content: change.content, origin: change.origin)
    entries[change.identity] = entry
  }

  /// Puts a version in.
  mutating func put(_ change: StagedChange) {
    let known = KnownVersion(
      month: change.month, content: change.content, origin: change.origin)
    let items = change.rows.count > 1 ? change.rows.map { PartitionContents.item($0, table) } : []
    entries[change.identity] = Entry(cells: change.rows[0], items: items, known: known)
  }

  private static func item(_ cells: [String], _ table: Table) -> [String] {
    let names = table.archiveNames
    return Table.caseItems.archiveNames.map { name in
      names.firstIndex(of: name).map { cells[$0] } ?? ""
    }
  }

  /// Identities in byte order.
  private var identities: [String] {
    entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Header and rows in order of identity.
  var contentRows: [[String]] {
    [table.archiveNames] + identities.compactMap { entries[$0]?.cells }
  }

  /// Header and provenance in the same order.
  var provenanceRows: [[String]] {
    [Provenance.columns]
      + identities.compactMap { identity in
        entries[identity].map { Provenance.row(identity, $0.known) }
      }
  }

  /// Header and items of cases that have several, in the same order.
  var itemRows: [[String]] {
    [Table.caseItems.archiveNames]
      + identities.flatMap { entries[$0]?.items ?? [] }
  }
}
