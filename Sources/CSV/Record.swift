/// The cells of one record as UTF-8.
public struct Record: Sendable {
  /// Where the record stands in its source file.
  public let position: RecordPosition
  // One byte that belongs to no cell follows each cell, so that no character spans two cells.
  private let text: [UInt8]
  private let ends: [Int]

  init(position: RecordPosition, text: [UInt8], ends: [Int]) {
    self.position = position
    self.text = text
    self.ends = ends
  }

  /// Number of cells, at least 1.
  public var count: Int { ends.count }

  /// All cells in order.
  public var cells: [String] { (0..<count).map { self[$0] } }

  /// The text of the cell at `index`, counted from 0.
  public subscript(index: Int) -> String {
    String(decoding: bytes(of: index), as: UTF8.self)
  }

  /// Returns the UTF-8 bytes of the cell at `index`, counted from 0.
  public func bytes(of index: Int) -> ArraySlice<UInt8> {
    let start = index == 0 ? 0 : ends[index - 1] + 1
    return text[start..<ends[index]]
  }
}
