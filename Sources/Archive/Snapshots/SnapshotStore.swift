import FoundationEssentials

/// Why a snapshot cannot be trusted.
public enum SnapshotFault: String, Equatable, Sendable, CustomStringConvertible {
  /// The file is no JSON of the expected form.
  case malformed
  /// The file does not match the checksum beside it, or that is missing.
  case checksum
  /// The number inside is not that of the file name.
  case number
  /// The files are not in order, not unique or lead out of the archive.
  case files
  /// A size or a number of records is negative or beyond what can be stored.
  case sizes
  /// The hash of the snapshot before is not that of its file.
  case chain

  /// The fault in words.
  public var description: String {
    switch self {
    case .malformed: "is not a snapshot"
    case .checksum: "does not match its .sha256 file"
    case .number: "has another number inside"
    case .files: "its files are out of order, repeated or outside the archive"
    case .sizes: "has a size that no file has"
    case .chain: "does not follow the snapshot before"
    }
  }
}

/// The numbered snapshots of an archive; a published one never changes.
///
/// Each `000001.json` has a `000001.json.sha256` beside it in the form that sha256sum checks.
public struct SnapshotStore: Sendable {
  static let folderName = "snapshots"
  private static let largestFile = 256 << 20
  // More than all months of a thousand years; a file of a larger number is no snapshot.
  private static let largestNumber = 999_999
  // As many of them as a snapshot can name still add up in 64 bits.
  private static let possibleSizes = 0...1 << 40

  let archive: String

  /// Works on the folder of an archive, which need not exist yet.
  public init(archive: String) {
    self.archive = archive
  }

  /// Returns the numbers of the published snapshots, ascending; empty for a new archive.
  public func numbers() throws(ArchiveError) -> [Int] {
    let folder = archive + "/" + Self.folderName
    guard try FileStore.kind(of: folder) != nil else { return [] }
    return try FileStore.entries(of: folder).compactMap { Self.number(ofName: $0.name) }.sorted()
  }

  /// Returns the newest snapshot, nil for a new archive.
  public func latest() throws(ArchiveError) -> Snapshot? {
    guard let number = try numbers().last else { return nil }
    return try load(number)
  }

  /// Reads one snapshot and checks it against its checksum.
  ///
  /// Files that a later purge or change of key replaced are named by what stands in their place.
  public func load(_ number: Int) throws(ArchiveError) -> Snapshot {
    let snapshot = try loadWithHash(number).snapshot
    guard let last = try numbers().last, last > number else { return snapshot }
    return snapshot.rewritten(by: try loadWithHash(last).snapshot.rewritings ?? [])
  }

  /// Returns the snapshot that would follow the newest one; it is not written.
  public func next(
    files: [ArchivedFile], sources: [ArchivedSource]
  ) throws(ArchiveError) -> Snapshot {
    guard let number = try numbers().last else {
      return Snapshot(number: 1, previous: nil, files: files, sources: sources)
    }
    let (last, hash, _) = try loadWithHash(number)
    return Snapshot(
      number: number + 1, previous: hash, files: files, sources: sources,
      rewritings: last.rewritings)
  }

  /// Writes the snapshot that follows the newest one; an existing number is never replaced.
  public func publish(_ snapshot: Snapshot) throws(ArchiveError) {
    let relative = Self.path(of: snapshot.number)
    let path = archive + "/" + relative
    if try FileStore.kind(of: path) != nil { throw .alreadyPublished(path: path) }
    let expected = try next(files: snapshot.files, sources: snapshot.sources)
    guard snapshot.number == expected.number, snapshot.previous == expected.previous,
      (snapshot.rewritings ?? []).starts(with: expected.rewritings ?? [])
    else { throw .damagedSnapshot(path: path, fault: .chain) }
    try check(snapshot, number: snapshot.number, path: path)
    guard let bytes = encoded(snapshot) else {
      throw .damagedSnapshot(path: path, fault: .malformed)
    }
    try FileStore.makeFolder(Self.folderName, beneath: archive, access: .ownerOnly)
    // First, because the snapshot makes all the rest visible.
    let checksum = Self.checksum(of: ContentHash(of: bytes), number: snapshot.number)
    try FileStore.write(checksum, to: path + ".sha256", access: .ownerOnly)
    var file = try AtomicFile(for: path, access: .ownerOnly)
    try file.write(bytes)
    try file.commitNew(to: path)
  }

