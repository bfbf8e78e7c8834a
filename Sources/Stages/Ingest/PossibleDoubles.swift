import Archive

/// Tells by name and size which exports may be equal to another one, so that no other is hashed
/// before it is read.
struct PossibleDoubles {
  private let archived: Set<Int>
  private var sizes: [Int: Int] = [:]
  private var names: [String: Int] = [:]
  // One whose size is not known may equal any other; opening it says what is amiss.
  private var isAnyUnseen = false

  /// Looks at the exports of a run, and at those that are archived.
  init(of paths: [String], _ sources: [ArchivedSource]) {
    archived = Set(sources.map(\.bytes))
    for path in paths {
      names[ExportFile.name(of: path), default: 0] += 1
      do {
        if let state = try FileState(ofPath: path) { sizes[state.bytes, default: 0] += 1 }
      } catch {
        isAnyUnseen = true
      }
    }
  }

  /// Whether an export may hold what another one holds; false is certain.
  func mayHold(_ name: String, bytes: Int) -> Bool {
    // A size that was not met belongs to a file that has changed since.
    isAnyUnseen || archived.contains(bytes) || sizes[bytes] != 1 || names[name] != 1
  }
}
