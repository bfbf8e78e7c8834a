import Archive
import CSV
import Contracts
import Counting

/// Tallies of partitions: they depend on the content alone, so its hash is their name.
struct TallyCache: Sendable {
  let workspace: Workspace
  let isReadOnly: Bool
  /// Rows of the partitions that do not count.
  var repeats = RepeatedRows()

  /// The tallies of a partition, in the order of their groups and shapes.
  ///
  /// Groups that are not cached are counted, all of them in one reading of the partition.
  ///
  /// - Parameters:
  ///   - groups: What is asked for.
  ///   - file: The partition.
  ///   - items: The further items of its cases.
  ///   - basis: By which date a case belongs to a month.
  /// - Returns: One tally a shape.
  /// - Throws: What reading the partition or the cache throws.
  func tallies(
    _ groups: [PartitionTallies], of file: ArchivedFile, items: ArchivedFile?,
    _ basis: CountingBasis
  ) throws(StageError) -> [Tally] {
    var read: PartitionRows?
    var tallies: [Tally] = []
    for group in groups {
      let suffix = group.suffix(items: items, basis: basis) + repeats.mark(of: file)
      if let known = try cached(group, file, suffix) {
        tallies += known
        continue
      }
      if read == nil { read = try rows(of: file, items, basis) }
      let counted = read.map(group.count) ?? []
      // What was written would be read as sound: an overflow is not told by the sums.
      for tally in counted where !tally.isOverflown {
        try write(tally, path(tally, file, suffix))
      }
      tallies += counted
    }
    return tallies
  }

  private func rows(
    of file: ArchivedFile, _ items: ArchivedFile?, _ basis: CountingBasis
  ) throws(StageError) -> PartitionRows {
    var further = ColumnTable(names: [], columns: [], count: 0)
    if let items { further = try workspace.archivedColumns(items) }
    return PartitionRows(
      table: repeats.counted(try workspace.archivedColumns(file), of: file),
      items: repeats.items(further, beside: file), basis: basis)
  }

  private func cached(
    _ group: PartitionTallies, _ file: ArchivedFile, _ suffix: String
  ) throws(StageError) -> [Tally]? {
    var known: [Tally] = []
    for shape in group.shapes {
      guard let tally = try cached(shape, path(shape, file, suffix)) else { return nil }
      known.append(tally)
    }
    return known
  }

  /// Where the tally of a partition lies.
  func path(
    _ tally: Tally, _ file: ArchivedFile, _ suffix: String, folder: String = Self.folder
  ) -> String {
    let month = file.month ?? "all"
    return "\(workspace.counts)/\(folder)/\(tally.name)/month=\(month)-"
      + "\(file.sha256.hexadecimal.prefix(16))\(suffix).csv"
  }

  /// Whether a whole tally of a shape lies at a path, as this program would have written it.
  func holds(_ shape: Tally, at path: String) -> Bool { rows(shape, at: path) != nil }

  /// The rows of a whole tally below its header; nil where none lies at the path.
  func rows(_ shape: Tally, at path: String) -> ArraySlice<UInt8>? {
    (try? sealedRows(shape, at: path)) ?? nil
  }

  /// The rows of a tally below its header; nil where what lies at the path is no whole one.
  ///
  /// The last line seals the others: a cache that was cut or edited is counted anew.
  func sealedRows(_ shape: Tally, at path: String) throws(ArchiveError) -> ArraySlice<UInt8>? {
    let header = csvBytes([shape.columns])
    let bytes = try FileStore.contents(of: path, limit: Workspace.largestTable)
    guard bytes.starts(with: header), let last = bytes.dropLast().lastIndex(of: 0x0A),
      bytes[(last + 1)...].elementsEqual(csvBytes([Self.seal(of: bytes.span.extracting(...last))]))
    else { return nil }
    return bytes[header.count..<(last + 1)]
  }

  /// The rows of a tally that may be there; a path that cannot be asked for is an error.
  func existing(_ shape: Tally, _ path: String) throws(StageError) -> ArraySlice<UInt8>? {
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
      return nil
    }
    return rows(shape, at: path)
  }

  private func cached(_ shape: Tally, _ path: String) throws(StageError) -> Tally? {
    try existing(shape, path).flatMap { Self.tally(shape, $0) }
  }

  /// The tally of a shape with some rows; nil where one is none.
  static func tally(_ shape: Tally, _ rows: ArraySlice<UInt8>) -> Tally? {
    var reader = TallyReader(shape, isSummed: true)
    var stream = RowStream()
    for chunk in [Array(rows), []] {
      guard (try? stream.feed(chunk) { reader.add($0, ends: $1) }) == true else { return nil }
    }
    return reader.tally
  }

  /// Keeps a tally, sealed, in a folder of the cache; returns its rows.
  @discardableResult
  func write(
    _ tally: Tally, _ path: String, folder: String = Self.folder
  ) throws(StageError) -> ArraySlice<UInt8> {
    let header = csvBytes([tally.columns])
    let bytes = header + TableFile.rows(of: tally).joined()
    let rows = bytes[header.count...]
    guard !isReadOnly else { return rows }
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(
        "\(folder)/\(tally.name)", beneath: workspace.counts, access: .ownerOnly)
      try FileStore.write(
        bytes + csvBytes([Self.seal(of: bytes.span)]), to: path, access: .ownerOnly)
    }
    return rows
  }

  /// Folder of the tallies below counts/.
  static let folder = "partitions"

  /// First cell of the seal; grows when a tally of the same partition would come out differently.
  static let sealName = "tally 5"

  private static func seal(of bytes: Span<UInt8>) -> [String] {
    var hasher = ContentHasher()
    hasher.update(bytes)
    return [sealName, hasher.hash.hexadecimal]
  }
}
