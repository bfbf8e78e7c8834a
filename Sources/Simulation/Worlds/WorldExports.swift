import CSV

/// The exports of a planted world in the data contract, and the truth about its cells.
public struct WorldExports: Sendable {
  private let world: PlantedWorld
  /// Codes and names that the exports use.
  public let names: WorldNames

  /// Prepares the exports of a world.
  public init(_ world: PlantedWorld) {
    self.world = world
    names = WorldNames(world.parameters)
  }

  /// The reference tables in canonical column names and words, sorted by name.
  public var referenceTables: [WorldTable] { WorldTables(world: world, names: names).all }

  /// Hands over every record of the world, row by row, column by column.
  public func forEachRecord(_ body: (WorldRecord) -> Void) {
    WorldRecords(world, names).forEach(in: 0..<world.months) { body($0) }
  }

  /// Hands over each file as soon as it is made: `inbox/*.csv`, then `truth.csv`.
  public func forEachFile<Failure: Error>(
    _ body: (SimulatedFile) throws(Failure) -> Void
  ) throws(Failure) {
    let records = WorldRecords(world, names)
    for months in years {
      let yearly = YearlyExports(records: records, months: months)
      for file in yearly.files { try body(file) }
    }
    for table in referenceTables {
      try body(Self.file("inbox/\(table.name).csv", table.header, table.rows))
    }
    let truth = WorldTruthTable(world: world, names: names)
    try body(Self.file("truth.csv", WorldTruthTable.header, truth.rows))
  }

  /// The grid and the events of the world as two tables, for other programs.
  public var gridFiles: [SimulatedFile] {
    let dump = WorldGridTables(world: world)
    return [
      Self.file("cells.csv", WorldGridTables.cellHeader, dump.cells),
      Self.file("events.csv", WorldGridTables.eventHeader, dump.events),
    ]
  }

  // Months of each calendar year.
  private var years: [Range<Int>] {
    stride(from: 0, to: world.months, by: 12).map { $0..<min($0 + 12, world.months) }
  }

  static func file(_ path: String, _ header: [String], _ rows: [[String]]) -> SimulatedFile {
    var writer = CSVWriter(lineEnd: .lf)
    writer.append(header)
    for row in rows { writer.append(row) }
    return SimulatedFile(path: path, bytes: writer.bytes)
  }
}

/// Cases, inspections and complaints of one year; the numbers of all three run through the year.
struct YearlyExports {
  let records: WorldRecords
  let months: Range<Int>

  private static let caseHeader = [
    "案件编号", "执法主体代码", "执法主体名称", "行政区划代码", "执法领域", "执法事项编码", "执法事项名称", "办案程序",
    "案件来源", "线索编号", "立案日期", "处罚决定日期", "处理结果", "处罚种类", "罚款金额(元)",
  ]
  private static let inspectionHeader = [
    "检查编号", "执法主体代码", "执法主体名称", "行政区划代码", "执法领域", "执法事项编码", "检查日期", "检查方式",
    "检查结果", "案件编号",
  ]
  private static let complaintHeader = [
    "投诉举报编号", "类别", "收到日期", "行政区划代码", "执法主体代码", "执法领域", "执法事项编码", "是否受理",
  ]

  /// The three files; a file is named after the last month that it knows.
  var files: [SimulatedFile] {
    var writer = Writer(year: String(records.names.year(months.lowerBound)))
    records.forEach(in: months) { writer.append($0) }
    let last = records.names.month(months.upperBound - 1)
    return [
      SimulatedFile(path: "inbox/cases-\(last).csv", bytes: writer.cases.bytes),
      SimulatedFile(path: "inbox/complaints-\(last).csv", bytes: writer.complaints.bytes),
      SimulatedFile(path: "inbox/inspections-\(last).csv", bytes: writer.inspections.bytes),
    ]
  }

  private struct Writer {
    let year: String
    var cases = CSVWriter(lineEnd: .crlf, byteOrderMark: true)
    var inspections = CSVWriter(lineEnd: .crlf, byteOrderMark: true)
    var complaints = CSVWriter(lineEnd: .crlf, byteOrderMark: true)
    private var caseNumber = 0
    private var inspectionNumber = 0
    private var complaintNumber = 0

    init(year: String) {
      self.year = year
      cases.append(caseHeader)
      inspections.append(inspectionHeader)
      complaints.append(complaintHeader)
    }

    mutating func append(_ record: WorldRecord) {
      for position in 0..<record.cases {
        appendCase(record, finding: position < record.converted ? position : nil)
      }
      // Findings that led to nothing come after those that became cases.
      for _ in record.converted..<max(record.findings, record.converted) {
        inspectionNumber += 1
        appendInspection(record, day: 1 + inspectionNumber % 28, caseIdentity: "")
      }
      for _ in 0..<record.complaints { appendComplaint(record) }
    }

    private mutating func appendCase(_ record: WorldRecord, finding: Int?) {
      caseNumber += 1
      let identity = "AJ\(year)-" + padded(caseNumber, 7)
      // Filed by the 14th and decided by the 27th of the same month.
      let filed = 1 + caseNumber % 14
      let decided = filed + 1 + caseNumber % 13
      if finding != nil {
        inspectionNumber += 1
        appendInspection(record, day: filed, caseIdentity: identity)
      }
      let isFound = finding != nil
      cases.append([
        identity, record.unitCode, record.unitName, record.districtCode, record.domain,
        record.itemCode, record.itemName, "普通程序", isFound ? "检查发现" : "其他",
        isFound ? inspectionIdentity : "", date(record, filed), date(record, decided), "予以处罚",
        "罚款", "\(record.fineInYuan).00",
      ])
    }

    private var inspectionIdentity: String { "JC\(year)-" + padded(inspectionNumber, 7) }

    private mutating func appendInspection(
      _ record: WorldRecord, day: Int, caseIdentity: String
    ) {
      inspections.append([
        inspectionIdentity, record.unitCode, record.unitName, record.districtCode, record.domain,
        record.itemCode, date(record, day), "双随机", "立案", caseIdentity,
      ])
    }

    private mutating func appendComplaint(_ record: WorldRecord) {
      complaintNumber += 1
      complaints.append([
        "JB\(year)-" + padded(complaintNumber, 7), "举报", date(record, 1 + complaintNumber % 28),
        record.districtCode, record.unitCode, record.domain, record.itemCode, "是",
      ])
    }

    private func date(_ record: WorldRecord, _ day: Int) -> String {
      "\(record.monthText)-\(padded(day, 2))"
    }
  }
}
