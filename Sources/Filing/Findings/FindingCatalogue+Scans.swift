/// What is found in scans before the court seals them. They are told to the person who scans, never to a sender.
extension FindingCatalogue.Entry {
  static let scanFileBroken = Self(
    .error,
    az: """
      Skan faylı açılmır

      “{name}” faylı zədəlidir və ya skan deyil: {detail}.

      Sənədi yenidən PDF, TIFF və ya JPEG kimi skan edin.
      """,
    en: """
      Scan does not open

      The file “{name}” is damaged or is no scan: {detail}.

      Scan the document anew as PDF, TIFF or JPEG.
      """)

  static let scanPageUnreadable = Self(
    .error,
    az: """
      Skan səhifəsi oxunmur

      “{name}” faylının {page}-ci səhifəsi açılmır: {detail}.

      Həmin səhifəni yenidən skan edin və faylı əvəz edin.
      """,
    en: """
      Scanned page cannot be read

      Page {page} of the file “{name}” does not open: {detail}.

      Scan that page anew and replace the file.
      """)

  static let scanActiveContent = Self(
    .error,
    az: """
      Skanda proqram və ya əlavə fayl var

      “{name}” faylında skanda olmamalı olan məzmun var: {detail}.

      Kağızı yenidən skan edin; faylı başqa proqramdan götürməyin.
      """,
    en: """
      Scan holds a program or another file

      The file “{name}” holds what no scan has: {detail}.

      Scan the paper anew; do not take the file from another program.
      """)

  static let scanOfTwoKinds = Self(
    .error,
    az: """
      Fayl iki formatda oxunur

      “{name}” faylını iki proqram iki cür açar: {detail}.

      Kağızı yenidən skan edin və faylın adını dəyişdirməyin.
      """,
    en: """
      File can be read as two kinds

      Two programs would open the file “{name}” in two ways: {detail}.

      Scan the paper anew, and leave the file's ending as the scanner made it.
      """)

  static let scanFontMissing = Self(
    .warning,
    az: """
      Şrift faylda yoxdur

      “{name}” faylı içində olmayan şriftdən istifadə edir: {detail}. Mətn sonra başqa cür görünə bilər.

      Sənədi şəkil kimi skan edin və ya şriftləri fayla daxil edərək PDF/A kimi saxlayın.
      """,
    en: """
      Font is not in the file

      The file “{name}” uses fonts that are not in it: {detail}. The text may look otherwise later.

      Scan the document as an image, or save it as PDF/A with its fonts.
      """)

  static let scanClaimsPDFA = Self(
    .info,
    az: """
      Fayl özünü PDF/A adlandırır

      “{name}” faylında onun {found} olduğu yazılıb. Belə olub-olmadığı yoxlanmayıb.

      Heç nə etmək lazım deyil.
      """,
    en: """
      File says that it is PDF/A

      The file “{name}” says of itself that it is {found}. Whether it is so was not checked.

      There is nothing to do.
      """)

  static let scanTooCoarse = Self(
    .error,
    az: """
      Skanın ayırdetmə dəqiqliyi azdır

      “{name}” faylının {page}-ci səhifəsi {found} nöqtə/düym ilə skan edilib; ən azı {needed} lazımdır.

      Skaneri 300 nöqtə/düym üçün qurun və səhifəni yenidən skan edin.
      """,
    en: """
      Scan is too coarse to read

      Page {page} of the file “{name}” was scanned with {found} dots an inch; at least {needed} are needed.

      Set the scanner to 300 dots an inch and scan the page anew.
      """)

  static let scanPageBlank = Self(
    .warning,
    az: """
      Boş səhifə

      “{name}” faylının {page}-ci səhifəsində heç nə yoxdur.

      Kağıza baxın: vərəqin arxası ola bilər, ya da vərəq tərs qoyulub.
      """,
    en: """
      Page is blank

      There is nothing on page {page} of the file “{name}”.

      Look at the paper: it may be the back of a sheet, or the sheet was put in the wrong way round.
      """)

