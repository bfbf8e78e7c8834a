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
    guard sources.count != 1 else { return (sources[0].codes, sources[0].texts.map { [$0] }) }
    var combinations = CodeRows(width: sources.count)
    var codes = [UInt32](repeating: 0, count: count)
    var row = [UInt32](repeating: 0, count: sources.count)
    for index in 0..<count {
      for source in sources.indices { row[source] = sources[source].codes[index] }
      codes[index] = UInt32(combinations.position(of: row))
    }
    let texts = (0..<combinations.count).map { combination in
      sources.indices.map { source in
        sources[source].texts[Int(combinations.codes[combination * sources.count + source])]
      }
    }
    return (codes, texts)
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

  /// A key column of all entries, in the order of `sums`.
  public func column(_ index: Int) -> CodedColumn { sums.column(index) }

  /// Sums of all entries, one a measure, in the order of `sums`.
  public var amounts: [Int] { sums.amounts }
}
