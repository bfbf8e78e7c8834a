import Contracts

/// What another key makes of persons whose pseudonyms of one key are known.
struct PseudonymMap {
  private static let digits = 32

  // Sixteen bytes a pseudonym: a city has millions.
  private var pairs: [UInt128: UInt128] = [:]
  /// Pseudonyms of no export that was read.
  private(set) var unknown: Set<UInt128> = []

  /// How many persons are known.
  var count: Int { pairs.count }

  /// Takes a cell of persons, each the pseudonyms of both keys one after another.
  mutating func add(_ cell: some StringProtocol) {
    for both in cell.split(separator: ";") where both.utf8.count == 2 * Self.digits {
      if let old = UInt128(both.prefix(Self.digits), radix: 16),
        let new = UInt128(both.suffix(Self.digits), radix: 16)
      {
        pairs[old] = new
      }
    }
  }

  /// The cell with the other key's pseudonyms, in their order; those of nobody known stay.
  mutating func mapped(_ cell: String) -> String {
    guard !cell.isEmpty else { return cell }
    return cell.split(separator: ";").map { one in
      guard one.utf8.count == Self.digits, let old = UInt128(one, radix: 16) else {
        return String(one)
      }
      guard let new = pairs[old] else {
        unknown.insert(old)
        return String(one)
      }
      let text = String(new, radix: 16)
      return String(repeating: "0", count: Self.digits - text.utf8.count) + text
    }.sorted().joined(separator: ";")
  }
}

extension Table {
  /// Positions of persons among the archived cells.
  var personCells: [Int] {
    let names = archiveNames
    return columns.compactMap { column in
      switch column.kind {
      case .personIdentifier, .personIdentifiers:
        column.archiveName.flatMap { names.firstIndex(of: $0) }
      default: nil
      }
    }
  }

  /// Positions of the identity among the archived cells.
  var identityCells: [Int] {
    let names = archiveNames
    return identity.compactMap { name in
      index(of: name).flatMap { columns[$0].archiveName }.flatMap { names.firstIndex(of: $0) }
    }
  }
}
