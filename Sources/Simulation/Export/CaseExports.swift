import Statistics

/// Writes the monthly case exports of a world, dirt included.
struct CaseExports {
  var world: World
  var seed: UInt64

  private static let remark = "联系电话00000000000，canary-7351，仅为测试文字"

  func files() throws(SimulationError) -> (files: [SimulatedFile], truths: [PlantedTruth]) {
    var files: [SimulatedFile] = []
    var truths: [PlantedTruth] = []
    for month in world.months {
      let (file, found) = try export(of: month)
      files.append(file)
      truths += found
    }
    return (files, truths)
  }

  private func export(
    of month: Month
  ) throws(SimulationError) -> (SimulatedFile, [PlantedTruth]) {
    let name = "cases-\(month.text).csv"
    let form = FileForm.cases(of: month)
    let (rows, superseded) = rows(of: month)
    var dirty = DirtyRecords(rows: rows, file: name, month: month, seed: seed)
    dirty.add(Dirt.cases(of: month))
    let shaped = RecordShape(form: form, remark: Self.remark)
    let records = shaped.records(dirty.records)
    let header = shaped.header(CaseColumns.headers)
    var truths = dirty.truths
    var file = PlantedTruth(kind: "file", from: month.text, through: month.text)
    file.file = name
    file.note = form.summary
    file.records = records.count
    truths.insert(file, at: 0)
    if superseded > 0 {
      file.kind = "correction"
      file.note = "newer versions of cases in earlier files"
      file.rule = "superseded"
      file.records = superseded
      truths.append(file)
    }
    if form.hasRemarks {
      file.kind = "canary"
      file.note = Self.remark
      file.rule = "unknown_column"
      file.records = 1
      truths.append(file)
    }
    let writer = FileWriter(form: form, order: order(of: header.count, in: form, file: name))
    let bytes = try writer.bytes(header: header, records: records, name: name)
    return (SimulatedFile(path: "inbox/\(name)", bytes: bytes), truths)
  }

  private func order(of count: Int, in form: FileForm, file: String) -> [Int] {
    let usual = Array(0..<count)
    guard form.isReordered else { return usual }
    var random = RandomSource(seed: seed, purpose: "order \(file)")
    return random.shuffled(Array(usual[..<CaseColumns.firstLater]))
      + usual[CaseColumns.firstLater...]
  }

  /// The clean rows of a month and how many of them replace a row of an earlier file.
  private func rows(of month: Month) -> (rows: [[String]], superseded: Int) {
    let writer = CaseRows(world: world, asOf: month.lastDay)
    let order = world.cases.indices.sorted {
      (world.cases[$0].unit, $0) < (world.cases[$1].unit, $1)
    }
    var rows: [[String]] = []
    var superseded = 0
    for position in order {
      let exported = world.cases[position]
      guard let version = version(of: exported, in: month) else { continue }
      rows.append(writer.cells(of: exported, version: version))
      if version == .amended || (version == .decided && exported.isReportedWhilePending) {
        superseded += 1
      }
      if let item = exported.secondItem {
        rows.append(writer.secondItemCells(of: exported, item: item))
      }
    }
    return (rows, superseded)
  }

  private func version(of exported: SimulatedCase, in month: Month) -> CaseVersion? {
    if exported.decided.month == month { return .decided }
    if exported.amendment?.month == month { return .amended }
    let isPending = exported.isReportedWhilePending && exported.filed.month == month
    return isPending ? .pending : nil
  }
}
