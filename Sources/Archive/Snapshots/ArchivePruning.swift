/// What a pruning removed, or would remove.
public struct PrunedFiles: Equatable, Sendable {
  /// The number of the oldest snapshot whose files are all kept.
  public let firstKept: Int
  /// The number of files removed.
  public let files: Int
  /// Their bytes as they lay there.
  public let bytes: Int
}

extension SnapshotStore {
  /// Below the archive: the number of the oldest snapshot whose files are all kept.
  static let pruneMark = folderName + "/pruned"

  /// The oldest snapshot whose files are all kept; 1 where nothing was ever pruned.
  func firstKept() throws(ArchiveError) -> Int {
    let bytes: [UInt8]
    do throws(ArchiveError) {
      bytes = try FileStore.contents(of: Self.pruneMark, beneath: archive, limit: 32)
    } catch .missing {
      return 1
    }
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)), number > 0 else {
      throw .damagedSnapshot(path: archive + "/" + Self.pruneMark, fault: .malformed)
    }
    return number
  }

  /// Removes files that only snapshots before the newest ones name; needs the lock.
  ///
  /// The snapshots themselves stay, and with them the chain. The mark is written first, so that an
  /// archive whose pruning was interrupted is sound, and the next pruning ends it.
  ///
  /// - Parameters:
  ///   - count: How many of the newest snapshots keep every file, at least 1.
  ///   - isDryRun: Whether to remove nothing and only say what would be.
  /// - Returns: What was removed.
  /// - Throws: What reading the snapshots or removing a file throws.
  public func prune(keeping count: Int, isDryRun: Bool) throws(ArchiveError) -> PrunedFiles {
    precondition(count > 0, "the newest snapshot keeps its files")
    let numbers = try numbers()
    let marked = try firstKept()
    let first = max(numbers.suffix(count).first ?? 1, marked)
    var kept: Set<String> = []
    var old: [String: Int] = [:]
    for number in numbers {
      for file in try load(number).files {
        if number >= first {
          kept.insert(file.path)
        } else {
          old[file.path] = file.compressedBytes
        }
      }
    }
    if !isDryRun, first > marked {
      try FileStore.write(
        Array("\(first)\n".utf8), to: archive + "/" + Self.pruneMark, access: .ownerOnly)
    }
    var files = 0
    var bytes = 0
    for path in old.keys.filter({ !kept.contains($0) }).sorted(by: precedesByBytes)
    where try isRegular(path) {
      if !isDryRun { try FileStore.remove(archive + "/" + path) }
      files += 1
      bytes += old[path] ?? 0
    }
    return PrunedFiles(firstKept: first, files: files, bytes: bytes)
  }

  // Opened without following a link, so that nothing outside the archive is ever removed.
  private func isRegular(_ path: String) throws(ArchiveError) -> Bool {
    do throws(ArchiveError) {
      _ = try FileDescriptor.regularFile(path, beneath: archive)
      return true
    } catch .missing {
      return false
    }
  }
}
