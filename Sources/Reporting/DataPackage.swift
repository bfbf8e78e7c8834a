import Contracts

extension Draft {
  /// The Frictionless data package over the files that hold the tables.
  func dataPackage(of tables: [PublishedTable], in files: [Report.PublishedFile]) -> JSONText {
    let month = input.observation.month
    let resources = tables.compactMap { table in
      files.first { holds($0.name, table.path) }.map { resource(table, in: $0) }
    }
    let name = "caseload-\(month)" + (input.district.map { "-" + $0.code } ?? "")
    let place: [(String, JSONText)] = input.district.map { [("district", .string($0.code))] } ?? []
    let pairs: [(String, JSONText)] = [
      ("profile", .string("tabular-data-package")),
      ("name", .string(name)),
      ("title", .string(say(FrameWording.title(input.cityName, monthTitle(month))))),
      (
        "description",
        .string(say(FrameWording.disclaimer) + " " + say(FrameWording.guardedText))
      ),
      ("language", .string(input.language.rawValue)),
      ("level", .string(input.isInternal ? "internal" : "shared")),
      ("month", .string("\(month)")),
      ("snapshot", .integer(input.snapshot)),
      ("vintage", .string(input.release.vintage.rawValue)),
    ]
    return .object(pairs + place + [("resources", .array(resources))])
  }

  private func holds(_ file: String, _ path: String) -> Bool {
    file == path + ".csv" || file == path + "-internal.csv"
  }

  private func resource(_ table: PublishedTable, in file: Report.PublishedFile) -> JSONText {
    .object([
      ("profile", .string("tabular-data-resource")),
      ("name", .string(table.name)),
      ("path", .string(file.name)),
      ("title", .string(say(table.title))),
      ("description", .string(say(table.description))),
      ("format", .string("csv")),
      ("mediatype", .string("text/csv")),
      ("encoding", .string("utf-8")),
      ("bytes", .integer(file.bytes)),
      ("hash", .string("sha256:" + file.sha256)),
      ("schema", schema(table)),
    ])
  }

  private func schema(_ table: PublishedTable) -> JSONText {
    var pairs: [(String, JSONText)] = [
      ("fields", .array(table.columns.map(field))),
      ("missingValues", .array([.string("")])),
    ]
    if !table.primaryKey.isEmpty {
      pairs.append(("primaryKey", .array(table.primaryKey.map { .string($0) })))
    }
    return .object(pairs)
  }

  private func field(_ column: PublishedColumn) -> JSONText {
    var pairs: [(String, JSONText)] = [
      ("name", .string(column.name)),
      ("type", .string(column.type)),
      ("title", .string(say(column.title))),
      ("description", .string(say(column.description))),
    ]
    let unit = ColumnLimits.unit(of: column)
    if !unit.isEmpty { pairs.append(("unit", .string(unit))) }
    var constraints: [(String, JSONText)] = []
    if column.isRequired { constraints.append(("required", .boolean(true))) }
    if !column.enumeration.isEmpty {
      constraints.append(("enum", .array(column.enumeration.map { .string($0) })))
    }
    let limits = ColumnLimits.limits(of: column)
    if let least = limits.least { constraints.append(("minimum", .integer(least))) }
    if let most = limits.most { constraints.append(("maximum", .integer(most))) }
    if !constraints.isEmpty { pairs.append(("constraints", .object(constraints))) }
    return .object(pairs)
  }
}
