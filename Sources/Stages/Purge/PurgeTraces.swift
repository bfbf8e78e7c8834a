import Archive
import CSV
import Foundation
import Ingestion

/// What besides the archive names a purged case: some is removed, some the operator must mend.
struct PurgeTraces {
  let workspace: Workspace
  let cases: PurgedCases
  /// Exports that are known to hold a purged case, by SHA-256.
  let exports: Set<String>
  /// Exports that were read and hold none.
  let others: Set<String>

  private static let largestRead = 256 << 20

  /// Files that this program makes and that name a case.
  struct Found {
    /// Tables of rejected records, two files each.
    var rejects: [String] = []
    /// Internal levels of reports: every file of the level.
    var reports: [String] = []
    /// Folders that are made anew from the archive.
    var derived: [String] = []
    /// Exports that only the operator may change.
    var inbox: [String] = []
  }

  /// Looks everywhere.
  func found() throws(StageError) -> Found {
    var found = Found()
    for folder in [workspace.counts, workspace.cache] where try kind(folder) != nil {
      found.derived.append(folder)
    }
    for month in try entries(workspace.findings) where month.kind == .folder {
      let folder = workspace.findings + "/" + month.name
      let files = try entries(folder).map { folder + "/" + $0.name }
      if try spell(files) { found.derived.append(folder) }
    }
    for entry in try entries(workspace.rejects) where entry.name.hasSuffix(".raw") {
      let path = workspace.rejects + "/" + entry.name
      if try names(path) { found.rejects += [path, path.dropLast(3) + "csv"] }
    }
    for month in try entries(workspace.reports) where month.kind == .folder {
      found.reports += try internalFiles(of: workspace.reports + "/" + month.name)
    }
    for entry in try entries(workspace.inbox) where entry.kind == .regular {
      let path = workspace.inbox + "/" + entry.name
      if try holds(path, bytes: entry.bytes) { found.inbox.append("inbox/" + entry.name) }
    }
    return found
  }

  /// Removes what this program made.
  func remove(_ found: Found) throws(StageError) {
    try storing { () throws(ArchiveError) in
      for path in found.reports + found.rejects { try FileStore.remove(path) }
      for folder in found.derived { try FileStore.removeFolder(folder) }
    }
  }

  // The rest of an inbox is exports that no run has read yet.
  private func holds(_ path: String, bytes: Int) throws(StageError) -> Bool {
    let hash = try hash(of: path)
    if exports.contains(hash) { return true }
    guard !others.contains(hash), bytes <= Self.largestRead else { return false }
    return try names(path)
  }

  private func hash(of path: String) throws(StageError) -> String {
    try storing { () throws(ArchiveError) in
      var input = try InputFile(path)
      var hasher = ContentHasher()
      while true {
        let chunk = try input.nextChunk()
        if chunk.isEmpty { return hasher.hash.hexadecimal }
        hasher.update(chunk)
      }
    }
  }

  // The level of a report and of the briefings of divisions beside it goes as a whole.
  private func internalFiles(of folder: String) throws(StageError) -> [String] {
    let districts = folder + "/" + ReportRun.districtsFolder
    var folders = [folder, folder + "/charts"]
    for district in try entries(districts) where district.kind == .folder {
      folders += [districts + "/" + district.name, districts + "/\(district.name)/charts"]
    }
    var own: [String] = []
    for folder in folders {
      own += try entries(folder).filter { $0.name.contains("-internal.") }
        .map { folder + "/" + $0.name }
    }
    let isFirst = { (path: String) in path.hasSuffix("/provenance-internal.json") }
    // Without what says which files it has, it is what a purge left that was interrupted.
    let isWhole = own.contains { $0 == folder + "/provenance-internal.json" }
    if isWhole, try !spell(own) { return [] }
    return own.filter(isFirst) + own.filter { !isFirst($0) }
  }

  // Files of ours hold a number as the archive has it, escaped as their form wants it.
  private func spell(_ paths: [String]) throws(StageError) -> Bool {
    let spellings = Set(cases.numbers.flatMap(Self.spellings)).map { Data($0.utf8) }
    for path in paths {
      let data = Data(try contents(path))
      if spellings.contains(where: { data.range(of: $0) != nil }) { return true }
    }
    return false
  }

  // A cell of CSV, a text of JSON, and a text of a page.
  private static func spellings(_ number: String) -> [String] {
    let inJSON = number.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let inPage = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]
      .reduce(number) { $0.replacing($1.0, with: $1.1) }
    return [number, number.replacing("\"", with: "\"\""), inJSON, inPage]
  }

  // Nothing says in which encoding the records of a refused export are.
  private func names(_ path: String) throws(StageError) -> Bool {
    let bytes = try contents(path)
    do {
      return try TextEncoding.allCases.contains { encoding in
        guard let text = try encoding.decode(bytes[...]) else { return false }
        return CaseIdentity.names(cases.numbers, in: text)
      }
    } catch {
      throw StageError(.ourBug, "\(path): \(error)")
    }
  }

  private func contents(_ path: String) throws(StageError) -> [UInt8] {
    try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: Workspace.largestTable)
    }
  }

  private func kind(_ path: String) throws(StageError) -> FileKind? {
    try storing { () throws(ArchiveError) in try FileStore.kind(of: path) }
  }

  private func entries(_ folder: String) throws(StageError) -> [FolderEntry] {
    guard try kind(folder) == .folder else { return [] }
    return try storing { () throws(ArchiveError) in try FileStore.entries(of: folder) }
  }
}
