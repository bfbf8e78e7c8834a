internal import CLibcsv

// Comparisons of sixteen bytes at a time. The operators of SIMDMask, and comparisons with a scalar,
// are compiled to loops over the lanes; those of whole vectors are single instructions.
typealias Lanes = SIMD16<UInt8>

extension SIMD16<UInt8> {
  /// FF where the lanes are equal, 00 elsewhere.
  @inline(__always)
  func matches(_ other: Self) -> Self { unsafe unsafeBitCast(self .== other, to: Self.self) }

  /// FF where the lane is at least the other one, 00 elsewhere.
  @inline(__always)
  func reaches(_ other: Self) -> Self { unsafe unsafeBitCast(self .>= other, to: Self.self) }

  /// Whether any bit is set.
  @inline(__always)
  var isNonzero: Bool {
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] != 0
  }

  /// One bit a lane, from lanes that are 00 or FF.
  @inline(__always)
  var bits: UInt64 { topBits }

  /// The top bit of each lane.
  @inline(__always)
  var topBits: UInt64 { UInt64(top_bits(self)) }
}

extension RawSpan {
  /// The sixteen bytes from `offset` on, all of them inside.
  @inline(__always)
  func lanes(at offset: Int) -> Lanes {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: Lanes.self)
  }
}
