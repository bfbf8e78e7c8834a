/// Writes small numbers as runs of one number and groups of eight packed into bits.
///
/// Parquet format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
struct HybridEncoder {
  private static let mostGroups = 63

  private var bytes: [UInt8] = []
  private let width: Int
  private var waiting = [8 of UInt32](repeating: 0)
  private var waitingCount = 0
  private var previous: UInt32 = 0
  private var repeats = 0
  // Where the header of the open run of groups stands; its groups follow it.
  private var header: Int?
  private var groups = 0

  /// Starts a sequence of numbers below two to the power of `width`.
  init(width: Int) {
    self.width = width
  }

  mutating func append(_ value: UInt32) {
    if value == previous {
      repeats += 1
      // The eight that start a run are waiting or counted, the others only counted.
      if repeats >= 8 { return }
    } else {
      if repeats >= 8 { closeRun() }
      repeats = 1
      previous = value
    }
    waiting[waitingCount] = value
    waitingCount += 1
    if waitingCount == 8 { packWaiting() }
  }

  /// Appends a value several times.
  mutating func append(_ value: UInt32, count: Int) {
    var rest = count
    while rest > 0, value != previous || repeats < 8 {
      append(value)
      rest -= 1
    }
    repeats += rest
  }

  /// Returns the bytes of all numbers so far and forgets them.
  mutating func finish() -> [UInt8] {
    if repeats >= 8 {
      closeRun()
    } else if waitingCount > 0 {
      for index in waitingCount..<8 { waiting[index] = 0 }
      packWaiting()
    }
    closeGroups()
    let result = bytes
    self = Self(width: width)
    return result
  }

  private mutating func closeRun() {
    closeGroups()
    bytes.append(variableLength: UInt64(repeats) << 1)
    for shift in stride(from: 0, to: width, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: previous >> UInt32(shift)))
    }
    (repeats, waitingCount) = (0, 0)
  }

  private mutating func closeGroups() {
    if let header { bytes[header] = UInt8(groups << 1 | 1) }
    (header, groups) = (nil, 0)
  }

  private mutating func packWaiting() {
    if groups == Self.mostGroups { closeGroups() }
    if header == nil {
      header = bytes.count
      bytes.append(0)
    }
    let (waiting, width) = (waiting, width)
    bytes.append(addingCapacity: width) { bytes in
      var (bits, count) = (UInt64(0), 0)
      for index in 0..<8 {
        bits |= UInt64(waiting[index]) << UInt64(count)
        count += width
        while count >= 8 {
          bytes.append(UInt8(truncatingIfNeeded: bits))
          bits >>= 8
          count -= 8
        }
      }
    }
    groups += 1
    (repeats, waitingCount) = (0, 0)
  }
}
