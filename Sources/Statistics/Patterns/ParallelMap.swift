/// Work over units that each take long, at the same time; results in the order of the units.
enum ParallelMap {
  static func values<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      for index in 0..<count { group.addTask { (index, body(index)) } }
      var results = [Value?](repeating: nil, count: count)
      for await (index, value) in group { results[index] = value }
      return results.compactMap(\.self)
    }
  }
}
