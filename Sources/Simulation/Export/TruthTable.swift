/// The truth table: one row for each planted fact and each kind of dirt in a file.
enum TruthTable {
  static func table(of truths: [PlantedTruth]) -> TextTable {
    TextTable(
      name: "truth.csv",
      header: [
        "kind", "unit_code", "district_code", "domain", "item_code", "from", "to", "note", "file",
        "rule", "records",
      ],
      rows: truths.map { truth in
        [
          truth.kind, truth.unitCode, truth.districtCode, truth.domain, truth.itemCode,
          truth.from, truth.through, truth.note, truth.file, truth.rule,
          truth.records.map(String.init) ?? "",
        ]
      })
  }
}
