/// What clerks corrected in entries. An entry stays as it was registered; what is shown is the entry with its corrections.
enum CorrectionSchema {
  static let statements = [
    // Null for those whom everybody may see in whose cabinets they lie.
    "ALTER TABLE entry_document ADD COLUMN access TEXT CHECK (access IN ('court', 'sealed'));",

    // `part` is the ordinal of a participant or a document; null where the field is the entry's own. `was` is what stood there
    // until then, null for nothing.
    """
    CREATE TABLE entry_correction (
      event INTEGER PRIMARY KEY REFERENCES event (id),
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      field TEXT NOT NULL,
      part INTEGER,
      was TEXT,
      value TEXT NOT NULL CHECK (trim(value) <> ''),
      person TEXT NOT NULL CHECK (trim(person) <> ''),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      CHECK ((part IS NOT NULL) = (field GLOB 'participant-*' OR field GLOB 'document-*' AND field <> 'document-type')),
      CHECK (value IS NOT was)
    ) STRICT;
    CREATE INDEX entry_correction_entry ON entry_correction (entry, event);
    CREATE INDEX entry_correction_access ON entry_correction (entry, part) WHERE field = 'document-access';
    CREATE INDEX entry_document_restricted ON entry_document (sha256) WHERE access IS NOT NULL;
    CREATE INDEX entry_correction_case ON entry_correction (value) WHERE field = 'case';
    CREATE TRIGGER entry_correction_event BEFORE INSERT ON entry_correction
      WHEN NOT EXISTS (
        SELECT 1 FROM event v JOIN item i ON i.id = v.item
        WHERE v.id = NEW.event AND v.kind = 'Correction' AND i.entry = NEW.entry)
      BEGIN SELECT RAISE(ABORT, 'a correction is an event of the entry''s item'); END;
    CREATE TRIGGER entry_correction_part BEFORE INSERT ON entry_correction
      WHEN NEW.field GLOB 'participant-*' AND NOT EXISTS (
          SELECT 1 FROM entry_participant WHERE entry = NEW.entry AND ordinal = NEW.part)
        OR NEW.field = 'document-access' AND NOT EXISTS (
          SELECT 1 FROM entry_document WHERE entry = NEW.entry AND ordinal = NEW.part)
      BEGIN SELECT RAISE(ABORT, 'what is corrected is a part of the entry'); END;
    """,
    Migrations.appendOnly("entry_correction"),

    // The case that an entry belongs to, with its corrections.
    """
    CREATE VIEW entry_case AS
      SELECT e.id AS entry, e.court, ifnull((
        SELECT c.value FROM entry_correction c WHERE c.entry = e.id AND c.field = 'case' ORDER BY c.event DESC LIMIT 1),
        e.case_number) AS case_number
      FROM register_entry e;
    """,

    // Who may be shown a document, with its corrections.
    """
    CREATE VIEW document_access AS
      SELECT d.entry, d.ordinal, d.sha256, ifnull((
        SELECT c.value FROM entry_correction c
        WHERE c.entry = d.entry AND c.part = d.ordinal AND c.field = 'document-access' ORDER BY c.event DESC LIMIT 1),
        ifnull(d.access, 'parties')) AS access
      FROM entry_document d;
    """,
  ]
}
