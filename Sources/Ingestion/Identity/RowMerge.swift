public import Contracts

/// All records of one identity, those that the archive knows first, then by export and line.
public struct RowGroup: Sendable {
  /// The records one after another.
  public private(set) var bytes: [UInt8] = []
  /// Where each starts.
  public private(set) var starts: [Int] = []

  /// Makes an empty group.
  public init() {}

  /// Hash of the identity in an `IdentityFilter`; there must be a record.
  public var identityHash: UInt64 {
    IdentityFilter.hash(bytes.span.extracting(RowRecord(in: bytes, at: starts[0]).identity))
  }

  /// Forgets every record and keeps the storage.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  /// Turns to other bytes without a copy; no record of them is of the group yet.
  public mutating func refer(to bytes: [UInt8]) {
    self.bytes = bytes
    starts.removeAll(keepingCapacity: true)
  }

  /// Replaces the records by some that lie one after another in the same bytes.
  ///
  /// - Parameters:
  ///   - count: How many records.
  ///   - start: Where the first one starts.
  /// - Returns: Where the last one ends.
  public mutating func turn(to count: Int, at start: Int) -> Int {
    starts.removeAll(keepingCapacity: true)
    var place = start
    for _ in 0..<count {
      starts.append(place)
      place += RowRecord.length(in: bytes.span, at: place)
    }
    return place
  }

  /// Appends a record of other bytes.
  public mutating func append(from other: Span<UInt8>, at start: Int) {
    starts.append(bytes.count)
    bytes.append(other.extracting(start..<start + RowRecord.length(in: other, at: start)))
  }
}

/// What becomes of one identity.
public struct MergedGroup: Sendable {
  /// A version to write.
  public struct Change: Sendable {
    /// Its rows, the first with the origin and the digest of the whole.
    public var rows: RowGroup
    /// Month of the archived version that it replaces, as in `RowHead`; nil where it is new.
    public var replacedMonth: Int?
    /// The archived version says the same: only the origin moves on.
    public var isSameContent: Bool
  }

  /// A version that is not current.
  public struct Historic: Sendable {
    /// Its rows.
    public var rows: RowGroup
    /// Why it is not current.
    public var reason: HistoryReason
  }

  /// What to write; nil where the archive stays as it is.
  public var change: Change?
  /// Versions of this run that lost.
  public var history: [Historic] = []
  /// A change that is taken for a decision until the archived version says otherwise.
  public var presumed: PresumedDecision?
}

/// Merges the rows of a run identity by identity, so that no more than one is held.
///
/// `IdentityMerge` defines the outcome; what it would say of a single row needs no texts.
public struct RowMerge: Sendable {
  private let layout: RowLayout
  // Origin of each export, without a line.
  private let exports: [RowOrigin]

  /// Outcome of each export, in their order.
  public private(set) var outcomes: [FileOutcome]
  /// What each export changed in each month of each unit.
  public private(set) var monthChanges: [[UnitMonthKey: MonthChanges]]
  private var unit: [UInt8] = []
  private var added: [AddedKey: Int] = [:]
  // What was added last and is not in `added` yet: identities of one month often follow each other.
  private var last: (key: AddedKey, count: Int)?

  private struct AddedKey: Hashable {
    let export: Int
    let month: Int
  }

  /// Starts without rows.
  ///
  /// - Parameters:
  ///   - table: The table of all rows.
  ///   - exports: Origin of each export of the run in their order, without a line.
  public init(table: Table, exports: [RowOrigin]) {
    layout = RowLayout(table)
    self.exports = exports
    outcomes = Array(repeating: FileOutcome(), count: exports.count)
    monthChanges = Array(repeating: [:], count: exports.count)
  }

  /// Takes an identity of a single row that the archive does not know, as nearly all are.
  ///
  /// - Returns: The month into which the row is put; nil where `merge` must tell.
  public mutating func monthOfNew(_ group: RowGroup) -> Int? {
    guard group.starts.count == 1 else { return nil }
    let row = RowRecord(in: group.bytes, at: 0)
    guard row.head.export > 0 else { return nil }
    outcomes[row.head.export - 1].accepted += 1
    noteAdded(row, group.bytes)
    return row.head.month
  }

  /// Decides what becomes of one identity; identities come in byte order.
  public mutating func merge(_ group: RowGroup) -> MergedGroup {
    if monthOfNew(group) != nil {
      return MergedGroup(
        change: .init(rows: group, replacedMonth: nil, isSameContent: false))
    }
    let first = RowRecord(in: group.bytes, at: group.starts[0])
    if group.starts.count == 1 { return MergedGroup() }
    if group.starts.count == 2, first.head.export == 0,
      let confirmed = confirmed(group, first)
    {
      return confirmed
    }
    return mergedTexts(group)
  }

  /// Ends the counting of what was added; to be called after the last identity.
  public mutating func finish() {
    noteLast()
    let name = String(decoding: unit, as: UTF8.self)
    for (key, count) in added {
      let month = RowLayout.monthText(key.month)
      monthChanges[key.export - 1][
        UnitMonthKey(unitCode: name, month: month), default: MonthChanges()
      ].added += count
    }
    added.removeAll(keepingCapacity: true)
  }

  /// Takes a presumed decision for a move: the archived version was decided already.
  public mutating func withdraw(_ presumed: PresumedDecision) {
    monthChanges[presumed.file][presumed.left]?.decided -= 1
    monthChanges[presumed.file][presumed.left]?.withdrawn += 1
  }

