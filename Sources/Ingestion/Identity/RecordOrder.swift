/// Sorts records by identity, eight bytes at a time, then by export, line and sequence.
///
/// Identities begin alike, with their unit, so that most comparisons of two would go far into them.
enum RecordOrder {
  private struct Key {
    // Bytes of the identity from some depth on as a big-endian number, zeros behind its end.
    var word: UInt64
    let start: Int
  }

  /// Returns the starts of records in the order of `precedes`.
  static func sorted(_ starts: [Int], in bytes: [UInt8]) -> [Int] {
    var keys = starts.map { Key(word: 0, start: $0) }
    // Parts that are equal up to a depth.
    var open = [(part: keys.indices, depth: 0)]
    while let (part, depth) = open.popLast() {
      for place in part {
        keys[place].word = RowRecord.identityWord(in: bytes, at: keys[place].start, depth)
      }
      keys[part].sort { $0.word < $1.word }
      var first = part.lowerBound
      while first < part.upperBound {
        var end = first + 1
        while end < part.upperBound, keys[end].word == keys[first].word { end += 1 }
        if end - first > 1 {
          let goesOn = keys[first..<end].allSatisfy {
            RowRecord.identityLength(in: bytes, at: $0.start) > depth + 8
          }
          if goesOn {
            open.append((first..<end, depth + 8))
          } else {
            keys[first..<end].sort { precedes(bytes.span, $0.start, bytes.span, $1.start) }
          }
        }
        first = end
      }
    }
    return keys.map(\.start)
  }
}
