/// What the cells of a column hold, and so how they are normalised.
public enum ColumnKind: Hashable, Sendable {
  /// Free text, kept as delivered but for outer white space.
  case text
  /// A name that other tables refer to: white space folded.
  case name
  /// An identifier: width folded, a number damaged by a spreadsheet refused.
  case code
  /// A case or document number: width, brackets and white space folded.
  case caseNumber
  /// A code of an administrative division: 6, 9 or 12 digits.
  case areaCode
  /// A day on which something happened, never after the export's as-of date.
  case date
  /// A day that may lie in the future, such as the end of a validity.
  case validityDate
  /// A month.
  case month
  /// A year.
  case year
  /// An amount of money; archived in fen under the name with `_fen`.
  case money
  /// A whole number, zero or more.
  case count
  /// Hours, zero or more; archived in full hours.
  case hours
  /// Yes or no.
  case yesNo
  /// One word of a vocabulary.
  case word(Vocabulary)
  /// A list of words of a vocabulary.
  case words(Vocabulary)
  /// An identifier of a person or organisation; archived as a keyed pseudonym.
  case personIdentifier
  /// A list of identifiers of persons; archived as keyed pseudonyms.
  case personIdentifiers
  /// The name of a person or organisation; never archived.
  case personName
}

extension ColumnKind {
  /// Whether its cells hold words of a vocabulary, yes and no being one.
  public var isOfWords: Bool {
    switch self {
    case .yesNo, .word, .words: true
    default: false
    }
  }
}

/// A column of an input table.
public struct Column: Hashable, Sendable {
  /// Canonical English name.
  public let name: String
  /// Headers that mean this column, in the order in which they win.
  public let aliases: [String]
  /// What its cells hold.
  public let kind: ColumnKind

  /// Makes a column.
  public init(_ name: String, _ kind: ColumnKind, _ aliases: String...) {
    self.name = name
    self.kind = kind
    self.aliases = aliases
  }

  /// The name in the archive; nil when the column is never archived.
  public var archiveName: String? {
    switch kind {
    case .money: name + "_fen"
    case .personName: nil
    case .personIdentifier where name.hasSuffix("_id"): String(name.dropLast(3))
    default: name
    }
  }

  /// The Chinese title, or the name where there is none.
  public var title: String { aliases.first ?? name }
}
