public import Contracts
public import Counting
public import Simulation

/// What the pipeline would make of the exports of a planted world, without writing them.
public enum WorldInput {
  private static let blankColumns = [
    "item_code", "district_code", "domain", "party", "filed_date", "disposition",
  ]

  /// The tallies and reference tables that ingestion, archive and tallying give for the exports.
  ///
  /// The table of deliveries that ingestion makes is left out: the register of deliveries of a
  /// world knows every unit and month, and goes first.
  public static func input(of world: PlantedWorld) -> CountingInput {
    let exports = WorldExports(world)
    var input = CountingInput()
    for table in exports.referenceTables {
      input.reference[table.name] = ArchivedTable(names: table.header, rows: table.rows)
    }
    exports.forEachRecord { add($0, to: &input) }
    return input
  }

  /// What indicators see of a world at the end of its last month.
  ///
  /// - Parameters:
  ///   - world: The world.
  ///   - window: Months of the window.
  /// - Returns: Cells of every level, as counting makes them.
  public static func observation(of world: PlantedWorld, window: Int) -> Observation {
    ObservationBuilder.counted(input(of: world), month: lastMonth(of: world), window: window)
      .observation
  }

  /// The last month of a world.
  public static func lastMonth(of world: PlantedWorld) -> Month {
    guard let month = Month(WorldExports(world).names.month(world.months - 1)) else {
      preconditionFailure("a world names its months as the contract does")
    }
    return month
  }

  private static func add(_ record: WorldRecord, to input: inout CountingInput) {
    let place = [record.monthText, record.unitCode, record.districtCode]
    let subject = place + [record.domain, record.itemCode]
    if record.cases > 0 {
      let count = record.cases
      input.cases.add(
        subject + [record.itemName],
        [count, count, count, 0, count, 0, 0, 0, 0, 0, count * record.fineInYuan * 100, 0])
      for column in blankColumns {
        input.blanks.add(
          [record.monthText, record.unitCode, column], [count, column == "party" ? count : 0])
      }
      input.unitNames.add([record.unitCode, record.unitName], [count])
    }
    if record.findings > 0 {
      let count = record.findings
      input.inspections.add(subject + ["", "random"], [count, count, 0, 0, count, 0])
      // Of a case that began so, inspection and case name each other, in one month.
      if record.converted > 0 {
        let count = record.converted
        input.answered.inspections.add(
          subject + ["", "random"], [count, count, 0, 0, count, 0])
      }
    }
    if record.complaints > 0 {
      input.complaints.add(subject + ["", "report"], [record.complaints, 0, 0, 0])
    }
  }
}
