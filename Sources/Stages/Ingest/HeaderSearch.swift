import CSV
import Contracts
import Ingestion

/// What was found out about a file before its rows are read.
struct ExportForm {
  let encoding: TextEncoding
  let delimiter: Delimiter
  let match: HeaderMatch
  // Number of the header among the records of the file.
  let headerRecord: Int

  /// What its records mean; a profile that cannot be used refuses the file.
  func normalizer(
    asOf: CalendarDate?, _ workspace: Workspace,
    pseudonym: @escaping @Sendable (Span<UInt8>) -> [UInt8]
  ) throws -> RowNormalizer {
    var lookups: [String: [[String]]] = [:]
    for name in Set((match.profile?.computed ?? []).compactMap(\.file)).sorted() {
      lookups[name] = try workspace.rows(of: workspace.file(name))
    }
    do {
      return try RowNormalizer(
        match, NormalizationContext(asOf: asOf, lookups: lookups, pseudonym: pseudonym))
    } catch {
      throw Refusal("HEADER-PROFILE", line: 1, "\(error)")
    }
  }
}

/// Finds the header, the delimiter and the table of a file.
struct HeaderSearch {
  let matcher: HeaderMatcher
  let tableName: String?
  let profileName: String?
  let encoding: TextEncoding?

  private static let searched = 12
  // With a delimiter that was not meant nearly every record may be refused: to go on until a dozen
  // were not would be to read the file.
  private static let mostRead = 200

  /// The form of a file, or why it is refused.
  func form(of export: ExportFile) throws -> ExportForm {
    if let refusal = Refusal.ofKind(export.head, markLength: export.detected.byteOrderMarkLength) {
      throw refusal
    }
    let encoding = encoding ?? export.detected.encoding
    // What the others make of the file is asked only where no delimiter makes a header.
    let likely = try Delimiter.allCases.filter { try makesHeader($0, export, encoding) }
    let best = try attempts(likely, export, encoding).forms.max {
      $0.match.header.count < $1.match.header.count
    }
    if let best { return try withProfile(best, export) }
    // The delimiter that makes most cells is the one that was meant.
    let fault = try attempts(Delimiter.allCases, export, encoding).faults.max {
      ($0.cells, -Int($0.delimiter.rawValue)) < ($1.cells, -Int($1.delimiter.rawValue))
    }
    throw fault?.fault ?? Refusal("HEADER", line: 1, "the file has no header")
  }

  private typealias Fault = (delimiter: Delimiter, cells: Int, fault: Refusal)

  private func attempts(
    _ delimiters: [Delimiter], _ export: ExportFile, _ encoding: TextEncoding
  ) throws -> (forms: [ExportForm], faults: [Fault]) {
    var faults: [Fault] = []
    var forms: [ExportForm] = []
    for delimiter in delimiters {
      do {
        let records = try firstRecords(Self.searched, export, encoding, delimiter)
        do {
          forms.append(try form(records, encoding, delimiter))
        } catch let refusal as Refusal {
          faults.append((delimiter, records.first?.cells.count ?? 0, refusal))
        }
      } catch let error as CSVError {
        // Too many columns are too many whatever separates them.
        faults.append((delimiter, error.code == "COLUMN-LIMIT" ? Int.max : 0, Refusal(error)))
      } catch let refusal as Refusal {
        faults.append((delimiter, 0, refusal))
      }
    }
    return (forms, faults)
  }

  private func makesHeader(
    _ delimiter: Delimiter, _ export: ExportFile, _ encoding: TextEncoding
  ) throws -> Bool {
    do {
      var records = try firstRecords(1, export, encoding, delimiter)
      if isHint(records.first) {
        records = try firstRecords(2, export, encoding, delimiter)
        guard records.count == 2 else { return false }
      }
      return records.last.map { (try? matched($0.cells)) != nil } ?? false
    } catch is CSVError {
      return false
    } catch is Refusal {
      return false
    }
  }

  // A profile may know the encoding better than the rule.
  private func withProfile(_ form: ExportForm, _ export: ExportFile) throws -> ExportForm {
    guard encoding == nil, let name = form.match.profile?.encoding,
      let stated = TextEncoding(name: name), stated != form.encoding
    else { return form }
    let records = try firstRecords(Self.searched, export, stated, form.delimiter)
    return try self.form(records, stated, form.delimiter)
  }

  private typealias Leading = (position: RecordPosition, cells: [String])

  private func isHint(_ record: Leading?) -> Bool {
    record.map { $0.cells[0].lowercased().hasPrefix("sep=") } ?? false
  }

  private func firstRecords(
    _ most: Int, _ export: ExportFile, _ encoding: TextEncoding, _ delimiter: Delimiter
  ) throws -> [Leading] {
    var reader = try export.leadingReader(encoding, delimiter)
    var records: [Leading] = []
    var read = 0
    while records.count < most, read < Self.mostRead || records.isEmpty {
      read += 1
      let scanned: ScannedRecord?
      do {
        scanned = try reader.next()
      } catch let error as CSVError where !records.isEmpty && error.code != "COLUMN-LIMIT" {
        break
      }
      guard let scanned else { break }
      if case .cells(let record) = scanned {
        records.append((record.position, record.cells))
      } else if case .rejected(let position, let rule) = scanned, records.isEmpty {
        throw Refusal(
          rule.rawValue, line: position.line, offset: position.byteOffset,
          "the header cannot be read")
      }
    }
    return records
  }

  private func form(
    _ records: [Leading], _ encoding: TextEncoding, _ delimiter: Delimiter
  ) throws -> ExportForm {
    let start = isHint(records.first) ? 1 : 0
    guard records.count > start else {
      throw Refusal("HEADER", line: 1, "the file has no header")
    }
    let header = records[start]
    do {
      let match = try matched(header.cells)
      return ExportForm(
        encoding: encoding, delimiter: delimiter, match: match,
        headerRecord: header.position.record)
    } catch {
      if case .duplicate = error {
        throw Refusal(error, line: header.position.line, offset: header.position.byteOffset)
      }
      let later = records.dropFirst(start + 1).first { (try? matched($0.cells)) != nil }
      if let later {
        throw Refusal(
          "HEADER", line: header.position.line, offset: header.position.byteOffset,
          "header found on line \(later.position.line); remove the title rows above it")
      }
      if header.cells.contains(where: { $0.contains("，") }) {
        throw Refusal(
          "HEADER", line: header.position.line, offset: header.position.byteOffset,
          "the header uses the full-width comma (全角逗号); export with plain commas")
      }
      throw Refusal(error, line: header.position.line, offset: header.position.byteOffset)
    }
  }

  private func matched(_ header: [String]) throws(HeaderFault) -> HeaderMatch {
    // One empty column at the end is a trailing delimiter.
    var header = header
    if header.count > 1, header[header.count - 1].isEmpty { header.removeLast() }
    return try matcher.match(header, tableName: tableName, profileName: profileName)
  }
}
