"""S09: the sentences of its flags, and classes of higher risk that are visited less."""
from .. import markdown
from .estimates import wilson
from .listed import FEWEST, LEVEL, MONTHS, is_told, percents
from .published import compare, compare_sentences, fixed, is_hidden, percent

# From the highest risk to the lowest.
CLASSES = ("高", "中", "低")


def compare_sentences_of(report, groups, compared, marked):
    """What a flag says of the other districts where one to four persons would follow."""
    ours = {}
    for district, domain, risk in marked:
        every, unseen = groups[district, domain, risk]
        others = [group for group in compared if group[1:] == (domain, risk) and (
            group[0] != district)]
        most = sum(most_unseen(*groups[group]) for group in others)
        if is_told(every, unseen):
            own = (*(fixed(100 * end, 1) for end in (unseen / every, *wilson(unseen, every))),
                   str(MONTHS), str(every), str(unseen), "", "")
        else:
            own = ("", "", "", "", "", "", str(MONTHS), str(every))
        ours[district, domain, "", risk] = (
            *own, fixed(100 * most / sum(groups[group][0] for group in others), 1), str(LEVEL))
    compare_sentences(report, "S09", r"中(?:([\d.]+)%（95%区间([\d.]+)%–([\d.]+)%）近(\d+)个月没有检查记录，"
                      r"共(\d+)个中(\d+)个|近(\d+)个月有检查记录的不足5个，其余没有（共(\d+)个）)；"
                      r"其他区县同类不超过([\d.]+)%（q不超过([\d.]+)）", ours)


def most_unseen(every, unseen):
    """The most parties without a visit that what is printed leaves possible."""
    if is_told(every, unseen):
        return unseen
    return min(4, every) if is_hidden(unseen) else every - 1


def least_unseen(every, unseen):
    """The fewest parties without a visit that what is printed leaves possible."""
    if is_told(every, unseen):
        return unseen
    return 1 if is_hidden(unseen) else max(every - 4, 0)


def compare_reversals(report, world, groups, hidden):
    """Pairs of classes of a district and domain of which the higher has the larger share."""
    ours = {}
    for (district, domain, high), (every, unseen) in groups.items():
        for low in CLASSES[CLASSES.index(high) + 1:]:
            others, unseen_low = groups.get((district, domain, low), (0, 0))
            if min(every, others) < FEWEST or hidden & {
                    (district, domain, high), (district, domain, low)}:
                continue
            # Whatever the hidden numbers are, or the row would tell of them.
            least, most = least_unseen(every, unseen), most_unseen(others, unseen_low)
            if least * others <= most * every:
                continue
            is_apart = wilson(least, every)[0] > wilson(most, others)[1]
            ours[world.city.district_name[district], domain, high, low] = (
                shown(groups, (district, domain, high), hidden),
                shown(groups, (district, domain, low), hidden), "是" if is_apart else "否")
    text = markdown.section(report.text, "### S09 ").split("风险高者反而更少被查")
    rows = markdown.rows(text[1], "区县") if len(text) > 1 else []
    compare(report, "S09 classes visited less", ours, {
        (district, domain, high, low): (share, share_low, apart)
        for district, domain, high, share, low, share_low, apart in rows})


def shown(groups, group, hidden):
    """Share and interval, or dashes where one to four persons would follow."""
    every, unseen = groups[group]
    if group in hidden or not is_told(every, unseen):
        return "— (—)"

    def of(text):
        share, _, ends = text.rstrip(")").partition(" (")
        return f"{percent(unseen / every)(share)} ({percents(wilson(unseen, every))(ends)})"
    return of
