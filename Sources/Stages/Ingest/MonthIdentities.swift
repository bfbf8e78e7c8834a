import Archive
import Ingestion

/// Indexes of the identities of each archived month, so that a run reads only those months that
/// may hold one of its own.
struct MonthIdentities {
  let cache: SealedCache

  // Tables that are not divided are small and read anyway.
  private static func name(_ file: ArchivedFile) -> String? {
    file.month == nil ? nil : "identities-\(IdentityIndex.version)/\(file.sha256)"
  }

  private static func provenance(_ files: [ArchivedFile]) -> ArchivedFile? {
    files.first { $0.kind == .provenance }
  }

  /// The index of a month by its provenance; nil where none is known.
  func index(of file: ArchivedFile) -> IdentityIndex? {
    Self.name(file).flatMap(cache.contents).flatMap(IdentityIndex.init)
  }

  /// Keeps the index of a month.
  func write(_ index: IdentityIndex, of file: ArchivedFile) {
    if let name = Self.name(file) { cache.write(index.bytes, as: name) }
  }

  /// Keeps the index of a month that was written anew: what it held, and what was put into it.
  func replace(_ old: [ArchivedFile], by new: [ArchivedFile], put: IdentityIndex) {
    var index = IdentityIndex()
    if let old = Self.provenance(old), let name = Self.name(old) {
      guard let known = self.index(of: old) else { return }
      index = known
      cache.remove(name)
    }
    // What has left the month stays in the index: to look for it there costs time alone.
    index.formUnion(put)
    if let new = Self.provenance(new) { write(index, of: new) }
  }
}
