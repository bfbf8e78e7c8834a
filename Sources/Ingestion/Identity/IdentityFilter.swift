/// Tells identities that no row of a run has from those that one may have.
///
/// A Bloom filter (Bloom, 1970, section 3, method 2) with two places an identity, which grows with
/// the rows up to 32 MiB; beyond that it lets more through and misses none.
public struct IdentityFilter: Sendable {
  private static let mostWords = 4 << 20
  // A run of more is no month's: then the filter takes its largest size, and the hashes go.
  private static let mostHashes = 1 << 20
  private var words = [UInt64](repeating: 0, count: 1 << 14)
  /// Hashes in the order of addition; empty where they are too many to be held.
  private(set) var hashes: [UInt64] = []

  /// Makes a filter of no identity.
  public init() {}

  /// Adds an identity by its hash.
  public mutating func insert(_ hash: UInt64) {
    if words.count < Self.mostWords {
      hashes.append(hash)
      if hashes.count * 16 > words.count * 64 { grow() }
    }
    set(hash)
  }

  /// Whether an identity of this hash may have been added; false is certain.
  public func mayContain(_ hash: UInt64) -> Bool {
    isSet(first(hash)) && isSet(second(hash))
  }

  /// A hash of the bytes of an identity, the same in every run of every program.
  public static func hash(_ identity: Span<UInt8>) -> UInt64 {
    identity.hash(from: 0, to: identity.count, seed: 0)
  }

  private mutating func grow() {
    let areMany = hashes.count > Self.mostHashes
    words = [UInt64](repeating: 0, count: areMany ? Self.mostWords : words.count * 4)
    for hash in hashes { set(hash) }
    if areMany { hashes = [] }
  }

  private mutating func set(_ hash: UInt64) {
    set(place: first(hash))
    set(place: second(hash))
  }

  private mutating func set(place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  private func isSet(_ place: Int) -> Bool { words[place >> 6] >> UInt64(place & 63) & 1 == 1 }

  private func first(_ hash: UInt64) -> Int { Int(hash & UInt64(words.count * 64 - 1)) }

  private func second(_ hash: UInt64) -> Int { Int(hash >> 32 & UInt64(words.count * 64 - 1)) }
}
