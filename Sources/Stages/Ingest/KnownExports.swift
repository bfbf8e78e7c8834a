import Archive
import Ingestion

extension ArchivedSource {
  /// The name as outputs show it; snapshots of older programs hold names as they were delivered.
  var shownName: String { PersonalNumbers.masked(name) }
}

/// Exports that are archived already or were met before in this run.
struct KnownExports {
  private let archived: Set<ContentHash>
  // Hash and name of each.
  private let named: Set<[String]>
  private var names: [ContentHash: String]

  /// Knows the exports of a snapshot.
  init(_ sources: [ArchivedSource]) {
    archived = Set(sources.map(\.sha256))
    named = Set(sources.map { [$0.sha256.hexadecimal, $0.shownName] })
    names = Dictionary(
      sources.map { ($0.sha256, $0.shownName) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name under which an export is known; nil for a new one, which is known from now on.
  mutating func name(of export: ExportFile, _ hash: ContentHash) -> String? {
    // Two reports of zero are equal bytes and yet two deliveries: their names tell them apart.
    let isNamed = named.contains([hash.hexadecimal, export.name])
    if let earlier = names[hash], isNamed || !export.isHeaderOnly {
      return isNamed ? export.name : earlier
    }
    names[hash] = export.name
    return nil
  }

  /// Whether bytes of this hash are archived, under whatever name.
  func isArchived(_ hash: ContentHash) -> Bool { archived.contains(hash) }
}
