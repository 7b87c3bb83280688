import Filing

extension ConfigurationProblem {
  var textInEnglish: (cause: String, remedy: String) {
    switch self {
    case .rootMissing:
      ("There is no such folder.", "Name an existing root, or make one with `court-intake init`.")
    case .fileMissing:
      ("The file is missing.", "Restore it, or take it from a fresh root that `court-intake init` makes.")
    case .folderMissing:
      ("The folder is missing.", "Restore it, or take it from a fresh root that `court-intake init` makes.")
    case .folderEmpty(let ending):
      (
        "The folder holds no \(ending) file.",
        "Restore its files, or take them from a fresh root that `court-intake init` makes."
      )
    case .fileUnexpected(let endings):
      (
        "Files of this name are not read here.",
        "End the name with \(endings.joined(separator: " or ")), or move the file out of the folder."
      )
    case .notAFile: ("This is not a regular file.", "Put a file in its place, or move it out of the folder.")
    case .fileTooLarge(let limit): ("The file is larger than \(limit).", "Check that it is the right file.")
    case .notUTF8: ("The file is not UTF-8 text.", "Save it in UTF-8.")
    case .notYAML(let words): ("This is not YAML: \(words).", "Mend the line, or the one before it.")
    case .keyUnknown(let nearest):
      (
        "The key is not known.",
        nearest.map { "Did you mean “\($0)”? Otherwise remove it." } ?? "Remove it."
      )
    case .keyRepeated(let keys):
      (
        "A key stands here more than once: \(keys.joined(separator: ", ")).",
        "Keep one of them, with the value you want."
      )
    case .keyMissing(let key): ("The key “\(key)” is missing.", "Add it.")
    case .shapeUnexpected(.text): ("A single value must stand here.", "Write it after the colon, on the same line.")
    case .shapeUnexpected(.list):
      ("A list must stand here.", "Write it as [a, b], or as lines that begin with a hyphen; an empty list is [].")
    case .shapeUnexpected(.keys):
      ("Keys with values must stand here.", "Write each as “key: value” on a line of its own, indented.")
    case .valueInvalid(let value, let form):
      ("The value “\(value)” is not understood.", "Write \(form.text(in: .english)).")
    case .choiceUnknown(let value, let nearest, let choices):
      (
        "The value “\(value)” is not known.",
        nearest.map { "Did you mean “\($0)”?" } ?? "Write one of: \(choices.joined(separator: ", "))."
      )
    case .entryRepeated(let value): ("“\(value)” stands here more than once.", "Keep one of them.")
    case .severityTooLow(let code):
      (
        "\(code.rawValue) means that an item cannot be processed, or that its origin is not proven, so it cannot weigh less.",
        "Remove the line."
      )
    case .formulaAmbiguous:
      (
        "It is not clear how the duty is computed.",
        "Write exactly one of: amount; brackets; percent together with ofAct, and base only with these."
      )
    case .numberSourceMissing:
      ("The profile reads neither a FİN nor a VÖEN.", "Add personalNumber, taxNumber or both.")
    case .treasuryWithoutAccount:
      (
        "Payments are to be proven by statements, but there is no account whose statements are taken.",
        "Add the account with its bank's certificate, or write evidence: declared."
      )
    case .tariff(let defect): defect.textInEnglish
    case .trustUnreadable:
      (
        "The file holds no certificate and no revocation list that can be read.",
        "Replace it with a PEM or DER file, or move it out of the folder."
      )
    case .trustPartlyUnreadable(let blocks, let readable):
      (
        "Of the file's \(blocks) PEM blocks only \(readable) are certificates or revocation lists that can be read.",
        "Replace or remove the others; keys do not belong here."
      )
    case .trustMisplaced(let isList):
      (
        "The file holds a \(isList ? "revocation list" : "certificate"), and this folder is for others.",
        "Move it with `court-intake trust add`, which knows the folder."
      )
    case .demoAnchor(let subject):
      (
        "“\(subject)” is a demonstration certificate; anyone may hold its key.",
        "Remove it: demo trust is for roots made by `court-intake demo`."
      )
    case .layoutUnusable(let detail):
      (
        "Records of the payment portal cannot be read by this: \(detail).",
        "Say how the portal's file is written, as treasury.yaml explains at its beginning, or remove records."
      )
    case .sealUnusable(let detail):
      (
        "Notices cannot be sealed with this file: \(detail).",
        "Name a private key in PEM form and the certificate that belongs to it, or remove seal."
      )
    }
  }
}

extension TariffDefect {
  fileprivate var textInEnglish: (cause: String, remedy: String) {
    switch self {
    case .empty: ("There is no tariff.", "Add one.")
    case .endsBeforeItBegins(let from, let until):
      ("The tariff holds from \(from), but ends on \(until).", "Correct one of the days.")
    case .actRepeated(let act): ("The act \(act) has more than one line.", "Keep one of them.")
    case .bracketsWithoutEnd(let act):
      ("The last bracket of \(act) must hold for every higher claim value.", "Leave upTo out of the last bracket.")
    case .bracketsNotAscending(let act):
      ("The brackets of \(act) do not ascend.", "Give each but the last an upTo above the one before.")
    case .thresholdAboveBracket(let act):
      ("A bracket of \(act) begins below its ofPartOver.", "Set ofPartOver to the upTo of the bracket before, or less.")
    case .dutyJumps(let act, let edge):
      (
        "At \(edge.decimal) the two brackets of \(act) give different duties.",
        "Correct an amount or a percentage; if the law has it so, write jumps: true on the line."
      )
    case .dutyFalls(let act, let edge):
      ("Above \(edge.decimal) the duty of \(act) is lower than below.", "Correct an amount or a percentage.")
    case .baseActUnknown(let act, let base):
      ("\(act) is a share of \(base), which has no line.", "Add a line for \(base), or name another act.")
    case .baseActIsShare(let act, let base):
      ("\(act) is a share of \(base), which is a share itself.", "Name the act that \(base) is a share of.")
    case .amountNegative(let act): ("An amount of \(act) is negative.", "Write it without a sign.")
    case .minimumAboveCap(let act): ("The minimum of \(act) is above its cap.", "Correct one of the two.")
    case .gap(let from, let until):
      ("No tariff holds from \(from) until \(until).", "Let the earlier tariff end on \(until), or add one between.")
    case .overlap(let day):
      ("Two tariffs hold on \(day).", "Let the earlier one end on \(day): effectiveUntil is the first day without it.")
    }
  }
}
