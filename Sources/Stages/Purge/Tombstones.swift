import Archive
import CSV
import Contracts

/// Cases that were purged, known by keyed hashes that name nobody.
struct Tombstones: Sendable {
  /// Code of a record of such a case.
  static let rule = "PURGED"

  private let key: SecretKey
  private let hashes: Set<String>

  /// Those that a snapshot carries; nil where there is none.
  init?(
    _ snapshot: Snapshot?, _ workspace: Workspace, _ settings: Settings, _ key: SecretKey
  ) throws(StageError) {
    let purges = (snapshot?.rewritings ?? []).filter { !$0.tombstones.isEmpty }
    guard let last = purges.last else { return nil }
    self.key = try PseudonymKey.tombstoneKey(of: workspace, settings, key)
    guard last.keyIdentifier == self.key.identifier else {
      throw StageError(
        .permission,
        "\(PseudonymKey.tombstonePath(of: workspace, settings)): is not the key of the tombstones; "
          + "restore it, or purged cases would come back")
    }
    hashes = Set(purges.flatMap(\.tombstones))
  }

  /// What stands for a case among tombstones.
  static func hash(_ identity: String, _ key: SecretKey) -> String {
    key.pseudonym(identity, label: Table.cases.name)
  }

  /// Whether a case was purged.
  func hold(_ identity: String) -> Bool { hashes.contains(Self.hash(identity, key)) }

  /// Whether the case of an identity in bytes was purged.
  var test: @Sendable ([UInt8]) -> Bool {
    { hold(String(decoding: $0, as: UTF8.self)) }
  }
}

extension TextEncoding {
  /// What one character takes at least.
  var codeUnit: Erasure.CodeUnit {
    switch self {
    case .utf8, .gb18030: .single
    case .utf16LittleEndian: .doubleLittleEndian
    case .utf16BigEndian: .doubleBigEndian
    }
  }
}
