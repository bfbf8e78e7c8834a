/// Hashes of all identities of one month, in any order, and perhaps of some that have left it.
public struct IdentityIndex: Sendable {
  /// Number of the hash function, to be raised when `IdentityFilter.hash` changes.
  public static let version = 1

  /// Eight bytes for each hash, the lowest first.
  public private(set) var bytes: [UInt8] = []

  /// Makes an index of no identity.
  public init() {}

  /// Reads an index; nil where it is none.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count % 8 == 0 else { return nil }
    self.bytes = bytes
  }

  /// Adds an identity by its hash in `IdentityFilter`.
  public mutating func insert(_ hash: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: hash >> UInt64(shift)))
    }
  }

  /// Adds all identities of another index.
  public mutating func formUnion(_ other: IdentityIndex) { bytes += other.bytes }

  /// Whether some hash is as asked for.
  func contains(where isSought: (UInt64) -> Bool) -> Bool {
    let span = bytes.span
    for offset in stride(from: 0, to: span.count, by: 8) where isSought(span.word(at: offset)) {
      return true
    }
    return false
  }
}

/// Tells months that may hold an identity of a run from those that hold none.
public struct IdentitySearch: Sendable {
  private let filter: IdentityFilter
  private let sorted: [UInt64]

  /// Prepares to look for all identities that a filter was given.
  public init(_ filter: IdentityFilter) {
    self.filter = filter
    sorted = filter.hashes.sorted()
  }

  /// Whether an index may hold one of the identities; false is certain.
  public func mayFindAny(in index: IdentityIndex) -> Bool {
    // Of those that pass the filter by chance the sorted hashes leave none; where these are too
    // many to be held, more months are read than need be.
    index.contains { hash in
      filter.mayContain(hash) && (sorted.isEmpty || isSorted(hash))
    }
  }

  private func isSorted(_ hash: UInt64) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == hash
  }
}
