/// How pages look on a screen and on paper of A4; the same for every page.
enum PageStyle {
  static let text = """
    @page{size:A4;margin:18mm 18mm 16mm;@top-right{content:string(edition);font-family:"FangSong",\
    "FangSong_GB2312","STFangsong","Noto Serif CJK SC","WenQuanYi Zen Hei",serif;font-size:9pt;\
    color:#595959}@bottom-center{content:"— " counter(page) " —";font-family:"FangSong",\
    "FangSong_GB2312","STFangsong","Noto Serif CJK SC","WenQuanYi Zen Hei",serif;font-size:9.5pt}}
    html{background:#fff;color:#1a1a1a}
    body{max-width:46rem;margin:1.5rem auto;padding:0 1rem;font-family:"FangSong",\
    "FangSong_GB2312","STFangsong","Noto Serif CJK SC","WenQuanYi Zen Hei",serif;\
    font-size:1rem;line-height:1.6;overflow-wrap:anywhere}
    h1,h2,h3,h4,th,.edition{font-family:"SimHei","STHeiti","Noto Sans CJK SC",\
    "WenQuanYi Zen Hei",sans-serif;font-weight:bold}
    h1{font-size:1.5rem;text-align:center;line-height:1.35}
    h2{font-size:1.2rem;margin:1.4em 0 .5em}
    h3{font-size:1.05rem;margin:1.1em 0 .4em}
    h4{font-size:1rem;margin:1em 0 .3em}
    h1,h2,h3,h4{break-after:avoid}
    p{margin:.45em 0}
    ul{margin:.35em 0;padding-left:1.3em}
    li{margin:.15em 0}
    .edition{string-set:edition content();text-align:right;font-size:.85rem;color:#595959;\
    font-weight:normal;margin:0}
    @media screen{.table{overflow-x:auto}}
    table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.35;margin:.5em 0}
    th,td{border:1px solid #8c8c8c;padding:.2em .4em;vertical-align:top;text-align:left;\
    min-width:2.8em}
    th{background:#f0f0f0;overflow-wrap:break-word;hyphens:auto}
    .figure{text-align:right;font-variant-numeric:tabular-nums}
    .wide{font-size:.72rem}
    .short{white-space:nowrap}
    thead{display:table-header-group}
    tr{break-inside:avoid}
    figure{margin:.6em 0;break-inside:avoid}
    svg{width:100%;height:auto;display:block}
    figcaption{font-size:.75rem;color:#595959;text-align:right}
    @media print{body{max-width:none;margin:0;padding:0;font-size:10.3pt;line-height:1.37}\
    body:lang(en){font-size:9.5pt;line-height:1.32}\
    h1{font-size:17pt;margin:0 0 .4em}h2{font-size:13pt;margin:.8em 0 .3em}\
    h3{font-size:11pt;margin:.6em 0 .2em}h4{font-size:10.5pt;margin:.5em 0 .15em}\
    p{margin:.25em 0}ul{margin:.2em 0}li{margin:.08em 0}\
    .edition{position:absolute;visibility:hidden}table{font-size:8.5pt}.wide{font-size:7pt}\
    figure{margin:.4em 0}svg{width:90%;margin:0 auto}figcaption{font-size:7.5pt}}
    """

  /// SHA-256 of the text in Base64; a test holds it.
  static let digest = "CvABX8JGV3LyGgvtf13wUSoEZS4/r03Oxz3AvG+5Zms="
}
