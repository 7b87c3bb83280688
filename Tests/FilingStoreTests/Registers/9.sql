PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1 packages, items, register, outbox');
INSERT INTO grdb_migrations VALUES('2 clerk actions');
INSERT INTO grdb_migrations VALUES('3 reports: arrivals, states, failures of the world');
INSERT INTO grdb_migrations VALUES('4 outbox relay');
INSERT INTO grdb_migrations VALUES('5 leases: drops on other file systems');
INSERT INTO grdb_migrations VALUES('6 payments: statements and the ledger');
INSERT INTO grdb_migrations VALUES('9 cabinets and circulation');
CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL CHECK (channel <> ''),
  original_name TEXT NOT NULL,
  form TEXT NOT NULL,
  kind TEXT,
  arrived_at INTEGER NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  claim TEXT NOT NULL UNIQUE,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  items INTEGER CHECK (items > 0)
) STRICT;
INSERT INTO package VALUES(1,'integrator','paket-1.xml','xml','Submission',1772355600000,8000,X'a33c689cfa399003b853ec27f49a48fdf736a0e30d6a0e5feceb0e7772196b11','claim-1',1,1);
INSERT INTO package VALUES(2,'integrator','paket-2.xml','xml','Submission',1772355600000,8000,X'3dbc44e0c8030e76f14931d5d350131b12b38b20e9bd8bc6a9500eefebd223d5','claim-2',1,1);
INSERT INTO package VALUES(3,'integrator','paket-3.xml','xml','Submission',1772355600000,8000,X'788c332e3562616a2ad7a8318d60a8e26b73e7a282e83ec36cb8fc2397ea7650','claim-3',1,1);
INSERT INTO package VALUES(4,'integrator','paket-4.xml','xml','Submission',1772355600000,8000,X'f33a0046910032c7573b10c257a8477e73c12fe7e02d2af5ede3ae0f8006dfa1','claim-4',1,1);
INSERT INTO package VALUES(5,'integrator','paket-5.xml','xml','Submission',1772355600000,8000,X'be7795b673321bb122b1cdb8efc6e5ec32e11ea860aa138c2fa7929f0b0b54ee','claim-5',1,1);
INSERT INTO package VALUES(6,'integrator','paket-6.xml','xml','Submission',1772355600000,8000,X'a8ca0043d2df8591bf494b140622dd96425971344963524d7a49288cc726fcc7','claim-6',1,1);
CREATE TABLE package_file (
  package INTEGER NOT NULL REFERENCES package (id),
  name TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  segment INTEGER,
  segment_offset INTEGER CHECK (segment_offset >= 0),
  PRIMARY KEY (package, name),
  CHECK ((segment IS NULL) = (segment_offset IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO package_file VALUES(1,'scan.pdf',1000,X'9c41e8113781859fad84b011f7044795d7a02ed8be0f0f66245864fa9cda8a5c',NULL,NULL);
INSERT INTO package_file VALUES(1,'submission.xml',7000,X'83bf7fcd913e81d35f0d0e94ed1ec0611e8e3b4909c23b00ef9f076f205e67c6',1,8192);
INSERT INTO package_file VALUES(2,'scan.pdf',1000,X'c4b9e275b9d73be8a91a9bb8252818c41eac1047a76db8046cf161080adf85df',NULL,NULL);
INSERT INTO package_file VALUES(2,'submission.xml',7000,X'fe7f1034d4a63dde9192739732fb553a720788f422c5723ec7ca1c683280837e',1,8192);
INSERT INTO package_file VALUES(3,'scan.pdf',1000,X'9fe60e1ea504c656a93611511773e90bee5b0fb78ffabb2d9fcd9a957e121fc2',NULL,NULL);
INSERT INTO package_file VALUES(3,'submission.xml',7000,X'fb42102e0aac5286c9f0ba0c59cb5b2997d45867ee74c04ec499b2f0c632d8a5',1,8192);
INSERT INTO package_file VALUES(4,'scan.pdf',1000,X'7f417beb21b88691b60eede7d2463e41c7a1d016363d527c757d8c831ea486f3',NULL,NULL);
INSERT INTO package_file VALUES(4,'submission.xml',7000,X'03d46f2b62f47b7b03971079e623f4fa8e30cb0205e96b63ca03522c48a728c2',1,8192);
INSERT INTO package_file VALUES(5,'scan.pdf',1000,X'd3b7d8ef7b3162d145cc067f21d6ddf3380ae87ce524913f216d0fcc57768f62',NULL,NULL);
INSERT INTO package_file VALUES(5,'submission.xml',7000,X'45025d51902415eee98d6a946703a310b335f7b34bb19cf5c9f69de8eedc0104',1,8192);
INSERT INTO package_file VALUES(6,'scan.pdf',1000,X'c3daa02dd012bb4009d8a921153bd65668e7572b0a584045423897a0c4c7eb1e',NULL,NULL);
INSERT INTO package_file VALUES(6,'submission.xml',7000,X'022e80bd328ca7ab30f4b5b3847f5e46d1f4fdef9a709fd5ee8b2050c7d6cc15',1,8192);
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  package INTEGER NOT NULL REFERENCES package (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  sender_item_id TEXT,
  state TEXT NOT NULL CHECK (state IN
    ('REGISTERED', 'REJECTED', 'DUPLICATE', 'CONFLICT', 'QUARANTINED', 'RECORDED', 'DEFERRED', 'HELD')),
  decided_at INTEGER NOT NULL,
  duration INTEGER NOT NULL CHECK (duration >= 0),
  retry_at INTEGER,
  signer TEXT,
  message_id TEXT,
  content_sha256 BLOB CHECK (length(content_sha256) = 32),
  entry INTEGER REFERENCES register_entry (id) DEFERRABLE INITIALLY DEFERRED,
  precedent INTEGER REFERENCES register_entry (id),
  UNIQUE (package, ordinal),
  CHECK ((signer IS NULL) = (message_id IS NULL)),
  CHECK ((retry_at IS NOT NULL) = (state = 'DEFERRED')),
  CHECK ((entry IS NOT NULL) = (state = 'REGISTERED')),
  CHECK ((precedent IS NOT NULL) = (state IN ('DUPLICATE', 'CONFLICT')))
) STRICT;
INSERT INTO item VALUES(1,1,1,'item-1','REGISTERED',1772355600000,3,NULL,'FIN:5ABC123','a',X'8e56b639882ef91f67c597965dfb451cbd2e4b41d1a8cd9b01dd3241aa518796',1,NULL);
INSERT INTO item VALUES(2,2,1,NULL,'REJECTED',1772355600000,3,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(3,3,1,NULL,'QUARANTINED',1772355600000,3,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(4,4,1,'item-1','DUPLICATE',1772355600000,3,NULL,'FIN:5ABC123','a',X'8e56b639882ef91f67c597965dfb451cbd2e4b41d1a8cd9b01dd3241aa518796',NULL,1);
INSERT INTO item VALUES(5,5,1,NULL,'REJECTED',1772355600000,3,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO item VALUES(6,6,1,'item-1','REGISTERED',1772355600000,3,NULL,'FIN:5ABC123','c',X'0a50f82dd2841a1b09d3944053e4877d9492305f17086f6869f08234d1f6ea68',2,NULL);
CREATE TABLE finding (
  item INTEGER NOT NULL REFERENCES item (id),
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error', 'fatal')),
  file TEXT,
  line INTEGER,
  path TEXT,
  arguments TEXT,
  PRIMARY KEY (item, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO finding VALUES(1,0,'DOCUMENT_SEEN_BEFORE','warning',NULL,7,'/SubmissionPackage','["value","Ə\"x\n"]');
INSERT INTO finding VALUES(2,0,'FEE_ACT_UNKNOWN','error',NULL,7,'/SubmissionPackage','["value","Ə\"x\n"]');
INSERT INTO finding VALUES(2,1,'CLERK_REFUSED','error',NULL,7,'/SubmissionPackage','["value","Ə\"x\n"]');
INSERT INTO finding VALUES(4,0,'SUBMISSION_DUPLICATE','info',NULL,7,'/SubmissionPackage','["value","Ə\"x\n"]');
INSERT INTO finding VALUES(5,0,'FEE_ACT_UNKNOWN','error',NULL,7,'/SubmissionPackage','["value","Ə\"x\n"]');
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  package INTEGER NOT NULL REFERENCES package (id),
  item INTEGER REFERENCES item (id),
  kind TEXT NOT NULL
) STRICT;
INSERT INTO event VALUES(1,1772355600000,1,NULL,'SubmissionAcceptance');
INSERT INTO event VALUES(2,1772355600000,2,NULL,'SubmissionAcceptance');
INSERT INTO event VALUES(3,1772355600000,3,NULL,'SubmissionAcceptance');
INSERT INTO event VALUES(4,1772355600000,4,NULL,'SubmissionAcceptance');
INSERT INTO event VALUES(5,1772355600000,5,NULL,'SubmissionAcceptance');
INSERT INTO event VALUES(6,1772355600000,6,NULL,'SubmissionAcceptance');
INSERT INTO event VALUES(7,1772355600000,1,1,'Registration');
INSERT INTO event VALUES(8,1772355600000,2,2,'Hold');
INSERT INTO event VALUES(9,1772355600000,3,3,'Quarantine');
INSERT INTO event VALUES(10,1772355600000,4,4,'Duplicate');
INSERT INTO event VALUES(11,1772355600000,5,5,'SubmissionRejection');
INSERT INTO event VALUES(12,1772355600000,6,6,'Registration');
INSERT INTO event VALUES(13,1772355600000,2,2,'SubmissionRejection');
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  received INTEGER, registered INTEGER, rejected INTEGER, duplicate INTEGER, conflict INTEGER,
  quarantined INTEGER, deferred INTEGER, held INTEGER, recorded INTEGER,
  CHECK (finished_at IS NULL OR received IS
    registered + rejected + duplicate + conflict + quarantined + ifnull(recorded, 0) + deferred + held)
) STRICT;
CREATE TABLE counter (court TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (court, year)) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES('103',2026,1);
INSERT INTO counter VALUES('104',2026,1);
CREATE TABLE register_entry (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item (id),
  court TEXT NOT NULL CHECK (court GLOB '[0-9][0-9][0-9]'),
  year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 9999),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  registered_at INTEGER NOT NULL,
  registered_day TEXT NOT NULL CHECK (registered_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  received_at INTEGER NOT NULL,
  official_filing_date TEXT NOT NULL
    CHECK (official_filing_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  channel TEXT NOT NULL,
  package_sha256 BLOB NOT NULL CHECK (length(package_sha256) = 32),
  signer TEXT NOT NULL,
  message_id TEXT NOT NULL,
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  case_number TEXT,
  procedure TEXT,
  document_type TEXT NOT NULL,
  title TEXT,
  folded_title TEXT,
  disposition TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  number TEXT NOT NULL GENERATED ALWAYS AS (printf('%s/%d/%06d', court, year, sequence)) VIRTUAL,
  UNIQUE (court, year, sequence),
  CHECK (CAST(substr(registered_day, 1, 4) AS INTEGER) = year)
) STRICT;
INSERT INTO register_entry VALUES(1,1,'103',2026,1,1772355600000,'2026-03-01',1772355600000,'2026-03-01','integrator',X'a33c689cfa399003b853ec27f49a48fdf736a0e30d6a0e5feceb0e7772196b11','FIN:5ABC123','a',X'8e56b639882ef91f67c597965dfb451cbd2e4b41d1a8cd9b01dd3241aa518796','2(103)-4336/2022','civil','statement-of-claim',NULL,NULL,'accepted','1',X'0000000000000000000000000000000000000000000000000000000000000000',X'feaf67747db2835cac42391555a87b44da5e8b14185121cedd9b6ed15e09baa9');
INSERT INTO register_entry VALUES(2,6,'104',2026,1,1772355600000,'2026-03-01',1772355600000,'2026-03-01','integrator',X'a8ca0043d2df8591bf494b140622dd96425971344963524d7a49288cc726fcc7','FIN:5ABC123','c',X'0a50f82dd2841a1b09d3944053e4877d9492305f17086f6869f08234d1f6ea68','2(103)-4336/2022','civil','statement-of-claim',NULL,NULL,'accepted','1',X'feaf67747db2835cac42391555a87b44da5e8b14185121cedd9b6ed15e09baa9',X'c28e0f0eaaaa405bd721016ee3370a3e808964ae0e597d322056375519477113');
CREATE TABLE entry_document (
  entry INTEGER NOT NULL REFERENCES register_entry (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  name TEXT NOT NULL,
  title TEXT,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  pages INTEGER CHECK (pages > 0),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_document VALUES(1,0,'iddia.pdf','İddia ərizəsi','application/pdf',4711,2,X'1f8faed5e8724cdf07e1f37e2b81ca05828a24807b119b3e8eb38a5b52c4d1d5');
INSERT INTO entry_document VALUES(1,1,'əlavə.png',NULL,'image/png',12,NULL,X'602a5e69c3021bdbd3d25156a02d2cbb467605b8203248eea6af3fb42168d663');
INSERT INTO entry_document VALUES(2,0,'iddia.pdf','İddia ərizəsi','application/pdf',4711,2,X'a1525dbd6545fa7c621a8abcc907afce2c418476d444574e78a004646d20f9ea');
INSERT INTO entry_document VALUES(2,1,'əlavə.png',NULL,'image/png',12,NULL,X'602a5e69c3021bdbd3d25156a02d2cbb467605b8203248eea6af3fb42168d663');
CREATE TABLE entry_participant (
  entry INTEGER NOT NULL REFERENCES register_entry (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  role TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('participant', 'filer', 'principal', 'representative')),
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
  fin TEXT,
  voen TEXT,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_participant VALUES(1,0,'claimant','filer','person','5ABC123',NULL,'Əliyeva Günel','eliyeva gunel');
INSERT INTO entry_participant VALUES(1,1,'respondent','participant','organisation',NULL,'1234567891','Xəzər Gəmiçilik MMC','xezer gemicilik mmc');
INSERT INTO entry_participant VALUES(2,0,'claimant','filer','person','5ABC123',NULL,'Əliyeva Günel','eliyeva gunel');
INSERT INTO entry_participant VALUES(2,1,'respondent','participant','organisation',NULL,'1234567891','Xəzər Gəmiçilik MMC','xezer gemicilik mmc');
CREATE TABLE entry_signature (
  entry INTEGER NOT NULL REFERENCES register_entry (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  signer TEXT NOT NULL,
  issuer TEXT NOT NULL,
  serial_number TEXT NOT NULL,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  indication TEXT NOT NULL,
  level TEXT,
  signing_time INTEGER,
  revocation_source TEXT,
  revocation_at INTEGER,
  PRIMARY KEY (entry, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_signature VALUES(1,0,'Əliyeva Günel','CN=ASAN Imza','0A1B',X'03d66dd08835c1ca3f128cceacd1f31ac94163096b20f445ae84285bc0832d72','TOTAL-PASSED','XAdES-B-B',1772355600000,'crl',1772355600000);
INSERT INTO entry_signature VALUES(2,0,'Əliyeva Günel','CN=ASAN Imza','0A1B',X'03d66dd08835c1ca3f128cceacd1f31ac94163096b20f445ae84285bc0832d72','TOTAL-PASSED','XAdES-B-B',1772355600000,'crl',1772355600000);
CREATE TABLE entry_fee (
  entry INTEGER PRIMARY KEY REFERENCES register_entry (id),
  act TEXT NOT NULL,
  tariff TEXT,
  assessed INTEGER,
  declared INTEGER,
  paid INTEGER NOT NULL,
  exemption_ground TEXT,
  discount_ground TEXT
) STRICT;
INSERT INTO entry_fee VALUES(1,'non-valued-claim','2021-08',10000,NULL,10000,NULL,NULL);
INSERT INTO entry_fee VALUES(2,'non-valued-claim','2021-08',10000,NULL,10000,NULL,NULL);
CREATE TABLE business_key (
  message_id TEXT NOT NULL,
  signer TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES register_entry (id),
  PRIMARY KEY (message_id, signer)
) STRICT, WITHOUT ROWID;
INSERT INTO business_key VALUES('a','FIN:5ABC123',1);
INSERT INTO business_key VALUES('c','FIN:5ABC123',2);
CREATE TABLE payment_use (
  operation_number TEXT NOT NULL,
  channel TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES register_entry (id),
  ordinal INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  paid_on TEXT,
  card_bin TEXT CHECK (card_bin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  PRIMARY KEY (operation_number, channel)
) STRICT, WITHOUT ROWID;
INSERT INTO payment_use VALUES('OP-1234','online',1,0,10000,'2026-03-01','416973');
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  octets BLOB NOT NULL
) STRICT;
INSERT INTO notice VALUES(1,'1.xml',X'ce06b755a97cf5dd66027a30411c9c512fd1fea3f35c7795551ec079481655a9',X'6e6f7469636520312072656769737465726564');
INSERT INTO notice VALUES(2,'2.xml',X'be0c4b3be0e1dadeca38f3861c72637ac82742006dec2c271ca7d9ceb2006e44',X'6e6f7469636520322068656c64');
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  package INTEGER NOT NULL REFERENCES package (id),
  item INTEGER REFERENCES item (id),
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL CHECK (recipient <> ''),
  event INTEGER NOT NULL REFERENCES event (id),
  notice INTEGER REFERENCES notice (id),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  delivered_at INTEGER, obstacle TEXT, next_at INTEGER CHECK ((next_at IS NULL) = (obstacle IS NULL)), acknowledged_at INTEGER CHECK (acknowledged_at IS NULL OR delivered_at IS NOT NULL), removed_at INTEGER CHECK (removed_at IS NULL OR delivered_at IS NOT NULL),
  CHECK (delivered_at IS NULL OR notice IS NOT NULL)
) STRICT;
INSERT INTO outbox VALUES(1,1,1,'registered','integrator',7,1,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(2,2,2,'held','integrator',8,2,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(3,3,3,'quarantined','integrator',9,NULL,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(4,4,4,'duplicate','integrator',10,NULL,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(5,5,5,'rejected','integrator',11,NULL,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(6,6,6,'registered','integrator',12,NULL,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(7,2,2,'rejected','integrator',13,NULL,0,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE clerk_action (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('accept', 'refuse', 'release', 'discard')),
  package INTEGER NOT NULL REFERENCES package (id),
  item INTEGER REFERENCES item (id),
  person TEXT NOT NULL CHECK (trim(person) <> ''),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  codes TEXT NOT NULL,
  released_as INTEGER REFERENCES package (id),
  CHECK ((item IS NOT NULL) = (action IN ('accept', 'refuse'))),
  CHECK ((released_as IS NOT NULL) = (action = 'release'))
) STRICT;
INSERT INTO clerk_action VALUES(1,1772355600000,'refuse',2,2,'A','B','',NULL);
CREATE TABLE world_failure (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  run INTEGER REFERENCES run (id),
  package INTEGER REFERENCES package (id),
  reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE TABLE recipient_wait (
  recipient TEXT PRIMARY KEY CHECK (recipient <> ''),
  since INTEGER NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts > 0),
  next_at INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> '')
) STRICT, WITHOUT ROWID;
CREATE TABLE hand_over (
  intent INTEGER PRIMARY KEY REFERENCES outbox (id),
  recipient TEXT NOT NULL CHECK (recipient <> ''),
  since INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at INTEGER NOT NULL,
  reason TEXT,
  done_at INTEGER
) STRICT;
CREATE TABLE lease (
  claim TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  name BLOB NOT NULL,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  package INTEGER NOT NULL REFERENCES package (id),
  kind TEXT NOT NULL CHECK (kind IN ('advice', 'statement', 'listing')),
  account TEXT NOT NULL CHECK (account <> ''),
  message_id TEXT NOT NULL,
  identification TEXT NOT NULL,
  signer TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TABLE movement (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
  statement INTEGER NOT NULL REFERENCES statement (id),
  position INTEGER NOT NULL CHECK (position > 0),
  account TEXT NOT NULL CHECK (account <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'reversal', 'debit')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  moved_on TEXT CHECK (moved_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  payer_name TEXT,
  payer_number TEXT,
  purpose TEXT,
  reverses INTEGER REFERENCES movement (id),
  CHECK (reverses IS NULL OR kind = 'reversal')
) STRICT;
CREATE TABLE movement_reference (
  reference TEXT NOT NULL CHECK (reference <> ''),
  movement INTEGER NOT NULL REFERENCES movement (id),
  PRIMARY KEY (reference, movement)
) STRICT, WITHOUT ROWID;
CREATE TABLE posting (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  payment INTEGER NOT NULL REFERENCES movement (id),
  kind TEXT NOT NULL CHECK (kind IN ('booked', 'reversed', 'allocated', 'refundable')),
  amount INTEGER NOT NULL,
  statement INTEGER REFERENCES statement (id),
  entry INTEGER REFERENCES register_entry (id),
  CHECK ((kind = 'booked') = (amount > 0) AND amount <> 0),
  CHECK ((kind IN ('booked', 'reversed')) = (statement IS NOT NULL)),
  CHECK ((kind IN ('allocated', 'refundable')) = (entry IS NOT NULL))
) STRICT;
CREATE TABLE payment_claim (
  item INTEGER NOT NULL REFERENCES item (id),
  reference TEXT NOT NULL CHECK (reference <> ''),
  PRIMARY KEY (reference, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE payment_order (
  item INTEGER PRIMARY KEY REFERENCES item (id),
  court TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  reference TEXT NOT NULL UNIQUE CHECK (reference <> ''),
  amount INTEGER NOT NULL CHECK (amount > 0),
  account TEXT NOT NULL CHECK (account <> ''),
  card_bin TEXT CHECK (card_bin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  ordered_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > ordered_at),
  UNIQUE (court, year, number)
) STRICT;
CREATE TABLE discount_use (
  ground TEXT NOT NULL CHECK (ground <> ''),
  person TEXT NOT NULL CHECK (person <> ''),
  entry INTEGER NOT NULL REFERENCES register_entry (id),
  PRIMARY KEY (ground, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE cabinet (
  id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL UNIQUE CHECK (owner GLOB 'FIN:?*' OR owner GLOB 'VOEN:?*'),
  user_name TEXT NOT NULL UNIQUE CHECK (user_name <> ''),
  opened_at INTEGER NOT NULL
) STRICT;
CREATE TABLE cabinet_event (
  id INTEGER PRIMARY KEY,
  cabinet INTEGER NOT NULL REFERENCES cabinet (id),
  item INTEGER NOT NULL UNIQUE REFERENCES item (id),
  event INTEGER NOT NULL REFERENCES event (id),
  at INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('open', 'change', 'close', 'renew', 'grant', 'revoke')),
  message_id TEXT NOT NULL,
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  certificate BLOB NOT NULL CHECK (length(certificate) = 32),
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  holder TEXT NOT NULL,
  address TEXT,
  email TEXT,
  phone TEXT,
  notices TEXT NOT NULL CHECK (notices IN ('each', 'daily')),
  language TEXT NOT NULL CHECK (language IN ('az', 'en', 'both')),
  UNIQUE (cabinet, message_id)
) STRICT;
CREATE TABLE power_of_attorney (
  id INTEGER PRIMARY KEY,
  principal INTEGER NOT NULL REFERENCES cabinet (id),
  number TEXT NOT NULL CHECK (number <> ''),
  granted INTEGER NOT NULL UNIQUE REFERENCES cabinet_event (id),
  representative TEXT NOT NULL CHECK (representative GLOB 'FIN:?*' OR representative GLOB 'VOEN:?*'),
  representative_name TEXT NOT NULL,
  courts TEXT NOT NULL,
  procedures TEXT NOT NULL,
  cases TEXT NOT NULL,
  valid_from TEXT NOT NULL CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  valid_until TEXT NOT NULL CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  UNIQUE (principal, number)
) STRICT;
CREATE TABLE power_revocation (
  power INTEGER PRIMARY KEY REFERENCES power_of_attorney (id),
  revoked INTEGER NOT NULL UNIQUE REFERENCES cabinet_event (id)
) STRICT;
CREATE TABLE dispatch (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL UNIQUE REFERENCES item (id),
  signer TEXT NOT NULL,
  message_id TEXT NOT NULL,
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  court TEXT NOT NULL CHECK (court GLOB '[0-9][0-9][0-9]'),
  case_number TEXT,
  title TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  open_by TEXT NOT NULL CHECK (open_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  UNIQUE (signer, message_id)
) STRICT;
CREATE TABLE dispatch_document (
  dispatch INTEGER NOT NULL REFERENCES dispatch (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  name TEXT NOT NULL,
  title TEXT,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  pages INTEGER CHECK (pages > 0),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  PRIMARY KEY (dispatch, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE dispatch_addressee (
  id INTEGER PRIMARY KEY,
  dispatch INTEGER NOT NULL REFERENCES dispatch (id),
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  cabinet INTEGER REFERENCES cabinet (id),
  UNIQUE (dispatch, owner)
) STRICT;
CREATE TABLE dispatch_evidence (
  addressee INTEGER NOT NULL REFERENCES dispatch_addressee (id),
  kind TEXT NOT NULL,
  reason TEXT,
  at INTEGER NOT NULL,
  event INTEGER NOT NULL REFERENCES event (id),
  PRIMARY KEY (addressee, kind),
  CHECK ((reason IS NOT NULL) = (kind GLOB '*Failure'))
) STRICT, WITHOUT ROWID;
CREATE TABLE dispatch_report (
  dispatch INTEGER PRIMARY KEY REFERENCES dispatch (id),
  intent INTEGER NOT NULL UNIQUE REFERENCES outbox (id)
) STRICT;
CREATE TABLE dispatch_running (
  open_by TEXT NOT NULL,
  dispatch INTEGER NOT NULL REFERENCES dispatch (id),
  PRIMARY KEY (open_by, dispatch)
) STRICT, WITHOUT ROWID;
CREATE TABLE placement (
  id INTEGER PRIMARY KEY,
  cabinet INTEGER NOT NULL REFERENCES cabinet (id),
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES item (id),
  event INTEGER NOT NULL REFERENCES event (id),
  addressee INTEGER UNIQUE REFERENCES dispatch_addressee (id),
  intent INTEGER UNIQUE REFERENCES outbox (id)
) STRICT;
CREATE TABLE placement_unread (
  cabinet INTEGER NOT NULL REFERENCES cabinet (id),
  placement INTEGER NOT NULL REFERENCES placement (id),
  PRIMARY KEY (cabinet, placement)
) STRICT, WITHOUT ROWID;
CREATE TABLE digest_due (
  day TEXT NOT NULL,
  cabinet INTEGER NOT NULL REFERENCES cabinet (id),
  placement INTEGER NOT NULL REFERENCES placement (id),
  PRIMARY KEY (day, cabinet, placement)
) STRICT, WITHOUT ROWID;
CREATE TABLE digest (
  intent INTEGER NOT NULL REFERENCES outbox (id),
  placement INTEGER NOT NULL UNIQUE REFERENCES placement (id),
  PRIMARY KEY (intent, placement)
) STRICT, WITHOUT ROWID;
CREATE TABLE access_log (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  person TEXT NOT NULL CHECK (trim(person) <> ''),
  what TEXT NOT NULL CHECK (what <> ''),
  reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
CREATE INDEX package_undecided ON package (id) WHERE items IS NULL;
CREATE TRIGGER package_fixed
  BEFORE UPDATE OF id, channel, original_name, form, arrived_at, size, sha256, claim ON package
  BEGIN SELECT RAISE(ABORT, 'what was accepted does not change'); END;
CREATE TRIGGER package_decided_once BEFORE UPDATE OF items, kind ON package WHEN OLD.items IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a package is divided into items once'); END;
CREATE TRIGGER package_no_delete BEFORE DELETE ON package
  BEGIN SELECT RAISE(ABORT, 'rows of package are never deleted'); END;
CREATE TRIGGER package_file_no_update BEFORE UPDATE ON package_file
  BEGIN SELECT RAISE(ABORT, 'package_file is append-only'); END;
CREATE TRIGGER package_file_no_delete BEFORE DELETE ON package_file
  BEGIN SELECT RAISE(ABORT, 'rows of package_file are never deleted'); END;
CREATE UNIQUE INDEX item_entry ON item (entry) WHERE entry IS NOT NULL;
CREATE INDEX item_waiting ON item (package) WHERE state IN ('DEFERRED', 'HELD');
CREATE TRIGGER item_terminal BEFORE UPDATE ON item WHEN OLD.state NOT IN ('DEFERRED', 'HELD')
  BEGIN SELECT RAISE(ABORT, 'a terminal state never changes'); END;
CREATE TRIGGER item_fixed BEFORE UPDATE OF id, package, ordinal ON item
  BEGIN SELECT RAISE(ABORT, 'an item keeps its place'); END;
CREATE TRIGGER item_no_delete BEFORE DELETE ON item
  BEGIN SELECT RAISE(ABORT, 'rows of item are never deleted'); END;
CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding
  BEGIN SELECT RAISE(ABORT, 'findings are not rewritten'); END;
CREATE TRIGGER finding_kept BEFORE DELETE ON finding
  WHEN (SELECT state FROM item WHERE id = OLD.item) NOT IN ('DEFERRED', 'HELD')
  BEGIN SELECT RAISE(ABORT, 'findings of a decided item stay'); END;
CREATE INDEX event_package ON event (package);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'rows of event are never deleted'); END;
CREATE TRIGGER run_finished BEFORE UPDATE ON run WHEN OLD.finished_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a finished run does not change'); END;
CREATE TRIGGER run_no_delete BEFORE DELETE ON run
  BEGIN SELECT RAISE(ABORT, 'rows of run are never deleted'); END;
CREATE INDEX register_entry_day ON register_entry (registered_day);
CREATE TRIGGER register_entry_number BEFORE INSERT ON register_entry
  WHEN NEW.sequence IS NOT 1 + ifnull(
    (SELECT last FROM counter WHERE court = NEW.court AND year = NEW.year), 0)
  BEGIN SELECT RAISE(ABORT, 'registration numbers have no gaps'); END;
CREATE TRIGGER register_entry_chain BEFORE INSERT ON register_entry
  WHEN NEW.id IS NOT 1 + ifnull((SELECT max(id) FROM register_entry), 0)
    OR NEW.previous_hash IS NOT ifnull((SELECT hash FROM register_entry WHERE id = NEW.id - 1), zeroblob(32))
  BEGIN SELECT RAISE(ABORT, 'an entry follows the entry before it'); END;
CREATE TRIGGER register_entry_item BEFORE INSERT ON register_entry
  WHEN (SELECT entry FROM item WHERE id = NEW.item) IS NOT NEW.id
  BEGIN SELECT RAISE(ABORT, 'an entry belongs to the item that names it'); END;
CREATE TRIGGER register_entry_counts AFTER INSERT ON register_entry
  BEGIN
    INSERT INTO counter (court, year, last) VALUES (NEW.court, NEW.year, 1)
      ON CONFLICT (court, year) DO UPDATE SET last = last + 1;
  END;
CREATE TRIGGER register_entry_no_update BEFORE UPDATE ON register_entry
  BEGIN SELECT RAISE(ABORT, 'register_entry is append-only'); END;
CREATE TRIGGER register_entry_no_delete BEFORE DELETE ON register_entry
  BEGIN SELECT RAISE(ABORT, 'rows of register_entry are never deleted'); END;
CREATE TRIGGER counter_first BEFORE INSERT ON counter
  WHEN NEW.last <> 1 OR NOT EXISTS (
    SELECT 1 FROM register_entry WHERE court = NEW.court AND year = NEW.year AND sequence = 1)
  BEGIN SELECT RAISE(ABORT, 'a counter starts with the first entry'); END;
CREATE TRIGGER counter_next BEFORE UPDATE ON counter
  WHEN NEW.court <> OLD.court OR NEW.year <> OLD.year OR NEW.last <> OLD.last + 1 OR NOT EXISTS (
    SELECT 1 FROM register_entry WHERE court = NEW.court AND year = NEW.year AND sequence = NEW.last)
  BEGIN SELECT RAISE(ABORT, 'a counter grows by one, with its entry'); END;
CREATE TRIGGER counter_no_delete BEFORE DELETE ON counter
  BEGIN SELECT RAISE(ABORT, 'rows of counter are never deleted'); END;
CREATE INDEX entry_document_lead ON entry_document (substr(sha256, 1, 8)) WHERE ordinal = 0;
CREATE TRIGGER entry_document_no_update BEFORE UPDATE ON entry_document
  BEGIN SELECT RAISE(ABORT, 'entry_document is append-only'); END;
CREATE TRIGGER entry_document_no_delete BEFORE DELETE ON entry_document
  BEGIN SELECT RAISE(ABORT, 'rows of entry_document are never deleted'); END;
CREATE INDEX entry_participant_fin ON entry_participant (fin) WHERE fin IS NOT NULL;
CREATE INDEX entry_participant_voen ON entry_participant (voen) WHERE voen IS NOT NULL;
CREATE TRIGGER entry_participant_no_update BEFORE UPDATE ON entry_participant
  BEGIN SELECT RAISE(ABORT, 'entry_participant is append-only'); END;
CREATE TRIGGER entry_participant_no_delete BEFORE DELETE ON entry_participant
  BEGIN SELECT RAISE(ABORT, 'rows of entry_participant are never deleted'); END;
CREATE TRIGGER entry_signature_no_update BEFORE UPDATE ON entry_signature
  BEGIN SELECT RAISE(ABORT, 'entry_signature is append-only'); END;
CREATE TRIGGER entry_signature_no_delete BEFORE DELETE ON entry_signature
  BEGIN SELECT RAISE(ABORT, 'rows of entry_signature are never deleted'); END;
CREATE TRIGGER entry_fee_no_update BEFORE UPDATE ON entry_fee
  BEGIN SELECT RAISE(ABORT, 'entry_fee is append-only'); END;
CREATE TRIGGER entry_fee_no_delete BEFORE DELETE ON entry_fee
  BEGIN SELECT RAISE(ABORT, 'rows of entry_fee are never deleted'); END;
CREATE TRIGGER business_key_no_update BEFORE UPDATE ON business_key
  BEGIN SELECT RAISE(ABORT, 'business_key is append-only'); END;
CREATE TRIGGER business_key_no_delete BEFORE DELETE ON business_key
  BEGIN SELECT RAISE(ABORT, 'rows of business_key are never deleted'); END;
CREATE INDEX payment_use_entry ON payment_use (entry);
CREATE TRIGGER payment_use_no_update BEFORE UPDATE ON payment_use
  BEGIN SELECT RAISE(ABORT, 'payment_use is append-only'); END;
CREATE TRIGGER payment_use_no_delete BEFORE DELETE ON payment_use
  BEGIN SELECT RAISE(ABORT, 'rows of payment_use are never deleted'); END;
CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice
  BEGIN SELECT RAISE(ABORT, 'notice is append-only'); END;
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice
  BEGIN SELECT RAISE(ABORT, 'rows of notice are never deleted'); END;
CREATE UNIQUE INDEX outbox_item ON outbox (item, kind, recipient, event) WHERE item IS NOT NULL;
CREATE UNIQUE INDEX outbox_package ON outbox (package, kind, recipient, event) WHERE item IS NULL;
CREATE TRIGGER outbox_fixed BEFORE UPDATE OF id, package, item, kind, recipient, event ON outbox
  BEGIN SELECT RAISE(ABORT, 'an intent does not change'); END;
CREATE TRIGGER outbox_rendered_once BEFORE UPDATE OF notice ON outbox WHEN OLD.notice IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a notice is rendered once'); END;
CREATE TRIGGER outbox_delivered_once BEFORE UPDATE OF delivered_at ON outbox WHEN OLD.delivered_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a notice is delivered once'); END;
CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox
  BEGIN SELECT RAISE(ABORT, 'rows of outbox are never deleted'); END;
CREATE UNIQUE INDEX clerk_action_item ON clerk_action (item) WHERE item IS NOT NULL;
CREATE UNIQUE INDEX clerk_action_package ON clerk_action (package, action) WHERE item IS NULL;
CREATE UNIQUE INDEX clerk_action_release ON clerk_action (released_as) WHERE released_as IS NOT NULL;
CREATE TRIGGER clerk_action_held BEFORE INSERT ON clerk_action
  WHEN NEW.item IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM item WHERE id = NEW.item AND package = NEW.package AND state = 'HELD')
  BEGIN SELECT RAISE(ABORT, 'a clerk decides on what is held'); END;
CREATE TRIGGER clerk_action_quarantined BEFORE INSERT ON clerk_action
  WHEN NEW.action = 'release' AND NOT EXISTS (
    SELECT 1 FROM item WHERE package = NEW.package AND state = 'QUARANTINED')
  BEGIN SELECT RAISE(ABORT, 'what is released was in quarantine'); END;
CREATE TRIGGER clerk_action_no_update BEFORE UPDATE ON clerk_action
  BEGIN SELECT RAISE(ABORT, 'clerk_action is append-only'); END;
CREATE TRIGGER clerk_action_no_delete BEFORE DELETE ON clerk_action
  BEGIN SELECT RAISE(ABORT, 'rows of clerk_action are never deleted'); END;
CREATE TRIGGER register_entry_clerk BEFORE INSERT ON register_entry
  WHEN NEW.disposition = 'accepted-by-clerk' AND NOT EXISTS (
    SELECT 1 FROM clerk_action WHERE item = NEW.item AND action = 'accept')
  BEGIN SELECT RAISE(ABORT, 'what a clerk accepted names the clerk'); END;
CREATE INDEX package_arrival ON package (arrived_at, items);
CREATE INDEX item_unregistered ON item (state) WHERE state <> 'REGISTERED';
CREATE INDEX world_failure_package ON world_failure (package) WHERE package IS NOT NULL;
CREATE TRIGGER world_failure_no_update BEFORE UPDATE ON world_failure
  BEGIN SELECT RAISE(ABORT, 'world_failure is append-only'); END;
CREATE TRIGGER world_failure_no_delete BEFORE DELETE ON world_failure
  BEGIN SELECT RAISE(ABORT, 'rows of world_failure are never deleted'); END;
CREATE TRIGGER outbox_acknowledged_once BEFORE UPDATE OF acknowledged_at ON outbox
  WHEN OLD.acknowledged_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a notice is acknowledged once'); END;
CREATE TRIGGER outbox_removed_once BEFORE UPDATE OF removed_at ON outbox WHEN OLD.removed_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a notice is removed once'); END;
CREATE INDEX outbox_owed ON outbox (recipient, id) WHERE delivered_at IS NULL;
CREATE INDEX outbox_not_rendered ON outbox (id) WHERE notice IS NULL;
CREATE INDEX outbox_not_acknowledged ON outbox (recipient, notice, delivered_at)
  WHERE delivered_at IS NOT NULL AND acknowledged_at IS NULL AND removed_at IS NULL;
CREATE INDEX outbox_acknowledged ON outbox (acknowledged_at)
  WHERE acknowledged_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX hand_over_owed ON hand_over (recipient, attempts, intent) WHERE done_at IS NULL;
CREATE TRIGGER hand_over_fixed BEFORE UPDATE OF intent, recipient, since ON hand_over
  BEGIN SELECT RAISE(ABORT, 'what is handed over does not change'); END;
CREATE TRIGGER hand_over_once BEFORE UPDATE ON hand_over WHEN OLD.done_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a notice is handed over once'); END;
CREATE TRIGGER hand_over_no_delete BEFORE DELETE ON hand_over
  BEGIN SELECT RAISE(ABORT, 'rows of hand_over are never deleted'); END;
CREATE INDEX statement_package ON statement (package);
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement
  BEGIN SELECT RAISE(ABORT, 'statement is append-only'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement
  BEGIN SELECT RAISE(ABORT, 'rows of statement are never deleted'); END;
CREATE INDEX movement_day ON movement (moved_on);
CREATE INDEX movement_reverses ON movement (reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement
  BEGIN SELECT RAISE(ABORT, 'movement is append-only'); END;
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement
  BEGIN SELECT RAISE(ABORT, 'rows of movement are never deleted'); END;
CREATE TRIGGER movement_reference_no_update BEFORE UPDATE ON movement_reference
  BEGIN SELECT RAISE(ABORT, 'movement_reference is append-only'); END;
CREATE TRIGGER movement_reference_no_delete BEFORE DELETE ON movement_reference
  BEGIN SELECT RAISE(ABORT, 'rows of movement_reference are never deleted'); END;
CREATE INDEX posting_payment ON posting (payment);
CREATE INDEX posting_at ON posting (at);
CREATE INDEX posting_entry ON posting (entry) WHERE entry IS NOT NULL;
CREATE UNIQUE INDEX posting_once ON posting (payment, kind) WHERE kind <> 'reversed';
CREATE TRIGGER posting_of_payment BEFORE INSERT ON posting
  WHEN (SELECT kind FROM movement WHERE id = NEW.payment) <> 'payment'
  BEGIN SELECT RAISE(ABORT, 'only payments have postings'); END;
CREATE TRIGGER posting_booked BEFORE INSERT ON posting
  WHEN NEW.kind = 'booked' AND NEW.amount <> (SELECT amount FROM movement WHERE id = NEW.payment)
  BEGIN SELECT RAISE(ABORT, 'a payment is booked as it is'); END;
CREATE TRIGGER posting_within_payment BEFORE INSERT ON posting
  WHEN NEW.kind IN ('allocated', 'refundable')
    AND NEW.amount + ifnull((SELECT sum(amount) FROM posting WHERE payment = NEW.payment), 0) < 0
  BEGIN SELECT RAISE(ABORT, 'a payment pays no more than it is'); END;
CREATE TRIGGER posting_reversed BEFORE INSERT ON posting
  WHEN NEW.kind = 'reversed' AND ifnull((SELECT sum(amount) FROM posting
    WHERE payment = NEW.payment AND kind IN ('booked', 'reversed')), 0) + NEW.amount < 0
  BEGIN SELECT RAISE(ABORT, 'no more is taken back than was paid'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
  BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
  BEGIN SELECT RAISE(ABORT, 'rows of posting are never deleted'); END;
CREATE TRIGGER payment_claim_no_update BEFORE UPDATE ON payment_claim
  BEGIN SELECT RAISE(ABORT, 'payment_claim is append-only'); END;
CREATE TRIGGER payment_claim_no_delete BEFORE DELETE ON payment_claim
  BEGIN SELECT RAISE(ABORT, 'rows of payment_claim are never deleted'); END;
CREATE TRIGGER payment_order_no_update BEFORE UPDATE ON payment_order
  BEGIN SELECT RAISE(ABORT, 'payment_order is append-only'); END;
CREATE TRIGGER payment_order_no_delete BEFORE DELETE ON payment_order
  BEGIN SELECT RAISE(ABORT, 'rows of payment_order are never deleted'); END;
CREATE TRIGGER discount_use_no_update BEFORE UPDATE ON discount_use
  BEGIN SELECT RAISE(ABORT, 'discount_use is append-only'); END;
CREATE TRIGGER discount_use_no_delete BEFORE DELETE ON discount_use
  BEGIN SELECT RAISE(ABORT, 'rows of discount_use are never deleted'); END;
CREATE TRIGGER cabinet_no_update BEFORE UPDATE ON cabinet
  BEGIN SELECT RAISE(ABORT, 'cabinet is append-only'); END;
CREATE TRIGGER cabinet_no_delete BEFORE DELETE ON cabinet
  BEGIN SELECT RAISE(ABORT, 'rows of cabinet are never deleted'); END;
CREATE INDEX cabinet_event_order ON cabinet_event (cabinet, id);
CREATE TRIGGER cabinet_event_no_update BEFORE UPDATE ON cabinet_event
  BEGIN SELECT RAISE(ABORT, 'cabinet_event is append-only'); END;
CREATE TRIGGER cabinet_event_no_delete BEFORE DELETE ON cabinet_event
  BEGIN SELECT RAISE(ABORT, 'rows of cabinet_event are never deleted'); END;
CREATE INDEX power_of_attorney_parties ON power_of_attorney (representative, principal);
CREATE TRIGGER power_of_attorney_no_update BEFORE UPDATE ON power_of_attorney
  BEGIN SELECT RAISE(ABORT, 'power_of_attorney is append-only'); END;
CREATE TRIGGER power_of_attorney_no_delete BEFORE DELETE ON power_of_attorney
  BEGIN SELECT RAISE(ABORT, 'rows of power_of_attorney are never deleted'); END;
CREATE TRIGGER power_revocation_no_update BEFORE UPDATE ON power_revocation
  BEGIN SELECT RAISE(ABORT, 'power_revocation is append-only'); END;
CREATE TRIGGER power_revocation_no_delete BEFORE DELETE ON power_revocation
  BEGIN SELECT RAISE(ABORT, 'rows of power_revocation are never deleted'); END;
CREATE TRIGGER dispatch_no_update BEFORE UPDATE ON dispatch
  BEGIN SELECT RAISE(ABORT, 'dispatch is append-only'); END;
CREATE TRIGGER dispatch_no_delete BEFORE DELETE ON dispatch
  BEGIN SELECT RAISE(ABORT, 'rows of dispatch are never deleted'); END;
CREATE TRIGGER dispatch_document_no_update BEFORE UPDATE ON dispatch_document
  BEGIN SELECT RAISE(ABORT, 'dispatch_document is append-only'); END;
CREATE TRIGGER dispatch_document_no_delete BEFORE DELETE ON dispatch_document
  BEGIN SELECT RAISE(ABORT, 'rows of dispatch_document are never deleted'); END;
CREATE TRIGGER dispatch_addressee_no_update BEFORE UPDATE ON dispatch_addressee
  BEGIN SELECT RAISE(ABORT, 'dispatch_addressee is append-only'); END;
CREATE TRIGGER dispatch_addressee_no_delete BEFORE DELETE ON dispatch_addressee
  BEGIN SELECT RAISE(ABORT, 'rows of dispatch_addressee are never deleted'); END;
CREATE TRIGGER dispatch_evidence_no_update BEFORE UPDATE ON dispatch_evidence
  BEGIN SELECT RAISE(ABORT, 'dispatch_evidence is append-only'); END;
CREATE TRIGGER dispatch_evidence_no_delete BEFORE DELETE ON dispatch_evidence
  BEGIN SELECT RAISE(ABORT, 'rows of dispatch_evidence are never deleted'); END;
CREATE TRIGGER dispatch_report_no_update BEFORE UPDATE ON dispatch_report
  BEGIN SELECT RAISE(ABORT, 'dispatch_report is append-only'); END;
CREATE TRIGGER dispatch_report_no_delete BEFORE DELETE ON dispatch_report
  BEGIN SELECT RAISE(ABORT, 'rows of dispatch_report are never deleted'); END;
CREATE INDEX placement_order ON placement (cabinet, id);
CREATE INDEX placement_item ON placement (item);
CREATE TRIGGER placement_no_update BEFORE UPDATE ON placement
  BEGIN SELECT RAISE(ABORT, 'placement is append-only'); END;
CREATE TRIGGER placement_no_delete BEFORE DELETE ON placement
  BEGIN SELECT RAISE(ABORT, 'rows of placement are never deleted'); END;
CREATE TRIGGER digest_no_update BEFORE UPDATE ON digest
  BEGIN SELECT RAISE(ABORT, 'digest is append-only'); END;
CREATE TRIGGER digest_no_delete BEFORE DELETE ON digest
  BEGIN SELECT RAISE(ABORT, 'rows of digest are never deleted'); END;
CREATE INDEX access_log_what ON access_log (what);
CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
  BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END;
CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
  BEGIN SELECT RAISE(ABORT, 'rows of access_log are never deleted'); END;
CREATE INDEX register_entry_case ON register_entry (case_number, court, id) WHERE case_number IS NOT NULL;
COMMIT;
