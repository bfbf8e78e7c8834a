import Contracts

/// Small worlds of inspections for the examples.
enum VisitExample {
  /// Inspections that agree in how they were made; unit `U`, domain `D`, by default of one month.
  struct Visits {
    var unit = "U"
    var month = ExampleWorld.month - 2
    var domain = "D"
    var item = ""
    var mode = "routine"
    var offsite = ""
    var published = "waiting"
    var waited = 40
    var visits: Int
    /// Visits with a stated result; all where nil.
    var known: Int?
    var problems = 0
  }

  /// A world of inspections in December 2024 that holds nothing else.
  static func world(_ visits: [Visits]) -> Observation {
    var observation = ExampleWorld.empty()
    observation.patterns.calendar = .ofExamples
    observation.tables = ["cases", "inspections", "holidays"]
    for group in visits {
      observation.legality.visitConduct.add(
        [
          group.month.description, group.unit, "1", group.domain, group.mode, group.offsite,
          group.published, String(group.waited),
        ], [group.visits, group.known ?? group.visits, group.problems])
      if group.offsite != "yes", group.mode != "joint", group.mode != "complaint",
        observation.lastTwelveMonths.contains(group.month)
      {
        observation.legality.partyVisits.add([group.month.description, group.unit], [group.visits])
      }
      var outcome = VisitOutcome(
        month: group.month, unitCode: group.unit, domain: group.domain, itemCode: group.item)
      (outcome.districtCode, outcome.mode) = ("1", group.mode)
      (outcome.visits, outcome.known) = (group.visits, group.known ?? group.visits)
      outcome.problems = group.problems
      observation.patterns.visits.append(outcome)
    }
    return observation
  }
}
