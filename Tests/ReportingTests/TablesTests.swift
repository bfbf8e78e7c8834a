import Contracts
import Foundation
import Testing

@testable import Reporting

@Suite struct TablesTests {
  private static let columns = [
    "flags": """
    flag_id, indicator, severity, status, unit_code, unit_name, district_code, district_name, \
    domain, item_code, item_name, category, period_from, period_to, observed, expected, \
    effect, effect_lower, effect_upper, p_value, q_value, months_silent, clause, reason, \
    evidence
    """,
    "case_counts": """
    month, unit_code, unit_name, district_code, domain, item_code, cases, fine_fen, expected, \
    item_cases, undecided, settled, confiscated_fen, major
    """,
    "zero_cells": """
    level, unit_code, unit_name, district_code, district_name, domain, item_code, item_name, \
    state, months_empowered, months_sent, months_silent, silent_from, last_active, \
    left_censored, cases_ever, settled, complaints, findings, regulated_parties, explained, \
    power_inferred, expected, probability, verdict, why, exposure_group, complaints_since, \
    findings_since, expected_by_peers, size, earlier, before, since, own_expected, \
    own_probability, posterior_normal, posterior_stopped, posterior_never, \
    posterior_structural, moved, q_value, change_month, change_lower, change_upper
    """,
    "coverage": """
    indicator, name, clause, computed, missing, flagged, passed, not_applicable, \
    not_computable
    """,
    "data_quality": "file, table, as_of, rule, rows, unit_code",
    "releases": "kind, month, vintage, snapshot, data_as_of, final_from, detail",
    "chart_data": """
    indicator, chart, series, unit_code, domain, item_code, x, y, lower, upper, flagged
    """,
  ]

  private func table(_ name: String, _ input: ReportInput = Sample.input()) throws
    -> PublishedTable
  {
    try #require(Report.tables(input).first { $0.name == name })
  }

