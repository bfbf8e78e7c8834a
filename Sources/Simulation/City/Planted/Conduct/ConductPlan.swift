/// Which breaches of procedure, gaps of capacity and disturbances are planted, and where.
enum ConductPlan {
  /// The months of planted cases, so that the reports of November and of December see them.
  static let window = Month(2024, 1)...Month(2024, 11)
  static let year = 2024

  static let lateUnit = "XG-HJYJ"
  static let lateDays = [91, 93, 96, 99, 103, 107, 112, 117, 123, 129, 135, 140]
  static let punctualUnit = "QZ-T3"
  static let oldActUnit = "XG-T1"
  /// Days from the end of an act to its discovery, all beyond two years.
  static let oldActDays = [740, 812, 905]

  static let reviewUnit = "XG-JTYS"
  static let hearingUnit = "LZ-STHJ"
  static let justiceUnit = "LZ-YJNY"
  static let oneOfficerUnit = "QZ-T2"
  static let expiredUnit = "QZ-HJYJ"
  static let expiry = Day(2024, 6, 30)
  static let expiredCases = 5
  static let auxiliaryUnit = "SM-T2"
  static let summaryUnit = "QZ-T1"
  static let summaryFine = 500
  static let publicationUnit = "SM-ZHZF"
  static let term = 90
  static let publicationTerm = 7
  static let holidayUnit = "LZ-WLWJ"
  static let firstOffenceUnit = "SM-HJYJ"
  static let overturnedUnit = "LZ-JTYS"
  static let selfCorrectingUnit = "LZ-CSGL"
  static let judicialUnit = "LZ-SCJG"
  static let workloadUnit = "QZ-ZHZF"
  static let workloadMonths = Month(2024, 3)...Month(2024, 6)

  static let noReviewerUnit = "XG-T3"
  static let inexperiencedUnit = "SM-T3"
  static let untrainedUnit = "SM-JTYS"
  static let untrainedOfficers = 1...5
  static let untrainedHours = 35
  static let justTrainedUnit = "LZ-STHJ"
  static let justTrainedOfficers = 1...3
  static let trainingHours = 60
  static let secondedUnit = "SM-HJYJ"
  static let secondedOfficers = 1...2

  /// Visits a year by risk class, the same in each domain.
  static let caps = [(risk: "高", visits: 4), (risk: "中", visits: 3), (risk: "低", visits: 2)]
  static let overCapUnit = "QZ-SCJG"
  static let overCapDistrict = "970102"
  static let overCapDomain = "市场监管"
  static let overCapParties = 6
  static let jointUnit = "LZ-SCJG"
  static let repeatUnits = (first: "XG-T2", second: "XG-T3")
  /// Days from one unit's visit to the other's.
  static let repeatDays = [3, 6, 9, 13, 17, 22, 26, 30]
  static let cleanUnit = "XG-T4"
  static let cleanDomain = "市场监管"
  static let cleanFrom = Month(2023, 12)
  static let cleanVisits = 205
  static let unpublishedUnit = "SM-SCJG"

  static let lateAnswerUnit = "XG-ZHZF"
  static let totalsYear = 2023
  static let wrongTotalUnit = "LZ-WLWJ"
  static let wrongTotalClass = "罚款"
  static let wrongTotalSurplus = 7
  static let unansweredFlag = "Z03-1818ebdfe351"

  /// Numbers of files that the file-review sample draws, by unit; the first of the first is poor.
  static let reviewedFiles = [
    (
      unit: "LZ-SCJG",
      files: [
        "L14-e3c07216c60c", "L14-4148ae831954", "L14-1de1418586e8", "L14-044051d25868",
        "L14-ef530cae8cea",
      ]
    ),
    (
      unit: "QZ-ZHZF",
      files: [
        "L14-fb9df4becc32", "L14-84b71eb187cc", "L14-cd35949b349e", "L14-ce6ab6c1c13b",
        "L14-d5d9153a165d",
      ]
    ),
    (
      unit: "SM-HJYJ",
      files: ["L14-015a5e015d6b", "L14-391f2f6744f2", "L14-591007137ae1"]
    ),
  ]
}
