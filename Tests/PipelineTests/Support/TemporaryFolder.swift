import Archive
import CSV
import Foundation
import Parquet

/// A new empty folder, removed with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/pipeline-tests-" + UUID().uuidString
    try FileStore.makeFolder(path, access: .ownerOnly)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Copies a file or a folder into this one, under its own name.
  func copy(_ source: String) throws {
    let source = URL(fileURLWithPath: source).resolvingSymlinksInPath()
    let target = URL(fileURLWithPath: path).appendingPathComponent(source.lastPathComponent)
    try FileManager.default.copyItem(at: source, to: target)
  }

  /// Copies what a folder holds into this one.
  func copyContents(of folder: String) throws {
    let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      try copy(folder + "/" + name)
    }
  }

  func write(_ name: String, _ text: String) throws {
    let target = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: target)
  }

  /// Opens a new empty file for writing.
  func newFile(_ name: String) throws -> FileHandle {
    try write(name, "")
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name))
  }

  func bytes(_ name: String) throws -> [UInt8] { try contents(of: path + "/" + name) }

  /// Paths of the files below a folder, relative to this one, in order; a file is itself.
  func files(below name: String) throws -> [String] {
    try relativeFiles(in: path, below: name)
  }

  /// Rows of a CSV file by column name.
  func table(_ name: String) throws -> CSVTable { try CSVTable(try bytes(name)) }

  /// Content of an archived file without its frame, a table as CSV; any other file as it is.
  func archived(_ name: String) throws -> [UInt8] {
    if name.hasSuffix(".zst") {
      return try ZstandardFrame.decompress(
        try bytes(name), expectedSize: nil, limit: 64 << 20, path: name)
    }
    guard name.hasSuffix(".parquet") else { return try bytes(name) }
    var rows = ParquetRows(try ParquetReader(try bytes(name)))
    var writer = CSVWriter()
    writer.append(rows.columns.map(\.name))
    while try rows.advance() { writer.append(rows.cells) }
    return writer.bytes
  }
}

/// All bytes of a file.
func contents(of path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Paths of the files below `root/name`, relative to the root, in order of their bytes.
func relativeFiles(in root: String, below name: String) throws -> [String] {
  var isFolder: ObjCBool = false
  let start = root + "/" + name
  guard unsafe FileManager.default.fileExists(atPath: start, isDirectory: &isFolder) else {
    return []
  }
  guard isFolder.boolValue else { return [name] }
  return try FileManager.default.subpathsOfDirectory(atPath: start)
    .filter { path in
      unsafe FileManager.default.fileExists(atPath: start + "/" + path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    .map { name + "/" + $0 }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
