/// An invented city with planted facts, as a folder of exports and the truth about them.
public struct SampleCity: Sendable {
  /// How many months a world may have; the planted facts need the first 36.
  public static let supportedMonths = 36...60

  /// Decides every random choice.
  public let seed: UInt64
  /// Months of history from 2022-01 on.
  public let months: Int

  /// A city of `months` months.
  public init(seed: UInt64, months: Int = 36) throws(SimulationError) {
    guard Self.supportedMonths.contains(months) else {
      throw .monthsOutOfRange(allowed: Self.supportedMonths)
    }
    self.seed = seed
    self.months = months
  }

  /// All files sorted by path: `inbox/*.csv`, then `truth.csv`; the same seed gives the same bytes.
  public func files() throws(SimulationError) -> [SimulatedFile] {
    let world = World(seed: seed, months: months)
    let (exports, found) = try CaseExports(world: world, seed: seed).files()
    var files = exports
    var referrals = Referrals(lastMonth: world.lastMonth, seed: seed)
    var finances = FinanceTable(world: world, seed: seed)
    var register = RegisterTable(world: world, seed: seed)
    let tables =
      EventTables(world: world).tables() + ReferenceTables(world: world).tables()
      + [referrals.table(), finances.table(), register.table()]
      + conductTables(of: world)
    for table in tables {
      files.append(try Self.file(table, path: "inbox/\(table.name)", form: FileForm()))
    }
    var plain = FileForm()
    plain.hasByteOrderMark = false
    plain.lineEnd = .lineFeed
    let truth = TruthTable.table(of: world.truths + found + referrals.truths)
    files.append(try Self.file(truth, path: truth.name, form: plain))
    return files.sorted { $0.path < $1.path }
  }

  private func conductTables(of world: World) -> [TextTable] {
    var officers = OfficerTable(world: world, seed: seed)
    return [officers.table(), AnnualTotalsTable(world: world).table()] + ConductTables.all
  }

  private static func file(
    _ table: TextTable, path: String, form: FileForm
  ) throws(SimulationError) -> SimulatedFile {
    let writer = FileWriter(form: form, order: Array(table.header.indices))
    let bytes = try writer.bytes(
      header: table.header, records: table.rows.map { .cells($0) }, name: table.name)
    return SimulatedFile(path: path, bytes: bytes)
  }
}
