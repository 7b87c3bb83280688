extension HostileScan {
  private static let script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
  private static let a4 = "/MediaBox [0 0 595 842]"
  private static let file = [
    "<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>",
    "<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream",
  ]

  private static func opening(_ name: String, _ action: String) -> HostileScan {
    HostileScan(name, ScanMaker.pdf(catalogue: "/OpenAction \(action)"), .scanActiveContent)
  }

  private static func pinned(_ name: String, _ annotation: String) -> HostileScan {
    HostileScan(
      name, ScanMaker.pdf(page: "\(a4) /Annots [<< /Type /Annot /Rect [0 0 9 9] \(annotation) >>]"), .scanActiveContent)
  }

  private static func listed(_ name: String, _ entries: String, _ more: [String] = []) -> HostileScan {
    HostileScan(name, ScanMaker.pdf(catalogue: entries, more: more), .scanActiveContent)
  }

  /// A script in a whole PDF, written anew by qpdf.
  private static func rewritten(_ name: String, _ options: String...) -> HostileScan {
    let octets = try? ScanMaker.converted(
      ScanMaker.pdf(catalogue: "/OpenAction \(script)"), by: .qpdf, options + ["a.pdf", "b.pdf"], from: "a.pdf",
      to: "b.pdf")
    return HostileScan(name, octets ?? [], .scanActiveContent)
  }

  /// Programs, other files, and what happens by itself.
  static let activePDFs: [HostileScan] = [
    opening("opens-script.pdf", script),
    opening("spelled-script.pdf", "<< /S /J#61vaScript /J#53 (x) >>"),
    opening("script-in-stream.pdf", "<< /S /JavaScript /JS 4 0 R >>"),
    opening("script-comes-next.pdf", "<< /S /GoTo /D [3 0 R /Fit] /Next \(script) >>"),
    opening(
      "script-comes-third.pdf", "<< /S /Named /N /NextPage /Next [<< /S /Named /N /LastPage /Next \(script) >>] >>"),
    opening("launches.pdf", "<< /S /Launch /F (cmd.exe) >>"),
    opening("launches-with-arguments.pdf", "<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>"),
    opening("sends-form.pdf", "<< /S /SubmitForm /F (http://a.example) >>"),
    opening("imports-data.pdf", "<< /S /ImportData /F (a.fdf) >>"),
    opening("other-document.pdf", "<< /S /GoToR /F (//server/share) /D [0 /Fit] >>"),
    opening("inner-document.pdf", "<< /S /GoToE /D [0 /Fit] /T << /R /C /N (a) >> >>"),
    opening("plays.pdf", "<< /S /Rendition /OP 0 /R << /Type /Rendition /S /MR >> >>"),
    opening("runs-media.pdf", "<< /S /RichMediaExecute /CMD << /C (play) >> >>"),
    listed("named-script.pdf", "/Names << /JavaScript << /Names [(a) \(script)] >> >>"),
    listed(
      "script-in-outline.pdf", "/Outlines << /Type /Outlines /First 5 0 R /Last 5 0 R >>",
      ["<< /Title (a) /A \(script) >>"]),
    listed("script-when-printed.pdf", "/AA << /WP \(script) >>"),
    listed("form.pdf", "/AcroForm << /Fields [] /XFA (x) >>"),
    listed(
      "form-with-keystrokes.pdf", "/AcroForm << /Fields [5 0 R] >>",
      ["<< /FT /Tx /T (a) /AA << /K \(script) >> >>"]),
    listed("holds-file.pdf", "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>", file),
    listed("associated-file.pdf", "/AF [5 0 R]", file),
    listed("portfolio.pdf", "/Collection << /View /H >> /Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>", file),
    HostileScan(
      "page-launches.pdf", ScanMaker.pdf(page: "\(a4) /AA << /O << /S /Launch /F (a) >> >>"), .scanActiveContent),
    HostileScan(
      "launches-when-left.pdf", ScanMaker.pdf(page: "\(a4) /AA << /C << /S /Launch /F (a) >> >>"), .scanActiveContent),
    pinned("pinned-file.pdf", "/Subtype /FileAttachment /FS << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>"),
    pinned("film.pdf", "/Subtype /RichMedia"), pinned("old-film.pdf", "/Subtype /Movie"),
    pinned("sound.pdf", "/Subtype /Sound"), pinned("screen.pdf", "/Subtype /Screen"),
    pinned("solid.pdf", "/Subtype /3D"),
    pinned("linked-script.pdf", "/Subtype /Link /A \(script)"),
    rewritten("script-in-object-stream.pdf", "--object-streams=generate"),
    rewritten("script-linearized.pdf", "--linearize"),
    HostileScan("script-added-later.pdf", updated(ScanMaker.pdf(), "/OpenAction \(script)"), .scanActiveContent),
  ]

  /// The same file with another catalogue appended (ISO 32000-1, 7.5.6).
  private static func updated(_ octets: [UInt8], _ entries: String) -> [UInt8] {
    let text = String(decoding: octets, as: UTF8.self)
    let before = text.split(separator: "\n").dropLast().last ?? "0"
    let object = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R \(entries) >>\nendobj\n"
    let digits = String(octets.count)
    let place = String(repeating: "0", count: 10 - digits.count) + digits
    return octets
      + Array(
        """
        \(object)xref
        1 1
        \(place) 00000 n 
        trailer
        << /Size 5 /Root 1 0 R /Prev \(before) >>
        startxref
        \(octets.count + object.utf8.count)
        %%EOF

        """.utf8)
  }
}
