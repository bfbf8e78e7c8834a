import Contracts

extension ReportInput {
  /// The same report with nothing but what belongs to a division.
  ///
  /// Nothing is computed anew: a flag, an expectation or a hidden figure is that of the whole city,
  /// so that the two cannot be subtracted from each other.
  func narrowed(to scope: DistrictScope) -> ReportInput {
    var narrowed = self
    narrowed.district = scope
    // Found among the cells of the whole city, as its results are.
    narrowed.general = GeneralSituations(self)
    narrowed.cityName = DistrictWording.place(cityName, scope.name).text(language)
    narrowed.flags = flags.filter { scope.contains(unit: $0.unitCode, district: $0.districtCode) }
    narrowed.followed = followed.filter {
      scope.contains(unit: $0.unitCode, district: $0.districtCode)
    }
    narrowed.observation = observation.narrowed(to: scope)
    return narrowed
  }
}

extension Observation {
  fileprivate func narrowed(to scope: DistrictScope) -> Observation {
    var narrowed = self
    var positions: [Int: Int] = [:]
    narrowed.cells = []
    for (position, cell) in cells.enumerated() {
      let isUnit = !cell.unitCode.isEmpty
      let isOwn =
        isUnit ? scope.units.contains(cell.unitCode) : scope.districts.contains(cell.districtCode)
      guard isOwn else { continue }
      positions[position] = narrowed.cells.count
      narrowed.cells.append(cell)
    }
    narrowed.units = units.filter { scope.units.contains($0.code) }
    narrowed.unitMonths = unitMonths.filter { scope.units.contains($0.unitCode) }
    narrowed.cases = Tally(cases.name, keys: cases.keys, measures: cases.measures)
    for (key, sums) in cases.sums where scope.contains(unit: key[1], district: key[2]) {
      narrowed.cases.add(key, sums)
    }
    narrowed.silence = silence.map { silence in
      var own = silence
      own.silent = silence.silent.compactMap { moved($0, \.cell, positions) }
      own.active = silence.active.compactMap { moved($0, \.cell, positions) }
      own.expected = silence.expected.compactMap { moved($0, \.cell, positions) }
      return own
    }
    return narrowed
  }

  private func moved<Assessment>(
    _ assessment: Assessment, _ cell: WritableKeyPath<Assessment, Int>, _ positions: [Int: Int]
  ) -> Assessment? {
    guard let position = positions[assessment[keyPath: cell]] else { return nil }
    var moved = assessment
    moved[keyPath: cell] = position
    return moved
  }
}

extension PublishedTable {
  /// The rows that belong to a division, as they stand in the table of the city.
  func narrowed(to scope: DistrictScope) -> PublishedTable {
    let names = columns.map(\.name)
    let (unit, district) = (
      names.firstIndex(of: "unit_code"), names.firstIndex(of: "district_code")
    )
    let units = Set(scope.units.map(InertText.cell))
    let districts = Set(scope.districts.map(InertText.cell))
    let own = rows.filter { row in
      unit.map { units.contains(row[$0]) } ?? false
        || district.map { districts.contains(row[$0]) } ?? false
    }
    return PublishedTable(
      name: name, path: path, title: title, description: description, columns: columns,
      primaryKey: primaryKey, rows: own)
  }
}
