import Testing

@testable import Simulation

@Suite struct PatternWorldTests {
  /// A world of a preset, small enough for a test.
  static func small(_ preset: PatternPreset, seed: UInt64 = 5) -> PatternWorld {
    var parameters = preset.parameters
    if parameters.kind.isOfDomains {
      parameters.units = 2
    } else {
      (parameters.units, parameters.meanCases) = (40, 20)
    }
    return PatternWorld(parameters, seed: seed)
  }

  private func bytes(_ world: PatternWorld) -> [[UInt8]] {
    var files: [[UInt8]] = []
    PatternExports(world).forEachFile { files.append($0.bytes) }
    return files
  }

  @Test(arguments: PatternPreset.allCases)
  func seedFixesTheFiles(_ preset: PatternPreset) {
    let files = bytes(Self.small(preset))
    #expect(files == bytes(Self.small(preset)))
    #expect(Self.small(preset).cases != Self.small(preset, seed: 6).cases)
  }

  // Recorded on x86-64; a machine that draws otherwise would make other worlds.
  @Test func worldsAreThoseThatWereRecorded() {
    let sum = PatternPreset.allCases.reduce(UInt64(0)) { sum, preset in
      Self.small(preset).cases.reduce(sum) { sum, single in
        (sum &* 31 &+ UInt64(single.fineInYuan)) &* 31 &+ UInt64(single.day + single.item)
      }
    }
    #expect(sum == 11_091_670_216_348_571_557)
  }

  @Test func aTenthOfTheUnitsIsPlanted() {
    let kinds: [PatternPreset] = [
      .mix, .severity, .fines, .bunching, .burst, .concentration8, .conversionunit,
      .conversioncategory, .profit, .quota, .rush,
    ]
    let worlds = kinds.flatMap { preset in
      (1...8).map { Self.small(preset, seed: $0) }
    }
    let planted = worlds.reduce(0) { $0 + $1.planted.count }
    let subjects = worlds.reduce(0) { $0 + $1.subjects }
    // 3,440 subjects: three standard errors are 0.015.
    #expect(abs(Double(planted) / Double(subjects) - 0.10) < 0.016)
  }

  @Test(arguments: PatternPreset.allCases)
  func nothingIsPlantedInNullWorlds(_ preset: PatternPreset) {
    let isEmpty = (1...4).allSatisfy { Self.small(preset, seed: $0).planted.isEmpty }
    #expect(isEmpty == preset.isNull)
  }

  @Test(arguments: PatternPreset.allCases)
  func casesFitTheReferenceTables(_ preset: PatternPreset) {
    let world = Self.small(preset)
    let (first, last) = (world.months[0].firstDay.number, Month(2024, 12).lastDay.number)
    let wrong = world.cases.filter { single in
      !world.unitDomains[single.unit].contains(world.itemDomains[single.item])
        || single.isFined != (single.fineInYuan > 0)
        || single.isFined && !world.fineBands[single.item].contains(single.fineInYuan)
        || !(first...last).contains(single.day) || Day(number: single.day).isWeekend
    }
    #expect(wrong.isEmpty && !world.cases.isEmpty)
  }

  @Test(arguments: PatternPreset.allCases)
  func rowsAreAsWideAsTheirHeaders(_ preset: PatternPreset) {
    let world = Self.small(preset)
    for form in [PatternForm.export, .archive] {
      let tables = PatternTables(world, form: form)
      var widths: Set<Bool> = []
      tables.forEachCase { widths.insert($0.count == tables.caseHeader.count) }
      tables.forEachInspection { widths.insert($0.count == tables.inspectionHeader.count) }
      tables.forEachComplaint { widths.insert($0.count == tables.complaintHeader.count) }
      for table in tables.reference {
        for row in table.rows { widths.insert(row.count == table.header.count) }
      }
      #expect(widths == [true])
    }
  }

  @Test func filingsNameTheCaseThatTheyBecame() {
    for preset in [PatternPreset.conversionunit, .conversioncomplaints] {
      let world = Self.small(preset)
      let trials = world.inspections + world.complaints
      let filed = trials.indices.filter { trials[$0].caseIndex != nil }
      #expect(filed.count == world.cases.count)
      #expect(
        filed.allSatisfy { position in
          let trial = trials[position]
          guard let index = trial.caseIndex else { return false }
          let single = world.cases[index]
          return single.trial == position && single.party == trial.party
            && single.item == trial.item
        })
    }
  }
}
