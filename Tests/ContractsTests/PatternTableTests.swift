import Contracts
import Testing

@Suite struct PatternTableTests {
  @Test func outcomesAreReadFromTheirTableInItsOrder() throws {
    var fined = PenaltyOutcome(
      month: Month(year: 2024, month: 5), unitCode: "U", domain: "D", itemCode: "I")
    fined.party = PartyGroup(type: "individual", ownership: "", locality: "outside")
    (fined.fineFen, fined.confiscatedFen, fined.cases) = (5, nil, 3)
    (fined.paidCases, fined.paidFen) = (1, 5)
    var warned = fined
    (warned.sanction, warned.fineFen, warned.grade) = (.warning, nil, "一般")
    let subject = ["2024-05", "U", "", "D", "I", "individual", "", "outside"]
    var quashed = fined
    quashed.isQuashed = true
    var table = PenaltyOutcome.tally
    table.add(subject + ["一般", "", "warning", "", "", "", ""], [3, 1, 5])
    table.add(subject + ["", "", "money", "5", "", "", "yes"], [3, 1, 5])
    table.add(subject + ["", "", "money", "5", "", "", ""], [3, 1, 5])
    #expect(PenaltyOutcome.outcomes(of: table) == [fined, quashed, warned])
    for cells in [["unheard", "", "", "", ""], ["money", "5", "", "", "no"]] {
      var damaged = table
      damaged.add(subject + ["", ""] + cells, [1, 0, 0])
      #expect(PenaltyOutcome.outcomes(of: damaged) == nil)
    }
  }

  @Test func visitsAndComplaintsAreReadFromTheirTables() throws {
    let month = Month(year: 2024, month: 5)
    var visit = VisitOutcome(month: month, unitCode: "U", domain: "D", itemCode: "")
    (visit.visits, visit.known, visit.problems, visit.filed) = (9, 7, 3, 1)
    (visit.mode, visit.riskClass, visit.referred) = ("random", "高", 2)
    var visits = VisitOutcome.tally
    visits.add(["2024-05", "U", "", "D", "", "random", "高", "", "", ""], [9, 7, 3, 1, 2])
    #expect(VisitOutcome.outcomes(of: visits) == [visit])
    var complaint = ComplaintOutcome(month: month, unitCode: "", domain: "D", itemCode: "I")
    (complaint.complaints, complaint.accepted) = (9, 7)
    (complaint.decided, complaint.filed, complaint.kind) = (3, 1, "report")
    (complaint.decidedAgain, complaint.filedAgain) = (2, 1)
    var complaints = ComplaintOutcome.tally
    complaints.add(["2024-05", "", "", "D", "I", "report", "", "", ""], [9, 7, 3, 1, 2, 1])
    #expect(ComplaintOutcome.outcomes(of: complaints) == [complaint])
  }

  @Test func bandsReadBackAndHoldOnTheLastDayOfTheMonth() throws {
    var band = FineBand(itemCode: "I", isMultiple: true)
    (band.from, band.through) = (CalendarDate("2024-02-29"), CalendarDate("2024-04-29"))
    (band.least, band.most, band.hearingThreshold) = (100, 500, 10_000)
    #expect(FineBand(row: band.row) == band)
    let held = (1...5).map { band.covers(Month(year: 2024, month: $0)) }
    #expect(held == [false, true, true, false, false])
  }

  // 2024-05-01 to 05 were holidays; Saturday 2024-05-11 was a working day.
  @Test func namedDaysGoBeforeTheWeek() throws {
    var calendar = WorkingCalendar()
    let days = ["2024-05-01": false, "2024-05-02": false, "2024-05-03": false, "2024-05-11": true]
    for (day, isWorking) in days { calendar.named[try #require(CalendarDate(day))] = isWorking }
    let may = Month(year: 2024, month: 5)
    #expect(calendar.workingDays(of: may) == 23 - 3 + 1)
    #expect(
      calendar.lastWorkingDays(3, of: may).map(\.description) == [
        "2024-05-31", "2024-05-30", "2024-05-29",
      ])
    #expect(WorkingCalendar(rows: calendar.rows) == calendar)
    #expect(WorkingCalendar(rows: [["2024-05-01", "maybe"]]) == nil)
  }
}
