import Archive
import Contracts

/// The files of findings/MONTH: the contract between flagging and the report.
enum FindingFiles {
  private static let name = "findings.json"
  private static let silentName = "silent_cells.csv"
  private static let activeName = "active_cells.csv"
  private static let expectedName = "expected_months.csv"
  private static let casesName = "legality_cases.csv"

  /// Writes the findings; the folder appears whole.
  static func write(
    _ findings: Findings, _ silence: SilenceFindings, _ listed: [ListedCase],
    _ workspace: Workspace
  ) async throws(StageError) {
    let target = "\(workspace.findings)/\(findings.month)"
    let silent = await silentParts(silence)
    let files = [
      FolderFile(name: name, bytes: try jsonBytes(findings), access: .ownerOnly),
      FolderFile(name: silentName, parts: silent, access: .ownerOnly),
      FolderFile(name: activeName, parts: activeParts(silence), access: .ownerOnly),
      FolderFile(name: expectedName, parts: expectedParts(silence), access: .ownerOnly),
      FolderFile(
        name: casesName, bytes: csvBytes([ListedCase.columns] + listed.map(\.row)),
        access: .ownerOnly),
    ]
    let folder = workspace.findings
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
    }
    try CountFiles.publish(files, FileStore.temporaryPath(for: target), target)
  }

  /// Reads the findings of a month.
  static func read(_ month: Month, _ workspace: Workspace) throws(StageError) -> Findings {
    let path = "\(workspace.findings)/\(month)/\(name)"
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
      let cause = try purgeNote(workspace) ?? ""
      throw StageError(.inputMissing, "\(path): does not exist\(cause)\(remedy("\(month)"))")
    }
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    return try decoded(Findings.self, from: bytes, path)
  }

  /// Says that findings which named a purged case are gone; nil where nothing was purged.
  static func purgeNote(_ workspace: Workspace) throws(StageError) -> String? {
    try workspace.isPurged(since: 0) ? "; a purge removes findings that name a case" : nil
  }

  /// Says how findings are made anew beside a report that was published.
  static func remedy(_ month: String) -> String {
    "; caseload-count --month \(month) and caseload-flag --month \(month) make them anew and leave "
      + "reports/ as it is"
  }

  /// Reads what the zero-case model found; cells whose state alone answers are not among it.
  static func silence(
    _ findings: Findings, _ workspace: Workspace
  ) throws(StageError) -> SilenceFindings {
    let folder = "\(workspace.findings)/\(findings.month)"
    var silence = SilenceFindings()
    silence.fits = findings.fits
    silence.sensitivity = findings.sensitivity
    try TableFile.read(folder + "/" + silentName, columns: CellAssessment.columns) { row, ends in
      guard let assessment = CellAssessment(row, ends: ends), assessment.cell < findings.cells
      else { return false }
      silence.silent.append(assessment)
      return true
    }
    try TableFile.read(
      folder + "/" + activeName, columns: WindowAssessment.columns
    ) { row, ends in
      guard let active = WindowAssessment(row, ends: ends), active.cell < findings.cells
      else { return false }
      silence.active.append(active)
      return true
    }
    try TableFile.read(
      folder + "/" + expectedName, columns: ExpectedMonths.columns
    ) { row, ends in
      guard let months = ExpectedMonths(row, ends: ends), months.cell < findings.cells
      else { return false }
      silence.expected.append(months)
      return true
    }
    return silence
  }

  /// Reads the cases that indicators ask to look at.
  static func listedCases(
    _ month: Month, _ workspace: Workspace
  ) throws(StageError) -> [ListedCase] {
    let path = "\(workspace.findings)/\(month)/\(casesName)"
    var cases: [ListedCase] = []
    for (index, row) in try workspace.rows(of: path).enumerated().dropFirst() {
      guard let listed = ListedCase(row: row) else {
        throw TableFile.damaged(path, record: index + 1)
      }
      cases.append(listed)
    }
    return cases
  }

  private static let block = 65_536

  // Blocks of rows are made side by side; the first begins with the header.
  private static func silentParts(_ silence: SilenceFindings) async -> [[UInt8]] {
    let silent = silence.silent
    let blocks = max(1, (silent.count + block - 1) / block)
    return await withTaskGroup(of: (Int, [[UInt8]]).self) { group in
      for number in 0..<blocks {
        group.addTask {
          var file = TableFile(columns: number == 0 ? CellAssessment.columns : nil)
          var row = RowText()
          for index in (number * block)..<min((number + 1) * block, silent.count)
          where silent[index].verdict != .notTested {
            row.removeAll()
            silent[index].write(to: &row)
            file.append(row)
          }
          file.finish()
          return (number, file.parts)
        }
      }
      var parts = [[[UInt8]]](repeating: [], count: blocks)
      for await (number, made) in group { parts[number] = made }
      return parts.flatMap { $0 }
    }
  }

  private static func activeParts(_ silence: SilenceFindings) -> [[UInt8]] {
    var file = TableFile(columns: WindowAssessment.columns)
    var row = RowText()
    for assessment in silence.active {
      row.removeAll()
      assessment.write(to: &row)
      file.append(row)
    }
    file.finish()
    return file.parts
  }

  private static func expectedParts(_ silence: SilenceFindings) -> [[UInt8]] {
    var file = TableFile(columns: ExpectedMonths.columns)
    var row = RowText()
    for months in silence.expected {
      row.removeAll()
      months.write(to: &row)
      file.append(row)
    }
    file.finish()
    return file.parts
  }
}
