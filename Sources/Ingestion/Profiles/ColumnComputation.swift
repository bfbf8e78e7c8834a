import Crypto

/// Computed columns of a profile, ready to run on records.
struct ColumnComputation: Sendable {
  private enum Source: Sendable {
    case cell(Int)
    case temporary(String)
    case everything
  }

  private struct Step: Sendable {
    let column: ComputedColumn
    let sources: [Source]
    let lookup: [String: String]
  }

  private let steps: [Step]

  /// Whether nothing is computed.
  var isEmpty: Bool { steps.isEmpty }

  /// Prepares the columns for a header.
  ///
  /// - Parameters:
  ///   - columns: Computed columns in order.
  ///   - header: Headers of the file as delivered.
  ///   - lookups: Rows of each lookup file, header first, by file name.
  /// - Throws: `ProfileFault` when the file lacks a source or a lookup is bad.
  init(
    _ columns: [ComputedColumn], header: [String], lookups: [String: [[String]]]
  ) throws(ProfileFault) {
    let positions = Dictionary(
      zip(header.map(HeaderText.folded), header.indices), uniquingKeysWith: { first, _ in first })
    var steps: [Step] = []
    for column in columns {
      var sources: [Source] = []
      for source in column.sources ?? [] {
        if source == "*" {
          sources.append(.everything)
        } else if source.hasPrefix("@") {
          sources.append(.temporary(source))
        } else if let position = positions[HeaderText.folded(source)] {
          sources.append(.cell(position))
        } else {
          throw .missingSource(column: column.column, source: source)
        }
      }
      let lookup = try ColumnComputation.lookup(of: column, in: lookups)
      steps.append(Step(column: column, sources: sources, lookup: lookup))
    }
    self.steps = steps
  }

  /// Returns the computed cells of a record by column name.
  func values(of cells: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for step in steps {
      let inputs = step.sources.flatMap { source -> [String] in
        switch source {
        case .cell(let index): [index < cells.count ? cells[index] : ""]
        case .temporary(let name): [values[name] ?? ""]
        case .everything: cells
        }
      }
      values[step.column.column] = ColumnComputation.value(of: step, inputs)
    }
    return values
  }

  private static func value(of step: Step, _ inputs: [String]) -> String {
    let column = step.column
    let first = inputs.first ?? ""
    switch column.function {
    case .constant: return column.value ?? ""
    case .copy: return first
    case .join: return inputs.joined(separator: column.separator ?? "")
    case .firstOf: return inputs.first { !Folding.compatible($0).isEmpty } ?? ""
    case .hash: return hash(inputs, length: column.length ?? 32)
    case .split:
      let parts = pieces(of: first, at: column.separator ?? " ")
      let index = column.index ?? 0
      return parts.indices.contains(index) ? parts[index] : column.default ?? ""
    case .capture: return captured(first, column) ?? column.default ?? ""
    case .lookup:
      return step.lookup[folded(first, column.fold ?? .compatibleWithoutSpace)]
        ?? column.default ?? ""
    }
  }

  private static func pieces(of text: String, at separator: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  private static func captured(_ text: String, _ column: ComputedColumn) -> String? {
    guard let regex = try? Regex(column.pattern ?? ""),
      let match = try? regex.firstMatch(in: Folding.compatible(text))
    else { return nil }
    let group = column.group ?? (match.output.count > 1 ? 1 : 0)
    guard match.output.indices.contains(group) else { return nil }
    return match.output[group].substring.map(String.init)
  }

  private static func hash(_ inputs: [String], length: Int) -> String {
    let digest = SHA256.hash(data: Array(inputs.joined(separator: "\u{1F}").utf8))
    let digits = Array("0123456789abcdef")
    let hex = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(hex.prefix(min(max(length, 8), 64)))
  }

  private static func folded(_ text: String, _ fold: ComputedColumn.Fold) -> String {
    switch fold {
    case .none: text
    case .compatibleWithoutSpace: Folding.withoutSpace(text)
    }
  }

  private static func lookup(
    of column: ComputedColumn, in lookups: [String: [[String]]]
  ) throws(ProfileFault) -> [String: String] {
    guard column.function == .lookup, let file = column.file else { return [:] }
    guard let rows = lookups[file], let header = rows.first,
      let key = header.firstIndex(of: column.key ?? ""),
      let value = header.firstIndex(of: column.value ?? "")
    else { throw .badLookup(file: file) }
    var result: [String: String] = [:]
    for row in rows.dropFirst() where row.count == header.count {
      let folded = folded(row[key], column.fold ?? .compatibleWithoutSpace)
      if result[folded] == nil { result[folded] = row[value] }
    }
    return result
  }
}

/// What keeps a profile from being used on a file.
public enum ProfileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A computed column names a source that the file lacks.
  case missingSource(column: String, source: String)
  /// A lookup file lacks its key or value column, or is missing.
  case badLookup(file: String)

  /// One line for the terminal.
  public var description: String {
    switch self {
    case .missingSource(let column, let source):
      "column \(column) is computed from \(source), which the file does not have"
    case .badLookup(let file):
      "lookup file \(file) is missing or lacks the key or value column"
    }
  }
}
