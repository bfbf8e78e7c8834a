import Archive

/// Provenance rows that lie beside each partition: where every row was last stated.
enum Provenance {
  static let columns = ["identity", "content", "source", "order", "as_of", "line", "offset"]
}

extension Workspace {
  /// Rows of a file of the archive, header first, verified while read.
  func archivedRows(_ file: ArchivedFile) throws(StageError) -> [[String]] {
    let bytes = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: archive).read(file)
    }
    return try csvRows(bytes, file.path)
  }
}