  func loadWithHash(
    _ number: Int
  ) throws(ArchiveError) -> (snapshot: Snapshot, hash: ContentHash, bytes: Int) {
    let relative = Self.path(of: number)
    let path = archive + "/" + relative
    let bytes = try FileStore.contents(of: relative, beneath: archive, limit: Self.largestFile)
    let hash = ContentHash(of: bytes)
    do throws(ArchiveError) {
      let checksum = try FileStore.contents(
        of: relative + ".sha256", beneath: archive, limit: 4096)
      guard checksum == Self.checksum(of: hash, number: number) else {
        throw .damagedSnapshot(path: path, fault: .checksum)
      }
    } catch .missing, .tooLarge {
      throw .damagedSnapshot(path: path, fault: .checksum)
    }
    let snapshot = try decoded(bytes, path: path)
    try check(snapshot, number: number, path: path)
    return (snapshot, hash, bytes.count)
  }

  static func path(of number: Int) -> String {
    let digits = String(number)
    return "\(folderName)/\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).json"
  }

  static func number(ofName name: String) -> Int? {
    guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)),
      (1...largestNumber).contains(number),
      "\(folderName)/\(name)" == path(of: number)
    else { return nil }
    return number
  }

  private static func checksum(of hash: ContentHash, number: Int) -> [UInt8] {
    Array("\(hash)  \(namePart(of: path(of: number)))\n".utf8)
  }

  private func check(
    _ snapshot: Snapshot, number: Int, path: String
  ) throws(ArchiveError) {
    guard snapshot.number == number else { throw .damagedSnapshot(path: path, fault: .number) }
    let paths = snapshot.files.map(\.path)
    let isOrdered = zip(paths, paths.dropFirst()).allSatisfy(precedesByBytes)
    // Of other bytes and yet the same: one letter with an accent can be written in two ways.
    let isUnique = Set(paths).count == paths.count
    guard isOrdered, isUnique, paths.allSatisfy({ (try? pathComponents(of: $0)) != nil }) else {
      throw .damagedSnapshot(path: path, fault: .files)
    }
    guard
      (snapshot.files.flatMap(\.sizes) + snapshot.sources.flatMap(\.sizes))
        .allSatisfy(Self.possibleSizes.contains)
    else { throw .damagedSnapshot(path: path, fault: .sizes) }
    guard (snapshot.previous == nil) == (number == 1) else {
      throw .damagedSnapshot(path: path, fault: .chain)
    }
  }
}

extension ArchivedFile {
  fileprivate var sizes: [Int] { [rows, bytes, compressedBytes] }
}

extension ArchivedSource {
  fileprivate var sizes: [Int] {
    [
      bytes, order, records, accepted, rejected, duplicate, superseded, blank, repeatedHeader,
      totalRow,
    ] + notes.values
  }
}

private struct Format: Codable {
  let formatVersion: Int
}

private func encoded(_ snapshot: Snapshot) -> [UInt8]? {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(snapshot) else { return nil }
  return Array(data) + [0x0A]
}

private func decoded(_ bytes: [UInt8], path: String) throws(ArchiveError) -> Snapshot {
  let data = Data(bytes)
  let decoder = JSONDecoder()
  // The version first: nothing else of a newer format can be relied upon.
  guard let version = try? decoder.decode(Format.self, from: data).formatVersion, version > 0
  else { throw .damagedSnapshot(path: path, fault: .malformed) }
  guard version <= Snapshot.currentFormat else {
    throw .newerFormat(path: path, version: version)
  }
  guard let snapshot = try? decoder.decode(Snapshot.self, from: data) else {
    throw .damagedSnapshot(path: path, fault: .malformed)
  }
  return snapshot
}
