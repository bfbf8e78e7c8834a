import Contracts
import Statistics
import Testing

@testable import Indicators

/// What S07 says of parties.
@Suite struct PartyConcentrationTests {
  private func result(_ observation: Observation) async -> IndicatorResult {
    await PartyConcentration.result(of: observation, IndicatorSettings())
  }

  /// Units whose penalties fall on 100 parties of gamma or lognormal sizes.
  ///
  /// The planted units have 30 penalties of one party on top.
  private func world(planted: Set<Int>, isLogNormal: Bool, seed: UInt64) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(30))
    var random = RandomSource(seed: seed, purpose: "parties")
    for (position, unit) in observation.units.enumerated() {
      let sizes = (0..<100).map { _ in
        isLogNormal ? random.logNormal(spread: 1.2) : random.gamma(shape: 0.6)
      }
      let cases = 60 + random.integer(below: 120)
      var counts = random.multinomial(trials: cases, shares: sizes)
      if planted.contains(position) { counts[0] += 30 }
      PartyConcentrationExamples.add(counts, unit.code, &observation)
      observation.cells.append(PartyConcentrationExamples.cell(unit.code, regulated: 100))
    }
    return observation
  }

  @Test(arguments: [true, false])
  func unequalPartiesAreNotFlagged(_ isLogNormal: Bool) async {
    let result = await result(world(planted: [], isLogNormal: isLogNormal, seed: 1))
    #expect(result.flags.isEmpty)
    #expect(result.outcomes == [.passed: 30])
  }

  // At q 0.10 one flag of the three may be false.
  @Test func oneFavouredPartyIsFound() async {
    let flags = await result(world(planted: [7, 21], isLogNormal: false, seed: 2)).flags
    #expect(Set(flags.map(\.unitCode)).isSuperset(of: ["U07", "U21"]))
    #expect(flags.count <= 3)
  }

  // Neither law of sizes fits one giant among equals: the peers' own top shares must speak.
  @Test func aDomainOfOneGiantEachIsNotFlagged() async {
    let giants = PartyConcentrationExamples.world(units: 5) { [[12, 9, 11, 10, 12][$0]] }
    #expect(await result(giants).flags.isEmpty)
  }

  @Test func nothingAtAllIsNotComputable() async {
    let empty = await result(PatternExample.units(["U"]))
    #expect(!empty.coverage.isComputed && empty.coverage.missing == ["cases"])
    var blank = PatternExample.units(["U"])
    blank.patterns.multiplicities.add(["U", "D", "", "unknown"], [50])
    #expect(await result(blank).coverage.missing == ["cases.party_id"])
  }

  // 44 parties seen and 40 on the register: how many had no penalty is unknown.
  @Test func aRegisterThatIsTooShortIsNotComputable() async {
    let short = await result(
      PartyConcentrationExamples.world(regulated: 20) { _ in [3, 2] })
    #expect(short.outcomes == [.notComputable: 8])
    #expect(short.coverage.isComputed && short.flags.isEmpty)
    let none = await result(
      PartyConcentrationExamples.world(regulated: nil) { _ in [3, 2] })
    #expect(!none.coverage.isComputed && none.coverage.missing == ["exposure"])
    #expect(none.tables[0].rows.count == 8)
  }

  @Test func aloneOrSmallIsNotApplicable() async {
    let few = await result(PartyConcentrationExamples.world(units: 1) { _ in [14] })
    #expect(few.outcomes == [.notApplicable: 1])
    var small = PatternExample.units(["U"])
    PartyConcentrationExamples.add([20], "U", &small)
    #expect(await result(small).outcomes == [.notApplicable: 1])
  }

  // One party of 14 and one of 2, 24 of one each: 14 / 40; HHI (196 + 4 + 24) / 1600 = 0.14;
  @Test func describesTheRecord() throws {
    let observation = PartyConcentrationExamples.world { unit in unit == 3 ? [14, 2] : [3, 2] }
    let record = PartyRecord.all(in: observation)[3]
    #expect(record.known == 40 && record.parties == 26 && record.topShare == 0.35)
    #expect(abs(try #require(record.index) - 0.14) < 1e-12)
    // Ranks 1 to 24 sum to 300, then 25 * 2 and 26 * 14: 714 in all.
    let gini = (2.0 * 714 / 40 - 27) / 26
    #expect(abs(try #require(record.gini) - gini) < 1e-12)
    #expect(abs(try #require(record.shareWithoutTop) - 2.0 / 26) < 1e-12)
  }

  @Test func sharesOfFewPartiesAreNotTold() async throws {
    let observation = PartyConcentrationExamples.world { unit in unit == 3 ? [33] : [3, 2] }
    let result = await result(observation)
    let few = try #require(result.tables[0].rows.first { $0[4].english == "<10" }).map(\.english)
    #expect(few[6] == "—" && few[8...10] == ["—", "—", "—"])
    for flag in result.flags where flag.unitCode == "U03" {
      #expect(flag.observed == nil && flag.effect == nil && !flag.reason.chinese.contains("33"))
    }
    #expect(result.points.filter { $0.unitCode == "U03" }.map(\.y) == [nil])
  }

  // Of 40 penalties of 26 parties, 14 of one and 2 of another, one party alone has three of the item.
  @Test func partiesThatAreCountedNowhereElseDoNotFollow() async throws {
    var observation = PartyConcentrationExamples.world { $0 == 3 ? [14, 2] : [3, 2] }
    for (penalties, parties) in [("4", 1), ("1", 2)] {
      observation.patterns.multiplicities.add(["U03", "D", "I", penalties], [parties])
    }
    let result = await result(observation)
    let row = try #require(result.tables[0].rows.first { $0[6].english == "35.0%" }).map(\.english)
    #expect([row[4], row[8], row[9]] == ["—", "—", "—"])
    let flag = try #require(result.flags.first)
    #expect(flag.observed == 14 && !flag.reason.chinese.contains("26个"))
    #expect(!flag.reason.english.contains("without that party"))
  }

  // Ten parties at least share eleven penalties: no second one has three of the item.
  @Test func aTopPartyThatLeavesRoomForNoSecondIsNotTold() async throws {
    for (large, share) in [([30], "—"), ([29], "72.5%")] {
      var observation = PartyConcentrationExamples.world { $0 == 3 ? large : [3, 2] }
      observation.patterns.multiplicities.add(["U03", "D", "I", "6"], [1])
      let result = await result(observation)
      let row = try #require(result.tables[0].rows.first { $0[4].english == "—" }).map(\.english)
      #expect(row[6] == share)
      let flag = try #require(result.flags.first { $0.unitCode == "U03" })
      #expect((flag.observed == nil) == (share == "—"))
      #expect(!flag.reason.chinese.contains("不足10个"))
    }
  }

  @Test func theSentenceNamesNoPartyAndSaysWhatSpeaksAgainst() async throws {
    let observation = PartyConcentrationExamples.world { unit in unit == 3 ? [14, 2] : [3, 2] }
    let flag = try #require(await result(observation).flags.first)
    #expect(flag.observed == 14)
    #expect(abs((flag.effect ?? 0) - 0.35) < 1e-12)
    #expect(flag.reason.chinese.contains("对象规模没有登记"))
  }

  @Test(arguments: [
    ("top_cases", 14.0, true), ("top_cases", 15, false), ("share", 0.35, true),
    ("share", 0.351, false), ("peer_ratio", 4.6, true), ("peer_ratio", 4.7, false),
  ])
  func aSettingIsReachedByItsOwnValue(_ key: String, _ least: Double, _ isFlagged: Bool) async {
    // 14 of 40 penalties, where the other units' top party has 3.
    let world = PartyConcentrationExamples.world { $0 == 3 ? [14, 2] : [3, 2] }
    let settings = IndicatorSettings(["S07": [key: least]])
    let result = await PartyConcentration.result(of: world, settings)
    #expect(result.flags.map(\.unitCode) == (isFlagged ? ["U03"] : []))
  }

  // Whatever its chance and its share, a top party within those of units of its size is none.
  @Test func onlySharesBeyondThoseOfTheirSizeAreFlagged() async {
    let world = PartyConcentrationExamples.world { $0 == 3 ? [14, 2] : [3, 2] }
    let settings = IndicatorSettings([
      "S07": ["q": 1, "share": 0, "peer_ratio": 0, "top_cases": 0]
    ])
    let points = await PartyConcentration.result(of: world, settings).points
    #expect(points.allSatisfy { $0.isFlagged == (($0.y ?? 0) > ($0.upper ?? 1)) })
    #expect(points.filter(\.isFlagged).map(\.unitCode) == ["U03"])
  }

  // Of a domain of 400 parties the items held bear on 5 and 27; one whose parties are unknown may bear on all.
  @Test(
    arguments: [
      ([("I", "G", 5, 12), ("J", "G", 4, 12), ("K", "H", 27, 3)], 32),
      ([("I", "G", 5, 12), ("K", "H", 27, 0)], 5), ([("I", "G", 5, 12), ("K", "H", nil, 12)], 400),
      ([("I", "D", 400, 12), ("K", "H", 27, 12)], 400), ([], 400),
      // Four were seen: it may enforce more than is listed.
      ([("I", "G", 3, 12)], 400), ([("I", "G", 4, 12)], 4),
    ] as [([(item: String, group: String, parties: Int?, months: Int)], Int)])
  func onlyPartiesOfTheItemsHeldArePossible(
    _ items: [(item: String, group: String, parties: Int?, months: Int)], _ regulated: Int
  ) {
    var observation = PatternExample.units(["U"])
    observation.patterns.multiplicities.add(["U", "D", "", "3"], [4])
    var domain = Cell(level: .unitDomain, domain: "D", state: .active)
    (domain.unitCode, domain.regulatedParties, domain.monthsEmpowered) = ("U", 400, 12)
    observation.cells = [domain]
    for (item, group, parties, months) in items {
      var cell = Cell(level: .unitItem, domain: "D", state: .active)
      (cell.unitCode, cell.itemCode, cell.exposureGroup) = ("U", item, group)
      (cell.regulatedParties, cell.monthsEmpowered) = (parties, months)
      observation.cells.append(cell)
    }
    #expect(PartyRecord.all(in: observation).map(\.regulated) == [regulated])
    for index in observation.cells.indices { observation.cells[index].isPowerInferred = true }
    #expect(PartyRecord.all(in: observation).map(\.regulated) == [400])
  }
}
