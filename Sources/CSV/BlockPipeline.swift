extension BlockReader {
  /// Does work on every block of the file on some threads, and uses the results in file order.
  ///
  /// Blocks are read one after another, parsed and worked on at the same time; a few of them are
  /// in memory at once. Which worker a block meets depends on chance, so a state may only keep what
  /// changes no result, such as values once converted.
  ///
  /// - Parameters:
  ///   - workers: One for each thread, at least one; each is with one block at a time.
  ///   - pace: Awaited before more is read, for a source that must not run ahead.
  ///   - work: Makes a result of a block, on any thread.
  ///   - use: Takes the results in file order, on the caller's thread.
  /// - Throws: `CSVError` if the whole file is refused, after all records before that have been
  ///   used, else what the source or `use` throws.
  public nonisolated(nonsending) mutating func forEachBlock<State: Sendable, Result: Sendable>(
    workers: [BlockWorker<State>],
    pace: nonisolated(nonsending) () async -> Void = {},
    work: @escaping @Sendable (inout State, RecordBlock) -> Result,
    use: (Result) throws -> Void
  ) async throws {
    precondition(!workers.isEmpty, "work needs a worker")
    if workers.count == 1 {
      while let block = try nextBlock() {
        let (result, spare) = await workers[0].result(of: block, work)
        try use(result)
        recycle(spare)
        await pace()
      }
      return
    }
    try await withThrowingTaskGroup(of: BlockEvent<State, Result>.self) { group in
      var queue = BlockQueue<State, Result>(workers: workers)
      while true {
        await pace()
        while let step = try queue.nextStep(of: &self) {
          switch step {
          case .parse(let parsing, let index):
            group.addTask { .parsed(await parsing.block(), index) }
          case .work(let block, let worker, let index):
            group.addTask {
              let (result, spare) = await worker.result(of: block, work)
              return .done(result, spare, worker, index)
            }
          }
        }
        guard let event = try await group.next() else { break }
        queue.note(event, in: &self)
        queue.place(in: &self)
        while let result = queue.nextResult() { try use(result) }
      }
      try queue.finish(refusal)
    }
  }
}

/// What a task has come back with.
enum BlockEvent<State: Sendable, Result: Sendable>: Sendable {
  case parsed(RecordBlock, Int)
  case done(Result, SpareBuffers, BlockWorker<State>, Int)
}

/// A state that works on one block at a time, on any thread, and outlives the file.
///
/// It is never copied, so that what it remembers is changed in its place.
public actor BlockWorker<State: Sendable> {
  private var state: State

  /// Makes a worker with a state.
  public init(_ state: State) {
    self.state = state
  }

  /// Changes the state between files.
  public func change<Value: Sendable>(_ change: @Sendable (inout State) -> Value) -> Value {
    change(&state)
  }

  /// What the state has become.
  public var current: State { state }

  func result<Result: Sendable>(
    of block: consuming RecordBlock, _ work: @Sendable (inout State, RecordBlock) -> Result
  ) -> (Result, SpareBuffers) {
    let result = work(&state, block)
    return (result, SpareBuffers(of: block))
  }
}

/// Which blocks of a file are where between reading and use.
struct BlockQueue<State: Sendable, Result: Sendable> {
  enum Step {
    case parse(StretchParsing, Int)
    case work(RecordBlock, BlockWorker<State>, Int)
  }

  private let threads: Int
  private var idle: [BlockWorker<State>]
  // Stretches are numbered as they are cut, blocks as they are placed, both from 0.
  private var cutCount = 0
  private var placedCount = 0
  private var startedCount = 0
  private var usedCount = 0
  private var parsing = 0
  private var parsed: [Int: RecordBlock] = [:]
  private var placed: [RecordBlock] = []
  private var results: [Int: Result] = [:]
  // Bytes of the last block placed that go back as soon as nothing behind them is being parsed.
  private var rest: [UInt8] = []
  private var failure: (any Error)?

  init(workers: [BlockWorker<State>]) {
    threads = workers.count
    idle = workers
  }

  private var hasRoom: Bool { parsing < idle.count }

  /// Returns what can be started now, or nil if something has to end first.
  mutating func nextStep(of reader: inout BlockReader) throws -> Step? {
    guard hasRoom else { return nil }
    if !placed.isEmpty, startedCount - usedCount < 2 * threads, let worker = idle.popLast() {
      startedCount += 1
      return .work(placed.removeFirst(), worker, startedCount - 1)
    }
    // A wrong cut makes all stretches behind it wrong.
    guard rest.isEmpty, failure == nil, cutCount - startedCount < 2 * threads else { return nil }
    do {
      guard let stretch = try reader.nextStretch() else { return nil }
      parsing += 1
      cutCount += 1
      return .parse(StretchParsing(stretch), cutCount - 1)
    } catch {
      // What was read before the fault is used first, whatever the number of threads.
      failure = error
      return nil
    }
  }

  /// Takes what a task has come back with; memory that it needs no more goes to the reader.
  mutating func note(_ event: BlockEvent<State, Result>, in reader: inout BlockReader) {
    switch event {
    case .parsed(let block, let index):
      parsing -= 1
      parsed[index] = block
    case .done(let result, let spare, let worker, let index):
      reader.recycle(spare)
      idle.append(worker)
      results[index] = result
    }
  }

  /// Places blocks in file order, and puts back what was cut wrong.
  mutating func place(in reader: inout BlockReader) {
    while rest.isEmpty, reader.refusal == nil, var block = parsed.removeValue(forKey: placedCount) {
      rest = reader.place(&block)
      placed.append(block)
      placedCount += 1
    }
    guard parsing == 0, !rest.isEmpty else { return }
    for index in (placedCount..<cutCount).reversed() {
      guard let block = parsed.removeValue(forKey: index) else { continue }
      reader.putBack(Array(block.bytes[..<block.sourceCount]))
    }
    reader.putBack(rest)
    rest = []
    cutCount = placedCount
  }

  /// Returns the next result in file order, if it is there.
  mutating func nextResult() -> Result? {
    guard let result = results.removeValue(forKey: usedCount) else { return nil }
    usedCount += 1
    return result
  }

  /// Throws what refuses the file, or else what the source has thrown.
  func finish(_ refusal: CSVError?) throws {
    if let refusal { throw refusal }
    if let failure { throw failure }
  }
}
