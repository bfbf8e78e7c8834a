import Archive
import Contracts
import Counting
import TestSupport
import Testing

@testable import Stages

/// Tables of counts/MONTH that are put together of what the partitions gave.
@Suite struct PiecedTableTests {
  private let folder: TemporaryFolder
  private let cache: TallyCache
  private static let shape = Tally(
    "table", keys: ["month", "unit_code"], measures: ["cases"])

  init() throws {
    folder = try TemporaryFolder()
    cache = TallyCache(workspace: Workspace(folder.path), isReadOnly: false)
    try FileStore.makeFolder(folder.path + "/counts", access: .ownerOnly)
  }

  private func piece(_ tally: Tally, _ number: Int) throws -> TablePiece {
    let path = folder.path + "/counts/mapped/table/month=\(number).csv"
    try cache.write(tally, path, folder: "mapped")
    let state = try #require(try FileState(ofPath: path))
    let rows = try #require(cache.rows(Self.shape, at: path))
    return try #require(TablePiece(path, rows: rows, state: state))
  }

  private func table(
    _ pieces: [TablePiece], from first: Month? = nil, through last: Int = 30_000
  ) throws -> PiecedTable {
    try PiecedTable(
      MonthPieces(Self.shape, pieces, from: first, through: Month(index: last)))
  }

  private func written(_ table: PiecedTable) throws -> [UInt8] {
    let path = folder.path + "/table.csv"
    var file = try AtomicFile(for: path, access: .ownerOnly)
    try table.write(to: &file)
    try file.commit(to: path)
    return try FileStore.contents(of: path, limit: 1 << 20)
  }

  // Each partition holds rows of some months from its own on; `reach` 1 is its own alone.
  private func tallies(reach: Int, _ random: inout SeededGenerator) -> [Tally] {
    (0..<9).map { number in
      var tally = Self.shape
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let month = Month(index: 24_000 + number + Int.random(in: 0..<reach, using: &random))
        let unit = ["U", "V,1", "\"W\"", "X\n1999-01,Y"].randomElement(using: &random) ?? ""
        tally.add([month.description, unit], [Int.random(in: 1...9, using: &random)])
      }
      return tally
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64], [1, 3])
  func piecesAreTheSumOfTheirTallies(_ seed: UInt64, _ reach: Int) throws {
    var random = SeededGenerator(seed: seed)
    let tallies = tallies(reach: reach, &random)
    let pieces = try tallies.enumerated().map { try piece($1, $0) }
    var whole = Self.shape
    for tally in tallies { whole.merge(tally) }
    for (first, last) in [(nil, 24_020), (24_002, 24_006), (24_004, 24_004), (24_030, 24_040)] {
      let start = first.map { Month(index: $0) }
      let end = Month(index: last)
      let expected = whole.keeping { month in start.map { $0 <= month } ?? true && month <= end }
      let table = try table(pieces.shuffled(using: &random), from: start, through: last)
      #expect(try written(table) == csvBytes(expected.rows))
    }
  }

  // A dry run keeps no file.
  @Test(arguments: [11, 12, 13] as [UInt64]) func piecesNeedNoFile(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let readOnly = TallyCache(workspace: Workspace(folder.path), isReadOnly: true)
    var whole = Self.shape
    let pieces = try tallies(reach: 3, &random).map { tally in
      whole.merge(tally)
      let rows = try readOnly.write(tally, "nowhere", folder: "mapped")
      return try #require(TablePiece("nowhere", rows: rows, state: nil))
    }
    #expect(try written(try table(pieces)) == csvBytes(whole.rows))
  }

  // Rows of one month are many, of another one alone.
  @Test(arguments: [21, 22, 23, 24] as [UInt64]) func monthsOfAPieceAreFound(_ seed: UInt64) throws
  {
    var random = SeededGenerator(seed: seed)
    var (tally, expected) = (Self.shape, [Int: Int]())
    for month in 24_000..<24_009 {
      let count = [0, 1, 1, 2, 40, 500].randomElement(using: &random) ?? 0
      for unit in 0..<count { tally.add([Month(index: month).description, "U\(unit)"], [unit]) }
      if count > 0 { expected[month] = count }
    }
    let piece = try piece(tally, Int(seed))
    var found: [Int: Int] = [:]
    for slice in piece.slices {
      found[slice.month.index] = try piece.rows(of: slice).count { $0 == 0x0A }
    }
    #expect(found == expected)
  }

  @Test func aSumThatDoesNotFitIsRefused() throws {
    var tally = Self.shape
    tally.add(["2024-05", "U"], [.max])
    let pieces = [try piece(tally, 1), try piece(tally, 2)]
    let error = try #require(throws: StageError.self) {
      try table(pieces)
    }
    #expect(error.description == StageError.overflow.description)
  }

  @Test func aPieceThatChangesMeanwhileIsNotWritten() throws {
    var tally = Self.shape
    tally.add(["2024-05", "U"], [1])
    let kept = try piece(tally, 1)
    let table = try table([kept])
    tally.add(["2024-05", "V"], [1])
    try FileStore.write(csvBytes(tally.rows), to: kept.path, access: .ownerOnly)
    #expect(throws: ArchiveError.inputChanged(path: kept.path)) { try written(table) }
  }

  @Test func whatIsMappedDependsOnWhatIsMappedBy() {
    func mapper(_ unit: [String: String]) -> String {
      let row = Table.units.archiveNames.map { unit[$0] ?? "" }
      return PartitionMapper([
        "units": ArchivedTable(names: Table.units.archiveNames, rows: [row])
      ]).fingerprint
    }
    let unit = ["unit_code": "U", "unit_name": "甲局", "officers": "12", "district_code": "320102"]
    let same = mapper(unit.merging(["officers": "13", "legal_reviewers": "2"]) { $1 })
    #expect(mapper(unit) == same)
    for change in [["successor_code": "V"], ["district_code": "320103"], ["unit_name": "乙局"]] {
      #expect(mapper(unit.merging(change) { $1 }) != same)
    }
  }
}
