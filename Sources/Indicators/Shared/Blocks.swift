/// Work over many cells, in blocks at the same time; no result depends on the number of threads.
enum Blocks {
  private static let blocks = 16
  // Below, starting tasks takes longer than the work.
  private static let fewest = 4_096

  /// Results for all positions in order; the body makes those of one block.
  static func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Range<Int>) -> [Value]
  ) async -> [Value] {
    guard count >= fewest else { return body(0..<count) }
    let length = (count + blocks - 1) / blocks
    return await withTaskGroup(of: (Int, [Value]).self) { group in
      var parts = [[Value]](repeating: [], count: blocks)
      for block in 0..<blocks where block * length < count {
        group.addTask {
          (block, body((block * length)..<min((block + 1) * length, count)))
        }
      }
      for await (block, part) in group { parts[block] = part }
      var result: [Value] = []
      result.reserveCapacity(count)
      for block in parts.indices {
        result.append(contentsOf: parts[block])
        parts[block] = []
      }
      return result
    }
  }
}
