import Archive

/// The lines of one export that state a case in two ways, 0600: which lost, and which counts.
///
/// It holds no cell, so that nothing of a case that is purged stays in it.
enum ConflictsFile {
  static let ending = "-conflicts.csv"

  /// Writes the file beside the rejects of the export; nothing without a conflict.
  ///
  /// - Parameters:
  ///   - lines: First line of each version that lost, and that of the one that won.
  ///   - export: Name of the export.
  ///   - hash: SHA-256 of the export.
  ///   - folder: Where it goes.
  /// - Throws: What creating or writing the file throws.
  static func write(
    _ lines: [Int: Int], of export: String, _ hash: ContentHash, into folder: String
  ) throws(StageError) {
    guard !lines.isEmpty else { return }
    let header = ["source_file", "source_sha256", "line", "kept_line"]
    let rows = lines.sorted { $0.key < $1.key }.map { line, kept in
      [RejectsFile.guarded(export), hash.hexadecimal, String(line), String(kept)]
    }
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
      try FileStore.write(
        csvBytes([header] + rows), to: RejectsFile.name(of: export, folder, hash) + ending,
        access: .ownerOnly)
    }
  }
}