  static let scanPageCountDiffers = Self(
    .error,
    az: """
      Səhifələrin sayı siyahıdakı kimi deyil

      Siyahıda {stated} səhifə göstərilib, “{name}” sənədində isə {found} səhifə var.

      Kağızı sayın; çatmayan səhifəni skan edin və ya siyahını düzəldin.
      """,
    en: """
      Number of pages is not that of the index

      The index states {stated} pages, and the document “{name}” has {found}.

      Count the paper; scan the page that is missing, or correct the index.
      """)

  static let scanLimitExceeded = Self(
    .error,
    az: """
      Fayl yoxlama həddini aşır

      “{name}” faylının yoxlanması icazə veriləndən artıq tələb edir: {detail}.

      Kağızı adi ölçüdə, 300 nöqtə/düym ilə yenidən skan edin.
      """,
    en: """
      File goes beyond the limits of checking

      Checking the file “{name}” takes more than is allowed: {detail}.

      Scan the paper anew in its ordinary size with 300 dots an inch.
      """)

  static let scanNotChecked = Self(
    .warning,
    az: """
      Yoxlanmadı

      “{name}” faylında bu yoxlanmadı: {detail}; “{tool}” proqramı yoxdur.

      Proqramı quraşdırın və yenidən başladın, ya da sənədə özünüz baxın.
      """,
    en: """
      Not checked

      Of the file “{name}” this was not checked: {detail}; the program “{tool}” is not there.

      Install the program and start again, or look at the document yourself.
      """)

  static let scanIndexDefective = Self(
    .error,
    az: """
      Siyahının sətri yararsızdır

      Siyahının {line}-ci sətri: {detail}.

      Siyahıda həmin sətri düzəldin və yenidən başladın; götürülmüş dəstədə sənədlərin nə olduğunu özünüz göstərin (court-intake stacks).
      """,
    en: """
      Line of the index cannot be used

      Line {line} of the index: {detail}.

      Correct that line of the index and start again; in a stack that was taken, say of its documents what they are (court-intake stacks).
      """)

  static let scanNotListed = Self(
    .error,
    az: """
      Skan heç bir işə aid edilməyib

      “{name}”: {detail}.

      Faylı siyahıya yazın, adını iş nömrəsi ilə başlayın və ya qovluqdan çıxarın; götürülmüş dəstədə onun işini özünüz göstərin (court-intake stacks).
      """,
    en: """
      Scan belongs to no case

      “{name}”: {detail}.

      Write the file into the index, begin its name with the case number, or take it out of the folder; in a stack that was taken, say of which case it is (court-intake stacks).
      """)

  static let scanSeparatorUncertain = Self(
    .error,
    az: """
      Ayırıcı vərəq oxunmayıb və ya təkrarlanıb

      “{name}” sənədinin harada bitdiyi bəlli deyil: {detail}.

      Göstərilən səhifələrə baxın: ayırıcı vərəqi düzəldib dəstəni yenidən skan edin və ya qərarı özünüz verin (court-intake stacks).
      """,
    en: """
      Separator sheet unread or doubled

      It is not certain where the document “{name}” ends: {detail}.

      Look at the pages named: put the separator sheet right and scan the stack anew, or decide yourself (court-intake stacks).
      """)

  static let scanDecisionObsolete = Self(
    .warning,
    az: """
      Əvvəlki qərar tətbiq edilmədi

      {person} tərəfindən verilmiş qərar indi tətbiq edilə bilmir: {detail}.

      Dəstəyə yenidən baxın və lazım olsa, qərarı indiki sənədlər üçün bir daha verin.
      """,
    en: """
      Earlier decision not carried out

      What {person} decided cannot be carried out now: {detail}.

      Look at the stack again, and decide anew about the documents as they are now, where that is needed.
      """)
}
