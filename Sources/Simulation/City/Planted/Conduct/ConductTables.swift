/// Small tables of supervision: caps on visits, accountability, complaints and follow-ups.
enum ConductTables {
  static let all = [caps, accountability, conductComplaints, followups]

  private static let caps = TextTable(
    name: "caps.csv", header: ["执法领域", "风险等级", "年度检查次数上限"],
    rows: Domain.all.flatMap { domain in
      ConductPlan.caps.map { [domain.name, $0.risk, String($0.visits)] }
    })

  private static let accountability = TextTable(
    name: "accountability.csv", header: ["追责日期", "执法主体代码", "追责事由", "追责结果"],
    rows: [
      ["2023-09-14", "SM-SCJG", "案卷保管不善", "通报"],
      ["2024-04-18", "QZ-ZHZF", "未按规定出示执法证件", "批评教育"],
      ["2024-08-06", "XG-JTYS", "违规收取费用", "政务警告"],
      ["2024-11-21", "LZ-CSGL", "未及时处置投诉", ""],
    ])

  private static let conductComplaints = TextTable(
    name: "conduct_complaints.csv", header: ["投诉日期", "执法主体代码", "投诉事项", "处理结果"],
    rows: [
      ["2023-06-12", "QZ-SCJG", "执法态度", "属实，已道歉"],
      ["2023-11-03", "SM-ZHZF", "重复检查", "不属实"],
      ["2024-03-27", "QZ-SCJG", "重复检查", "属实，已整改"],
      ["2024-05-16", "XG-JTYS", "未出示证件", "不属实"],
      ["2024-09-09", "QZ-ZHZF", "执法态度", "已调解"],
      ["2024-12-17", "XG-ZHZF", "办理迟延", ""],
    ])

  // The findings are those of the unit that stopped, of the one without deliveries, and of two
  // others; their numbers stay from month to month.
  private static let followups = TextTable(
    name: "followups.csv", header: ["问题编号", "日期", "环节", "备注"],
    rows: [
      ["Q01-82a36b209b87", "2024-11-06", "已询问", "发函"],
      ["Q01-82a36b209b87", "2024-11-20", "已答复", "说明系统切换"],
      ["Q01-82a36b209b87", "2024-12-11", "已销号", ""],
      [ConductPlan.unansweredFlag, "2024-10-15", "已询问", "发函"],
      ["Z06-1f171a75480e", "2024-11-06", "已询问", "发函"],
      ["Z06-1f171a75480e", "2024-11-27", "已答复", "称案件移交他局"],
      ["Z07-c5fd561a3a90", "2024-12-05", "已询问", "发函"],
    ] + reviews)

  private static let reviews = ConductPlan.reviewedFiles.enumerated().flatMap { place, unit in
    unit.files.enumerated().map { number, file in
      [file, "2024-12-18", place == 0 && number == 0 ? "不合格" : "合格", ""]
    }
  }
}
