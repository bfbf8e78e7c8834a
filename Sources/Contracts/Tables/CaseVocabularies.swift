extension Vocabulary {
  static let procedures = Vocabulary(
    "procedure",
    ["summary": ["简易程序", "当场处罚", "简易"], "ordinary": ["普通程序", "一般程序", "普通", "一般"]])

  static let caseSources = Vocabulary(
    "source",
    [
      "inspection": ["检查发现", "日常检查", "双随机抽查", "专项检查"], "report": ["举报"],
      "complaint": ["投诉"], "report_or_complaint": ["投诉举报", "12345"], "assigned": ["上级交办"],
      "referred": ["移送", "部门移送"], "judicial_referral": ["司法机关移送"],
      "offsite": ["非现场", "电子监控"], "media": ["媒体曝光"], "surrender": ["自首"], "other": ["其他"],
    ])

  static let partyTypes = Vocabulary(
    "party_type",
    [
      "enterprise": ["法人及非法人组织", "企业"], "individual": ["自然人", "个人"],
      "household": ["个体工商户"], "other": ["其他"],
    ])

  static let ownerships = Vocabulary(
    "party_ownership",
    [
      "state": ["国有"], "private": ["民营", "私营"], "foreign": ["外资", "港澳台"], "other": ["其他"],
    ])

  static let dispositions = Vocabulary(
    "disposition",
    [
      "punished": ["予以处罚", "行政处罚"], "exempted": ["不予行政处罚", "不予处罚"],
      "not_established": ["违法事实不能成立"], "not_filed": ["不予立案"], "withdrawn": ["撤销案件"],
      "terminated": ["终止调查"], "transferred_criminal": ["移送司法机关"],
      "transferred_other": ["移送其他机关"], "corrected": ["责令改正", "批评教育结案"],
      "pending": ["办理中"],
    ])

  static let exemptGrounds = Vocabulary(
    "exempt_ground",
    [
      "minor": ["轻微并及时改正"], "first_offence": ["首违"], "no_fault": ["无主观过错"],
      "other": ["其他"],
    ])

  static let penaltyTypes = Vocabulary(
    "penalty_types",
    [
      "warning": ["警告"], "criticism": ["通报批评"], "fine": ["罚款"],
      "confiscation": ["没收违法所得", "没收非法财物", "没收违法所得、没收非法财物"],
      "licence_suspended": ["暂扣许可证件"], "grade_lowered": ["降低资质等级"],
      "licence_revoked": ["吊销许可证件"], "licence_unsplit": ["暂扣或者吊销"],
      "restricted_operation": ["限制开展生产经营活动"], "suspended_operation": ["责令停产停业"],
      "closed": ["责令关闭"], "barred": ["限制从业"], "detention": ["行政拘留"], "other": ["其他"],
    ])

  static let leniencies = Vocabulary(
    "leniency",
    [
      "exempt": ["不予处罚", "免罚"], "mitigated": ["减轻"], "lenient": ["从轻"], "normal": ["一般"],
      "aggravated": ["从重"],
    ])

  static let legalReviews = Vocabulary(
    "legal_review", ["passed": ["通过", "同意"], "returned": ["退回"], "none": ["未审核"]])

  static let hearings = Vocabulary(
    "hearing",
    [
      "held": ["已举行"], "waived": ["告知未申请"], "not_informed": ["未告知"],
      "not_applicable": ["不适用"],
    ])

  static let challenges = Vocabulary(
    "challenge",
    [
      "none": ["无"], "upheld": ["维持", "驳回"], "changed": ["变更"], "revoked": ["撤销"],
      "unlawful": ["确认违法"], "void": ["确认无效"], "ordered": ["责令履行"], "mediated": ["调解"],
      "withdrawn": ["撤回"], "pending": ["审理中"],
    ])
}
