/// Which code carries the history of which other one.
///
/// Codes that succeed each other in a circle have no last one; none of them is followed.
struct Successions: Sendable {
  private var next: [String: String] = [:]
  /// Groups of codes that succeed each other in a circle, each sorted, by their first.
  let circles: [[String]]

  /// Takes the successor of each code; one that is empty or the code itself is none.
  init(_ successors: [String: String]) {
    next = successors.filter { !$0.value.isEmpty && $0.key != $0.value }
    var circles: [[String]] = []
    var seen: Set<String> = []
    for code in next.keys.sorted() {
      var path: [String] = []
      var current = code
      while let later = next[current], seen.insert(current).inserted {
        path.append(current)
        current = later
      }
      // A path that comes back to itself; one that meets an earlier path is none.
      if let start = path.firstIndex(of: current) { circles.append(path[start...].sorted()) }
    }
    for code in circles.joined() { next[code] = nil }
    self.circles = circles.sorted { $0[0] < $1[0] }
  }

  /// The code that carries the history of one today; itself where nothing succeeds it.
  func last(of code: String) -> String {
    var current = code
    while let later = next[current] { current = later }
    return current
  }

  /// Whether the history of one code has passed to another.
  func isSuccessor(_ later: String, of earlier: String) -> Bool {
    var current = earlier
    while let next = next[current] {
      if next == later { return true }
      current = next
    }
    return false
  }

  /// The codes to which the history of one passed, one after another.
  func path(from code: String) -> [String] {
    var path: [String] = []
    var current = code
    while let later = next[current] {
      path.append(later)
      current = later
    }
    return path
  }

  /// Codes of which a code is the next one, sorted.
  func parts(of code: String) -> [String] {
    next.filter { $0.value == code }.keys.sorted()
  }

  /// Codes that have a successor, sorted.
  var codes: [String] { next.keys.sorted() }

  /// Codes that have a successor, sorted, each with the successor of today.
  var successions: [(old: String, new: String)] { codes.map { ($0, last(of: $0)) } }
}
