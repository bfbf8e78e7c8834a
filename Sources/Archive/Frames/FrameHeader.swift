/// The start of a zstd frame, with all that the archive demands of it.
///
/// RFC 8878, section 3.1.1.1.
struct FrameHeader: Equatable, Sendable {
  /// More bytes than any header has.
  static let longest = 18
  /// The window that RFC 8878 asks every decoder to support.
  static let largestWindow = 8 << 20

  let contentSize: Int

  init(parsing bytes: ArraySlice<UInt8>) throws(FrameFault) {
    let flags = try Self.checkedFlags(bytes)
    let isSingleSegment = flags & 0b0010_0000 != 0
    let sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][Int(flags >> 6)]
    let window = isSingleSegment ? 0 : try Self.window(bytes)
    guard window <= Self.largestWindow else { throw .windowTooLarge }
    guard sizeBytes > 0 else { throw .noContentSize }
    contentSize = try Self.number(bytes.dropFirst(isSingleSegment ? 5 : 6), of: sizeBytes)
    // A single segment is its own window.
    guard !isSingleSegment || contentSize <= Self.largestWindow else { throw .windowTooLarge }
  }

  private static func checkedFlags(_ bytes: ArraySlice<UInt8>) throws(FrameFault) -> UInt8 {
    let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    guard bytes.prefix(4).elementsEqual(magic.prefix(bytes.count)) else { throw .notAFrame }
    guard bytes.count > 4 else { throw .truncated }
    let flags = bytes[bytes.startIndex + 4]
    guard flags & 0b0001_1000 == 0 else { throw .reservedBits }
    guard flags & 0b0000_0100 != 0 else { throw .noChecksum }
    guard flags & 0b0000_0011 == 0 else { throw .needsDictionary }
    return flags
  }

  private static func window(_ bytes: ArraySlice<UInt8>) throws(FrameFault) -> Int {
    guard bytes.count > 5 else { throw .truncated }
    let descriptor = Int(bytes[bytes.startIndex + 5])
    let base = 1 << (10 + (descriptor >> 3))
    return base + base / 8 * (descriptor & 7)
  }

  private static func number(
    _ bytes: ArraySlice<UInt8>, of count: Int
  ) throws(FrameFault) -> Int {
    guard bytes.count >= count else { throw .truncated }
    var number = 0 as UInt64
    for byte in bytes.prefix(count).reversed() { number = number << 8 | UInt64(byte) }
    // The two-byte form starts at 256.
    if count == 2 { number += 256 }
    guard let size = Int(exactly: number) else { throw .tooLarge(limit: Int.max) }
    return size
  }
}
