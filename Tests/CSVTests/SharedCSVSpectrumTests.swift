import CSV
import Foundation
import Testing

/// The csv-spectrum collection with its JSON truth, where a copy of it is at hand.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedCSVSpectrumTests {
  private static let names = [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
    "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
  ]

  private func content(_ path: String) throws -> [UInt8] {
    try SharedFolder.content("data/csv-spectrum/\(path)")
  }

  @Test(arguments: names)
  func agreesWithTheTruth(_ name: String) throws {
    let json = Data(try content("json/\(name).json"))
    let truth = try JSONDecoder().decode([[String: String]].self, from: json)
    let rows = try CSVText.rows(of: try content("csvs/\(name).csv"))
    let header = try #require(rows.first)
    let records = rows.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(header, row))
    }
    #expect(Array(records) == truth)
    #expect(rows.allSatisfy { $0.count == header.count })
  }

  @Test func rejectsTheQuoteThatMeansSecondsOfArc() throws {
    // An unquoted cell holds a quote, which the strict dialect has not; the truth keeps it.
    let reading = try Reading(try content("csvs/location_coordinates.csv"))
    #expect(reading.rows.count == 1)
    #expect(reading.rules == [.quote])
  }
}
