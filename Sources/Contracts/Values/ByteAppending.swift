extension [UInt8] {
  /// Appends bytes in one copy; for a slice, its array would be retained and released each time.
  public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
