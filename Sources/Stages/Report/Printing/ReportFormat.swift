import ArgumentParser

/// A form in which documents are published; tables and pictures always are.
enum ReportFormat: String, CaseIterable, Decodable, Sendable {
  /// Markdown.
  case markdown = "md"
  /// A static page.
  case page = "html"
  /// A document for a word processor; needs pandoc and rsvg-convert.
  case word = "docx"
  /// A document for print; needs WeasyPrint and a Chinese font.
  case print = "pdf"

  /// What needs no helper program.
  static let defaults: [ReportFormat] = [.markdown, .page]
}

/// Formats on the command line, separated by commas.
struct FormatsArgument: ExpressibleByArgument, Sendable {
  let formats: [ReportFormat]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let formats = words.compactMap { ReportFormat(rawValue: String($0)) }
    guard !formats.isEmpty, formats.count == words.count else { return nil }
    self.formats = formats
  }
}
