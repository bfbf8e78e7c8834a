/// How the cells of a table are written.
public enum PatternForm: Sendable {
  /// As an export: amounts in yuan, identifiers of parties.
  case export
  /// As the archive keeps it: amounts in fen, keys of parties.
  case archive
}

/// The tables of a pattern world, under the canonical names and words of the contract.
public struct PatternTables: Sendable {
  let world: PatternWorld
  let form: PatternForm
  private let days: [String]
  private let firstDay: Int
  private let prefixes: [String]

  // From light to grave, as the bases of discretion name them.
  private static let grades = ["轻微", "一般", "严重"]

  /// Prepares the tables.
  public init(_ world: PatternWorld, form: PatternForm) {
    self.world = world
    self.form = form
    firstDay = world.months.first?.firstDay.number ?? 0
    let last = world.months.last?.lastDay.number ?? firstDay
    days = (firstDay...last).map { Day(number: $0).text }
    prefixes = world.names.units.map { "DSR-" + $0.dropFirst(3) + "-" }
  }

  private var party: String { form == .export ? "party_id" : "party" }

  private func money(_ name: String) -> String { form == .export ? name : name + "_fen" }

  // Fines are whole yuan, so that no fraction is lost in either form.
  private func money(_ yuan: Int) -> String { form == .export ? String(yuan) : String(yuan) + "00" }

  private func day(_ number: Int) -> String { days[number - firstDay] }

  // Filed in the month of the decision, so that no case reaches beyond the months of the world.
  private func filed(_ decided: Int, _ index: Int) -> String {
    let text = day(decided)
    let inMonth = Int(text.suffix(2)) ?? 1
    return day(decided - index % inMonth)
  }

  private func key(_ party: Int, of unit: Int) -> String { prefixes[unit] + padded(party, 6) }

  private func caseIdentity(_ index: Int) -> String { "AJ-" + padded(index + 1, 7) }

  private func trialIdentity(_ index: Int, isInspection: Bool) -> String {
    (isInspection ? "JC-" : "JB-") + padded(index + 1, 7)
  }

  private func type(_ isEnterprise: Bool) -> String { isEnterprise ? "enterprise" : "individual" }

  private func region(_ unit: Int, isOutside: Bool) -> String {
    isOutside ? PatternNames.elsewhere : world.names.districts[unit]
  }

  // Who pays into the treasury plays no part in any law, so that it must not show.
  private func ownership(_ party: Int, _ isEnterprise: Bool) -> String {
    isEnterprise ? (party % 4 == 1 ? "state" : "private") : ""
  }
}

extension PatternTables {
  /// Column names of cases.
  public var caseHeader: [String] {
    [
      "case_id", "unit_code", "unit_name", "district_code", "domain", "item_code", "item_name",
      "source", "source_ref", "filed_date", "decided_date", party, "party_type",
      "party_ownership", "party_region", "disposition", "penalty_types", money("fine"),
      "discretion_grade", "leniency",
    ]
  }

  /// Hands over the rows of cases.
  public func forEachCase(_ body: ([String]) -> Void) {
    let isInspected = !world.inspections.isEmpty
    for (index, single) in world.cases.enumerated() {
      let (unit, item) = (single.unit, single.item)
      let source = single.trial == nil ? "other" : isInspected ? "inspection" : "report"
      body([
        caseIdentity(index), world.names.units[unit], world.names.unitNames[unit],
        world.names.districts[unit], world.names.domains[world.itemDomains[item]],
        world.names.items[item], world.names.itemNames[item], source,
        single.trial.map { trialIdentity($0, isInspection: isInspected) } ?? "",
        filed(single.day, index), day(single.day), key(single.party, of: unit),
        type(single.isEnterprise), ownership(single.party, single.isEnterprise),
        region(unit, isOutside: single.isOutside), "punished",
        single.isFined ? "fine" : "warning", single.isFined ? money(single.fineInYuan) : "",
        single.grade.map { Self.grades[$0] } ?? "", "normal",
      ])
    }
  }

  /// Column names of inspections.
  public var inspectionHeader: [String] {
    [
      "inspection_id", "unit_code", "unit_name", "district_code", "domain", "item_code", "date",
      party, "party_type", "party_ownership", "party_region", "mode", "result", "case_id",
    ]
  }

