import Contracts

@testable import Reporting

/// The small city with every kind of chart.
enum ChartSample {
  static func input(naming name: String) -> ReportInput {
    var input = Sample.input()
    input.cityName = name
    input.observation.names.units = ["U1": name, "U2": name]
    input.observation.names.districts = ["990101": name, "990102": name]
    addCells(named: name, to: &input.observation)
    addSilence(named: name, to: &input)
    addPoints(named: name, to: &input)
    return input
  }

  private static func addCells(named name: String, to observation: inout Observation) {
    for index in observation.cells.indices {
      observation.cells[index].history.observed = [0...23]
      observation.cells[index].domain += name
    }
    let districts = observation.cells.map { cell in
      var cell = cell
      (cell.level, cell.unitCode) = (.districtDomain, "")
      return cell
    }
    observation.cells = (observation.cells + districts).sorted(by: Cell.precedes)
  }

  private static func addSilence(named name: String, to input: inout ReportInput) {
    let cells = input.observation.cells
    let open = cells.firstIndex { $0.level == .unitDomain && $0.state == .zeroOpen } ?? 0
    var silence = SilenceFindings()
    var assessment = CellAssessment(
      cell: open, monthsSilent: 12, expected: 14, expectedByPeers: 14,
      spell: SpellNumbers(size: 2, earlier: 0, before: 0, since: 14, chance: 0.01),
      posterior: StatePosterior(normal: 0.02, stopped: 0, never: 0.98, structural: 0),
      verdict: .gradeA)
    assessment.change = ChangeMonth(
      month: Sample.month - 11, lower: Sample.month - 12, upper: Sample.month - 10)
    silence.silent = [assessment]
    input.observation.silence = silence
    var flag = Sample.flag("Z01", "Z01-a", .alert, .new, unit: "U1")
    (flag.domain, flag.monthsSilent) = (cells[open].domain, 12)
    input.flags.append(flag)
  }

  private static func addPoints(named name: String, to input: inout ReportInput) {
    input.results[1].points = ["funnel", "interval"].flatMap { kind in
      (1...4).map { number in
        var point = ChartPoint(kind, series: name, unit: "U\(number)", x: String(number * 10))
        point.domain = name
        (point.y, point.lower, point.upper) = (Double(number) / 2, 0.25, 1.5)
        point.isFlagged = number == 4
        return point
      }
    }
  }
}
