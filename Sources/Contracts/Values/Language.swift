/// The language of a report.
public enum Language: String, Sendable, CaseIterable, Codable {
  /// Chinese, the default.
  case chinese = "zh"
  /// English.
  case english = "en"
}

/// One text in both languages of the reports.
public struct Phrase: Hashable, Sendable, Codable {
  /// Chinese text.
  public let chinese: String
  /// English text.
  public let english: String

  /// Makes a phrase from both texts.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The same at the beginning of a sentence, or above a column.
  public var capitalised: Phrase {
    Phrase(chinese, english.prefix(1).uppercased() + english.dropFirst())
  }

  /// The text in one language.
  public func text(_ language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
