/// One reference table of a planted world, in canonical column names and words.
public struct WorldTable: Sendable {
  /// Name of the table, also of its file without the suffix.
  public let name: String
  /// Column names.
  public let header: [String]
  /// Rows of as many cells.
  public let rows: [[String]]
}

/// The tables that say who exists, who may do what, and what was delivered.
struct WorldTables {
  let world: PlantedWorld
  let names: WorldNames

  /// Every reference table, sorted by name.
  var all: [WorldTable] {
    [authority, catalogue, districts, exposure, feeds, units]
  }

  /// A code of a row with the months in which it was in use.
  private struct Holder {
    let unit: String
    let district: String
    let months: Range<Int>
  }

  private var rows: Range<Int> { 0..<world.parameters.rows }

  private func holders(_ row: Int) -> [Holder] {
    let own = names.district(row)
    guard world.isMerged(row) else {
      return [Holder(unit: names.unit(row), district: own, months: 0..<world.months)]
    }
    let merger = world.mergerMonth
    return names.parts.map { Holder(unit: $0.unit, district: $0.district, months: 0..<merger) }
      + [Holder(unit: names.unit(row), district: own, months: merger..<world.months)]
  }

  private func dates(_ months: Range<Int>) -> [String] {
    let isOpen = months.upperBound == world.months
    return [
      names.firstDay(months.lowerBound), isOpen ? "" : names.lastDay(before: months.upperBound),
    ]
  }

  private var catalogue: WorldTable {
    let rows = (0..<world.parameters.columns).flatMap { column in
      names.items(ofColumn: column).map { item in
        let domain = names.domain(world.domain[column])
        let isOfUnits = world.parameters.grid == .unitDomain
        return [names.item(item), names.itemName(item), domain, "county"]
          + dates(world.itemMonths[column])
          + [isOfUnits ? domain : names.group(world.group[column])]
      }
    }
    return WorldTable(
      name: "catalogue",
      header: [
        "item_code", "item_name", "domain", "levels", "valid_from", "valid_to",
        "exposure_group",
      ], rows: rows)
  }

  private var units: WorldTable {
    let rows = rows.flatMap { row in
      holders(row).map { holder in
        [holder.unit, names.unitName(holder.unit), "county", holder.district]
          + dates(holder.months) + [successor(of: holder, row)?.unit ?? ""]
      }
    }
    return WorldTable(
      name: "units",
      header: [
        "unit_code", "unit_name", "level", "district_code", "active_from", "active_to",
        "successor_code",
      ], rows: rows)
  }

  private func successor(of holder: Holder, _ row: Int) -> (unit: String, district: String)? {
    holder.months.upperBound == world.months ? nil : (names.unit(row), names.district(row))
  }

  private var districts: WorldTable {
    let city = [WorldNames.city, "示例市", "city", "", "2000-01-01", "", ""]
    var seen: Set<String> = []
    let places = rows.flatMap { row in
      holders(row).filter { seen.insert($0.district).inserted }.map { holder in
        [holder.district, names.districtName(holder.district), "county", WorldNames.city]
          + dates(holder.months) + [successor(of: holder, row)?.district ?? ""]
      }
    }
    return WorldTable(
      name: "districts",
      header: [
        "code", "name", "level", "parent_code", "valid_from", "valid_to", "successor_code",
      ], rows: [city] + places)
  }

  private var authority: WorldTable {
    let rows = rows.flatMap { row in
      heldDomains(row).flatMap { domain in
        holders(row).compactMap { holder -> [String]? in
          let months = world.grantMonths[row, domain].clamped(to: holder.months)
          guard !months.isEmpty else { return nil }
          return [holder.unit, "", names.domain(domain), "statutory"] + dates(months)
        }
      }
    }
    return WorldTable(
      name: "authority",
      header: ["unit_code", "item_code", "domain", "kind", "valid_from", "valid_to"], rows: rows)
  }

  private func heldDomains(_ row: Int) -> [Int] {
    guard world.parameters.grid == .unitDomain else { return Array(0..<world.parameters.domains) }
    let held = (0..<world.parameters.columns).filter { !world.authority[row, $0].isEmpty }
    return Set(held.map { world.domain[$0] }).sorted()
  }

  private var feeds: WorldTable {
    let rows = rows.flatMap { row in
      holders(row).flatMap { holder in
        holder.months.map { month in
          [holder.unit, names.month(month), "cases", world.isSent[row, month] ? "yes" : "no"]
        }
      }
    }
    return WorldTable(
      name: "feeds", header: ["unit_code", "month", "table", "received"], rows: rows)
  }

  private var exposure: WorldTable {
    let isOfUnits = world.parameters.grid == .unitDomain
    let rows = rows.flatMap { row in
      let held = Set(heldDomains(row))
      return (0..<world.parameters.groups).flatMap { group -> [[String]] in
        let domain = group / world.parameters.groupsPerDomain
        guard let parties = world.parties[row, group], held.contains(domain) else { return [] }
        return exposureRows(row, parties).map { holder, year, parties in
          isOfUnits
            ? ["", holder.unit, "", names.domain(domain), String(year), String(parties)]
            : [holder.district, "", names.group(group), "", String(year), String(parties)]
        }
      }
    }
    return WorldTable(
      name: "exposure",
      header: [
        "district_code", "unit_code", "exposure_group", "domain", "year", "regulated_parties",
      ], rows: rows)
  }

  // In the year of a merger the parts are still counted apart.
  private func exposureRows(_ row: Int, _ parties: Int) -> [(Holder, Int, Int)] {
    let holders = holders(row)
    let last = names.year(world.months - 1)
    guard holders.count > 1 else {
      return (names.year(0)...last).map { (holders[0], $0, parties) }
    }
    let final = names.year(world.mergerMonth - 1)
    let halves = [parties / 2, parties - parties / 2]
    let before = zip(holders, halves).flatMap { holder, half in
      (names.year(0)...final).map { (holder, $0, half) }
    }
    return before + (final..<last).map { (holders[2], $0 + 1, parties) }
  }
}
