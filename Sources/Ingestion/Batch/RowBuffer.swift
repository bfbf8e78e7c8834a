/// The row under way: its cells one after another, a separator after each.
struct RowBuffer: Sendable {
  private(set) var bytes = [UInt8](repeating: 0, count: 4_096)
  /// Bytes in use.
  private(set) var used = 0
  /// Where each cell ends, counted from `base`; of no array, which would be asked at each write
  /// whether somebody else holds it.
  private(set) var ends = InlineArray<64, UInt32>(repeating: 0)
  /// Cells that hold a byte, the first in the lowest bit.
  private(set) var filled: UInt64 = 0
  private var base = 0
  private var cell = 0
  private var start = 0

  /// Makes a buffer for rows of `width` cells.
  init(width: Int) {
    precondition(width <= UInt64.bitWidth, "a table has at most 64 columns")
  }

  /// Starts a row that will stand `base` bytes behind the first one.
  mutating func begin(at base: Int) {
    self.base = base
    (used, cell, start, filled) = (0, 0, 0, 0)
  }

  /// Whether the cell last ended is empty.
  var isLastEmpty: Bool { filled & (1 << UInt64(cell &- 1)) == 0 }

  /// Ends the cell under way.
  @inline(__always)
  mutating func endCell() {
    if used == bytes.count { grow(to: used + 1) }
    bytes[used] = NormalizedRows.separator
    noteEnd()
  }

  /// Ends the cell under way, behind which a separator stands.
  @inline(__always)
  mutating func noteEnd() {
    ends[cell] = UInt32(truncatingIfNeeded: base &+ used)
    if used > start { filled |= 1 << UInt64(truncatingIfNeeded: cell) }
    used &+= 1
    start = used
    cell &+= 1
  }

  /// Takes back the end of the cell last ended, which is empty.
  mutating func reopen() {
    used -= 1
    start = used
    cell -= 1
  }

  /// Appends bytes to the cell under way, and ends it.
  @inline(__always)
  mutating func appendCell(_ text: Span<UInt8>, from first: Int, to end: Int) {
    append(text, from: first, to: end)
    noteEnd()
  }

  /// Appends bytes to the cell under way, and puts a separator behind them.
  @inline(__always)
  mutating func append(_ text: Span<UInt8>, from first: Int, to end: Int) {
    let length = end &- first
    let room = used &+ length &+ 16
    if room > bytes.count { grow(to: room) }
    guard end &+ 16 <= text.count else {
      for index in first..<end { bytes[used &+ index &- first] = text[index] }
      used &+= length
      bytes[used] = NormalizedRows.separator
      return
    }
    let place = used
    var span = bytes.mutableSpan
    // Any bytes are bytes: stores of several at once are checked for bounds alone.
    var target = unsafe span.mutableBytes
    var index = 0
    // Up to fifteen bytes too many: the next cell overwrites them.
    while index < length {
      target.storeBytes(
        of: text.pair(at: first &+ index), toByteOffset: place &+ index,
        as: SIMD2<UInt64>.self)
      index &+= 16
    }
    let behind = place &+ length
    target.storeBytes(of: NormalizedRows.separator, toByteOffset: behind, as: UInt8.self)
    used = behind
  }

  /// Appends the first bytes of four words to the cell under way, and a separator behind them.
  @inline(__always)
  mutating func append(_ words: SIMD4<UInt64>, length: Int) {
    let place = used
    if place &+ 40 > bytes.count { grow(to: place &+ 40) }
    var span = bytes.mutableSpan
    var target = unsafe span.mutableBytes
    // The next cell overwrites what is too many.
    target.storeBytes(of: words, toByteOffset: place, as: SIMD4<UInt64>.self)
    let behind = place &+ length
    target.storeBytes(of: NormalizedRows.separator, toByteOffset: behind, as: UInt8.self)
    used = behind
  }

  /// Appends a byte to the cell under way.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if used == bytes.count { grow(to: used + 1) }
    bytes[used] = byte
    used &+= 1
  }

  /// Appends the digits of a number of zero or more.
  mutating func append(_ number: Int) {
    if used + 20 > bytes.count { grow(to: used + 20) }
    var rest = number
    var length = 1
    var bound = 10
    while length < 18, rest >= bound {
      length += 1
      bound *= 10
    }
    for index in stride(from: used + length - 1, through: used, by: -1) {
      bytes[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    used += length
  }

  private mutating func grow(to count: Int) {
    bytes += [UInt8](repeating: 0, count: max(count, bytes.count))
  }
}
