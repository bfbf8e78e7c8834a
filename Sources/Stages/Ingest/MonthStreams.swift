import Archive
import Ingestion

/// What happens to one identity in one month.
enum PartitionChange: UInt8 {
  /// A version that the month does not hold yet.
  case put
  /// A version in place of the one that the month holds.
  case replace
  /// The version that the month holds goes to another month.
  case remove
  /// The version that the month holds was stated again.
  case confirm
}

/// Changes of every month, each month in byte order of identity, put aside while they are many.
struct MonthStreams {
  private struct Stream {
    var held: [UInt8] = []
    var segments: [Range<Int>] = []
  }

  private let folder: String
  // All months together hold this much, so that a long history takes no more memory.
  private let heldBytes: Int
  private var streams: [Stream] = []
  // Places in `streams`. Identities of one month often follow each other.
  private var places: [Int: Int] = [:]
  private var last: (month: Int, place: Int)?
  private var spill: SpillFile?
  private var spilled = 0

  init(folder: String, heldBytes: Int = 24 << 20) {
    self.folder = folder
    self.heldBytes = heldBytes
  }

  /// Months with a change, ascending, as in `RowHead`.
  var months: [Int] { places.keys.sorted() }

  /// Appends a change to the month in which it happens.
  mutating func append(
    _ kind: PartitionChange, _ rows: RowGroup, month: Int
  ) throws(StageError) {
    let place = place(of: month)
    Self.append(kind, rows, to: &streams[place].held)
    guard streams[place].held.count > heldBytes / max(streams.count, 16) else { return }
    try flush(place)
  }

  private mutating func place(of month: Int) -> Int {
    if let last, last.month == month { return last.place }
    let place = places[month] ?? streams.count
    if place == streams.count {
      places[month] = place
      streams.append(Stream())
    }
    last = (month, place)
    return place
  }

  private static func append(
    _ kind: PartitionChange, _ rows: RowGroup, to bytes: inout [UInt8]
  ) {
    let count = rows.starts.count
    bytes.append(addingCapacity: 5) { bytes in
      bytes.append(kind.rawValue)
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: count >> shift))
      }
    }
    bytes.append(rows.bytes.span)
  }

  private mutating func flush(_ place: Int) throws(StageError) {
    if spill == nil { spill = try storing { () throws(ArchiveError) in try SpillFile(in: folder) } }
    let end = spilled + streams[place].held.count
    try putAside(streams[place].held)
    streams[place].segments.append(spilled..<end)
    streams[place].held.removeAll(keepingCapacity: true)
    spilled = end
  }

  private func putAside(_ bytes: [UInt8]) throws(StageError) {
    let (file, start) = (spill, spilled)
    try storing { () throws(ArchiveError) in try file?.write(bytes, at: start) }
  }

  /// The changes of a month from the first on.
  func cursor(of month: Int) -> ChangeCursor {
    let stream = places[month].map { streams[$0] } ?? Stream()
    return ChangeCursor(spill: spill, segments: stream.segments, held: stream.held)
  }
}

/// Reads the changes of a month one by one.
struct ChangeCursor: Sendable {
  private let spill: SpillFile?
  private var segments: ArraySlice<Range<Int>>
  private var held: [UInt8]
  private var position = 0

  /// What happens; nil after the last change.
  private(set) var kind: PartitionChange?
  /// Rows of the change under way, among those of others.
  private(set) var rows = RowGroup()
  /// Identities that were put into the month so far.
  private(set) var put = IdentityIndex()

  init(spill: SpillFile?, segments: [Range<Int>], held: [UInt8]) {
    self.spill = spill
    self.segments = segments[...]
    self.held = held
  }

  /// Goes to the next change.
  mutating func advance() throws(StageError) {
    if position == rows.bytes.count { try refill() }
    guard position < rows.bytes.count else {
      kind = nil
      return
    }
    kind = PartitionChange(rawValue: rows.bytes[position])
    var count = 0
    for place in (1...4).reversed() { count = count << 8 | Int(rows.bytes[position + place]) }
    position = rows.turn(to: count, at: position + 5)
    guard kind == .put else { return }
    let identity = RowRecord(in: rows.bytes, at: rows.starts[0]).identity
    put.insert(IdentityFilter.hash(rows.bytes.span.extracting(identity)))
  }

  private mutating func refill() throws(StageError) {
    position = 0
    guard let segment = segments.popFirst() else {
      rows.refer(to: held)
      held = []
      return
    }
    let file = spill
    rows.refer(
      to: try storing { () throws(ArchiveError) in
        try file?.read(segment.count, at: segment.lowerBound) ?? []
      })
  }
}