  @Test func columnsAreThoseOfTheContract() {
    let tables = Report.tables(Sample.input()).filter { !$0.path.hasPrefix("charts/") }
    #expect(
      tables.map(\.name) == [
        "flags", "case_counts", "zero_cells", "coverage", "data_quality", "releases",
        "chart_data",
      ])
    for table in tables {
      #expect(table.columns.map(\.name).joined(separator: ", ") == Self.columns[table.name])
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
      #expect(!table.rows.isEmpty)
      #expect(table.primaryKey.allSatisfy { table.columns.map(\.name).contains($0) })
    }
  }

  @Test func keysAreUniqueAndRequiredCellsFilled() {
    for table in Report.tables(Sample.input()) {
      let names = table.columns.map(\.name)
      let places = table.primaryKey.compactMap { names.firstIndex(of: $0) }
      let keys = table.rows.map { row in places.map { row[$0] } }
      #expect(places.isEmpty || Set(keys).count == keys.count)
      for (index, column) in table.columns.enumerated() {
        let cells = table.rows.map { $0[index] }
        #expect(!column.isRequired || cells.allSatisfy { !$0.isEmpty })
        let words = Set(column.enumeration + [""])
        #expect(column.enumeration.isEmpty || cells.allSatisfy(words.contains))
      }
    }
  }

  @Test func flagsAreSortedAndRounded() throws {
    let rows = try table("flags").rows
    #expect(rows.map { $0[0] } == ["Q01-u2", "Z05-u1-a", "Z05-u1-b", "Z05-u2-a", "Z05-u2-b"])
    #expect(rows[1][12...15] == ["2023-06", "2024-05", "6", ""])
    #expect(rows[1][19] == "0.0123457")
  }

  @Test func caseCountsAddUpOverItemNames() throws {
    let rows = try table("case_counts").rows
    #expect(
      Array(rows) == [
        [
          "2023-01", "U1", "东区城管局", "990101", "城市管理", "I1", "3", "50000", "", "4", "1", "1",
          "100", "1",
        ],
        [
          "2024-05", "U1", "东区城管局", "990101", "城市管理", "I1", "6", "100000", "", "8", "2", "2",
          "200", "2",
        ],
      ])
  }

  @Test func expectationsStandInTheirMonthBesideTheFirstPlace() throws {
    var input = Sample.input()
    var cell = Cell(level: .unitItem, domain: "城市管理", state: .active)
    (cell.unitCode, cell.itemCode) = ("U1", "I1")
    // Months of the history count from 2022-06, its first.
    cell.history.cases = [
      MonthCount(month: 7, count: 3), MonthCount(month: 20, count: 1),
      MonthCount(month: 23, count: 6),
    ]
    input.observation.cells = [cell]
    for (month, district, item) in [
      ("2024-05", "990100", "I1"), ("2024-04", "990102", "I1"), ("2024-05", "990102", "I2"),
    ] {
      input.observation.cases.add(
        [month, "U1", district, "城市管理", item, "占道经营"],
        [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    }
    var silence = SilenceFindings()
    silence.expected = [ExpectedMonths(cell: 0, expected: [2.5, 9, 4.25])]
    input.observation.silence = silence
    let rows = try table("case_counts", input).rows
    #expect(
      rows.map { [$0[0], $0[3], $0[5], $0[8]] } == [
        ["2023-01", "990101", "I1", "2.5"], ["2024-04", "990102", "I1", ""],
        ["2024-05", "990100", "I1", "4.25"], ["2024-05", "990101", "I1", ""],
        ["2024-05", "990102", "I2", ""],
      ])
  }

  @Test func everySilentStateHasItsReason() throws {
    let rows = try table("zero_cells").rows
    let reasons = Dictionary(uniqueKeysWithValues: rows.map { ($0[8], $0[25]) })
    #expect(
      reasons == [
        "not_sent": "未报送，不作零案处理", "no_exposure": "无监管对象",
        "exposure_unknown": "监管对象不明，先核实", "zero_explained": "已有说明；无法求参照值",
        "zero_open": "无法求参照值", "handled": "有处置无处罚",
      ])
    #expect(rows.allSatisfy { $0[24] == "not_tested" })
  }

  @Test func openZerosCarryTheNumbersAndTheReason() throws {
    var input = Sample.input()
    let first = Cell(level: .unitDomain, domain: "甲", state: .zeroOpen)
    let second = Cell(level: .unitDomain, domain: "乙", state: .zeroExplained)
    var strange = Cell(level: .unitItem, domain: "丙", state: .notEmpowered)
    strange.casesEver = 1
    input.observation.cells = [second, first, strange].sorted(by: Cell.precedes)
    var silence = SilenceFindings()
    for (index, cell) in input.observation.cells.enumerated() where cell.state != .notEmpowered {
      var assessment = CellAssessment(
        cell: index, monthsSilent: 31, expected: cell.domain == "甲" ? 14.25 : 0.4,
        expectedByPeers: 20,
        spell: SpellNumbers(size: 2, earlier: 3, before: 5, since: 14, chance: 0.00025),
        posterior: StatePosterior(normal: 0.02, stopped: 0.9, never: 0.07, structural: 0.01),
        verdict: cell.domain == "甲" ? .gradeA : .tooFewExpected)
      assessment.complaints = 23
      silence.silent.append(assessment)
    }
    input.observation.silence = silence
    let rows = try table("zero_cells", input).rows
    let byDomain = Dictionary(uniqueKeysWithValues: rows.map { ($0[5], $0) })
    #expect(byDomain["甲"]?[22...25] == ["14.25", "0.00025", "grade_a", "A级线索"])
    #expect(byDomain["甲"]?[27...33] == ["23", "0", "20", "2", "3", "5", "14"])
    #expect(byDomain["乙"]?[24] == "too_few_expected")
    #expect(byDomain["乙"]?[25] == "已有说明；参照值太小，不检验（约0.4件）")
    #expect(
      byDomain["丙"]?[24...25] == ["not_tested", "报告月清单中没有该职权（未赋权、已失效、已划转或清单未收全），另有案件记录"])
  }

  @Test func qualityListsKindsThenCodesOfEachFile() throws {
    let rows = try table("data_quality").rows
    #expect(rows.count == 2 * SourceSummary.kinds.count + 2)
    #expect(rows[0] == ["cases-2024-05.csv", "cases", "2024-05-31", "RECORDS", "1210", ""])
    #expect(rows[8] == ["cases-2024-05.csv", "cases", "2024-05-31", "DATE-INVALID", "4", ""])
    #expect(rows[10] == ["catalogue.csv", "catalogue", "", "RECORDS", "30", ""])
  }

  @Test func whatARegisterLacksIsCountedByUnitAndTold() throws {
    var input = Sample.input()
    input.observation.absences.add(["b", "U2"], [0, 10])
    input.observation.absences.add(["b", "U1"], [3, 10])
    let rows = try table("data_quality", input).rows.filter { $0[3] == "CASE-ABSENT" }
    #expect(rows == [["cases-2024-05.csv", "cases", "2024-05-31", "CASE-ABSENT", "3", "U1"]])
    let text = try Sample.text("report.md", input)
    #expect(text.contains("cases-2024-05.csv：缺3件，占档案中其主体和月份案件的15.0%（东区城管局3件）。占比达到"))
    input.absentLimit = 0.16
    let quiet = try Sample.text("report.md", input)
    #expect(!quiet.contains("占比达到"))
  }

  @Test func dataPackageNamesEveryColumnInOrder() throws {
    let input = Sample.input()
    let tables = Report.tables(input)
    let files = tables.map { (name: $0.path + "-internal.csv", bytes: 10, sha256: "ab") }
    let text = Report.dataPackage(input, tables, files: files)
    let package = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(resources.count == tables.count)
    for (resource, table) in zip(resources, tables) {
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      #expect(fields.compactMap { $0["name"] as? String } == table.columns.map(\.name))
      #expect(fields.compactMap { $0["type"] as? String } == table.columns.map(\.type))
      #expect(resource["path"] as? String == table.path + "-internal.csv")
      #expect(resource["hash"] as? String == "sha256:ab")
      #expect(resource["bytes"] as? Int == 10)
    }
    #expect(text.hasPrefix("{\n  \"profile\": \"tabular-data-package\",\n  \"name\": "))
    #expect(text.hasSuffix("}\n"))
    #expect(text == Report.dataPackage(input, Report.tables(input), files: files))
  }

  @Test func jsonStringsSurviveEveryCharacter() throws {
    let hostile = "a\"b\\c\n\u{0}\u{1F}\u{2028}</script>中"
    let text = JSONText.object([("k", .array([.string(hostile), .boolean(true)]))]).text
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [Any]]
    #expect(parsed?["k"]?.first as? String == hostile)
  }
}
