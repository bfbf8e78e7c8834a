import Archive
import Contracts
import Glibc

/// Makes the briefing for print and for word processors, by helper programs in a folder of its own.
struct PrintedBriefing {
  /// A file of the report, by name within its folder.
  typealias File = (name: String, bytes: [UInt8])

  /// Documents and pictures of the report.
  let files: [File]
  let month: Month
  /// Where the temporary folder is made and removed again.
  let folder: String
  /// Seconds that each helper program may take.
  let seconds: Int

  /// Makes what was asked for; what cannot be made is told in one line each.
  func made(_ formats: [ReportFormat]) throws(StageError) -> (files: [File], skipped: [String]) {
    var made: [File] = []
    var skipped: [String] = []
    for format in [ReportFormat.word, .print] where formats.contains(format) {
      let source = format == .word ? ".md" : ".html"
      let documents = files.filter { $0.name.hasPrefix("briefing") && $0.name.hasSuffix(source) }
      for document in documents {
        let name = document.name.dropLast(source.count) + "." + format.rawValue
        switch try output(format, of: document, named: String(name)) {
        case .success(let bytes): made.append((String(name), bytes))
        case .failure(let reason): skipped.append("\(name): not made, \(reason.text)")
        }
      }
    }
    return (made, skipped)
  }

  /// Why an output was not made.
  private struct Reason: Error {
    let text: String
  }

  private func output(
    _ format: ReportFormat, of document: File, named name: String
  ) throws(StageError) -> Result<[UInt8], Reason> {
    let needed = format == .word ? ["pandoc", "rsvg-convert"] : ["weasyprint", "fc-list"]
    var programs: [String] = []
    for need in needed {
      guard let program = ChildProcess.program(named: need, in: Self.searchPath) else {
        return .failure(Reason(text: "\(need) is not installed"))
      }
      programs.append(program)
    }
    let place = FileStore.temporaryPath(for: folder + "/print")
    return try storing { () throws(ArchiveError) in
      try FileStore.removeFolder(place)
      try FileStore.makeFolder(place + "/charts", access: .ownerOnly)
      defer { try? FileStore.removeFolder(place) }
      try prepare(format, document, place)
      if format == .print, let reason = try missingFont(document, programs[1], place) {
        return .failure(reason)
      }
      let words = arguments(format, document.name, name)
      let process = ChildProcess(
        programs[0], words, environment: environment(), folder: place)
      let outcome = try process.run(seconds: seconds)
      let errors = String(decoding: outcome.errors, as: UTF8.self)
      // A picture that pandoc cannot convert is a mere warning to it.
      let isWarned = format == .word && errors.contains("[WARNING]")
      guard outcome.status == 0, !isWarned, try FileStore.kind(of: place + "/" + name) == .regular
      else {
        return .failure(Reason(text: "\(needed[0]) \(ending(outcome))"))
      }
      return .success(try FileStore.contents(of: place + "/" + name, limit: 1 << 30))
    }
  }

  private func ending(_ outcome: ChildProcess.Outcome) -> String {
    if outcome.isTimedOut { return "took longer than \(seconds) seconds" }
    let end = outcome.status == 0 ? "left something out" : "ended with \(outcome.status)"
    let words = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n").last ?? ""
    return words.isEmpty ? end : end + ": " + words.prefix(200)
  }

  // The folder holds what the document shows and nothing else that a link could name.
  private func prepare(
    _ format: ReportFormat, _ document: File, _ place: String
  ) throws(ArchiveError) {
    var own: [File] = [document]
    if format == .word {
      own += files.filter { $0.name.hasSuffix(".svg") }
      own.append(("reference.docx", PackageResources.reference_docx))
      own.append(("layout.lua", PackageResources.layout_lua))
    }
    for file in own {
      try FileStore.write(file.bytes, to: place + "/" + file.name, access: .ownerOnly)
    }
  }

  // A page whose characters no font has would show boxes.
  private func missingFont(
    _ document: File, _ program: String, _ place: String
  ) throws(ArchiveError) -> Reason? {
    let text = String(decoding: document.bytes, as: UTF8.self)
    guard text.unicodeScalars.contains(where: { (0x2E80...0x9FFF).contains($0.value) }) else {
      return nil
    }
    let outcome = try ChildProcess(
      program, ["-q", ":lang=zh"], environment: environment(), folder: place
    ).run(seconds: seconds)
    return outcome.status == 0
      ? nil : Reason(text: "no font for Chinese is installed (fc-list :lang=zh)")
  }

  private func arguments(_ format: ReportFormat, _ source: String, _ name: String) -> [String] {
    guard format == .word else { return ["--encoding", "utf8", source, name] }
    return [
      "--from=gfm", "--to=docx", "--reference-doc=reference.docx", "--lua-filter=layout.lua",
      "--output=" + name, source,
    ]
  }

  // Dates inside of files are the last day of the month; nothing comes from who runs the program.
  private func environment() -> [String] {
    let seconds = month.lastDay.dayNumber * 86_400
    return [
      "PATH=" + Self.searchPath, "LANG=C.UTF-8", "TZ=UTC", "HOME=/nonexistent",
      "PYTHONHASHSEED=0", "SOURCE_DATE_EPOCH=\(seconds)",
    ]
  }

  private static var searchPath: String {
    guard let path = unsafe getenv("PATH") else { return "/usr/local/bin:/usr/bin:/bin" }
    return unsafe String(cString: path)
  }
}
