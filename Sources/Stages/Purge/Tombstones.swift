import Archive
import CSV
import Contracts
import Ingestion

/// Cases that were purged, known by keyed hashes that name nobody.
struct Tombstones: Sendable {
  /// Code of a record of such a case.
  static let rule = "PURGED"
  /// Code of a record that names such a case.
  static let namingRule = "PURGED-NAMED"

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

  /// What stands for cases that are purged: a hash of each identity and of each number alone.
  ///
  /// A later export may state the unit of a case in another way, so that every way has its hash.
  static func hashes(of cases: PurgedCases, _ key: SecretKey) -> Set<String> {
    Set(cases.candidates.joined().map { hash($0, key) })
      .union(cases.numbers.map { hash(number: $0, key) })
  }

  private static func hash(number: String, _ key: SecretKey) -> String {
    key.pseudonym(number, label: "case_id")
  }

  /// Whether a case was purged: by its identity, or by the number that a row of another table names.
  ///
  /// - Parameter table: The table of the rows.
  /// - Returns: A test; nil where rows of the table are no cases and name none.
  func test(of table: Table) -> (@Sendable ([UInt8]) -> Bool)? {
    if table.namedCase != nil {
      return { hashes.contains(Self.hash(number: String(decoding: $0, as: UTF8.self), key)) }
    }
    guard table.name == Table.cases.name else { return nil }
    return { hashes.contains(Self.hash(String(decoding: $0, as: UTF8.self), key)) }
  }

  /// Whether a record that was rejected has a cell that is the number of a purged case.
  func areNamed(in record: [UInt8], _ encoding: TextEncoding) throws(CSVError) -> Bool {
    guard let text = try encoding.decode(record[...]) else { return false }
    return CaseIdentity.names(in: text) { hashes.contains(Self.hash(number: $0, key)) }
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
