import Filing

extension ConfigurationProblem {
  var textInAzerbaijani: (cause: String, remedy: String) {
    switch self {
    case .rootMissing:
      ("Belə qovluq yoxdur.", "Mövcud kök qovluğu göstərin və ya `court-intake init` ilə yenisini yaradın.")
    case .fileMissing:
      ("Fayl yoxdur.", "Onu bərpa edin və ya `court-intake init` ilə yaradılan yeni kök qovluqdan götürün.")
    case .folderMissing:
      ("Qovluq yoxdur.", "Onu bərpa edin və ya `court-intake init` ilə yaradılan yeni kök qovluqdan götürün.")
    case .folderEmpty(let ending):
      (
        "Qovluqda heç bir \(ending) faylı yoxdur.",
        "Faylları bərpa edin və ya `court-intake init` ilə yaradılan yeni kök qovluqdan götürün."
      )
    case .fileUnexpected(let endings):
      (
        "Belə adlı fayllar burada oxunmur.",
        "Adın sonu \(endings.joined(separator: " və ya ")) olsun, yaxud faylı qovluqdan çıxarın."
      )
    case .notAFile: ("Bu, adi fayl deyil.", "Onun yerinə fayl qoyun və ya onu qovluqdan çıxarın.")
    case .fileTooLarge(let limit): ("Faylın həcmi \(limit) həddini aşır.", "Faylın düzgün olduğunu yoxlayın.")
    case .notUTF8: ("Fayl UTF-8 mətni deyil.", "Onu UTF-8 kodlaşdırmasında saxlayın.")
    case .notYAML(let words): ("Bu, YAML deyil: \(words).", "Bu sətri və ya ondan əvvəlki sətri düzəldin.")
    case .keyUnknown(let nearest):
      ("Açar tanınmır.", nearest.map { "“\($0)” nəzərdə tutulub? Yoxdursa, açarı silin." } ?? "Onu silin.")
    case .keyRepeated(let keys):
      ("Açar burada təkrarlanır: \(keys.joined(separator: ", ")).", "Lazım olan dəyərlə birini saxlayın.")
    case .keyMissing(let key): ("“\(key)” açarı yoxdur.", "Onu əlavə edin.")
    case .shapeUnexpected(.text): ("Burada tək bir dəyər olmalıdır.", "Onu iki nöqtədən sonra, həmin sətirdə yazın.")
    case .shapeUnexpected(.list):
      (
        "Burada siyahı olmalıdır.",
        "Onu [a, b] kimi və ya defislə başlayan sətirlərlə yazın; boş siyahı [] ilə yazılır."
      )
    case .shapeUnexpected(.keys):
      ("Burada açarlar və dəyərlər olmalıdır.", "Hər birini ayrıca sətirdə, boşluqla, “açar: dəyər” kimi yazın.")
    case .valueInvalid(let value, let form):
      ("“\(value)” dəyəri anlaşılmır.", "Belə yazın: \(form.text(in: .azerbaijani)).")
    case .choiceUnknown(let value, let nearest, let choices):
      (
        "“\(value)” dəyəri tanınmır.",
        nearest.map { "“\($0)” nəzərdə tutulub?" } ?? "Bunlardan birini yazın: \(choices.joined(separator: ", "))."
      )
    case .entryRepeated(let value): ("“\(value)” burada təkrarlanır.", "Birini saxlayın.")
    case .severityTooLow(let code):
      (
        "\(code.rawValue) o deməkdir ki, sənəd emal edilə bilmir və ya mənşəyi sübut olunmayıb; onun çəkisi azaldıla bilməz.",
        "Sətri silin."
      )
    case .formulaAmbiguous:
      (
        "Rüsumun necə hesablandığı aydın deyil.",
        "Bunlardan yalnız birini yazın: amount; brackets; yaxud percent və ofAct birlikdə, base isə yalnız onlarla."
      )
    case .numberSourceMissing:
      ("Profil nə FİN, nə də VÖEN oxuyur.", "personalNumber, taxNumber və ya hər ikisini əlavə edin.")
    case .treasuryWithoutAccount:
      (
        "Ödənişlər bank çıxarışları ilə sübut olunmalıdır, lakin çıxarışı qəbul edilən hesab yoxdur.",
        "Hesabı bankın sertifikatı ilə birlikdə əlavə edin, ya da evidence: declared yazın."
      )
    case .tariff(let defect): defect.textInAzerbaijani
    case .trustUnreadable:
      (
        "Faylda oxuna bilən sertifikat və ya ləğv edilmiş sertifikatlar siyahısı yoxdur.",
        "Onu PEM və ya DER faylı ilə əvəz edin, yaxud qovluqdan çıxarın."
      )
    case .trustPartlyUnreadable(let blocks, let readable):
      (
        "Fayldakı \(blocks) PEM blokundan yalnız \(readable) oxuna bilən sertifikat və ya ləğv siyahısıdır.",
        "Qalanlarını əvəz edin və ya silin; açarların yeri bura deyil."
      )
    case .trustMisplaced(let isList):
      (
        isList
          ? "Fayl ləğv siyahısıdır, bu qovluq isə sertifikatlar üçündür."
          : "Fayl sertifikatdır, bu qovluq isə ləğv siyahıları üçündür.",
        "Onu `court-intake trust add` ilə əlavə edin: əmr lazımi qovluğu özü seçir."
      )
    case .demoAnchor(let subject):
      (
        "“\(subject)” nümayiş sertifikatıdır; onun açarı istənilən şəxsdə ola bilər.",
        "Onu silin: nümayiş etibarı yalnız `court-intake demo` ilə yaradılan kök qovluq üçündür."
      )
    case .layoutUnusable(let detail):
      (
        "Ödəniş portalının yazılarını bununla oxumaq olmur: \(detail).",
        "Portalın faylının necə yazıldığını treasury.yaml faylının əvvəlində izah edildiyi kimi göstərin və ya records bölməsini silin."
      )
    case .sealUnusable(let detail):
      (
        "Bildirişləri bu faylla möhürləmək olmur: \(detail).",
        "PEM formasında gizli açarı və ona aid sertifikatı göstərin və ya seal bölməsini silin."
      )
    }
  }
}

