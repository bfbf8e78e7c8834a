import Contracts

/// What a flag of a list is about; empty where it does not apply.
struct ListedSubject: Hashable {
  var unitCode = ""
  var districtCode = ""
  var domain = ""
  var itemCode = ""
  var category = ""
}

extension Flag {
  /// A flag of a list, which rests on counts alone and has no chance.
  static func listed(
    _ subject: ListedSubject, _ page: IndicatorPage, in observation: Observation
  ) -> Flag {
    var cell = Cell(level: .unitDomain, domain: subject.domain, state: .active)
    cell.unitCode = subject.unitCode
    cell.itemCode = subject.itemCode
    cell.districtCode =
      subject.unitCode.isEmpty
      ? subject.districtCode
      : observation.units.first { $0.code == subject.unitCode }?.districtCode ?? ""
    return Flag.on(cell, page, .notice, category: subject.category, in: observation)
  }
}
