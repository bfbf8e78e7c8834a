/// Does some pieces of work at the same time, and returns their results in the order of the pieces.
///
/// - Parameters:
///   - tasks: The pieces.
///   - threads: How many are under way at the same time; at least one.
///   - work: Does a piece.
///   - report: Told of each result as soon as it is there, in any order.
/// - Returns: Results in the order of `tasks`.
func inOrder<Piece: Sendable, Result: Sendable>(
  _ tasks: [Piece], threads: Int, work: @escaping @Sendable (Piece) async -> Result,
  report: (Result) -> Void
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: tasks.count)
    var waiting = tasks.indices.makeIterator()
    for _ in 0..<max(threads, 1) {
      guard let index = waiting.next() else { break }
      group.addTask { (index, await work(tasks[index])) }
    }
    while let (index, result) = await group.next() {
      results[index] = result
      report(result)
      guard let next = waiting.next() else { continue }
      group.addTask { (next, await work(tasks[next])) }
    }
    return results.compactMap { $0 }
  }
}
