import Archive
import Ingestion

/// Sorts rows by identity, export and line in memory that does not grow with them.
///
/// Sorted runs are put aside on the disk when they fill a part of the memory, and are merged as
/// they are read back (Knuth, The Art of Computer Programming, volume 3, section 5.4).
struct RowSorter {
  private let folder: String
  private let runBytes: Int
  private(set) var run = RowRun()
  private var spill: SpillFile?
  private var spilled = 0
  private var runs: [Range<Int>] = []

  /// Starts without rows; `folder` exists and takes what does not fit into memory.
  init(folder: String, runBytes: Int = 16 << 20) {
    self.folder = folder
    self.runBytes = runBytes
  }

  /// Lets a caller append to the run; puts it aside when it is large.
  mutating func append(_ rows: (inout RowRun) throws(StageError) -> Void) throws(StageError) {
    // Not touched before it is used; growing, the run would be copied again and again.
    if run.isEmpty { run.reserve(runBytes + runBytes / 8) }
    try rows(&run)
    if run.bytes.count >= runBytes { try flush() }
  }

  /// All rows in order; nothing may be appended any more.
  mutating func merged() throws(StageError) -> RowCursor {
    guard spill != nil else { return RowCursor(memory: run.sorted()) }
    try flush()
    run = RowRun()
    return try RowCursor(spill, runs)
  }

  private mutating func flush() throws(StageError) {
    guard !run.isEmpty else { return }
    if spill == nil { spill = try storing { () throws(ArchiveError) in try SpillFile(in: folder) } }
    let (file, start) = (spill, spilled)
    var end = start
    // Sorted as a whole, a second copy would take as much memory as the run.
    try storing { () throws(ArchiveError) in
      try run.inSortedParts(of: 1 << 20) { part throws(ArchiveError) in
        try file?.write(part, at: end)
        end += part.count
      }
    }
    runs.append(start..<end)
    spilled = end
    run.removeAll()
  }
}

/// Reads the records of sorted runs in the order of all of them.
struct RowCursor {
  // Of all runs together, however many there are: 30 million rows make some 1,000.
  private static let heldBytes = 24 << 20
  private static let chunks = (16 << 10)...(256 << 10)

  private struct Source {
    var bytes: [UInt8]
    var position = 0
    // Of the file, not read yet.
    var rest: Range<Int>
  }

  private let spill: SpillFile?
  // How much of a run is held.
  private let chunkBytes: Int
  private var sources: [Source] = []
  // Places in `sources`, a binary heap by the record under way.
  private var heap: [Int] = []

  init(memory: [UInt8]) {
    spill = nil
    chunkBytes = Self.chunks.upperBound
    guard !memory.isEmpty else { return }
    sources = [Source(bytes: memory, rest: 0..<0)]
    heap = [0]
  }

  init(_ spill: SpillFile?, _ runs: [Range<Int>]) throws(StageError) {
    self.spill = spill
    chunkBytes = min(
      max(Self.heldBytes / max(runs.count, 1), Self.chunks.lowerBound), Self.chunks.upperBound)
    for run in runs where !run.isEmpty {
      sources.append(Source(bytes: [], rest: run))
      try fill(sources.count - 1)
      heap.append(sources.count - 1)
    }
    for place in heap.indices.reversed() { sink(place) }
  }

  /// Replaces the group by all records of the next identity; false at the end.
  mutating func next(_ group: inout RowGroup) throws(StageError) -> Bool {
    group.removeAll()
    guard let first = heap.first else { return false }
    append(first, to: &group)
    try advance()
    while let next = heap.first, isSame(group, next) {
      append(next, to: &group)
      try advance()
    }
    return true
  }

  private func append(_ source: Int, to group: inout RowGroup) {
    let all = sources.span
    group.append(from: all[source].bytes.span, at: all[source].position)
  }

  // Of the record under way.
  private func length(_ source: Int) -> Int {
    let all = sources.span
    return RowRecord.length(in: all[source].bytes.span, at: all[source].position)
  }

  private func isSame(_ group: RowGroup, _ source: Int) -> Bool {
    let all = sources.span
    return compareIdentities(
      group.bytes.span, group.starts[0], all[source].bytes.span, all[source].position) == 0
  }

  private mutating func advance() throws(StageError) {
    let first = heap[0]
    sources[first].position += length(first)
    try fill(first)
    if sources[first].position == sources[first].bytes.count {
      sources[first].bytes = []
      sources[first].position = 0
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    sink(0)
  }

  // Reads on where less than a whole record is left.
  private mutating func fill(_ index: Int) throws(StageError) {
    while !sources[index].rest.isEmpty {
      let left = sources[index].bytes.count - sources[index].position
      if left >= 4, left >= length(index) { return }
      let start = sources[index].rest.lowerBound
      // A record that began is ended in the room that is there; a larger one takes more.
      let room = chunkBytes > 2 * left ? chunkBytes - left : chunkBytes
      let count = min(room, sources[index].rest.count)
      let file = spill
      let more = try storing { () throws(ArchiveError) in
        try file?.read(count, at: start) ?? []
      }
      sources[index].bytes.removeFirst(sources[index].position)
      sources[index].position = 0
      sources[index].bytes += more
      sources[index].rest = start + count..<sources[index].rest.upperBound
    }
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if isBefore(heap[child], heap[least]) { least = child }
      }
      guard least != place else { return }
      heap.swapAt(place, least)
      place = least
    }
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    let all = sources.span
    return precedes(
      all[left].bytes.span, all[left].position, all[right].bytes.span, all[right].position)
  }
}
