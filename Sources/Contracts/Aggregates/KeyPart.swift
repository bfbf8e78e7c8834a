/// Columns of a key that follow from columns of rows, worked out once for each combination of texts.
public struct KeyPart {
  /// Makes the texts of the key from those of the columns; nil leaves such rows out.
  public typealias Texts = ([String]) -> [String]?

  private let sources: [CodedColumn]
  private let texts: Texts?
  /// Columns of the key.
  let width: Int

  /// Makes a part from columns of the same rows.
  ///
  /// - Parameters:
  ///   - sources: The columns; none for texts that all rows share.
  ///   - width: How many texts are made.
  ///   - texts: Makes them from one text of each column; nil leaves the rows out.
  public init(_ sources: [CodedColumn], width: Int = 1, _ texts: @escaping Texts) {
    self.sources = sources
    self.width = width
    self.texts = texts
  }

  /// A column as it is.
  public init(_ column: CodedColumn) {
    sources = [column]
    width = 1
    texts = nil
  }

  /// The same text for all rows.
  public init(constant text: String) {
    self.init([]) { _ in [text] }
  }

  /// Fills in the columns of this part.
  func fill(_ keys: inout KeyRows, from column: Int, _ targets: inout [TextCodes]) {
    guard let texts else {
      let codes = sources[0].texts.map { targets[column].code(of: $0) }
      return keys.fill(column, 1, groups: sources[0].codes, codes, [])
    }
    let groups = groups(count: keys.isLeftOut.count)
    var codes: [UInt32] = []
    var leftOut: [Bool] = []
    codes.reserveCapacity(groups.texts.count * width)
    for group in groups.texts {
      let made = texts(group)
      precondition(made?.count ?? width == width, "width of a part of a key")
      leftOut.append(made == nil)
      for offset in 0..<width {
        codes.append(made.map { targets[column + offset].code(of: $0[offset]) } ?? 0)
      }
    }
    keys.fill(column, width, groups: groups.codes, codes, leftOut)
  }

  // For each row the number of its combination, and the texts of each combination.
  private func groups(count: Int) -> (codes: [UInt32], texts: [[String]]) {
    guard let first = sources.first else {
      return ([UInt32](repeating: 0, count: count), count > 0 ? [[]] : [])
    }
    guard sources.count > 1 else { return (first.codes, first.texts.map { [$0] }) }
    var pairs = CodePairs(first)
    for source in sources.dropFirst() { pairs.add(source) }
    return (pairs.codes, pairs.texts)
  }

  /// The columns of this part for each row; rows that it leaves out have empty texts.
  ///
  /// - Parameter count: Number of rows.
  /// - Returns: As many columns as the part is wide.
  public func columns(count: Int) -> [CodedColumn] {
    guard let texts else { return sources }
    let groups = groups(count: count)
    let made = groups.texts.map { texts($0) ?? Array(repeating: "", count: width) }
    return (0..<width).map { offset in
      var distinct = TextCodes()
      let own = made.map { distinct.code(of: $0[offset]) }
      return CodedColumn(codes: groups.codes.map { own[Int($0)] }, texts: distinct.texts)
    }
  }
}

/// Numbers the combinations of texts that stand in the same row, column by column.
struct CodePairs {
  // More pairs than this are looked up by hash instead of in a table of all of them.
  private static let largestTable = 1 << 21

  /// For each row the number of its combination.
  private(set) var codes: [UInt32]
  /// The texts of each combination, in the order of the columns.
  private(set) var texts: [[String]]

  init(_ column: CodedColumn) {
    codes = column.codes
    texts = column.texts.map { [$0] }
  }

  /// Combines with a further column of the same rows.
  mutating func add(_ column: CodedColumn) {
    precondition(column.codes.count == codes.count, "columns of the same rows")
    var combined: [[String]] = []
    let width = column.texts.count
    if texts.count * width <= Self.largestTable {
      var numbers = [UInt32](repeating: 0, count: texts.count * width)
      for row in codes.indices {
        let pair = Int(codes[row]) * width + Int(column.codes[row])
        if numbers[pair] == 0 {
          combined.append(texts[Int(codes[row])] + [column.texts[Int(column.codes[row])]])
          numbers[pair] = UInt32(combined.count)
        }
        codes[row] = numbers[pair] - 1
      }
    } else {
      var rows = CodeRows(width: 2)
      var pair: [UInt32] = [0, 0]
      for row in codes.indices {
        (pair[0], pair[1]) = (codes[row], column.codes[row])
        let number = rows.position(of: pair)
        if number == combined.count {
          combined.append(texts[Int(codes[row])] + [column.texts[Int(column.codes[row])]])
        }
        codes[row] = UInt32(number)
      }
    }
    texts = combined
  }
}

/// Keys of rows as numbers, one row after another.
struct KeyRows {
  private let width: Int
  private(set) var codes: [UInt32]
  private(set) var isLeftOut: [Bool]

  init(count: Int, width: Int) {
    self.width = width
    codes = [UInt32](repeating: 0, count: count * width)
    isLeftOut = [Bool](repeating: false, count: count)
  }

  /// Fills in some columns by groups of rows; groups may be left out.
  mutating func fill(
    _ column: Int, _ columns: Int, groups: [UInt32], _ own: [UInt32], _ leftOut: [Bool]
  ) {
    precondition(groups.count == isLeftOut.count, "columns of the same rows")
    for offset in 0..<columns {
      var place = column + offset
      for group in groups {
        codes[place] = own[Int(group) * columns + offset]
        place += width
      }
    }
    guard leftOut.contains(true) else { return }
    for (row, group) in groups.enumerated() where leftOut[Int(group)] { isLeftOut[row] = true }
  }
}

extension Tally {
  /// Adds amounts row by row under keys that are made of parts, in the order of the key columns.
  ///
  /// - Parameters:
  ///   - parts: Together as wide as the key.
  ///   - amounts: One a measure, row after row.
  ///   - isKept: Whether a row counts.
  public mutating func add(
    _ parts: [KeyPart], amounts: [Int], where isKept: (Int) -> Bool = { _ in true }
  ) {
    precondition(amounts.count % measures.count == 0, "tally shape")
    note(sums.add(parts, amounts: amounts, where: isKept))
  }

  /// The entries of some months; the first key column is the month, and what is none goes.
  ///
  /// - Parameter isKept: Whether a month is kept.
  /// - Returns: The tally itself where nothing goes.
  public func keeping(_ isKept: (Month) -> Bool) -> Tally {
    keeping(column: 0) { Month($0).map(isKept) ?? false }
  }

  /// The entries with some texts in a key column.
  ///
  /// - Parameters:
  ///   - place: Number of the column.
  ///   - isKept: Whether entries with a text are kept.
  /// - Returns: The tally itself where nothing goes.
  public func keeping(column place: Int, where isKept: (String) -> Bool) -> Tally {
    let texts = column(place)
    let kept = Set(texts.usedTexts.filter(isKept))
    guard kept.count < texts.usedTexts.count else { return self }
    var result = Tally(name, keys: keys, measures: measures)
    result.add(
      keys.indices.map { index in
        index == place
          ? KeyPart([texts]) { kept.contains($0[0]) ? $0 : nil } : KeyPart(column(index))
      }, amounts: amounts)
    return result
  }

  /// A key column of all entries, in the order of `sums`.
  public func column(_ index: Int) -> CodedColumn { sums.column(index) }

  /// Sums of all entries, one a measure, in the order of `sums`.
  public var amounts: [Int] { sums.amounts }
}
