import CSV
import Foundation
import Testing

/// Collections of other readers' tests: the cells that Python's csv module reads, or a code.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedSuiteTests {
  // Python's module lets a quote stand inside an unquoted cell, and zero bytes; our dialect
  // refuses both. `mark` is a file that holds every character as a record: U+FEFF at the start
  // of a record is taken for the byte order mark of a file that was glued on.
  private static let expected = [
    "csv-univocity": [
      "equal": 17, "refused CSV-QUOTE": 16,
    ],
    "csv-test-data": [
      "equal": 22, "refused CSV-QUOTE": 2, "refused CSV-UNTERMINATED": 1,
    ],
    "csv-duckdb": [
      "equal": 578, "equal but for a mark": 1, "refused CSV-QUOTE": 56,
      "refused CSV-QUOTE ENC-INVALID NUL": 9, "refused CSV-QUOTE NUL": 1,
      "refused CSV-UNTERMINATED": 6, "refused ENC-INVALID": 10, "refused NUL": 14,
    ],
  ]

  @Test(arguments: expected.keys.sorted())
  func cellsAreThoseOfPythonOrRefused(_ collection: String) throws {
    let root = try #require(SharedFolder.path) + "/data/" + collection
    let names = try Self.names(below: root)
    let files = try names.map { try SharedFolder.content("data/\(collection)/\($0)") }
    let forms = files.map { FileForm(detectedIn: $0) }
    let answers = try OtherReaders.answers(
      to: zip(names, forms).map { OtherReaders.Job(path: root + "/" + $0, $1) })
    var found: [String: Int] = [:]
    for index in names.indices {
      let form = forms[index]
      let reading = try Reading(
        files[index], form.encoding, form.delimiter, skipping: form.skipping)
      let outcome = reading.comparison(with: answers[index].python)
      #expect(!outcome.hasPrefix("differs"), "\(names[index]): \(outcome)")
      found[outcome, default: 0] += 1
    }
    #expect(found == Self.expected[collection])
  }

  /// Files of input; neither answers nor descriptions.
  private static func names(below root: String) throws -> [String] {
    let walk = try #require(FileManager.default.enumerator(atPath: root))
    var names: [String] = []
    for case let name as String in walk
    where walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
      let isOther = ["SOURCE", "INDEX", "json/"].contains { name.hasPrefix($0) }
      if !isOther, !name.contains("expectedOutputs/") { names.append(name) }
    }
    return names.sorted()
  }

  @Test func cellsAreThoseOfTheTruth() throws {
    let root = try #require(SharedFolder.path) + "/data/csv-test-data/json"
    let names = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
    #expect(names.count == 18)
    for name in names {
      let json = try SharedFolder.content("data/csv-test-data/json/\(name)")
      let csv = try SharedFolder.content(
        "data/csv-test-data/csv/\(name.dropLast(5)).csv")
      let reading = try Reading(csv)
      // To the truth an empty line is a record of one empty cell.
      let rows = reading.records.map { $0.outcome == .blank ? [""] : $0.cells ?? [] }
      if let truth = try? JSONDecoder().decode([[String: String]].self, from: Data(json)) {
        let header = try #require(rows.first)
        let found = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
        #expect(found == truth, "\(name)")
      } else {
        let truth = try JSONDecoder().decode([[String]].self, from: Data(json))
        #expect(rows == truth, "\(name)")
      }
    }
  }

  @Test(arguments: ["gb2312", "gbk", "gb18030"])
  func textOfChinaIsDecodedToTheTruth(_ name: String) throws {
    let encoded = try SharedFolder.content("data/enc-cjk-python/\(name).txt")
    let truth = try SharedFolder.content("data/enc-cjk-python/\(name)-utf8.txt")
    #expect(FileForm(detectedIn: encoded).encoding == .gb18030)
    #expect(FileForm(detectedIn: truth).encoding == .utf8)
    let text = try #require(try TextEncoding.gb18030.decode(encoded[...]))
    #expect(Array(text.utf8) == truth)
    #expect(try TextEncoding.gb18030.encode(text) == encoded)
  }

  // Big5 has no mark that tells it from GB18030, and HZ none that tells it from ASCII; no export
  // of the mainland is in either. What is never done is to replace what cannot be read.
  @Test(arguments: ["big5", "big5hkscs", "hz"])
  func otherEncodingsAreReadByRuleAndNotRepaired(_ name: String) throws {
    let encoded = try SharedFolder.content("data/enc-cjk-python/\(name).txt")
    let encoding = FileForm(detectedIn: encoded).encoding
    #expect(encoding == (name == "hz" ? .utf8 : .gb18030))
    let reading = try Reading(encoded, encoding)
    for record in reading.records {
      #expect(record.cells.map { !$0.joined().contains("\u{FFFD}") } ?? true)
    }
  }
}

extension Reading {
  /// `equal`, `refused` with our codes, or how the cells differ from those of another reader.
  ///
  /// Records before the first one that is refused must be equal too where the other reads on.
  func comparison(with other: [[String]]?) -> String {
    let codes = Set(rules.map(\.rawValue) + (error.map { [$0.code] } ?? [])).sorted()
    guard let other else {
      return codes.isEmpty
        ? "differs: the other refuses" : "refused \(codes.joined(separator: " "))"
    }
    var ours: [[String]] = []
    for record in records {
      if case .rejected = record.outcome { break }
      ours.append(record.cells ?? [])
    }
    guard codes.isEmpty || other.count >= ours.count,
      !codes.isEmpty || other.count == ours.count
    else { return "differs: \(ours.count) records instead of \(other.count)" }
    let pairs = zip(ours.map(Self.bytes), other)
    guard pairs.allSatisfy({ $0 == Self.bytes($1) || $0 == Self.bytes(Self.withoutMark($1)) })
    else { return "differs: cells" }
    guard codes.isEmpty else { return "refused \(codes.joined(separator: " "))" }
    return pairs.allSatisfy { $0 == Self.bytes($1) } ? "equal" : "equal but for a mark"
  }

  // Strings compare by canonical equivalence, so their bytes are compared.
  private static func bytes(_ row: [String]) -> [[UInt8]] { row.map { Array($0.utf8) } }

  private static func withoutMark(_ row: [String]) -> [String] {
    guard row.first?.unicodeScalars.first == "\u{FEFF}" else { return row }
    let first = String(String.UnicodeScalarView(row[0].unicodeScalars.dropFirst()))
    return row.count == 1 && first.isEmpty ? [] : [first] + row.dropFirst()
  }
}
