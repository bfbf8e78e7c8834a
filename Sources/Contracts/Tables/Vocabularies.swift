extension Vocabulary {
  static let levels = Vocabulary(
    "level",
    [
      "city": ["市", "市级", "地市级"], "county": ["县", "区", "县区", "县/区", "县级", "区级", "区县级"],
      "town": ["镇", "街道", "镇街", "镇/街道", "乡镇", "乡", "镇级"],
    ])

  static let unitKinds = Vocabulary(
    "kind",
    [
      "department": ["部门"], "brigade": ["综合执法队伍"], "town": ["镇街综合执法局"], "park": ["园区"],
    ])

  static let authorityKinds = Vocabulary(
    "authority", ["statutory": ["法定"], "empowered": ["赋权"], "entrusted": ["委托"]])

  static let fineBases = Vocabulary("fine_basis", ["fixed": ["定额"], "multiple": ["倍数"]])

  static let inspectionModes = Vocabulary(
    "mode",
    [
      "random": ["双随机", "双随机抽查"], "special": ["专项", "专项检查"],
      "complaint": ["投诉核查", "举报核查"], "routine": ["日常", "日常检查"],
      "unannounced": ["飞行", "飞行检查"], "joint": ["联合", "联合检查"],
    ])

  static let inspectionResults = Vocabulary(
    "result",
    [
      "clean": ["未发现问题"], "corrected_on_site": ["当场改正"], "guided": ["指导", "约谈", "告诫"],
      "rectify": ["责令改正"], "filed": ["立案"], "referred": ["移送"],
    ])

  static let complaintKinds = Vocabulary(
    "complaint_kind", ["report": ["举报"], "complaint": ["投诉"], "inquiry": ["咨询"]])

  static let complaintOutcomes = Vocabulary(
    "outcome",
    ["filed": ["立案"], "not_filed": ["不予立案"], "referred": ["转办"], "pending": ["办理中"]])

  static let officerRoles = Vocabulary(
    "role",
    [
      "enforcement": ["执法", "执法人员"], "legal_review": ["法制审核"], "auxiliary": ["辅助", "辅助人员"],
    ])
}
