"""The table of the method annex: what the model of each level was fitted with."""
import math

from .. import markdown
from ..patterns.published import agreed, compare

TITLES = {"区划×领域": "district_domain", "区划×事项": "district_item", "主体×领域": "unit_domain",
          "主体×事项": "unit_item"}
PARAMETERS = {
    "单元间离散参数 a": "size", "扎堆参数 κ": "kappa", "逐月分布集中度": "profile_concentration",
    "监管对象指数": "parties_exponent", "事项先验权数": "column_weight",
    "举报随水平的指数": "complaint_exponent", "举报离散参数": "complaint_size",
    "发现问题转案率（下界）": "conversion", "误投举报率": "misfiling"}
SHARES = {
    "停办后检查仍发现问题的占比": "seeing", "停办占比": "share_stopped", "从未办理占比": "share_never",
    "无对象占比：同类活跃": "share_no_exposure_active_group",
    "无对象占比：仅有登记": "share_no_exposure_registered_only",
    "无对象占比：登记为零": "share_no_exposure_neither",
    "无对象占比：无登记": "share_no_exposure_unregistered",
    "整组停办占比": "share_groups_stopped", "整组划转占比": "share_groups_moved"}
# Rounds of the program are its own: how many, and how far the last one moved.
ROUNDS = ("拟合轮数", "末轮相对变化")
# The program integrates more coarsely over the rates of cells that are never told.
COARSE = 0.02


def compare_fit(report, models):
    body = markdown.section(report.text, "### 零案模型")
    titles = next(markdown.cells(line) for line in body.split("\n") if line.startswith("| 参数"))
    theirs, ours = {}, {}
    for name, *values in markdown.rows(body, "参数"):
        theirs.update({(name, TITLES[level]): (value.rstrip("*"),)
                       for level, value in zip(titles[1:], values) if name not in ROUNDS})
    judged = [row for row in report.rows("zero_cells") if row["q_value"]]
    for level, model in models.items():
        tested = [row for row in judged if row["level"] == level]
        ours["单元", level] = (str(len(model.grid.cells)),)
        ours["检验单元", level] = (str(len(tested)),)
        ours["标记单元", level] = (str(sum(row["verdict"].startswith("grade") for row in tested)),)
        ours["视为未报送的行月", level] = (str(model.undelivered),)
        parameters, shares = model.parameters(), model.state_shares()
        ours.update({(title, level): (digits(parameters[name]),)
                     for title, name in PARAMETERS.items()})
        ours.update({(title, level): (coarse(shares[name]),) for title, name in SHARES.items()})
    compare(report, "parameters of the model", ours, theirs)


def digits(value):
    """What a figure of four digits agrees with."""
    def of(text):
        unit = 10.0 ** (math.floor(math.log10(abs(value))) - 3) if value else 0.0
        # Fits that agree to seven digits may differ in the last one printed.
        return agreed(value, text, unit * (1 + 1e-3))
    return of


def coarse(value):
    return lambda text: agreed(value, text, 2 * COARSE * value + 1e-6)
