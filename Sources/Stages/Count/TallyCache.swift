import Archive
import Contracts

/// Tallies of partitions: they depend on the content alone, so its hash is their name.
struct TallyCache {
  let workspace: Workspace
  let isReadOnly: Bool

  /// The tallies of a partition, in the order of their shapes; counted where one is not cached.
  ///
  /// - Parameters:
  ///   - shapes: Empty tallies.
  ///   - file: The partition.
  ///   - suffix: What else they depend on.
  ///   - count: Counts the partition's rows into one tally a shape.
  /// - Returns: One tally a shape.
  /// - Throws: What reading the partition or the cache throws.
  func tallies(
    _ shapes: [Tally], of file: ArchivedFile, _ suffix: String = "",
    _ count: (ArchivedTable) throws(StageError) -> [Tally]
  ) throws(StageError) -> [Tally] {
    var known: [Tally] = []
    for shape in shapes {
      guard let tally = try cached(shape, path(shape, file, suffix)) else { break }
      known.append(tally)
    }
    if known.count == shapes.count { return known }
    let rows = try workspace.archivedRows(file)
    let counted = try count(
      ArchivedTable(names: rows.first ?? [], rows: Array(rows.dropFirst())))
    for tally in counted { try write(tally, path(tally, file, suffix)) }
    return counted
  }

  private func path(_ tally: Tally, _ file: ArchivedFile, _ suffix: String) -> String {
    let month = file.month ?? "all"
    return "\(workspace.counts)/partitions/\(tally.name)/month=\(month)-"
      + "\(file.sha256.hexadecimal.prefix(16))\(suffix).csv"
  }

  // The last line seals the others: a cache that was cut or edited is counted anew.
  private func cached(_ shape: Tally, _ path: String) throws(StageError) -> Tally? {
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil,
      var rows = try? workspace.rows(of: path), let seal = rows.popLast(),
      seal == Self.seal(of: csvBytes(rows))
    else { return nil }
    return Tally(shape, rows: rows)
  }

  private func write(_ tally: Tally, _ path: String) throws(StageError) {
    guard !isReadOnly else { return }
    let folder = "\(workspace.counts)/partitions/\(tally.name)"
    let bytes = csvBytes(tally.rows)
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
      try FileStore.write(
        bytes + csvBytes([Self.seal(of: bytes)]), to: path, access: .ownerOnly)
    }
  }

  // The number grows when a tally of the same partition would come out differently.
  private static func seal(of bytes: [UInt8]) -> [String] {
    ["tally 1", ContentHash(of: bytes).hexadecimal]
  }
}
