import Foundation
import Testing

extension SampleTests {
  /// Every reference of the briefing leads on, and to the figure that it stands beside.
  @Suite struct SampleReferenceTests {
    private struct Traced: Decodable {
      struct Section: Decodable {
        let lines: [String]
        let columns: [String]
        let rows: [[String]]
      }

      struct Record: Decodable {
        let line: Int
      }

      let title: String
      let sections: [Section]
      let records: [Record]

      /// Cells of a column of the rows that the key names.
      func cells(_ name: String) throws -> [String] {
        let section = try #require(sections.first)
        let column = try #require(section.columns.firstIndex(of: name))
        return section.rows.map { $0[column] }
      }
    }

    private func briefing() throws -> [Substring] {
      let bytes = try SampleRun.shared().workspace.bytes("reports/2024-12/briefing.md")
      // Markdown's escapes are none of the text.
      return String(decoding: bytes, as: UTF8.self).replacing("\\", with: "").split(separator: "\n")
    }

    private func traced(_ command: String) async throws -> Traced {
      let workspace = try SampleRun.shared().workspace
      let outcome = try await Programs.run(
        "caseload \(command) --format json", in: workspace.path)
      try #require(outcome.exitCode == 0, "\(command): \(outcome.everything)")
      return try JSONDecoder().decode(Traced.self, from: Data(outcome.output))
    }

    // A case that matches no item of the catalogue lies in none, and is led to all the same.
    @Test func unmatchedItemsLeadToTheirCases() async throws {
      let workspace = try SampleRun.shared().workspace
      let document = try await traced("trace reports/2024-12 unmatched month=2022-01..2022-06")
      let counts = String(
        decoding: try workspace.bytes("counts/2024-12/unmatched.csv"), as: UTF8.self)
      let rows = counts.split(whereSeparator: \.isNewline).filter { $0 < "2022-07" }
      let items = rows.compactMap { $0.split(separator: ",").last }.compactMap { Int($0) }
      #expect(items.count >= 2)
      #expect(document.records.count == items.reduce(0, +))
    }

    @Test func everyFlagIsExplained() async throws {
      let lines = try briefing()
      let flags = Set(lines.flatMap { $0.matches(of: /[A-Z][0-9]{2}-[0-9a-f]{12}/).map(\.output) })
      #expect(flags.count >= 3)
      for flag in flags.sorted() {
        let document = try await traced("explain --month 2024-12 \(flag)")
        #expect(document.title.hasPrefix(flag))
      }
    }

    @Test func everyReferenceLeadsToTheFigureBesideIt() async throws {
      var followed = 0
      for line in try briefing() {
        for match in line.matches(of: /（核对：([^）]*)）/) {
          for reference in match.output.1.split(separator: "；") {
            let words = reference.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
            let document = try await traced("trace reports/2024-12 \(words)")
            let figure = try figure(
              of: document, String(reference), isOfChanges: line.contains("上期为"))
            #expect(line.contains(figure), "\(reference): \(figure) is not in: \(line)")
            followed += 1
          }
        }
      }
      #expect(followed >= 5)
    }

    @Test func everyIndicatorLeadsToTheSentenceBesideIt() async throws {
      var followed = 0
      for line in try briefing() where !line.contains("上期的线索本期不再出现") {
        for match in line.matches(of: /(?:^- |[。）]|：)([A-Z][0-9]{2}) [^：。；（）、]*：/) {
          // Only a sentence of the indicator follows its name and a colon; flags have their numbers.
          let code = String(match.output.1)
          let document = try await traced("trace reports/2024-12 \(code)")
          let sentence = try #require(document.sections.dropFirst().first?.lines.first)
          #expect(line.contains(sentence), "\(code): \(sentence) is not in: \(line)")
          followed += 1
        }
      }
      #expect(followed >= 8)
    }

    @Test func everyClauseLeadsToItsFlags() async throws {
      let lines = try briefing()
      var followed = 0
      for (index, line) in lines.enumerated() where line.hasPrefix("### 第") {
        guard
          let number = "一二三四五六七八".firstIndex(of: line[line.index(line.startIndex, offsetBy: 5)]),
          let told = lines[index + 1].firstMatch(of: /有线索共([0-9,]+)条/)
        else { continue }
        let clause = "一二三四五六七八".distance(from: "一二三四五六七八".startIndex, to: number) + 1
        let document = try await traced("trace reports/2024-12 flags clause=\(clause)")
        let standing = try document.cells("status").count { $0 != "resolved" }
        #expect(grouped(standing) == told.output.1, "clause \(clause)")
        followed += 1
      }
      #expect(followed >= 6)
    }

    // The figure as the sentence that states the reference must print it.
    private func figure(
      of document: Traced, _ reference: String, isOfChanges: Bool
    ) throws -> String {
      switch reference.prefix(while: { $0 != " " }) {
      case "case_counts":
        let cases = try document.cells("cases").reduce(0) { $0 + (Int($1) ?? 0) }
        return grouped(cases) + "件"
      case "unit_months": return "\(try document.cells("month").count)个主体月"
      case "zero_cells": return "检验\(try document.cells("q_value").count)个"
      default:
        let statuses = try document.cells("status")
        let counts = Dictionary(grouping: statuses) { $0 }.mapValues(\.count)
        guard !isOfChanges else {
          return "新增\(counts["new"] ?? 0)条，持续\(counts["persisting"] ?? 0)条"
        }
        return "共" + (reference == "flags" ? "有" : "")
          + "\(grouped(statuses.count - (counts["resolved"] ?? 0)))条"
      }
    }

    private func grouped(_ number: Int) -> String {
      number < 1000
        ? "\(number)" : "\(number / 1000)," + String("\(1000 + number % 1000)".dropFirst())
    }
  }
}
