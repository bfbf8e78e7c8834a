import CSV
import Testing

@testable import Simulation

@Suite struct WorldExportTests {
  private func files(_ preset: WorldPreset) -> [String: [[String: String]]] {
    var tables: [String: [[String: String]]] = [:]
    WorldExports(PlantedWorldTests.small(preset)).forEachFile { file in
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let bytes = file.bytes.starts(with: mark) ? Array(file.bytes.dropFirst(3)) : file.bytes
      let rows = (try? CSVText.rows(of: bytes)) ?? []
      let name = String(file.path.split(separator: "/").last?.prefix { $0.isLetter } ?? "")
      tables[name, default: []] += rows.dropFirst().map { row in
        Dictionary(zip(rows[0], row)) { first, _ in first }
      }
    }
    return tables
  }

  @Test(arguments: [WorldPreset.base, .units, .merged, .latepower])
  func casesAreThoseOfTheWorld(_ preset: WorldPreset) throws {
    let world = PlantedWorldTests.small(preset)
    let files = files(preset)
    let cases = try #require(files["cases"])
    #expect(cases.count == world.events.reduce(0) { $0 + $1.cases })
    #expect(files["inspections"]?.count == world.events.reduce(0) { $0 + $1.findings })
    #expect(files["complaints"]?.count == world.events.reduce(0) { $0 + $1.complaints })
    #expect(Set(cases.compactMap { $0["案件编号"] }).count == cases.count)
    let dates = cases.map { ($0["立案日期"] ?? "", $0["处罚决定日期"] ?? "") }
    #expect(dates.allSatisfy { $0 <= $1 && $0.prefix(7) == $1.prefix(7) })
  }

  @Test func findingsAndCasesPointToEachOther() throws {
    let files = files(.units)
    let cases = try #require(files["cases"])
    let inspections = try #require(files["inspections"])
    let led = inspections.filter { $0["案件编号"] != "" }
    let found = cases.filter { $0["案件来源"] == "检查发现" }
    #expect(!led.isEmpty && led.count == found.count)
    let byNumber = Dictionary(uniqueKeysWithValues: cases.map { ($0["案件编号"] ?? "", $0) })
    let wrong = led.filter { visit in
      let own = byNumber[visit["案件编号"] ?? ""]
      return own?["线索编号"] != visit["检查编号"] || own?["执法事项编码"] != visit["执法事项编码"]
    }
    #expect(wrong.isEmpty)
  }

  @Test func mergedDistrictHasOldCodesBefore() throws {
    let files = files(.merged)
    let cases = try #require(files["cases"])
    let units = try #require(files["units"])
    let successor = try #require(units.last?["unit_code"])
    let old = units.filter { $0["successor_code"] == successor }.compactMap { $0["unit_code"] }
    #expect(old.count == 2)
    let before = cases.filter { old.contains($0["执法主体代码"] ?? "") }
    #expect(!before.isEmpty && before.allSatisfy { $0["处罚决定日期"] ?? "" < "2022-07" })
    let after = cases.filter { $0["执法主体代码"] == successor }
    #expect(!after.isEmpty && after.allSatisfy { $0["处罚决定日期"] ?? "" > "2022-07" })
    #expect(files["districts"]?.filter { $0["successor_code"] != "" }.count == 2)
    #expect(files["truth"]?.contains { $0["unit_code"] == old[0] } == false)
  }

  @Test func powersAndItemsAreDatedWhereTheyComeLate() throws {
    let files = files(.latepower)
    let powers = try #require(files["authority"])
    #expect(powers.contains { $0["valid_from"] != "2000-01-01" })
    #expect(powers.contains { $0["valid_to"] != "" })
    let items = try #require(files["catalogue"])
    let ended = items.filter { $0["valid_to"] != "" }
    #expect(!ended.isEmpty)
    let ends = Dictionary(uniqueKeysWithValues: ended.map { ($0["item_code"], $0["valid_to"]) })
    let late = try #require(files["cases"]).filter { row in
      guard let end = ends[row["执法事项编码"]] else { return false }
      return row["处罚决定日期"] ?? "" > end ?? ""
    }
    #expect(late.isEmpty)
  }

  @Test func registerOfDeliveriesSaysWhatWasMissed() throws {
    let files = files(.feedsgap)
    let missed = try #require(files["feeds"]).filter { $0["received"] == "no" }
    #expect((12...24).contains(missed.count))
    let pairs = Set(missed.map { "\($0["unit_code"] ?? "") \($0["month"] ?? "")" })
    let sent = try #require(files["cases"]).map {
      "\($0["执法主体代码"] ?? "") \($0["处罚决定日期"]?.prefix(7) ?? "")"
    }
    #expect(pairs.isDisjoint(with: sent))
    // A gap that nobody noted stands as delivered.
    #expect(self.files(.datagap)["feeds"]?.allSatisfy { $0["received"] == "yes" } == true)
  }

  @Test func codesAreNobodys() throws {
    let files = files(.base)
    let codes = try #require(files["districts"]).compactMap { $0["code"] }
    #expect(codes.allSatisfy { $0.hasPrefix("97") && $0.utf8.count == 6 })
    #expect(files["cases"]?.first?.keys.contains("当事人名称") == false)
  }

  @Test func gridHoldsTheWorldWithoutCodes() throws {
    let world = PlantedWorldTests.small(.structural)
    let files = WorldExports(world).gridFiles
    let cells = try CSVText.rows(of: files[0].bytes)
    let events = try CSVText.rows(of: files[1].bytes)
    #expect(cells.count == 801 && cells[0].count == 9)
    #expect(events.count == world.events.count + 1)
    #expect(cells.contains { $0[5].isEmpty } && cells.contains { $0[5] == "0" })
  }
}
