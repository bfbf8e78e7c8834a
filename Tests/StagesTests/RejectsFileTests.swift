import Archive
import Contracts
import Foundation
import Ingestion
import TestSupport
import Testing

@testable import CSV
@testable import Stages

@Suite struct RejectsFileTests {
  private static let hash = ContentHash(of: Array("an export".utf8))

  private static func written(
    _ records: [(rejection: Rejection, bytes: [UInt8])], heldBytes: Int
  ) throws -> [String: Data] {
    let folder = try TemporaryFolder()
    var rejects = RejectsFile(
      export: "cases-2024-05.csv", language: .english, folder: folder.path, heldBytes: heldBytes)
    var offset = 0
    for (index, record) in records.enumerated() {
      let position = RecordPosition(
        line: index + 2, byteOffset: offset, byteLength: record.bytes.count, record: index + 2)
      try rejects.add(position, record.rejection, record.bytes)
      offset += record.bytes.count
    }
    let target = folder.path + "/rejects"
    try rejects.write(into: target, hash)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: target) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: target + "/" + name))
    }
    return files
  }

  @Test func bytesPutAsideOnTheDiskComeBackInTheirOrder() throws {
    var random = SeededGenerator(seed: 11)
    let records = (0..<5_000).map { number in
      let rule = ["DATE-INVALID", "AMT-INVALID"].randomElement(using: &random) ?? ""
      let column: String? = [nil, "filed_date"].randomElement(using: &random) ?? nil
      // None of a record that was purged is kept.
      let filler = String(repeating: "x", count: Int.random(in: 0...60, using: &random))
      let bytes = number % 7 == 0 ? [] : Array("\(number),\(filler)\n".utf8)
      return (rejection: Rejection(rule: rule, column: column), bytes: bytes)
    }
    let held = try Self.written(records, heldBytes: 1 << 30)
    #expect(held.count == 2)
    let raw = try #require(held.first { $0.key.hasSuffix(".raw") }?.value)
    #expect(Array(raw) == records.flatMap(\.bytes))
    let reasons = try #require(held.first { $0.key.hasSuffix(".csv") }?.value)
    let rows = String(decoding: reasons, as: UTF8.self).split(separator: "\n").dropFirst()
    var offset = 0
    for (row, record) in zip(rows, records) {
      #expect(row.hasPrefix("\(offset),\(record.bytes.count),cases-2024-05.csv,"))
      offset += record.bytes.count
    }
    #expect(rows.count == records.count)
    for heldBytes in [1, 100, 4_096] {
      #expect(try Self.written(records, heldBytes: heldBytes) == held)
    }
  }
}
