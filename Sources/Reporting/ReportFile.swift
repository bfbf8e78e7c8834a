/// A document of the report, ready to be written as UTF-8.
public struct ReportFile: Hashable, Sendable {
  /// File name without the suffix of the level.
  public let name: String
  /// Whole text; ends with a line feed.
  public let text: String

  /// Makes a document.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
