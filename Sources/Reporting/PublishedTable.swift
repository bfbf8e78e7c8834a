public import Contracts

/// A table that is published as CSV beside the documents.
public struct PublishedTable: Sendable {
  /// Name in the data package.
  public let name: String
  /// File in the folder of the report, without suffix and extension.
  public let path: String
  /// Title in print.
  public let title: Phrase
  /// What a row is.
  public let description: Phrase
  /// Columns in order.
  public let columns: [PublishedColumn]
  /// Names of the columns that identify a row; empty where none do.
  public let primaryKey: [String]
  /// Rows in order, each as wide as `columns`; text cells are already neutralised.
  public let rows: PublishedRows

  /// Makes a table of columns and rows; its file has its name unless told otherwise.
  init(
    name: String, path: String? = nil, title: Phrase, description: Phrase,
    columns: [PublishedColumn], primaryKey: [String], rows: PublishedRows
  ) {
    self.name = name
    self.path = path ?? name
    self.title = title
    self.description = description
    self.columns = columns
    self.primaryKey = primaryKey
    self.rows = rows
  }

  /// Makes a table of rows that exist.
  init(
    name: String, path: String? = nil, title: Phrase, description: Phrase,
    columns: [PublishedColumn], primaryKey: [String], rows: [[String]]
  ) {
    self.init(
      name: name, path: path, title: title, description: description, columns: columns,
      primaryKey: primaryKey, rows: PublishedRows(rows))
  }
}

/// A column of a published table, in the terms of a Frictionless table schema.
public struct PublishedColumn: Hashable, Sendable {
  /// Name in the header.
  public let name: String
  /// Frictionless type: string, integer, number, boolean, date or yearmonth.
  public let type: String
  /// Title in print.
  public let title: Phrase
  /// What a cell means.
  public let description: Phrase
  /// Whether every cell is filled.
  public let isRequired: Bool
  /// The only words that a cell may hold; empty where any will do.
  public let enumeration: [String]

  /// Makes a column that may be empty and hold any value, unless told otherwise.
  public init(
    name: String, type: String, title: Phrase, description: Phrase, isRequired: Bool = false,
    enumeration: [String] = []
  ) {
    self.name = name
    self.type = type
    self.title = title
    self.description = description
    self.isRequired = isRequired
    self.enumeration = enumeration
  }
}
