/// Where the bytes that structure a CSV stand among 64; the first is the lowest bit.
struct StructureMasks {
  var quotes: UInt64 = 0
  var delimiters: UInt64 = 0
  /// CR and LF.
  var lineEnds: UInt64 = 0

  /// Looks at the 64 bytes from `offset` on, all of them inside.
  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int, delimiter: Lanes) {
    let quote = Lanes(repeating: 0x22)
    let (feed, carriageReturn) = (Lanes(repeating: 0x0A), Lanes(repeating: 0x0D))
    let (first, second) = (bytes.lanes(at: offset), bytes.lanes(at: offset &+ 16))
    let (third, fourth) = (bytes.lanes(at: offset &+ 32), bytes.lanes(at: offset &+ 48))
    quotes =
      first.matches(quote).bits | second.matches(quote).bits &<< 16
      | third.matches(quote).bits &<< 32 | fourth.matches(quote).bits &<< 48
    delimiters =
      first.matches(delimiter).bits | second.matches(delimiter).bits &<< 16
      | third.matches(delimiter).bits &<< 32 | fourth.matches(delimiter).bits &<< 48
    lineEnds =
      (first.matches(feed) | first.matches(carriageReturn)).bits
      | (second.matches(feed) | second.matches(carriageReturn)).bits &<< 16
      | (third.matches(feed) | third.matches(carriageReturn)).bits &<< 32
      | (fourth.matches(feed) | fourth.matches(carriageReturn)).bits &<< 48
  }
}

/// What 64 bytes mean, given those before them; the first is the lowest bit.
struct Structure {
  /// Delimiters and line ends outside of quotes.
  var boundaries: UInt64
  /// Line ends outside of quotes.
  var recordEnds: UInt64
  /// Line ends inside quotes.
  var innerLineEnds: UInt64
  /// Bytes right behind a quote that closes, so that a boundary here ends a quoted cell.
  var behindClosing: UInt64
  /// Second quotes of a doubled one.
  var doubled: UInt64
  /// Bytes that RFC 4180 does not allow: a quote amid a bare cell, text behind a closing quote.
  var faults: UInt64
}

/// The state of strict RFC 4180 between one 64 bytes and the next.
///
/// All lines follow from the quotes: a byte is inside where an odd number stands up to it.
struct QuoteState {
  // All bits are set inside quotes, none outside.
  private var inside: UInt64 = 0
  // The lowest bit says that the last byte was one of these.
  private var afterBoundary: UInt64 = 1
  private var afterClosing: UInt64 = 0

  @inline(__always)
  mutating func structure(of masks: StructureMasks) -> Structure {
    var isInside = masks.quotes
    isInside ^= isInside &<< 1
    isInside ^= isInside &<< 2
    isInside ^= isInside &<< 4
    isInside ^= isInside &<< 8
    isInside ^= isInside &<< 16
    isInside ^= isInside &<< 32
    isInside ^= inside
    inside = UInt64(bitPattern: Int64(bitPattern: isInside) &>> 63)
    let opening = masks.quotes & isInside
    let closing = masks.quotes & ~isInside
    let boundaries = (masks.delimiters | masks.lineEnds) & ~isInside
    let behindClosing = closing &<< 1 | afterClosing
    let behindBoundary = boundaries &<< 1 | afterBoundary
    afterClosing = closing &>> 63
    afterBoundary = boundaries &>> 63
    return Structure(
      boundaries: boundaries, recordEnds: boundaries & masks.lineEnds,
      innerLineEnds: masks.lineEnds & isInside, behindClosing: behindClosing,
      doubled: opening & behindClosing,
      faults: (behindClosing & ~(boundaries | opening))
        | (opening & ~(behindBoundary | behindClosing)))
  }
}
