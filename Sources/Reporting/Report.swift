public import Contracts

/// Turns the findings of one month into documents and tables; reads nothing but its input.
public enum Report {
  /// A file beside the data package, by name, size in bytes and SHA-256 in hexadecimal.
  public typealias PublishedFile = (name: String, bytes: Int, sha256: String)

  /// Returns report and briefing, each as Markdown and as a page.
  ///
  /// - Parameter input: What was found.
  /// - Returns: The documents, named without the suffix of the level.
  /// - Throws: `ReportError` when the parts of the input do not fit together.
  public static func documents(_ input: ReportInput) throws(ReportError) -> [ReportFile] {
    let draft = Draft(input)
    try draft.check()
    let (report, briefing) = (draft.report, draft.briefing)
    return [
      ReportFile(name: "report.md", text: try DocumentTemplate.text(of: report)),
      ReportFile(name: "briefing.md", text: try DocumentTemplate.text(of: briefing)),
      ReportFile(name: "report.html", text: try PageTemplate.text(of: report, draft)),
      ReportFile(name: "briefing.html", text: try PageTemplate.text(of: briefing, draft)),
    ]
  }

  /// Returns the pictures that the documents show, in charts/, as SVG.
  public static func pictures(_ input: ReportInput) -> [ReportFile] {
    Draft(input).charts.map { ReportFile(name: "charts/\($0.name).svg", text: $0.svg) }
  }

  /// Returns the published tables, rows sorted and text neutralised; those of charts last.
  public static func tables(_ input: ReportInput) -> [PublishedTable] {
    let draft = Draft(input)
    return [
      draft.flagsTable, draft.caseCountsTable, draft.zeroCellsTable, draft.coverageTable,
      draft.dataQualityTable, draft.releasesTable, draft.chartDataTable,
    ] + (input.isInternal ? draft.caseTables : [])
      + draft.charts.map(\.table)
  }

  /// Columns of the release calendar.
  public static let releaseColumns = Draft.releaseColumns.map(\.name)

  /// Returns the briefing of one division: documents, pictures and tables, named as of the city.
  ///
  /// - Parameters:
  ///   - input: What was found in the whole city; its release is the division's.
  ///   - scope: The division.
  ///   - tables: Tables of the city, as `tables(_:)` makes them.
  /// - Returns: Files without the suffix of the level, tables with rows of the city's tables alone,
  ///   and what makes datapackage.json over the files that hold them.
  /// - Throws: `ReportError` when the parts of the input do not fit together.
  public static func district(
    _ input: ReportInput, _ scope: DistrictScope, of tables: [PublishedTable]
  ) throws(ReportError) -> DistrictReport {
    try Draft(input).check()
    let draft = Draft(input.narrowed(to: scope))
    let briefing = draft.districtBriefing
    let shared = tables.filter { ["flags", "case_counts", "zero_cells"].contains($0.name) }
    return DistrictReport(
      documents: [
        ReportFile(name: "briefing.md", text: try DocumentTemplate.text(of: briefing)),
        ReportFile(name: "briefing.html", text: try PageTemplate.text(of: briefing, draft)),
      ],
      pictures: draft.districtCharts.map {
        ReportFile(name: "charts/\($0.name).svg", text: $0.svg)
      },
      tables: shared.map { $0.narrowed(to: scope) } + draft.districtCharts.map(\.table),
      draft: draft)
  }

  /// Returns the dictionary of the published tables as Markdown, made from their schemas and from what
  /// the pages of indicators say of the numbers of flags.
  public static func dictionary(pages: [IndicatorPage]) -> String {
    let month = Month(year: 2000, month: 1)
    // The schemas depend on no data; every level's tables are wanted.
    let input = ReportInput(
      observation: Observation(month: month, firstMonth: month, window: 1), results: [],
      pages: pages, flags: [], cityName: "", language: .chinese, isInternal: true, snapshot: 1,
      previousMonth: nil, persistedMonths: [:], powerSource: Phrase("", ""),
      deliveryNote: Phrase("", ""), successions: [], settings: [], reproduceCommand: "",
      zeroMonths: 1)
    return DataDictionary.text(of: tables(input), pages: pages)
  }

  /// Returns datapackage.json over the files that hold the tables.
  ///
  /// - Parameters:
  ///   - input: What was found.
  ///   - tables: The tables as they were written.
  ///   - files: The files; one that holds table `flags` is named `flags.csv` or
  ///     `flags-internal.csv`. A table without a file is left out.
  /// - Returns: JSON in a fixed order of keys, indented by two spaces, ending with a line feed.
  public static func dataPackage(
    _ input: ReportInput, _ tables: [PublishedTable], files: [PublishedFile]
  ) -> String {
    Draft(input).dataPackage(of: tables, in: files).text + "\n"
  }
}
