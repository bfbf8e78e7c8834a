import Archive
import Foundation

/// Hashes of the exports in inbox/ from run to run, so that old ones are not read again.
///
/// A hash is believed while size, times, and number of the file are what they were. A cache that
/// is missing, edited or damaged costs the reading of the files and nothing else.
struct InboxCache {
  private struct Entry: Codable, Equatable {
    let name: String
    let sha256: ContentHash
    let bytes: Int
    let device: UInt
    let node: UInt
    let modified: Int
    let changed: Int

    var state: FileState {
      FileState(
        bytes: bytes, device: device, node: node, modified: modified, changed: changed)
    }
  }

  private static let name = "inbox"
  // A file may change twice within one tick of a file system's clock, of two seconds at most.
  private static let racyNanoseconds = 2_000_000_000

  private let cache: SealedCache
  private let remembered: [String: Entry]
  private var found: [String: Entry] = [:]
  // Time of the file system in nanoseconds; nil where nothing is to be written.
  private var start: Int?

  /// Reads what was remembered.
  init(_ cache: SealedCache) {
    self.cache = cache
    let contents = cache.contents(of: Self.name).map { Data($0) } ?? Data()
    let entries = (try? JSONDecoder().decode([Entry].self, from: contents)) ?? []
    remembered = Dictionary(
      entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The hash of an export in this very state, nil where it is not known.
  func hash(of name: String, _ state: FileState) -> ContentHash? {
    guard let entry = remembered[name], entry.state == state else { return nil }
    return entry.sha256
  }

  /// Takes the hash of an export that was read; a later one of the same export counts.
  mutating func note(_ export: ExportFile, _ hash: ContentHash) {
    let state = export.state
    found[export.name] = Entry(
      name: export.name, sha256: hash, bytes: state.bytes, device: state.device,
      node: state.node, modified: state.modified, changed: state.changed)
  }

  /// Begins to look at exports: what changes from now on is told apart from what changed before.
  mutating func begin() throws(StageError) {
    let cache = cache
    start = try storing { () throws(ArchiveError) in try cache.present() }
  }

  /// Remembers the exports of this run in the place of all others; nothing if it was not begun.
  func write() throws(StageError) {
    guard let start else { return }
    let safe = found.values.filter { entry in
      max(entry.modified, entry.changed) < start - Self.racyNanoseconds
    }.sorted { $0.name < $1.name }
    guard safe != remembered.values.sorted(by: { $0.name < $1.name }) else { return }
    cache.write(try jsonBytes(safe), as: Self.name)
  }
}
