import Filing
import Foundation

extension SheetPage {
  static let mask: @Sendable (String) -> String = { CardNumber.masked(in: $0) }
}

extension ShellCommand {
  /// Without anything that a terminal or a page could take for more than text.
  package var shown: String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory.isShown ? $0 : "�" }))
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isShown: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

/// The only style of sheets: light and dark, wide and narrow, and on paper. Nothing is loaded from anywhere.
enum SheetStyle {
  /// Lets a browser use this very style and nothing else (CSP level 3).
  static let contentSecurityPolicy: String = {
    let digest = Data(ContentHash(sha256Of: Array(sheet.utf8)).bytes).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
  }()

  static let sheet = """
    :root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--pale:#f6f8fa;\
    --good:#116329;--good-ground:#e6f4ea;--bad:#a40e26;--bad-ground:#fdecee;--open:#7a4d00;--open-ground:#fff4d6;\
    --registered:#2c8a4b;--duplicate:#9aa5b1;--rejected:#c8323f;--conflict:#8a1c5b;--quarantined:#5b3fa8;--recorded:#3f7f8c;\
    --deferred:#d9a521;--held:#e07b1f;--undecided:#4a90c4;--plain:#4a78a8}
    @media (prefers-color-scheme:dark){:root{--ground:#14181d;--ink:#e6e9ec;--quiet:#a3acb5;--line:#3a424b;\
    --pale:#1d232a;--good:#7ee2a0;--good-ground:#12301d;--bad:#ff9aa5;--bad-ground:#3d1418;--open:#f5cf7a;\
    --open-ground:#362a0c;--registered:#45ad68;--duplicate:#7b8794;--rejected:#ec5a66;--conflict:#d765a3;\
    --quarantined:#9c82ea;--recorded:#6fb6c4;--deferred:#e3b949;--held:#f09a4d;--undecided:#69aede;--plain:#7aa7d6}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);\
    font:1rem/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    main{max-width:64rem;margin:0 auto;padding:1.25rem}
    h1{font-size:1rem;font-weight:600;color:var(--quiet);margin:0}
    header p{margin:.1rem 0 1rem}
    h2{font-size:1.4rem;line-height:1.3;margin:0}
    h3{font-size:1.1rem;margin:2rem 0 .5rem}
    p{margin:.4rem 0}
    p,li{overflow-wrap:anywhere}
    td.text,th.text{overflow-wrap:anywhere;min-width:7.5rem}
    .short{white-space:nowrap}
    .zero{color:var(--quiet)}
    .verdict{border:1px solid;border-left-width:.5rem;border-radius:.4rem;padding:1rem 1.25rem}
    .verdict h2{color:var(--ink)}
    .good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}.quiet{color:var(--quiet)}
    .verdict.good{background:var(--good-ground)}.verdict.bad{background:var(--bad-ground)}
    .verdict.open{background:var(--open-ground)}
    .sum{margin:.6rem 0 0;color:var(--ink);font-variant-numeric:tabular-nums}
    .sum.bad{color:var(--bad);font-weight:700}
    .points{list-style:none;margin:0;padding:0}
    .points li{border-left:.25rem solid;padding:.1rem 0 .2rem .9rem;margin:.8rem 0}
    .points p{color:var(--ink);margin:0 0 .25rem}
    code{font:.85em ui-monospace,"DejaVu Sans Mono",monospace;color:var(--ink);background:var(--pale);\
    border:1px solid var(--line);border-radius:.3rem;padding:.1rem .4rem;overflow-wrap:anywhere}
    .points code{display:inline-block;margin:.1rem .4rem .1rem 0}
    table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
    th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--line)}
    thead th{color:var(--quiet);font-weight:600;font-size:.9rem;vertical-align:bottom}
    tbody th{font-weight:600}
    .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
    td.bar{width:34%;padding-top:.6rem}
    svg.bar{display:block;width:100%;height:.95rem}
    td.picture{width:6rem}td.picture img{display:block;width:5rem;border:1px solid var(--line);background:#fff}
    .pictures{display:flex;flex-wrap:wrap;gap:.8rem}figure{margin:0;width:15rem}figcaption{font-size:.9rem;color:var(--quiet)}
    figure img{display:block;width:100%;border:1px solid var(--line);background:#fff}
    .legend{font-size:.9rem;color:var(--quiet)}
    .legend span{display:inline-block;margin-right:1rem}
    svg.key{width:.8rem;height:.8rem;margin-right:.35rem;vertical-align:-.05rem}
    rect.registered{fill:var(--registered)}rect.duplicate{fill:var(--duplicate)}rect.rejected{fill:var(--rejected)}
    rect.conflict{fill:var(--conflict)}rect.quarantined{fill:var(--quarantined)}rect.recorded{fill:var(--recorded)}rect.deferred{fill:var(--deferred)}
    rect.held{fill:var(--held)}rect.undecided{fill:var(--undecided)}rect.plain{fill:var(--plain)}
    footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.75rem;color:var(--quiet);font-size:.9rem}
    @media screen and (max-width:44rem){main{padding:.9rem}h2{font-size:1.2rem}\
    thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
    table,tbody{display:block}tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;border-bottom:1px solid var(--line);\
    padding:.5rem 0}tbody th{flex:1 0 100%}th,td{border:0;padding:0}td.bar{flex:1 0 100%;width:auto;padding:.15rem 0}\
    td.number{text-align:left}td.zero{display:none}td.text,th.text{min-width:0}\
    td[data-label]:not([data-label=""])::before{content:attr(data-label) ": ";color:var(--quiet);font-size:.9rem}}
    @page{size:A4;margin:14mm}
    @media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--quiet:#444;--line:#999;--pale:#fff;--good:#0b4a1e;\
    --good-ground:#fff;--bad:#7c0a1c;--bad-ground:#fff;--open:#5c3a00;--open-ground:#fff;--registered:#2c8a4b;\
    --duplicate:#9aa5b1;--rejected:#c8323f;--conflict:#8a1c5b;--quarantined:#5b3fa8;--recorded:#3f7f8c;--deferred:#d9a521;--held:#e07b1f;\
    --undecided:#4a90c4;--plain:#4a78a8}body{font-size:9.5pt}main{max-width:none;padding:0}.verdict,tr,li{break-inside:avoid}\
    h3{margin:1.1rem 0 .3rem}.points li{margin:.4rem 0}header p{margin:.1rem 0 .5rem}footer{margin-top:.6rem;padding-top:.3rem}figure{break-inside:avoid;width:8.5rem}h3,.legend{break-after:avoid}thead{display:table-header-group}rect{print-color-adjust:exact}}

    """
}
