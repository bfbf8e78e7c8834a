/// The places of the invented city, with codes outside those assigned by GB/T 2260.
enum Geography {
  static let cityCode = "970100"
  static let mergerDay = Day(2023, 7, 1)
  static let foundation = Day(2000, 1, 1)

  static let districts: [Place] = [
    Place(
      code: cityCode, name: "澜州市", level: .city, parent: "970000", validFrom: foundation),
    Place(
      code: "970102", name: "青泽区", level: .county, parent: cityCode, validFrom: foundation),
    Place(
      code: "970103", name: "石门区", level: .county, parent: cityCode, validFrom: foundation),
    Place(
      code: "970111", name: "港北区", level: .county, parent: cityCode, validFrom: foundation,
      validTo: mergerDay - 1, successor: "970113"),
    Place(
      code: "970112", name: "港南区", level: .county, parent: cityCode, validFrom: foundation,
      validTo: mergerDay - 1, successor: "970113"),
    Place(
      code: "970113", name: "新港区", level: .county, parent: cityCode, validFrom: mergerDay),
  ]

  /// The towns with their first parent; the code of a town outlives a merger of its parent.
  static let towns: [(code: String, name: String, parent: String)] = [
    ("970102101", "临泽镇", "970102"), ("970102102", "白鹭镇", "970102"),
    ("970102103", "云溪镇", "970102"), ("970102104", "北塘街道", "970102"),
    ("970103101", "石门镇", "970103"), ("970103102", "望岭镇", "970103"),
    ("970103103", "松坪镇", "970103"), ("970103104", "南桥街道", "970103"),
    ("970111101", "潮生镇", "970111"), ("970111102", "港北街道", "970111"),
    ("970112101", "沙洲镇", "970112"), ("970112102", "港南街道", "970112"),
  ]

  static let places: [Place] = districts + towns.flatMap(rows)

  /// Size of a place relative to an ordinary district.
  static func size(of code: String) -> Double {
    switch code {
    case "970102": 1.2
    case "970103": 0.8
    case "970111": 0.55
    case "970112": 0.45
    case cityCode: 0.3
    case _ where code.utf8.count == 9: 0.08
    default: 1
    }
  }

  private static func rows(of town: (code: String, name: String, parent: String)) -> [Place] {
    let first = Place(
      code: town.code, name: town.name, level: .town, parent: town.parent,
      validFrom: foundation)
    guard let parent = districts.first(where: { $0.code == town.parent }),
      let end = parent.validTo
    else { return [first] }
    var before = first
    before.validTo = end
    var after = first
    after.parent = parent.successor
    after.validFrom = end + 1
    return [before, after]
  }
}