extension TariffDefect {
  fileprivate var textInAzerbaijani: (cause: String, remedy: String) {
    switch self {
    case .empty: ("Tarif yoxdur.", "Tarif əlavə edin.")
    case .endsBeforeItBegins(let from, let until):
      ("Tarif \(from) tarixindən qüvvədədir, lakin \(until) tarixində bitir.", "Tarixlərdən birini düzəldin.")
    case .actRepeated(let act): ("\(act) hərəkəti üçün birdən çox sətir var.", "Birini saxlayın.")
    case .bracketsWithoutEnd(let act):
      (
        "\(act): sonuncu pillə bütün daha yüksək iddia qiymətlərini əhatə etməlidir.",
        "Sonuncu pillədən upTo açarını silin."
      )
    case .bracketsNotAscending(let act):
      ("\(act): pillələr artan ardıcıllıqla deyil.", "Sonuncudan başqa hər pillədə upTo əvvəlkindən böyük olsun.")
    case .thresholdAboveBracket(let act):
      (
        "\(act): pillə öz ofPartOver həddindən aşağıda başlayır.",
        "ofPartOver əvvəlki pillənin upTo dəyərindən çox olmasın."
      )
    case .dutyJumps(let act, let edge):
      (
        "\(act): \(edge.decimal) AZN qiymətində iki pillə fərqli rüsum verir.",
        "Məbləği və ya faizi düzəldin; qanunda belədirsə, sətirdə jumps: true yazın."
      )
    case .dutyFalls(let act, let edge):
      (
        "\(act): \(edge.decimal) AZN-dən yuxarı rüsum ondan aşağıdakından azdır.",
        "Məbləği və ya faizi düzəldin."
      )
    case .baseActUnknown(let act, let base):
      (
        "\(act) rüsumu \(base) rüsumunun payıdır, lakin \(base) üçün sətir yoxdur.",
        "Həmin sətri əlavə edin və ya başqa hərəkəti göstərin."
      )
    case .baseActIsShare(let act, let base):
      ("\(act) rüsumu \(base) rüsumunun payıdır, o isə özü paydır.", "Payın götürüldüyü ilkin hərəkəti göstərin.")
    case .amountNegative(let act): ("\(act): məbləğ mənfidir.", "Onu işarəsiz yazın.")
    case .minimumAboveCap(let act): ("\(act): minimum məbləğ yuxarı həddən böyükdür.", "İkisindən birini düzəldin.")
    case .gap(let from, let until):
      (
        "\(from) tarixindən \(until) tarixinədək heç bir tarif qüvvədə deyil.",
        "Əvvəlki tarifin effectiveUntil tarixi \(until) olsun və ya arada tarif əlavə edin."
      )
    case .overlap(let day):
      (
        "\(day) tarixində iki tarif qüvvədədir.",
        "Əvvəlki tarifin effectiveUntil tarixi \(day) olsun: bu, onun qüvvədə olmadığı ilk gündür."
      )
    }
  }
}
