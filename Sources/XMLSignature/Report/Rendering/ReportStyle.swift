import FoundationEssentials

/// The only style of report pages: light and dark, wide and narrow, and on paper. Nothing is loaded from anywhere.
enum ReportStyle {
  /// Lets a browser use this very style and nothing else: no script, image, font, form or frame (CSP level 3).
  static let contentSecurityPolicy: String = {
    let digest = Data(DigestAlgorithm.sha256.digest(of: Array(sheet.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
  }()

  static let sheet = """
    :root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--pale:#f6f8fa;\
    --good:#116329;--good-ground:#e6f4ea;--bad:#a40e26;--bad-ground:#fdecee;--open:#7a4d00;--open-ground:#fff4d6}
    @media (prefers-color-scheme:dark){:root{--ground:#14181d;--ink:#e6e9ec;--quiet:#a3acb5;--line:#3a424b;\
    --pale:#1d232a;--good:#7ee2a0;--good-ground:#12301d;--bad:#ff9aa5;--bad-ground:#3d1418;--open:#f5cf7a;\
    --open-ground:#362a0c}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    main{max-width:56rem;margin:0 auto;padding:1.25rem}
    h1{font-size:1rem;font-weight:600;color:var(--quiet);margin:0 0 1rem}
    h2{font-size:1.5rem;line-height:1.3;margin:.2rem 0 0}
    h3{font-size:1.15rem;line-height:1.35;margin:0 0 .25rem}
    h4{font-size:1.05rem;margin:1.75rem 0 .5rem}
    p{margin:.4rem 0}
    bdi,dd,td{overflow-wrap:anywhere}
    article+article{margin-top:3rem;border-top:2px solid var(--line);padding-top:2rem}
    section{margin-top:1.75rem}
    .verdict{border:1px solid;border-left-width:.5rem;border-radius:.4rem;padding:1rem 1.25rem}
    .verdict .word{font-weight:700;margin:0}
    .verdict h2,.verdict h3,.verdict .moment{color:var(--ink)}
    .moment{margin:.5rem 0 0}
    article>dl{margin-top:1.75rem}
    .passed{color:var(--good)}.failed{color:var(--bad)}.open,.warning{color:var(--open)}.quiet{color:var(--quiet)}
    .verdict.passed{background:var(--good-ground)}.verdict.failed{background:var(--bad-ground)}
    .verdict.open{background:var(--open-ground)}
    .explanation h4{margin:1.1rem 0 .15rem}
    .explanation p{margin:0}
    .note{border-left:.25rem solid var(--open);padding:.1rem 0 .1rem .9rem;margin:.75rem 0}
    dl{display:grid;grid-template-columns:minmax(9rem,16rem) 1fr;gap:.45rem 1.25rem;margin:.5rem 0}
    dt{color:var(--quiet)}
    dd{margin:0}
    dd p{margin:0}
    table{border-collapse:collapse;width:100%}
    th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}
    thead th{color:var(--quiet);font-weight:600}
    tbody th{font-weight:600}
    td p{margin:0}
    .answer{font-weight:700;white-space:nowrap}
    details{margin-top:1.5rem;border:1px solid var(--line);border-radius:.4rem;padding:.6rem 1rem;background:var(--pale)}
    summary{cursor:pointer;font-weight:600}
    details h5{font-size:1rem;margin:1.25rem 0 .25rem}
    details h5 small{font-weight:400;color:var(--quiet);display:block}
    details ul{margin:.25rem 0;padding-left:0;list-style:none}
    details ul ul{padding-left:1.4rem}
    details li{margin:.5rem 0}
    .block{border-left:2px solid var(--line);padding-left:1rem;margin-left:.1rem}
    .technical{color:var(--quiet);font-size:.9rem;overflow-wrap:anywhere}
    code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85em}
    a{color:inherit}
    footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--quiet);font-size:.9rem}
    @media (max-width:40rem){main{padding:.9rem}h2{font-size:1.25rem}dl{grid-template-columns:1fr;gap:0}\
    dd{margin:0 0 .6rem}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
    table,tbody{display:block}tr{display:grid;grid-template-columns:1fr auto;border-bottom:1px solid var(--line);\
    padding:.5rem 0}th,td{border:0;padding:0 .5rem 0 0}td.text{grid-column:1/-1}}
    @media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--quiet:#444;--line:#999;--pale:#fff;--good:#0b4a1e;\
    --good-ground:#fff;--bad:#7c0a1c;--bad-ground:#fff;--open:#5c3a00;--open-ground:#fff}\
    body{font-size:10.5pt}main{max-width:none;padding:0}article+article{break-before:page}\
    .verdict,tr,li{break-inside:avoid}h3,h4,h5{break-after:avoid}\
    details::details-content{content-visibility:visible;display:block}}

    """
}
