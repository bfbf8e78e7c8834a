public import Contracts
import Crypto

/// Maps the tallies of a partition that go into tables of counts/MONTH row by row.
///
/// What a row becomes follows from the partition and the reference tables alone, so that what is made
/// of a partition holds for every report month.
public struct PartitionMapper: Sendable {
  /// Tallies that are mapped so, each with the shape of a table that it goes into.
  ///
  /// The first column of every table is the month.
  public var tables: [(tally: Tally, table: Tally)] {
    let tables: [(tally: Tally, table: Tally)] = [
      (.cases, .cases), (.cases, .unmatched), (.outcomes, PenaltyOutcome.tally),
      (.decisionDays, .decisionDays), (.blanks, .blanks),
    ]
    // A catalogue names its items itself.
    return mapping.catalogue.isEmpty ? tables + [(.cases, .itemNames)] : tables
  }

  private let mapping: Mapping
  private let places: PartyPlaces
  /// Names all that the mapping depends on: sixteen hexadecimal digits.
  public let fingerprint: String

  /// Reads the reference tables by name; a missing one is empty.
  public init(_ reference: [String: ArchivedTable]) {
    var tables = [Table.districts, .units, .catalogue, .authority].map { table in
      reference[table.name] ?? ArchivedTable(names: table.archiveNames, rows: [])
    }
    let districts = DistrictBook(tables[0])
    let units = UnitBook(tables[1], districts: districts, observed: .unitNames)
    let mapping = Mapping(
      catalogue: CatalogueBook(tables[2]), units: units, districts: districts,
      authority: tables[3])
    if !mapping.dependsOnAuthority { tables.removeLast() }
    self.init(mapping, fingerprint: Self.fingerprint(of: tables))
  }

  init(_ mapping: Mapping, fingerprint: String = "") {
    self.mapping = mapping
    places = PartyPlaces(units: mapping.units)
    self.fingerprint = fingerprint
  }

  /// The rows of a table that a tally becomes, a pair of `tables`; those without a month are left out.
  public func mapped(_ tally: Tally, to table: Tally) -> Tally {
    switch table.name {
    case Tally.cases.name: mapping.mapped(tally)
    case Tally.unmatched.name: mapping.unmatched(tally)
    case Tally.itemNames.name: itemNames(tally)
    case PenaltyOutcome.tally.name: outcomes(tally)
    case Tally.decisionDays.name: decisionDays(tally)
    case Tally.blanks.name: blanks(tally)
    default: preconditionFailure("\(tally.name) is not mapped by partition")
    }
  }

  private func itemNames(_ tally: Tally) -> Tally {
    var names = Tally.itemNames
    let name = KeyPart([4, 5].map { tally.column($0) }, width: 2) { texts in
      texts.contains("") ? nil : [texts[0], texts[1]]
    }
    names.add(
      [Mapping.month(tally.column(0)), name],
      amounts: [Int](repeating: 1, count: tally.sums.count))
    return names
  }

  private func outcomes(_ tally: Tally) -> Tally {
    let own = mapping.columns(of: tally)
    var mapped = PenaltyOutcome.tally
    mapped.add(
      [Mapping.month(own[0])] + own[1...4].map { KeyPart($0) } + [places.groupWithSolePlace(own, 6)]
        + own[9...15].map { KeyPart($0) }, amounts: tally.amounts)
    return mapped
  }

  private func decisionDays(_ tally: Tally) -> Tally {
    let own = mapping.columns(of: tally)
    var mapped = Tally.decisionDays
    let none = KeyPart(constant: "")
    mapped.add(
      [Mapping.month(own[0]), KeyPart(own[1]), none, KeyPart(own[3]), none, none, KeyPart(own[6])],
      amounts: tally.amounts)
    return mapped
  }

  private func blanks(_ tally: Tally) -> Tally {
    var mapped = Tally.blanks
    mapped.add(
      [
        Mapping.month(tally.column(0)),
        KeyPart([tally.column(1)]) { [mapping.units.present($0[0])] },
        KeyPart(tally.column(2)),
      ], amounts: tally.amounts)
    return mapped
  }

  // Columns that nothing is mapped by; a change of any other maps all partitions anew.
  private static let ignored: Set<String> = [
    "legal_basis", "exposure_group", "fine_min_fen", "fine_max_fen", "review_threshold_fen",
    "hearing_threshold_fen", "fine_basis", "officers", "legal_reviewers", "head_experience",
  ]

  private static func fingerprint(of tables: [ArchivedTable]) -> String {
    var hash = SHA256()
    // Other than what earlier versions made of the same tables.
    hash.update(data: Array("sole places, further items".utf8))
    for table in tables {
      let names = table.names.filter { !ignored.contains($0) }
      for row in [names] + table.rows.map({ row in names.map { table.cell(row, $0) } }) {
        // No text holds the byte 0xFF.
        for cell in row { hash.update(data: Array(cell.utf8) + [0xFF]) }
        hash.update(data: [0xFF])
      }
      hash.update(data: [0xFF, 0xFF])
    }
    return hash.finalize().prefix(8).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}

extension Tally {
  /// What the data call their items, where no catalogue does.
  public static let itemNames = Tally(
    "item_names", keys: ["month", "item_code", "item_name"], measures: ["rows"])
}
