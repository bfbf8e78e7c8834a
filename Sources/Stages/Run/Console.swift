import ArgumentParser
import Foundation
import Logging

/// Results on standard output, one-line messages on standard error.
struct Console: Sendable {
  let isQuiet: Bool
  let logger: Logger

  init(_ options: MessageOptions) {
    isQuiet = options.quiet
    let format = options.logFormat
    var logger = Logger(label: "caseload") { _ in OneLineLogHandler(format: format) }
    logger.logLevel = options.quiet ? .warning : options.verbose ? .debug : .info
    self.logger = logger
  }

  /// Prints a line of the result; a closed or full output is an I/O error.
  func result(_ line: String) throws(StageError) {
    guard !isQuiet else { return }
    try write(OneLineLogHandler.escaped(line) + "\n")
  }

  /// Prints a document that was asked for, also when quiet.
  func document(_ text: String) throws(StageError) {
    try write(text.hasSuffix("\n") ? text : text + "\n")
  }

  private func write(_ text: String) throws(StageError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw StageError(.inputOutput, "standard output: cannot be written")
    }
  }
}

/// Writes each message as one line on standard error, control characters escaped.
struct OneLineLogHandler: LogHandler {
  let format: LogFormat
  var logLevel: Logger.Level = .info
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = Self.escaped(event.message.description)
    let line =
      switch format {
      case .text: event.level == .info ? text : "\(event.level): \(text)"
      case .json: "{\"level\":\"\(event.level)\",\"message\":\"\(Self.quoted(text))\"}"
      }
    // Nowhere to report a standard error that is closed.
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Text whose control, format and bidirectional characters are written as `\u{…}`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a text is a line that may be kept in a snapshot.
  static func isReason(_ text: String) -> Bool {
    (1...300).contains(text.utf8.count) && text == escaped(text)
  }

  private static func quoted(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
  }
}

/// How messages are written on standard error.
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}
