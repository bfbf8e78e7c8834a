import Archive
import Foundation

/// One line on the terminal that says how far long work is; nothing without a terminal.
///
/// It is drawn anew at most ten times a second and wiped at the end. The clock serves the drawing
/// alone: no result knows of it.
final class ProgressBar {
  private static let width = 79
  private static let interval = Duration.milliseconds(100)

  private let isShown: Bool
  private let write: ([UInt8]) -> Void
  private var stage = ProgressStage(name: "", unit: .pieces, total: 0)
  private var begun = ContinuousClock.now
  private var drawn: ContinuousClock.Instant?
  private var shownColumns = 0

  /// Makes a bar that is drawn on standard error if that is a terminal and nobody forbids it.
  convenience init(_ options: CommonOptions) {
    let messages = options.messages
    let isWanted = !messages.quiet && !messages.noProgress && messages.logFormat == .text
    self.init(isShown: isWanted && StandardStreams.isErrorTerminal) { bytes in
      // Nowhere to report a standard error that is closed.
      try? FileHandle.standardError.write(contentsOf: Data(bytes))
    }
  }

  /// Makes a bar that is drawn by `write`.
  init(isShown: Bool, write: @escaping ([UInt8]) -> Void) {
    self.isShown = isShown
    self.write = write
  }

  /// Begins a stage of so many bytes or pieces.
  func begin(_ name: String, of total: Int, _ unit: ProgressStage.Unit) {
    stage = ProgressStage(name: name, unit: unit, total: total)
    begun = .now
  }

  /// Counts what was done since the last call.
  func advance(_ count: Int, rows: Int = 0) {
    stage.done += count
    stage.rows += rows
    guard isShown else { return }
    let now = ContinuousClock.now
    guard drawn.map({ now - $0 >= Self.interval }) ?? true else { return }
    drawn = now
    show(stage.line(after: now - begun))
  }

  /// Wipes the line; what is printed next begins where it began.
  func clear() {
    guard shownColumns > 0 else { return }
    show("")
    write([0x0D])
  }

  private func show(_ line: String) {
    let text = line.utf8.prefix(Self.width)
    let padding = [UInt8](repeating: 0x20, count: max(0, shownColumns - text.count))
    write([0x0D] + text + padding)
    shownColumns = text.count
  }
}

/// A stretch of work and how far it is.
struct ProgressStage {
  /// What is counted.
  enum Unit {
    case bytes, pieces
  }

  let name: String
  let unit: Unit
  let total: Int
  var done = 0
  var rows = 0

  /// The line after so much time, in ASCII.
  func line(after time: Duration) -> String {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    let share = total > 0 ? min(100 * done / total, 100) : 0
    var parts = ["\(name) \(share) %"]
    switch unit {
    case .bytes: parts.append("\(done / 1_000_000)/\(total / 1_000_000) MB")
    case .pieces: parts.append("\(done)/\(total)")
    }
    if rows > 0 { parts.append("\(rows) rows") }
    // Before half a second a rate says nothing.
    guard seconds >= 0.5, done > 0 else { return parts.joined(separator: "  ") }
    let rate = Double(done) / seconds
    if unit == .bytes { parts.append("\(Int(rate / 1_000_000)) MB/s") }
    let left = Int((Double(max(total - done, 0)) / rate).rounded(.up))
    parts.append("\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
    return parts.joined(separator: "  ")
  }
}
