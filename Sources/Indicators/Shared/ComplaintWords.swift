import Contracts

extension Observation {
  /// Complaints that ask for enforcement in words: reports, where a column of kinds says so.
  var askingComplaints: Phrase {
    guard complaintKinds.isEmpty || complaintKinds.contains("report") else {
      return Phrase("投诉举报（未登记为举报的）", "complaints (none is called a report)")
    }
    return complaintKinds.contains("")
      ? Phrase("举报（含未登记类别的）", "reports (those of unstated kind included)")
      : Phrase("举报", "reports")
  }
}
