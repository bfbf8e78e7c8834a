import Contracts

extension PublishedColumn {
  /// A column of a type.
  init(_ name: String, _ type: String, _ title: Phrase, _ description: Phrase) {
    self.init(name: name, type: type, title: title, description: description)
  }

  /// A column of text.
  init(_ name: String, _ title: Phrase, _ description: Phrase) {
    self.init(name: name, type: "string", title: title, description: description)
  }

  /// The same column, filled in every row.
  var required: PublishedColumn {
    PublishedColumn(
      name: name, type: type, title: title, description: description, isRequired: true,
      enumeration: enumeration)
  }

  /// The same column, restricted to words.
  func oneOf(_ words: [String]) -> PublishedColumn {
    PublishedColumn(
      name: name, type: type, title: title, description: description, isRequired: isRequired,
      enumeration: words)
  }

  static let unitCode = PublishedColumn(
    "unit_code", Phrase("执法主体代码", "Unit code"),
    Phrase("执法主体的代码；空表示不适用。", "Code of the unit; empty where it does not apply."))
  static let unitName = PublishedColumn(
    "unit_name", Phrase("执法主体", "Unit"),
    Phrase("执法主体的名称；无名称时为代码。", "Name of the unit, or its code where no name is known."))
  static let districtCode = PublishedColumn(
    "district_code", Phrase("区划代码", "District code"),
    Phrase("行政区划代码；空表示不适用。", "Code of the district; empty where it does not apply."))
  static let districtName = PublishedColumn(
    "district_name", Phrase("区划", "District"),
    Phrase("行政区划名称；无名称时为代码。", "Name of the district, or its code where no name is known."))
  static let domain = PublishedColumn(
    "domain", Phrase("领域", "Domain"),
    Phrase("执法领域；空表示不适用。", "Domain of enforcement; empty where it does not apply."))
  static let itemCode = PublishedColumn(
    "item_code", Phrase("事项代码", "Item code"),
    Phrase("执法事项代码；空表示不适用。", "Code of the item; empty where it does not apply."))
  static let itemName = PublishedColumn(
    "item_name", Phrase("事项", "Item"),
    Phrase("执法事项名称；无名称时为代码。", "Name of the item, or its code where no name is known."))
}
