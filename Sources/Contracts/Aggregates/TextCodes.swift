/// Distinct texts, numbered in the order in which they were first met.
///
/// Texts are the same when their bytes are. A dictionary would normalise the Chinese ones whenever
/// it hashes or compares them.
public struct TextCodes: Sendable {
  /// The texts in the order of their numbers.
  public private(set) var texts: [String] = []
  // By hash: the number of a text, plus one, below half of its hash, so that other texts are told
  // apart without looking at them. At least half of the slots are zero and stand for none.
  private var slots: [UInt64] = []
  // Number of the text that was asked for last: sorted rows ask for the same one again.
  private var last = 0

  /// Makes an empty collection.
  public init() {}

  /// The number of a text, a new one where it was never met.
  public mutating func code(of text: String) -> UInt32 {
    let bytes = text.utf8Span.span
    if isLast(bytes) { return UInt32(last) }
    let hash = Self.hash(of: bytes)
    return remembered(known(bytes, hash) ?? add(text, hash))
  }

  /// The number of the text in a range of bytes; nil where they are no UTF-8.
  public mutating func code(of row: Span<UInt8>, in range: Range<Int>) -> UInt32? {
    let bytes = row.extracting(range)
    if isLast(bytes) { return UInt32(last) }
    let hash = Self.hash(of: bytes)
    if let known = known(bytes, hash) { return remembered(known) }
    guard let text = row.text(in: range) else { return nil }
    return remembered(add(text, hash))
  }

  /// The number of a text; nil where it was never met.
  public func known(_ text: String) -> UInt32? {
    let bytes = text.utf8Span.span
    return known(bytes, Self.hash(of: bytes))
  }

  /// For each text its place in the order of the texts; what compares equal has one place.
  var ranks: [UInt32] {
    let order = texts.indices.sorted { texts[$0] < texts[$1] }
    var ranks = [UInt32](repeating: 0, count: texts.count)
    var rank: UInt32 = 0
    for (place, code) in order.enumerated() {
      if place > 0, texts[order[place - 1]] != texts[code] { rank += 1 }
      ranks[code] = rank
    }
    return ranks
  }

  private func isLast(_ bytes: Span<UInt8>) -> Bool {
    last < texts.count && Self.areEqual(texts[last], bytes)
  }

  private mutating func remembered(_ code: UInt32) -> UInt32 {
    last = Int(code)
    return code
  }

  private mutating func add(_ text: String, _ hash: UInt64) -> UInt32 {
    if texts.count * 2 >= slots.count { grow() }
    texts.append(text)
    put(hash << 32 | UInt64(texts.count))
    return UInt32(texts.count - 1)
  }

  private func known(_ bytes: Span<UInt8>, _ hash: UInt64) -> UInt32? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while slots[place] > 0 {
      let code = Int(slots[place] & 0xFFFF_FFFF) - 1
      if slots[place] >> 32 == hash, Self.areEqual(texts[code], bytes) { return UInt32(code) }
      place = (place + 1) & mask
    }
    return nil
  }

  private mutating func grow() {
    let known = slots
    slots = [UInt64](repeating: 0, count: max(16, known.count * 2))
    for slot in known where slot > 0 { put(slot) }
  }

  private mutating func put(_ slot: UInt64) {
    let mask = slots.count - 1
    var place = Int(slot >> 32) & mask
    while slots[place] > 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  private static func areEqual(_ text: String, _ bytes: Span<UInt8>) -> Bool {
    let (own, bytes) = unsafe (text.utf8Span.span.bytes, bytes.bytes)
    guard own.byteCount == bytes.byteCount else { return false }
    var offset = 0
    while offset + 8 <= own.byteCount {
      guard own.word(at: offset) == bytes.word(at: offset) else { return false }
      offset += 8
    }
    while offset < own.byteCount {
      guard own.byte(at: offset) == bytes.byte(at: offset) else { return false }
      offset += 1
    }
    return true
  }

  // 32 bits: no more texts than that can be numbered.
  private static func hash(of bytes: Span<UInt8>) -> UInt64 {
    let bytes = unsafe bytes.bytes
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.byteCount)
    var offset = 0
    while offset + 8 <= bytes.byteCount {
      state = mixed(state ^ bytes.word(at: offset))
      offset += 8
    }
    var word: UInt64 = 0
    while offset < bytes.byteCount {
      word = word << 8 | UInt64(bytes.byte(at: offset))
      offset += 1
    }
    return mixed(state ^ word) & 0xFFFF_FFFF
  }
}

extension RawSpan {
  // Eight bytes and one, all of them inside.
  fileprivate func word(at offset: Int) -> UInt64 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  fileprivate func byte(at offset: Int) -> UInt8 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
  }
}

/// Both halves of a product with an odd constant: every bit of the word reaches the low ones.
func mixed(_ word: UInt64) -> UInt64 {
  let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low
}
