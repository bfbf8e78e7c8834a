extension PartitionStore {
  /// Keeps an export as `raw/HASH.csv.zst` with some records blank.
  ///
  /// - Parameters:
  ///   - path: The export, unpacked.
  ///   - erasure: The records.
  /// - Returns: The file as it lies there; its hash is that of the blank export.
  /// - Throws: What reading or writing throws, or `inputChanged`.
  public func keepErased(
    _ path: String, _ erasure: Erasure
  ) throws(ArchiveError) -> FrameSummary {
    try FileStore.makeFolder(Self.rawFolder, beneath: archive, access: .ownerOnly)
    var input = try InputFile(path)
    var file = try AtomicFile(for: "\(archive)/\(Self.rawFolder)/erased", access: .ownerOnly)
    var compressor = try FrameCompressor(level: level, contentSize: input.bytes, path: path)
    var (contentHasher, fileHasher) = (ContentHasher(), ContentHasher())
    var summary = FrameSummary()
    var isLast = false
    while !isLast {
      var chunk = try input.nextChunk()
      isLast = chunk.isEmpty
      erasure.blank(&chunk, at: summary.bytes)
      contentHasher.update(chunk)
      summary.bytes += chunk.count
      var frame: [UInt8] = []
      try compressor.add(chunk, isLast: isLast, to: &frame)
      fileHasher.update(frame)
      summary.compressedBytes += frame.count
      try file.write(frame)
    }
    try input.checkUnchanged()
    (summary.sha256, summary.compressedSHA256) = (contentHasher.hash, fileHasher.hash)
    try file.commit(to: archive + "/" + Self.rawPath(of: summary.sha256))
    return summary
  }

  /// Writes the content of a file of the archive to another place, whole and checked.
  public func unpack(_ file: ArchivedFile, to path: String) throws(ArchiveError) {
    var reader = try reader(of: file)
    var plain = try AtomicFile(for: path, access: .ownerOnly)
    while true {
      let chunk = try reader.nextChunk()
      if chunk.isEmpty { break }
      try plain.write(chunk)
    }
    guard try reader.readToEnd().sha256 == file.sha256 else {
      throw .mismatch(path: archive + "/" + file.path, rule: .contentHash)
    }
    try plain.commit(to: path)
  }
}