  private mutating func noteAdded(_ record: RowRecord, _ bytes: [UInt8]) {
    guard let index = layout.unit else { return }
    let range = record.cell(index, in: bytes)
    if !bytes[range].elementsEqual(unit) {
      finish()
      unit = Array(bytes[range])
    }
    let key = AddedKey(export: record.head.export, month: record.head.month)
    if last?.key != key { noteLast() }
    last = (key, (last?.count ?? 0) + 1)
  }

  private mutating func noteLast() {
    if let last { added[last.key, default: 0] += last.count }
    last = nil
  }

  // The same content in one later export: nothing moves but the origin.
  private mutating func confirmed(_ group: RowGroup, _ first: RowRecord) -> MergedGroup? {
    let row = RowRecord(in: group.bytes, at: group.starts[1])
    guard let known = Self.known(first, group.bytes), row.head.export > 0,
      known.content == RowLayout.contentText(row.head.content)
    else { return nil }
    outcomes[row.head.export - 1].duplicate += 1
    guard exports[row.head.export - 1].isLater(than: known.origin) else { return MergedGroup() }
    var rows = RowGroup()
    rows.append(from: group.bytes.span, at: group.starts[1])
    return MergedGroup(
      change: .init(rows: rows, replacedMonth: first.head.month, isSameContent: true))
  }

  private mutating func mergedTexts(_ group: RowGroup) -> MergedGroup {
    let records = group.starts.map { RowRecord(in: group.bytes, at: $0) }
    let identity = String(decoding: group.bytes[records[0].identity], as: UTF8.self)
    var archived: [String: KnownVersion] = [:]
    if let known = Self.known(records[0], group.bytes) { archived[identity] = known }
    var merge = IdentityMerge(layout: layout, archived: archived)
    let incoming = records.filter { $0.head.export > 0 }
    let files = Set(incoming.map(\.head.export)).sorted()
    for file in files {
      merge.add(
        incoming.filter { $0.head.export == file }.map { record in
          IncomingRow(
            cells: record.texts(in: group.bytes), origin: origin(of: record))
        })
    }
    for (file, outcome) in zip(files, merge.outcomes) { outcomes[file - 1].add(outcome) }
    for (file, changes) in zip(files, merge.monthChanges) {
      for (key, change) in changes {
        monthChanges[file - 1][key, default: MonthChanges()].add(change)
      }
    }
    return result(of: merge, files)
  }

  private func result(of merge: IdentityMerge, _ files: [Int]) -> MergedGroup {
    var result = MergedGroup()
    if let change = merge.changes.first {
      result.change = .init(
        rows: rows(of: change.version), replacedMonth: change.replacedMonth.map(RowLayout.monthKey),
        isSameContent: change.isSameContent)
    }
    result.history = merge.history.map {
      .init(rows: rows(of: $0.version), reason: $0.reason)
    }
    result.presumed = merge.presumedDecisions.first.map {
      PresumedDecision(file: files[$0.file] - 1, left: $0.left, identity: $0.identity)
    }
    return result
  }

  private func rows(of version: Version) -> RowGroup {
    var head = RowHead()
    head.line = version.origin.line
    head.offset = version.origin.offset
    head.month = RowLayout.monthKey(version.month)
    head.content = UInt64(version.content, radix: 16) ?? 0
    head.export = (exports.firstIndex { $0.order == version.origin.order } ?? 0) + 1
    var run = RowRun()
    var starts: [Int] = []
    for cells in [version.cells] + version.extraRows {
      starts.append(run.bytes.count)
      run.append(head, identity: version.identity.utf8Span.span, cells)
    }
    return RowGroup(bytes: run.bytes, starts: starts)
  }

  private func origin(of record: RowRecord) -> RowOrigin {
    let export = exports[record.head.export - 1]
    return RowOrigin(
      source: export.source, order: export.order, asOf: export.asOf, line: record.head.line,
      offset: record.head.offset)
  }

  /// What the archive knows, from a record whose cells are those of a provenance row after the
  /// identity; nil for a row of an export.
  public static func known(_ record: RowRecord, _ bytes: [UInt8]) -> KnownVersion? {
    guard record.head.export == 0 else { return nil }
    let cells = record.texts(in: bytes)
    guard cells.count == 6, let order = Int(cells[2]), let line = Int(cells[4]),
      let offset = Int(cells[5])
    else { return nil }
    return KnownVersion(
      month: RowLayout.monthText(record.head.month), content: cells[0],
      origin: RowOrigin(
        source: cells[1], order: order, asOf: cells[3], line: line, offset: offset))
  }
}

extension RowGroup {
  fileprivate init(bytes: [UInt8], starts: [Int]) {
    self.bytes = bytes
    self.starts = starts
  }
}

extension FileOutcome {
  fileprivate mutating func add(_ other: FileOutcome) {
    accepted += other.accepted
    duplicate += other.duplicate
    superseded += other.superseded
    late += other.late
    corrections += other.corrections
    conflicts += other.conflicts
    conflictLines.merge(other.conflictLines) { first, _ in first }
  }
}

extension MonthChanges {
  fileprivate mutating func add(_ other: MonthChanges) {
    added += other.added
    replaced += other.replaced
    withdrawn += other.withdrawn
    decided += other.decided
  }
}
