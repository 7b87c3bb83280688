extension ObservationCode {
  private static let restore =
    "Qəbulu dayandırın, kök qovluğunun olduğu kimi surətini saxlayın və state/ qovluğunu ehtiyat nüsxədən bərpa edin."

  var textInAzerbaijani: (cause: String, remedy: String) {
    switch self {
    case .registerMissing: ("Qəbul edilmiş və bildirilmiş sənədlərin yanında reyestr yoxdur.", Self.restore)
    case .registerDamaged: ("Reyestrin məlumat bazası faylı zədələnib; qalanı yoxlanılmayıb.", Self.restore)
    case .registerOutdated:
      (
        "Reyestri sonuncu dəfə proqramın əvvəlki versiyası yazıb; qalanı yoxlanılmayıb.",
        "Onu yeniləyən `court-intake run --once` əmrini icra edin və yenidən yoxlayın."
      )
    case .registerJournal:
      (
        "Reyestrin qabaqlayıcı yazı jurnalı yoxdur.",
        "Onu hansı proqramın dəyişdiyini aydınlaşdırın. Növbəti icra düzəldir."
      )
    case .registerSchema:
      ("Reyestrin cədvəllərini, indekslərini və ya triggerlərini başqa proqram dəyişib.", Self.restore)
    case .rowUnreadable: ("Sətirdə bu proqramın yazmadığı dəyər var.", Self.restore)
    case .rowReference: ("Sətir artıq olmayan sətrə istinad edir.", Self.restore)
    case .chainBroken:
      (
        "Qeyd qeydiyyata alındığı kimi deyil və ya yoxdur; ondan sonrakılara zəmanət vermək olmaz.", Self.restore
      )
    case .numberGap: ("Qeydiyyat nömrəsi buraxılıb və ya iki dəfə verilib.", Self.restore)
    case .counterWrong: ("Nömrə sayğacı verilmiş ən böyük nömrəyə uyğun deyil.", Self.restore)
    case .itemCount:
      ("Paketdəki bəndlərin sayı tapılandan fərqlidir, vəziyyətlərin cəmi düz gəlmir.", Self.restore)
    case .entryAndItem: ("Qeyd və onun aid olduğu bənd bir-birinə ziddir.", Self.restore)
    case .businessKey: ("Sənədin qeydiyyatda tanındığı açar yoxdur və ya başqasınındır.", Self.restore)
    case .acceptanceEvent: ("Paketin daxil olması hadisəsi yoxdur.", Self.restore)
    case .decisionEvent: ("Qərarın qeydi yoxdur və ya iki dəfə yazılıb.", Self.restore)
    case .logBroken:
      ("Hadisələr jurnalı reyestrə uyğun gəlmir: nə isə sonradan dəyişdirilib.", Self.restore)
    case .noticeNotPromised: ("Bənd üzrə qərar verilib, lakin heç kimə bildirilmir.", Self.restore)
    case .noticeRowAltered: ("Bildirişin baytları təsbit edildiyi kimi deyil.", Self.restore)
    case .correction:
      ("Düzəliş öz qeydinə aid deyil və ya əvvəl yazılandan davam etmir.", Self.restore)
    case .staleView:
      (
        "İştirakçının işləri və ya borcları qeydlərdən fərqli göstərilir; qeydlərin özü bütövdür.",
        "Onları yenidən çıxaran `court-intake fsck --repair` əmrini icra edin."
      )
    case .searchText:
      (
        "Qeyd öz mətnindən fərqli sözlərlə axtarılır; qeydin özü bütövdür.",
        "Onları yenidən çıxaran `court-intake fsck --repair` əmrini icra edin."
      )
    case .packageHash: ("Paketin həcmi və ya heşi onun fayllarına uyğun deyil.", Self.restore)
    case .storedFileMissing:
      (
        "Qəbul edilmiş faylın və ya bildirişin baytları yoxdur.",
        "Onları ehtiyat nüsxədən bu yola qaytarın və yenidən yoxlayın."
      )
    case .storedFileAltered:
      (
        "Qəbul edilmiş faylın və ya bildirişin baytları saxlanıldığı kimi deyil.",
        "Diski yoxlayın, onları ehtiyat nüsxədən qaytarın və yenidən yoxlayın."
      )
    case .objectUnnamed:
      (
        "Heç bir sətrin göstərmədiyi saxlanılmış fayl: icra paketi qəbul etməmiş dayandırılıb.",
        "Heç nə etməyin; paket yenidən götürülüb. Fayl saxlanılır."
      )
    case .packRecordsUnnamed:
      (
        "Heç bir sətrin göstərmədiyi saxlanılmış baytlar: icra paketləri qəbul etməmiş və ya bildirişləri təsbit etməmiş dayandırılıb.",
        "Heç nə etməyin; paketlər yenidən götürülüb, bildirişlər yenidən yazılıb. Baytlar saxlanılır."
      )
    case .packOctetsUnknown:
      ("Seqmentin bir hissəsi yazı deyil və heç bir sətir onu göstərmir.", "Diski yoxlayın. Həmin hissə saxlanılır.")
    case .packTailTorn:
      ("Seqment dayandırılmış icranın yarımçıq yazısı ilə bitir.", "Heç nə etməyin; heç bir sətir onu göstərmir.")
    case .storeTemporary:
      ("Dayandırılmış icranın bitirmədiyi surət.", "Heç nə etməyin; növbəti icra onu yenidən başlayır.")
    case .claimAccepted:
      (
        "Qəbul edilmiş göndəriş hələ götürülənlər arasındadır.",
        "Heç nə etməyin; növbəti icra və ya `court-intake fsck --repair` onu bitirir."
      )
    case .claimWaiting:
      ("Götürülmüş, lakin hələ qəbul edilməmiş göndəriş.", "Heç nə etməyin; növbəti icra onu qəbul edir.")
    case .quarantineMissing:
      (
        "Yalnız karantində saxlanılan göndəriş oradan yoxa çıxıb.",
        "Onu ehtiyat nüsxədən bu yola qaytarın və ya göndərəndən istəyin."
      )
    case .quarantineUnknown:
      (
        "Karantində reyestrin tanımadığı göndəriş var: göndərənə cavab verilməyib.",
        "Kimin olduğunu aydınlaşdırın; cavab verilməsi üçün kanalının giriş qovluğuna qaytarın. Reyestr köhnə nüsxə deyil ki?"
      )
    case .stackUnreadable:
      (
        "Skan edilmiş dəstənin nədən ibarət olduğu oxunmur, skanlarına zəmanət vermək olmaz.",
        "Faylı ehtiyat nüsxədən bu yola qaytarın və yenidən yoxlayın."
      )
    case .stackScanMissing:
      (
        "Dəstənin skanı yoxa çıxıb.",
        "Onu ehtiyat nüsxədən bu yola qaytarın və ya kağızını ayrıca dəstə kimi yenidən skan edin."
      )
    case .stackScanAltered:
      (
        "Dəstənin skanı skanerin yazdığı kimi deyil.",
        "Diski yoxlayın, onları ehtiyat nüsxədən qaytarın və ya kağızını ayrıca dəstə kimi yenidən skan edin."
      )
    case .stackDecisionMissing:
      (
        "Karguzarın dəstə haqqında qərarı yoxa çıxıb; sonrakı qərarlar onsuz icra olunardı.",
        "Onu ehtiyat nüsxədən bu yola qaytarın. Nə qərara alındığı dəstənin möhürlənmiş paketlərində yazılıb."
      )
    case .stackDecisionUnreadable:
      (
        "Karguzarın dəstə haqqında qərarı oxunmur.",
        "Onu ehtiyat nüsxədən bu yola qaytarın. Nə qərara alındığı dəstənin möhürlənmiş paketlərində yazılıb."
      )
    case .stackTwice:
      (
        "Dəstə həm açıq, həm də bitmiş dəstələr arasındadır.",
        "Biri ehtiyat nüsxədəndirmi? Qərarı az olanı stacks/ qovluğundan kənara qoyun."
      )
    case .stackTemporary:
      (
        "Dayandırılmış icranın və ya əmrin dəstələr arasında yarımçıq qoyduğu.",
        "Heç nə etməyin; belə dəstələri növbəti icra və ya `court-intake fsck --repair` silir; qalanını silmək olar."
      )
    case .noticeDiffers:
      (
        "Bildirişin adı altında başqa baytlar var: ora yaza bilən kimsə onu dəyişib.",
        "Alandan soruşun. Faylı kənara qoyun; `court-intake fsck --repair --redeliver` bildirişi yenidən yazır."
      )
    case .noticeUnknown:
      (
        "Reyestrin tanımadığı bildiriş çatdırılıb.",
        "Reyestr köhnə nüsxədirsə, ən yenisini bərpa edin. Deyilsə, faylı ora başqası qoyub: onu kənara qoyun."
      )
    case .noticeTaken:
      (
        "Çatdırılmış bildirişlər nə new/, nə də ack/ qovluğundadır: alan onları götürüb.",
        "Alan onları itirməyibsə, heç nə etməyin: `court-intake fsck --repair --redeliver` onları yenidən yazır."
      )
    case .noticeNotDelivered:
      (
        "Bildirişin çatdırıldığı məlum deyil.",
        "Heç nə etməyin; növbəti icra və ya `court-intake fsck --repair` onu çatdırır. Qalırsa, adı başqa fayldadır."
      )
    case .noticeNotRendered:
      ("Vəd edilmiş, lakin hələ yazılmamış bildirişlər.", "Heç nə etməyin; növbəti icra onları yazır.")
    case .noticeTemporary: ("Dayandırılmış icranın yazıb bitirmədiyi bildiriş.", "Heç nə etməyin; onu silmək olar.")
    case .stranger:
      ("Bunu bu proqram yaratmayıb.", "Kimin olduğunu aydınlaşdırıb kənara qoyun; o, heç vaxt açılmır və silinmir.")
    }
  }
}
