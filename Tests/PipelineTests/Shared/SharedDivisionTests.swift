import Testing

/// The districts of a real city, whose 崇川区 and 港闸区 were merged in 2020.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedDivisionTests {
  @Test func retiredDistrictsCountUnderTheirSuccessors() async throws {
    let workspace = try TemporaryFolder()
    try workspace.write("caseload.toml", "[zero]\nmonths = 6\n")
    let districts = Programs.packageFolder + "/data/reference/cn-nantong/districts.csv"
    let listed = String(decoding: try contents(of: districts), as: UTF8.self)
    try workspace.write("inbox/districts.csv", listed)
    try workspace.write(
      "inbox/units.csv",
      """
      unit_code,unit_name,level,district_code
      U-1,崇川区执法局,county,320613
      U-2,海门区执法局,county,320614

      """)
    try workspace.write(
      "inbox/catalogue.csv",
      """
      item_code,item_name,domain
      SC-001,未亮照经营,市场监管
      SC-002,未明码标价,市场监管

      """)
    try workspace.write(
      "inbox/cases-2024-05.csv",
      """
      case_id,unit_code,district_code,domain,item_code,decided_date,disposition
      A-1,U-1,320611,市场监管,SC-001,2019-03-05,punished
      A-2,U-1,320602,市场监管,SC-001,2019-04-05,punished
      A-3,U-1,320611,市场监管,SC-002,2019-05-05,punished
      A-4,U-1,320613,市场监管,SC-001,2024-05-06,punished
      A-5,U-2,320684,市场监管,SC-001,2019-03-05,punished
      A-6,U-2,320614,市场监管,SC-001,2024-05-06,punished
      A-7,U-1,320613,市场监管,SC-001,2020-04-07,punished
      A-8,U-1,320613,市场监管,SC-001,2021-03-08,punished
      A-9,U-1,320613,市场监管,SC-001,2022-02-09,punished
      A-10,U-1,320613,市场监管,SC-001,2023-01-10,punished
      A-11,U-1,320613,市场监管,SC-001,2023-12-11,punished

      """)
    let outcome = try await Programs.run("caseload run --verbose -C .", in: workspace.path)
    #expect(outcome.exitCode == 0, "\(outcome.everything)")
    #expect(outcome.text.contains("districts.csv: districts, UTF-8, comma, standard: "))

    let counts = try workspace.table("reports/2024-05/case_counts.csv")
    let places = counts.rows.map { $0["month"] + " " + $0["district_code"] }
    #expect(
      places == [
        "2019-03 320613", "2019-03 320614", "2019-04 320613", "2019-05 320613", "2020-04 320613",
        "2021-03 320613", "2022-02 320613", "2023-01 320613", "2023-12 320613", "2024-05 320613",
        "2024-05 320614",
      ])
    let cells = try workspace.table("reports/2024-05/zero_cells.csv")
    let retired = ["320602", "320611", "320684"]
    #expect(cells.rows.allSatisfy { !retired.contains($0["district_code"]) })
    // The successor answers for what only the retired district did.
    let silent = cells.rows(["level": "district_item", "district_code": "320613"])
    #expect(silent.map { $0["item_code"] } == ["SC-002"])
  }
}
