import Contracts
import Testing

@testable import Indicators

/// Which source gives the officers of a unit, and for which year.
@Suite struct StaffRecordTests {
  private typealias Officers = StaffExample.Officers

  @Test func theListOfTheReportYearComesFirst() {
    let staff = StaffRecord(
      StaffExample.world([Officers(year: 2023, number: 9), Officers(number: 7)]))
    #expect(staff.officers(of: "U") == OfficerCount(source: .list(2024), officers: 7))
  }

  @Test func theLatestEarlierListComesNextAndALaterOneNever() {
    let staff = StaffRecord(
      StaffExample.world([
        Officers(year: 2021, number: 9), Officers(year: 2022, number: 8),
        Officers(year: 2025, number: 7),
      ]))
    #expect(staff.officers(of: "U") == OfficerCount(source: .list(2022), officers: 8))
    #expect(staff.latestYear == 2022)
  }

  @Test func certificatesAreShownApartAndAuxiliariesLeftOut() {
    let staff = StaffRecord(
      StaffExample.world([
        Officers(number: 5), Officers(certificate: "expired", number: 2),
        Officers(certificate: "", number: 3), Officers(role: "auxiliary", number: 4),
        Officers(role: "legal_review"),
      ]))
    #expect(
      staff.officers(of: "U")
        == OfficerCount(source: .list(2024), officers: 5, expired: 2, undated: 3))
  }

  @Test func aListWithoutRolesLeavesTheUnitsTable() {
    let bare = [Officers(role: "", number: 5)]
    let staff = StaffRecord(StaffExample.world(bare, staff: [["U", "12", "", ""]]))
    #expect(staff.officers(of: "U") == OfficerCount(source: .units, officers: 12))
    #expect(StaffRecord(StaffExample.world(bare)).officers(of: "U") == nil)
  }

  @Test func rowsOfTheUnitsTableThatContradictStateNothing() {
    let staff = StaffRecord(
      StaffExample.world([], staff: [["U", "12", "1", "no"], ["U", "12", "2", ""]]))
    #expect(staff.stated(of: "U").officers == 12)
    #expect(staff.stated(of: "U").legalReviewers == nil)
    #expect(staff.stated(of: "U").headExperience == "no")
  }
}
