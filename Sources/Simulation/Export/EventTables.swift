/// One table of text with its file name.
struct TextTable {
  var name: String
  var header: [String]
  var rows: [[String]]
}

/// The quarterly exports of inspections and complaints.
struct EventTables {
  var world: World

  func tables() -> [TextTable] {
    let quarters = Set(world.months.map(\.quarterEnd)).sorted()
    return quarters.flatMap { quarter in
      [inspections(of: quarter), complaints(of: quarter)]
    }
  }

  private func inspections(of quarter: Month) -> TextTable {
    let rows = world.inspections.filter { $0.date.month.quarterEnd == quarter }.map { visit in
      let party = world.parties[visit.party]
      let item = world.items[visit.item]
      return [
        visit.identity, world.units[visit.unit].code, world.units[visit.unit].districtCode,
        Domain.all[item.domain].name, visit.namesItem ? item.code : "", visit.date.text,
        party.identity,
        party.kind.rawValue, party.ownership, party.region, visit.mode,
        visit.isOffsite ? "是" : "否", visit.result, visit.published?.text ?? "", visit.caseNumber,
      ]
    }
    return TextTable(
      name: "inspections-\(quarter.text).csv",
      header: [
        "inspection_id", "unit_code", "district_code", "domain", "item_code", "date", "party_id",
        "party_type", "party_ownership", "party_region", "mode", "offsite", "result",
        "result_published_date", "case_id",
      ], rows: rows)
  }

  private func complaints(of quarter: Month) -> TextTable {
    let rows = world.complaints.filter { $0.received.month.quarterEnd == quarter }
      .map { complaint in
        let item = world.items[complaint.item]
        return [
          complaint.identity, complaint.kind, complaint.received.text,
          world.units[complaint.unit].districtCode, world.units[complaint.unit].code,
          Domain.all[item.domain].name, item.code, complaint.isAccepted ? "是" : "否",
          complaint.outcome, complaint.outcomeDate?.text ?? "", complaint.caseNumber,
        ]
      }
    return TextTable(
      name: "complaints-\(quarter.text).csv",
      header: [
        "complaint_id", "kind", "received_date", "district_code", "unit_code", "domain",
        "item_code", "accepted", "outcome", "outcome_date", "case_id",
      ], rows: rows)
  }
}
