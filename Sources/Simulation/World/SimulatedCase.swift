/// How a case ended, in the words of the exports.
enum Disposition: String {
  case punished = "予以处罚"
  case exempted = "不予行政处罚"
  case corrected = "责令改正"
  case notEstablished = "违法事实不能成立"
  case withdrawn = "撤销案件"
  case terminated = "终止调查"
  case transferredCriminal = "移送司法机关"
  case transferredOther = "移送其他机关"
  case notFiled = "不予立案"
}

/// A later export's change of a fine.
struct Amendment {
  var month: Month
  var fineInYuan: Int
}

/// One case as the world knows it, before any export writes it down.
struct SimulatedCase {
  var unit: Int
  var item: Int
  var party: Int
  var isSummary: Bool
  var found: Day
  var filed: Day
  /// The day of the decision; after the last month it is not known to any export.
  var decided: Day
  var disposition: Disposition
  var exemptGround = ""
  var penalties = ""
  var fineInYuan: Int?
  var confiscatedInYuan: Int?
  /// What has been paid; nil where the export does not say.
  var paidInYuan: Int?
  var grade = ""
  var leniency = ""
  var source: String
  var sourceReference = ""
  var excludedDays: Int?
  var hearing = ""
  var reviewDate: Day?
  var officers: (Int, Int)
  /// Identifiers in place of those of `officers`; nil where these two handled the case.
  var officerNames: [String]?
  /// The day on which the act ended; nil where the export does not say.
  var actEnded: Day?
  /// The day of publication, where it is not the usual one.
  var publishedOn: Day?
  /// Whether the decision has to be published; nil where there is none.
  var isPublicationDue: Bool?
  /// Whether the unit calls the decision major; nil where the amount says it.
  var isTickedMajor: Bool?
  /// Whether a crime is suspected without a transfer.
  var isKeptFromJustice = false
  var reviewResult = ""
  var courtResult = ""
  var isSelfCorrected: Bool?
  /// The number of the case among those that its unit filed in one year.
  var number = 0
  /// Whether the export of the month of filing already shows it as pending.
  var isReportedWhilePending = false
  var amendment: Amendment?
  /// A second item of the same case.
  var secondItem: Int?
  /// What stands in the export in place of a catalogue item.
  var writtenItem: (code: String, name: String)?

  /// The day of publication, which an export shows when it has come.
  var published: Day { publishedOn ?? decided + (1 + number % 9) }

  /// Whether an anomaly may still be planted on this case.
  var isPlain: Bool {
    !isReportedWhilePending && amendment == nil && secondItem == nil && writtenItem == nil
  }
}
