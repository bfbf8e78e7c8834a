public import Contracts

/// Why a version is kept in the history instead of the current state.
public enum HistoryReason: String, Sendable {
  /// A later export stated something else.
  case corrected
  /// A later row of the same export stated something else.
  case conflict
  /// The export arrived after a later one.
  case late
}

/// A version that is not current.
public struct HistoricVersion: Hashable, Sendable {
  /// The version.
  public let version: Version
  /// Why it is not current.
  public let reason: HistoryReason
}

/// What became of the rows of one export.
public struct FileOutcome: Hashable, Sendable {
  /// Rows that are current at the end of the run.
  public var accepted = 0
  /// Rows that repeat what is known.
  public var duplicate = 0
  /// Rows that lost: conflicts, late older versions, versions replaced in the same run.
  public var superseded = 0
  /// Of these, rows older than what was known of them.
  public var late = 0
  /// Archived or earlier versions that this export replaced.
  public var corrections = 0
  /// Identities stated twice with different content.
  public var conflicts = 0
  /// Of these, the first line of each version that lost, and that of the one that won.
  public var conflictLines: [Int: Int] = [:]

  /// Makes an outcome without rows.
  public init() {}
}

/// Merges exports into the current state of one table, by identity and as-of date.
public struct IdentityMerge: Sendable {
  private struct Current {
    let known: KnownVersion
    // Place of the export in this run and rows that it accepted; nil for the archive's own.
    let accepted: (file: Int, rows: Int)?
  }

  private let layout: RowLayout
  private let archived: [String: KnownVersion]
  private var current: [String: Current]
  private var changed: [String: Version] = [:]

  /// Outcome of each export, in the order in which they were added.
  public private(set) var outcomes: [FileOutcome] = []
  /// Versions of this run that are not current.
  public private(set) var history: [HistoricVersion] = []
  /// What each export changed in each month, in the order in which they were added.
  ///
  /// Versions that lost, and exports that arrived after a later one, change nothing.
  public private(set) var monthChanges: [[UnitMonthKey: MonthChanges]] = []
  /// Changes that are taken for decisions until the archived version says otherwise.
  public private(set) var presumedDecisions: [PresumedDecision] = []

  /// Starts from what the archive knows, by identity.
  public init(table: Table, archived: [String: KnownVersion]) {
    self.init(layout: RowLayout(table), archived: archived)
  }

  init(layout: RowLayout, archived: [String: KnownVersion]) {
    self.layout = layout
    self.archived = archived
    current = archived.mapValues { Current(known: $0, accepted: nil) }
  }

  /// Merges the rows of one export; exports come in the order of their as-of dates.
  public mutating func add(_ rows: [IncomingRow]) {
    let grouping = FileGrouping(rows, layout: layout)
    let file = outcomes.count
    outcomes.append(FileOutcome())
    monthChanges.append([:])
    outcomes[file].duplicate = grouping.duplicates
    outcomes[file].conflicts = grouping.conflicts.count
    outcomes[file].conflictLines = grouping.conflictLines
    for loser in grouping.conflicts {
      outcomes[file].superseded += loser.rowCount
      history.append(HistoricVersion(version: loser, reason: .conflict))
    }
    for version in grouping.versions { merge(version, file) }
  }

  private mutating func merge(_ version: Version, _ file: Int) {
    guard let known = current[version.identity] else {
      note(version, version.month, file) { $0.added += 1 }
      accept(version, file)
      return
    }
    let isLater = version.origin.isLater(than: known.known.origin)
    if known.known.content == version.content {
      outcomes[file].duplicate += version.rowCount
      if isLater { confirm(version, known) }
    } else if isLater {
      replace(known, version, file)
    } else {
      outcomes[file].superseded += version.rowCount
      outcomes[file].late += version.rowCount
      history.append(HistoricVersion(version: version, reason: .late))
    }
  }

  private mutating func accept(_ version: Version, _ file: Int) {
    outcomes[file].accepted += version.rowCount
    let known = KnownVersion(
      month: version.month, content: version.content, origin: version.origin)
    current[version.identity] = Current(known: known, accepted: (file, version.rowCount))
    changed[version.identity] = version
  }

  // The same content in a later export: the row stays, its origin moves on.
  private mutating func confirm(_ version: Version, _ known: Current) {
    let seen = KnownVersion(
      month: version.month, content: version.content, origin: version.origin)
    current[version.identity] = Current(known: seen, accepted: known.accepted)
    // Rows of a case may come in another order: those that were first stay.
    changed[version.identity] = (changed[version.identity] ?? version).seen(version.origin)
  }

  private mutating func replace(_ known: Current, _ version: Version, _ file: Int) {
    outcomes[file].corrections += 1
    noteReplacement(of: known.known.month, version, file)
    if let (earlier, rows) = known.accepted, let old = changed[version.identity] {
      outcomes[earlier].accepted -= rows
      outcomes[earlier].superseded += rows
      history.append(HistoricVersion(version: old, reason: .corrected))
    }
    accept(version, file)
  }

  private mutating func noteReplacement(of month: String, _ version: Version, _ file: Int) {
    guard month != version.month else {
      note(version, month, file) { $0.replaced += 1 }
      return
    }
    var isDecision = layout.decides(version.cells, filedIn: month)
    if let old = changed[version.identity] {
      isDecision = isDecision && layout.isUndecided(old.cells)
    } else if isDecision {
      let left = UnitMonthKey(unitCode: layout.unit(of: version.cells), month: month)
      presumedDecisions.append(
        PresumedDecision(file: file, left: left, identity: version.identity))
    }
    note(version, month, file) { changes in
      if isDecision { changes.decided += 1 } else { changes.withdrawn += 1 }
    }
    note(version, version.month, file) { $0.added += 1 }
  }

  /// Takes a presumed decision for a move: the archived version was decided already.
  public mutating func withdraw(_ presumed: PresumedDecision) {
    monthChanges[presumed.file][presumed.left]?.decided -= 1
    monthChanges[presumed.file][presumed.left]?.withdrawn += 1
  }

  private mutating func note(
    _ version: Version, _ month: String, _ file: Int, _ change: (inout MonthChanges) -> Void
  ) {
    let key = UnitMonthKey(unitCode: layout.unit(of: version.cells), month: month)
    change(&monthChanges[file][key, default: MonthChanges()])
  }

  /// Versions to write, sorted by identity, each with the month of the archived row it replaces.
  public var changes: [Change] {
    changed.keys.sorted().compactMap { identity in
      changed[identity].map { version in
        let old = archived[identity]
        return Change(
          version: version, replacedMonth: old?.month,
          isSameContent: old?.content == version.content)
      }
    }
  }

  /// A version to write.
  public struct Change: Hashable, Sendable {
    /// The version that is current now.
    public let version: Version
    /// Month of the archived version that it replaces; nil where the identity is new.
    public let replacedMonth: String?
    /// The archived version says the same: only the origin moves on.
    public let isSameContent: Bool
  }
}