  /// Hands over the rows of inspections; each found a problem.
  public func forEachInspection(_ body: ([String]) -> Void) {
    for (index, trial) in world.inspections.enumerated() {
      let unit = trial.unit
      body([
        trialIdentity(index, isInspection: true), world.names.units[unit],
        world.names.unitNames[unit], world.names.districts[unit],
        world.names.domains[world.itemDomains[trial.item]], world.names.items[trial.item],
        day(trial.day), key(trial.party, of: unit), type(trial.isEnterprise),
        ownership(trial.party, trial.isEnterprise), region(unit, isOutside: false), "random",
        trial.caseIndex == nil ? "rectify" : "filed", trial.caseIndex.map(caseIdentity) ?? "",
      ])
    }
  }

  /// Column names of complaints.
  public var complaintHeader: [String] {
    [
      "complaint_id", "kind", "received_date", "district_code", "unit_code", "unit_name",
      "domain", "item_code", party, "party_type", "party_ownership", "party_region", "accepted",
      "outcome", "case_id",
    ]
  }

  /// Hands over the rows of complaints; each was accepted.
  public func forEachComplaint(_ body: ([String]) -> Void) {
    for (index, trial) in world.complaints.enumerated() {
      let unit = trial.unit
      body([
        trialIdentity(index, isInspection: false), "report", day(trial.day),
        world.names.districts[unit], world.names.units[unit], world.names.unitNames[unit],
        world.names.domains[world.itemDomains[trial.item]], world.names.items[trial.item],
        key(trial.party, of: unit), type(trial.isEnterprise),
        ownership(trial.party, trial.isEnterprise), region(unit, isOutside: false), "yes",
        trial.caseIndex == nil ? "not_filed" : "filed", trial.caseIndex.map(caseIdentity) ?? "",
      ])
    }
  }
}

extension PatternTables {
  /// The tables that say who exists, who may do what, and what was delivered, sorted by name.
  public var reference: [WorldTable] {
    [authority, catalogue, districts, exposure, feeds, units]
  }

  private static let beginning = "2000-01-01"

  private var catalogue: WorldTable {
    let rows = world.itemDomains.indices.map { item in
      let (domain, band) = (world.names.domains[world.itemDomains[item]], world.fineBands[item])
      return [
        world.names.items[item], world.names.itemNames[item], domain, world.names.level,
        Self.beginning, domain, money(band.lowerBound), money(band.upperBound),
        money(BunchingPattern.threshold),
      ]
    }
    return WorldTable(
      name: "catalogue",
      header: [
        "item_code", "item_name", "domain", "levels", "valid_from", "exposure_group",
        money("fine_min"), money("fine_max"), money("hearing_threshold"),
      ], rows: rows)
  }

  private var units: WorldTable {
    let rows = world.names.units.indices.map { unit in
      [
        world.names.units[unit], world.names.unitNames[unit], world.names.level,
        world.names.districts[unit], Self.beginning,
      ]
    }
    return WorldTable(
      name: "units", header: ["unit_code", "unit_name", "level", "district_code", "active_from"],
      rows: rows)
  }

  private var districts: WorldTable {
    let city = [WorldNames.city, "示例市", "city", "", Self.beginning]
    let counties = Set(world.names.districts).sorted().map { code in
      [code, "示例\(code.suffix(4))区", "county", WorldNames.city, Self.beginning]
    }
    return WorldTable(
      name: "districts", header: ["code", "name", "level", "parent_code", "valid_from"],
      rows: [city] + counties)
  }

  private var authority: WorldTable {
    let rows = pairs.map { unit, domain in
      [world.names.units[unit], "", world.names.domains[domain], "statutory", Self.beginning]
    }
    return WorldTable(
      name: "authority", header: ["unit_code", "item_code", "domain", "kind", "valid_from"],
      rows: rows)
  }

  private var feeds: WorldTable {
    let rows = world.names.units.flatMap { unit in
      world.months.map { [unit, $0.text, "cases", "yes"] }
    }
    return WorldTable(
      name: "feeds", header: ["unit_code", "month", "table", "received"], rows: rows)
  }

  private var exposure: WorldTable {
    let years = Set(world.months.map(\.year)).sorted()
    let rows = pairs.flatMap { unit, domain in
      years.map { year in
        [
          world.names.units[unit], world.names.domains[domain], String(year),
          String(world.parties[unit]),
        ]
      }
    }
    return WorldTable(
      name: "exposure", header: ["unit_code", "domain", "year", "regulated_parties"], rows: rows)
  }

  private var pairs: [(unit: Int, domain: Int)] {
    world.unitDomains.enumerated().flatMap { unit, domains in domains.map { (unit, $0) } }
  }
}
