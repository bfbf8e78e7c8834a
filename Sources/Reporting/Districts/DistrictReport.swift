/// What the briefing of one division is published as.
public struct DistrictReport {
  /// The briefing as Markdown and as a page.
  public let documents: [ReportFile]
  /// Pictures that the briefing shows.
  public let pictures: [ReportFile]
  /// Rows of the city's tables that belong to the division, and the data of the pictures.
  public let tables: [PublishedTable]
  let draft: Draft

  /// The data package over the files that hold the tables, as `Report.dataPackage` makes it.
  public func dataPackage(files: [Report.PublishedFile]) -> String {
    draft.dataPackage(of: tables, in: files).text + "\n"
  }
}
