/// Does pieces of work at the same time, and uses their results in the order of the pieces.
///
/// - Parameters:
///   - pieces: What to work on.
///   - threads: How many are under way at the same time, at least one.
///   - work: Makes the result of a piece, on any thread.
///   - use: Takes each piece and its result in order.
/// - Throws: The first error in the order of the pieces; later results are not used.
func inOrder<Piece: Sendable, Value: Sendable>(
  _ pieces: [Piece], threads: Int,
  work: @escaping @Sendable (Piece) throws(StageError) -> Value,
  use: (Piece, Value) throws(StageError) -> Void
) async throws(StageError) {
  let failure = await withTaskGroup(of: (Int, Result<Value, StageError>).self) { group in
    var results: [Int: Result<Value, StageError>] = [:]
    var (started, used) = (0, 0)
    while used < pieces.count {
      while started < pieces.count, started - used < max(threads, 1) {
        let (index, piece) = (started, pieces[started])
        group.addTask { (index, Result { () throws(StageError) in try work(piece) }) }
        started += 1
      }
      guard let (index, result) = await group.next() else { break }
      results[index] = result
      while let next = results.removeValue(forKey: used) {
        do throws(StageError) {
          try use(pieces[used], try next.get())
        } catch {
          return error as StageError?
        }
        used += 1
      }
    }
    return nil
  }
  if let failure { throw failure }
}
