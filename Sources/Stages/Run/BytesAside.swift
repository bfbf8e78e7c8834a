import Archive

/// Bytes that are made before the file that they go into; where they are many they wait on the disk.
struct BytesAside: Sendable {
  private let folder: String
  private let heldBytes: Int
  private var held: [UInt8] = []
  private var spill: SpillFile?
  private var spilled = 0

  /// Starts without bytes.
  ///
  /// - Parameters:
  ///   - folder: Exists, and takes what is not held in memory.
  ///   - heldBytes: How much is.
  init(folder: String, heldBytes: Int = 4 << 20) {
    self.folder = folder
    self.heldBytes = heldBytes
  }

  /// Appends bytes.
  mutating func append(_ bytes: [UInt8]) throws(StageError) {
    held += bytes
    guard held.count > heldBytes else { return }
    try storing { () throws(ArchiveError) in
      if spill == nil { spill = try SpillFile(in: folder) }
      try spill?.write(held, at: spilled)
    }
    spilled += held.count
    held = []
  }

  /// Writes all bytes into a file.
  func write(to file: inout AtomicFile) throws(ArchiveError) {
    let chunk = 1 << 20
    for start in stride(from: 0, to: spilled, by: chunk) {
      try file.write(try spill?.read(min(chunk, spilled - start), at: start) ?? [])
    }
    try file.write(held)
  }
}
