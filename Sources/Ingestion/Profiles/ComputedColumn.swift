/// A column that a profile makes from others.
public struct ComputedColumn: Sendable, Decodable {
  /// How it is made.
  public enum Function: String, Sendable, Decodable {
    /// A fixed text.
    case constant
    /// The cell of one source column.
    case copy
    /// The cells of the sources with a separator between them.
    case join
    /// One part of a cell that holds several.
    case split
    /// SHA-256 over the sources.
    case hash
    /// The first source that is filled.
    case firstOf = "first_of"
    /// A group of a regular expression.
    case capture
    /// A value found in a file by key.
    case lookup
  }

  /// How a lookup key is folded on both sides.
  public enum Fold: String, Sendable, Decodable {
    /// Compatibility form without any white space.
    case compatibleWithoutSpace = "nfkc-nospace"
    /// As it is.
    case none
  }

  /// Canonical column, or a temporary one whose name starts with `@`.
  public let column: String
  /// How it is made.
  public let function: Function
  /// Source headers or temporary columns; `*` is every column in file order.
  public let sources: [String]?
  /// Text between joined cells, or at which a cell is split.
  public let separator: String?
  /// Which part of a split cell, from 0.
  public let index: Int?
  /// Digits of a hash, 8 to 64; 32 unless told.
  public let length: Int?
  /// Regular expression of a capture.
  public let pattern: String?
  /// Group of a capture; 0 is the whole match.
  public let group: Int?
  /// Lookup file relative to the workspace.
  public let file: String?
  /// Column of the lookup file that holds the key.
  public let key: String?
  /// Column of the lookup file that holds the value; the text of a constant.
  public let value: String?
  /// How keys are folded.
  public let fold: Fold?
  /// Result where nothing is found; empty unless told.
  public let `default`: String?

  /// What is missing for the function, or nil.
  var fault: String? {
    let missing: String? =
      switch function {
      case .constant: value == nil ? "value" : nil
      case .copy, .join, .hash, .firstOf: sources?.isEmpty ?? true ? "sources" : nil
      case .split: separator == nil || index == nil || sources == nil ? "separator, index" : nil
      case .capture: pattern == nil || sources == nil ? "pattern, sources" : nil
      case .lookup:
        file == nil || key == nil || value == nil || sources == nil
          ? "file, key, value, sources" : nil
      }
    if let missing { return "\(function.rawValue) of \(column) needs \(missing)" }
    if let length, !(8...64).contains(length) { return "length of \(column) is not from 8 to 64" }
    if function == .capture, (try? Regex(pattern ?? "")) == nil {
      return "pattern of \(column) is not a regular expression"
    }
    return nil
  }
}
