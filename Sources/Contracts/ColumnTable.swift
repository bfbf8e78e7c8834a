/// One column of rows: each text once, and for each row the number of its text.
public struct CodedColumn: Sendable {
  /// For each row the position of its text in `texts`.
  public let codes: [UInt32]
  /// Texts, each at least once; some may stand in no row.
  public let texts: [String]

  /// Makes a column; a number without a text is a broken promise.
  public init(codes: [UInt32], texts: [String]) {
    precondition(codes.allSatisfy { $0 < texts.count }, "a number of a text")
    self.codes = codes
    self.texts = texts
  }

  /// A column with one text in every row.
  public init(repeating text: String, count: Int) {
    codes = [UInt32](repeating: 0, count: count)
    texts = [text]
  }

  /// The text of a row.
  public subscript(row: Int) -> String { texts[Int(codes[row])] }

  /// Some of the rows, in another order or not.
  public func rows(at rows: [Int]) -> CodedColumn {
    CodedColumn(codes: rows.map { codes[$0] }, texts: texts)
  }

  /// A value for each row, worked out once for each text.
  @inlinable
  public func values<Value>(_ value: (String) -> Value) -> RowValues<Value> {
    RowValues(codes: codes, values: texts.map(value))
  }

  /// Texts that stand in a row, each once, in the order of their numbers.
  public var usedTexts: [String] {
    var isUsed = [Bool](repeating: false, count: texts.count)
    for code in codes { isUsed[Int(code)] = true }
    return texts.indices.filter { isUsed[$0] }.map { texts[$0] }
  }
}

/// A value for each row of a column.
public struct RowValues<Value> {
  @usableFromInline let codes: [UInt32]
  @usableFromInline let values: [Value]

  // Known to other modules, so that no value is copied by way of a witness table.
  @inlinable
  init(codes: [UInt32], values: [Value]) {
    self.codes = codes
    self.values = values
  }

  /// The value of a row.
  @inlinable public subscript(row: Int) -> Value { values[Int(codes[row])] }
}

/// Rows of one table, column by column.
public struct ColumnTable: Sendable {
  /// Archive names of the columns.
  public let names: [String]
  /// Number of rows.
  public let count: Int
  private let columns: [CodedColumn]
  // The number of a name is that of its first column.
  private let known: TextCodes
  private let positions: [Int]

  /// Makes a table; columns of another length are a broken promise.
  public init(names: [String], columns: [CodedColumn], count: Int) {
    precondition(
      columns.count == names.count && columns.allSatisfy { $0.codes.count == count },
      "column length")
    self.names = names
    self.columns = columns
    self.count = count
    var known = TextCodes()
    var positions: [Int] = []
    for (position, name) in names.enumerated() where known.code(of: name) == positions.count {
      positions.append(position)
    }
    (self.known, self.positions) = (known, positions)
  }

  /// Takes the rows of a table apart.
  public init(_ table: ArchivedTable) {
    var reader = ColumnReader(names: table.names)
    for row in table.rows { reader.add(row) }
    self = reader.table
  }

  /// A column by archive name; empty cells where the table has none.
  public subscript(name: String) -> CodedColumn {
    position(of: name).map { columns[$0] } ?? CodedColumn(repeating: "", count: count)
  }

  /// The cell of a row by archive name; empty where the table has no such column.
  public func cell(_ row: Int, _ name: String) -> String {
    position(of: name).map { columns[$0][row] } ?? ""
  }

  /// The table without the rows in which a predicate holds.
  public func removing(rowsWhere isRemoved: (Int) -> Bool) -> ColumnTable {
    let kept = (0..<count).filter { !isRemoved($0) }
    guard kept.count < count else { return self }
    return ColumnTable(names: names, columns: columns.map { $0.rows(at: kept) }, count: kept.count)
  }

  private func position(of name: String) -> Int? {
    known.known(name).map { positions[Int($0)] }
  }
}

/// Takes rows apart into columns.
public struct ColumnReader: Sendable {
  private let names: [String]
  private var texts: [TextCodes]
  private var codes: [[UInt32]]
  private var count = 0

  /// Makes a reader of rows with these columns.
  public init(names: [String]) {
    self.names = names
    texts = Array(repeating: TextCodes(), count: names.count)
    codes = Array(repeating: [], count: names.count)
  }

  /// Adds a row of one cell a column.
  public mutating func add(_ row: [String]) {
    precondition(row.count == names.count, "row width")
    for (column, text) in row.enumerated() {
      codes[column].append(texts[column].code(of: text))
    }
    count += 1
  }

  /// Adds one row; false when it has another width or is not UTF-8.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  /// - Returns: Whether the row was added.
  public mutating func add(_ row: Span<UInt8>, ends: [Int]) -> Bool {
    guard ends.count == names.count else { return false }
    var start = 0
    for (column, end) in ends.enumerated() {
      guard let code = texts[column].code(of: row, in: start..<end) else { return false }
      codes[column].append(code)
      start = end + 1
    }
    count += 1
    return true
  }

  /// What was added.
  public var table: ColumnTable {
    ColumnTable(
      names: names, columns: zip(codes, texts).map { CodedColumn(codes: $0, texts: $1.texts) },
      count: count)
  }
}
