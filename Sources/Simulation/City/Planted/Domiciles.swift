import Statistics

/// Says where each party is registered, and who owns an enterprise whose owner is not stated.
enum Domiciles {
  private static let outsideCodes = ["980101", "980203", "981105", "980302"]
  private static let unknownShare = 0.02
  private static let outsideShare = 0.12

  static func settled(_ parties: [Party], seed: UInt64) -> [Party] {
    var random = RandomSource(seed: seed, purpose: "domiciles")
    let locals = Geography.districts.filter { $0.level == .county && $0.validTo == nil }
    let sizes = locals.map { Geography.size(of: $0.code) }
    return parties.map { party in
      var settled = party
      let place = random.uniform()
      let local = locals[random.position(weights: sizes)].code
      if place < unknownShare {
        settled.region = ""
      } else if place < unknownShare + outsideShare {
        settled.region = random.element(of: outsideCodes)
      } else {
        settled.region = local
      }
      if settled.kind == .enterprise, settled.ownership.isEmpty {
        settled.ownership = random.element(of: ["民营", "民营", "其他"])
      }
      return settled
    }
  }
}

extension Party {
  /// Whether it is registered in another city.
  var isOutsider: Bool {
    !region.isEmpty && !region.hasPrefix(String(Geography.cityCode.prefix(4)))
  }
}
