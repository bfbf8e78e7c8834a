/// Sums by key, in the order in which the keys were first added.
///
/// A key is a row of numbers, one for the text of each column, so that texts are hashed, compared
/// and sorted once each, however many keys they stand in; keys are equal when their bytes are.
public struct TallySums: Sendable, RandomAccessCollection {
  /// A key and the sums of its measures.
  public typealias Element = (key: [String], value: [Int])

  private var columns: [TextCodes]
  private var rows: CodeRows
  private let measures: Int
  /// Sums of all keys, one after another in the order of the keys.
  private(set) var amounts: [Int] = []

  /// Makes sums without a key.
  init(keys: Int, measures: Int) {
    columns = Array(repeating: TextCodes(), count: keys)
    rows = CodeRows(width: keys)
    self.measures = measures
  }

  /// First position.
  public var startIndex: Int { 0 }
  /// Number of keys.
  public var endIndex: Int { rows.count }
  /// The entry at a position.
  public subscript(position: Int) -> Element { (key(at: position), value(at: position)) }

  /// The sums of a key; nil where it was never added.
  public subscript(key: [String]) -> [Int]? {
    guard key.count == columns.count else { return nil }
    let codes = zip(columns, key).compactMap { $0.known($1) }
    guard codes.count == key.count else { return nil }
    return rows.known(codes).map { value(at: $0) }
  }

  /// Keys, each once.
  public var keys: some RandomAccessCollection<[String]> { indices.lazy.map { key(at: $0) } }

  /// Sums in the order of the keys.
  public var values: some RandomAccessCollection<[Int]> { indices.lazy.map { value(at: $0) } }

  /// Entries sorted by key, each made when it is asked for.
  public var sorted: some RandomAccessCollection<Element> { order.lazy.map { self[$0] } }

  /// Positions in the order of the keys, sorted.
  public var order: [Int] {
    var order = Array(indices)
    let (width, codes) = (columns.count, rows.codes.span)
    let ranks = columns.map(\.ranks)
    guard !isSorted(ranks) else { return order }
    // By the last column first, each time keeping the order so far: the first one decides.
    for column in columns.indices.reversed() {
      let ranks = ranks[column]
      guard let last = ranks.max(), last > 0 else { continue }
      var starts = [Int](repeating: 0, count: Int(last) + 2)
      for position in 0..<order.count {
        starts[Int(ranks[Int(codes[position * width + column])]) + 1] += 1
      }
      for rank in 1..<starts.count { starts[rank] += starts[rank - 1] }
      var next = order
      for position in order {
        let rank = Int(ranks[Int(codes[position * width + column])])
        next[starts[rank]] = position
        starts[rank] += 1
      }
      order = next
    }
    return order
  }

  // Sums of sorted parts that follow one another, month by month, are sorted.
  private func isSorted(_ ranks: [[UInt32]]) -> Bool {
    let (width, codes) = (columns.count, rows.codes.span)
    for position in indices.dropFirst() {
      let own = position * width
      var column = 0
      while column < width, codes[own + column] == codes[own - width + column] { column += 1 }
      // Texts that compare equal have one rank: then the columns behind them decide.
      guard column < width,
        ranks[column][Int(codes[own - width + column])] < ranks[column][Int(codes[own + column])]
      else { return false }
    }
    return true
  }

  /// A key column of all entries.
  func column(_ index: Int) -> CodedColumn {
    let (width, codes) = (columns.count, rows.codes.span)
    var own = [UInt32](repeating: 0, count: rows.count)
    for position in own.indices { own[position] = codes[position * width + index] }
    return CodedColumn(codes: own, texts: columns[index].texts)
  }

  /// Adds amounts under a key; returns whether all sums fit in 64 bits.
  mutating func add(_ key: [String], _ amounts: [Int]) -> Bool {
    var codes: [UInt32] = []
    codes.reserveCapacity(key.count)
    for (column, text) in key.enumerated() { codes.append(columns[column].code(of: text)) }
    return add(codes, 0, amounts, 0)
  }

  /// The number of a text of a key column; nil where the bytes are no UTF-8.
  mutating func code(_ column: Int, _ row: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    columns[column].code(of: row, in: range)
  }

  /// Adds amounts under a key of numbers; returns whether all sums fit in 64 bits.
  mutating func add(codes: [UInt32], _ amounts: [Int]) -> Bool { add(codes, 0, amounts, 0) }

  /// Adds amounts under a key of numbers that no other entry should have; `index` comes after.
  mutating func append(distinct codes: [UInt32], _ own: [Int]) {
    rows.append(distinct: codes)
    amounts.append(contentsOf: own)
  }

  /// Makes appended entries findable; returns whether all sums fit in 64 bits.
  mutating func index() -> Bool {
    guard !rows.index() else { return true }
    var sums = TallySums(keys: columns.count, measures: measures)
    let isSound = sums.add(columns.indices.map { KeyPart(column($0)) }, amounts: amounts) { _ in
      true
    }
    self = sums
    return isSound
  }

  /// Adds every entry of other sums; returns whether all sums fit in 64 bits.
  mutating func merge(_ other: TallySums) -> Bool {
    guard !isEmpty else {
      self = other
      return index()
    }
    return add(columns.indices.map { KeyPart(other.column($0)) }, amounts: other.amounts) { _ in
      true
    }
  }

  /// Adds amounts row by row under keys that are made of parts.
  mutating func add(
    _ parts: [KeyPart], amounts: [Int], where isKept: (Int) -> Bool
  ) -> Bool {
    let width = columns.count
    let count = amounts.count / measures
    var keys = KeyRows(count: count, width: width)
    var column = 0
    for part in parts {
      part.fill(&keys, from: column, &columns)
      column += part.width
    }
    precondition(column == width, "tally shape")
    var isSound = true
    for row in 0..<count where !keys.isLeftOut[row] && isKept(row) {
      isSound = add(keys.codes, row * width, amounts, row * measures) && isSound
    }
    return isSound
  }

  private mutating func add(
    _ codes: [UInt32], _ start: Int, _ own: [Int], _ first: Int
  ) -> Bool {
    let known = rows.count
    let position = rows.position(of: codes, from: start)
    guard position < known else {
      amounts.append(contentsOf: own[first..<first + measures])
      return true
    }
    var isSound = true
    for index in 0..<measures {
      let (sum, overflow) =
        amounts[position * measures + index].addingReportingOverflow(own[first + index])
      isSound = isSound && !overflow
      amounts[position * measures + index] = sum
    }
    return isSound
  }

  private func key(at position: Int) -> [String] {
    let first = position * columns.count
    return columns.indices.map { columns[$0].texts[Int(rows.codes[first + $0])] }
  }

  private func value(at position: Int) -> [Int] {
    Array(amounts[position * measures..<(position + 1) * measures])
  }
}

extension TallySums: Hashable {
  /// Whether both have the same sums by key, in whatever order.
  public static func == (left: TallySums, right: TallySums) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes what no order changes.
  public func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension TallySums: ExpressibleByDictionaryLiteral {
  /// Makes sums of distinct keys.
  public init(dictionaryLiteral elements: ([String], [Int])...) {
    self.init(keys: elements.first?.0.count ?? 0, measures: elements.first?.1.count ?? 0)
    for (key, amounts) in elements {
      precondition(self[key] == nil, "a key stands once")
      _ = add(key, amounts)
    }
  }
}
