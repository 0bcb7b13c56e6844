/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How far a submission has come. */
export type SubmissionStatus =
  /** Announced; its file has not come. Its sender's alone to see. */
  | 'AWAITING_UPLOAD'
  /** Its file has come and is being checked, until completeUpload. Its sender's alone to see. */
  | 'SCANNING'
  /** Received by the firm, which has not looked at it. */
  | 'RECEIVED'
  /** The firm is looking at it. */
  | 'IN_REVIEW'
  /** The firm has accepted it; the request it answers is fulfilled. */
  | 'ACCEPTED'
  /** The firm has rejected it: `reason` says why. */
  | 'REJECTED';

/** Who brought a document. */
export type DocumentSource =
  /** The firm. */
  | 'FIRM'
  /** The client, who submitted it. */
  | 'CLIENT';

/** What a person can mend, told by its kind. */
export type UserErrorCode =
  /** The value cannot be what the field wants: malformed, too long, unreadable. */
  | 'INVALID'
  /** The field may not be empty. */
  | 'REQUIRED'
  /** Something of the firm already has this value, which must be its own. */
  | 'TAKEN'
  /** What was named is not there, or not the firm's. */
  | 'NOT_FOUND'
  /** An access needs a contact of the firm. */
  | 'CONTACT_REQUIRED'
  /** The contact has no e-mail. */
  | 'CONTACT_EMAIL_REQUIRED'
  /** The contact's profile is not CLIENT. */
  | 'CONTACT_NOT_A_CLIENT'
  /** The e-mail is none of the contact's; `addEmailToContact` adds it. */
  | 'CONTACT_EMAIL_NOT_ON_RECORD'
  /** The firm's plan does not open this channel. */
  | 'PLAN_NOT_ENTITLED'
  /** The access's type does not open this channel. */
  | 'CHANNEL_NOT_ALLOWED'
  /** The link is not valid: mistyped, used, replaced or too old. */
  | 'TOKEN_INVALID'
  /** E-mail and password do not belong together. */
  | 'CREDENTIALS_INVALID'
  /** The password is too short or too easily guessed. */
  | 'PASSWORD_TOO_WEAK'
  /** The file is larger than `uploadPolicy` allows. */
  | 'FILE_TOO_LARGE'
  /** Files of this type are not taken, or the file's name, announced type and content do not agree. */
  | 'FILE_TYPE_REFUSED'
  /** Not all of the file is there yet: send it, or ask again when it has been sent. */
  | 'UPLOAD_INCOMPLETE'
  /** More than a client may send in a day (`uploadPolicy`), than the firm may keep, or than may be asked in a while. */
  | 'QUOTA_EXCEEDED'
  /** Files cannot be kept for the moment: try again later. */
  | 'STORAGE_UNAVAILABLE'
  /** The firm would be left without an active administrator. */
  | 'LAST_ADMIN'
  /** This installation does not ask the courts' service: whoever runs it has given no key, or switched it off. */
  | 'CONNECTOR_UNAVAILABLE'
  /** Something else has changed or stands in the way. */
  | 'CONFLICT';

/** Changes to a document. A field left out stays as it is, null clears it. */
export type UpdateDocumentInput = {
  /** Its name, as people know it: up to 200 characters. */
  name?: string | null | undefined;
  /** What it is about: up to 2000 characters. */
  description?: string | null | undefined;
};

/** What a client is asked for. */
export type DocumentRequestInput = {
  /** The contact who is asked: a client reads it in its session. */
  contactId: string;
  /** What is asked for: up to 300 characters. */
  title: string;
  /** What to mind: up to 2000 characters. */
  instructions?: string | null | undefined;
  /** Until when it is needed. */
  dueOn?: string | null | undefined;
};

/** A file to be sent to one's own contact record: what it will be checked against. */
export type SubmissionUploadInput = {
  /** What it is, in one's own words: up to 2000 characters. */
  description: string;
  /** The file's name, with the ending of its type: up to 200 characters. */
  name: string;
  /** Its media type, one of uploadPolicy's. */
  contentType: string;
  /** Its size in bytes, exactly. */
  byteSize: number;
  /** Its SHA-256, hexadecimal: what comes damaged is refused then. */
  sha256?: string | null | undefined;
  /** The firm's request that it answers; left out, none. */
  requestId?: string | null | undefined;
};

/** What the firm says of a submission. */
export type ReviewSubmissionInput = {
  /** The submission. */
  submissionId: string;
  /** What it becomes. */
  status: ReviewStatus;
  /** Why it is rejected, for the client to read: required then, up to 2000 characters, and for nothing else. */
  reason?: string | null | undefined;
};

/** What a review can make of a submission. */
export type ReviewStatus =
  /** Being looked at: the client sees that, and is not written to. */
  | 'IN_REVIEW'
  /** Accepted, for good. */
  | 'ACCEPTED'
  /** Rejected, for good, with a reason that the client reads. */
  | 'REJECTED';

/** Changes to what files the firm takes. A field left out stays, null is as the installation has it. */
export type UploadPolicyInput = {
  /** The largest file, in bytes: no more than the installation takes. */
  maxBytes?: number | null | undefined;
  /** The media types: some of those the installation takes. */
  contentTypes?: Array<string> | null | undefined;
  /** How many files a client may announce in a day. */
  clientFilesPerDay?: number | null | undefined;
  /** How much they may come to, in units of 1048576 bytes. */
  clientMegabytesPerDay?: number | null | undefined;
};

/** A file to be sent to a process: what it will be checked against when it has come. */
export type DocumentUploadInput = {
  /** The process it will belong to. */
  processId: string;
  /** The file's name, with the ending of its type: up to 200 characters. */
  name: string;
  /** What it is about: up to 2000 characters. */
  description?: string | null | undefined;
  /** Its media type, one of uploadPolicy's. */
  contentType: string;
  /** Its size in bytes, exactly. */
  byteSize: number;
  /** Its SHA-256, hexadecimal: what comes damaged is refused then. */
  sha256?: string | null | undefined;
};

/** How a client comes in. `Firm.channels` tells what each type opens. */
export type AccessType =
  /** Padrão: a link without login on the web; e-mail and password in the app, where the plan has it. */
  | 'STANDARD'
  /** Simplificado: e-mail and password on the web. */
  | 'SIMPLIFIED';

/** The kinds of information the firm switches on one by one. Process data is always seen. */
export type InformationCategory =
  /** Movements that come from the courts. */
  | 'AUTOMATIC_MOVEMENTS'
  /** Movements that the firm's people write. */
  | 'MANUAL_MOVEMENTS'
  /** Tasks. */
  | 'TASKS'
  /** Publications that were treated. */
  | 'PUBLICATIONS'
  /** Documents of the process's record. */
  | 'DOCUMENTS';

/** Where an access stands. */
export type AccessStatus =
  /** Granted; the invitation has not been taken up. */
  | 'INVITED'
  /** Taken up. */
  | 'ACTIVE'
  /** Removed, for good: a new grant is a new access. */
  | 'REVOKED';

/** What was done with an access. */
export type AccessEventKind =
  /** It was granted. */
  | 'GRANTED'
  /** Something of it was changed: see `detail`. */
  | 'UPDATED'
  /** Its e-mail was changed. */
  | 'EMAIL_CHANGED'
  /** An invitation was sent, the first or a new one. */
  | 'INVITED'
  /** It got a new link, and the old one was void. */
  | 'LINK_ROTATED'
  /** Its link was opened; `detail` says when on a device that it was not opened on before. */
  | 'LINK_OPENED'
  /** The client signed in with e-mail and password. */
  | 'SIGNED_IN'
  /** Somebody tried to come in and was refused: see `detail`. */
  | 'SIGN_IN_FAILED'
  /** A new password was asked for. */
  | 'PASSWORD_RESET_REQUESTED'
  /** A password was set. */
  | 'PASSWORD_SET'
  /** The client signed out, or ended one of its sessions; or the firm ended them all. */
  | 'SIGNED_OUT'
  /** The client came from its access at another firm. Told to the client only, in a password session; to all others it is SIGNED_IN. */
  | 'ACCESS_SWITCHED'
  /** It was removed. */
  | 'REVOKED'
  /** A process was looked at: once a session in 30 minutes. */
  | 'PROCESS_VIEWED'
  /** A document was downloaded. */
  | 'DOCUMENT_DOWNLOADED'
  /** A document was sent to the firm. */
  | 'DOCUMENT_SUBMITTED'
  /** An admin looked through the client's eyes. */
  | 'PREVIEWED';

/** Where a client comes in. */
export type Channel =
  /** Acesso do Cliente: the browser. */
  | 'WEB'
  /** Portal do Cliente: the app. */
  | 'APP';

/** What the firm subscribes to. SMART, COMPANY and VIP include the app. */
export type Plan =
  /** Light: the web only. */
  | 'LIGHT'
  /** Up: the web only. */
  | 'UP'
  /** Smart: the web and the app. */
  | 'SMART'
  /** Company: the web and the app. */
  | 'COMPANY'
  /** VIP: the web and the app. */
  | 'VIP';

/** What a session was opened with. */
export type Credential =
  /** The link of the mail, without login: reads only, and never a secret process. */
  | 'LINK'
  /** E-mail and password. */
  | 'PASSWORD';

/** Why a channel is not open. */
export type ChannelUnavailable =
  /** The access type has no such channel. */
  | 'TYPE'
  /** The firm's plan lacks it. */
  | 'PLAN';

/** What an app runs on. */
export type AppPlatform =
  /** Android. */
  | 'ANDROID'
  /** iPhone and iPad. */
  | 'IOS';

/** A person or a company. */
export type ContactKind =
  /** Pessoa física. */
  | 'PERSON'
  /** Pessoa jurídica. */
  | 'COMPANY';

/** What a contact is to the firm. */
export type ContactProfile =
  /** A client: may be granted access. */
  | 'CLIENT'
  /** Anybody else: adverse parties, witnesses, experts. */
  | 'CONTACT';

/** What became of the mail that tells a client of its access, or somebody that they belong to the firm. */
export type InvitationStatus =
  /** Waiting to be sent. */
  | 'QUEUED'
  /** Sent. */
  | 'SENT'
  /** Could not be delivered: see `failure`. */
  | 'FAILED'
  /** Taken up. */
  | 'ACCEPTED'
  /** Not taken up in time. */
  | 'EXPIRED'
  /** Access or person was removed, or the invitation sent anew. */
  | 'CANCELED';

/** What somebody may do at the firm. */
export type StaffRole =
  /** Administrador: sees everything of the firm and grants client access. */
  | 'ADMIN'
  /** Usuário: works on the processes its visibility allows. */
  | 'MEMBER';

/** What a mailed token is for. */
export type TokenPurpose =
  /** Opens the client's processes on the web, without login: `openAccessLink`. */
  | 'OPEN_LINK'
  /** Sets the password, or a new one, once: `setPassword`. */
  | 'SET_PASSWORD';

/** A client access to be granted. */
export type GrantClientAccessInput = {
  /** The contact: CONTACT_REQUIRED when it is not the firm's, CONTACT_NOT_A_CLIENT by its profile. */
  contactId: string;
  /** The name to greet by; left out, the contact's. Up to 200 characters. */
  name?: string | null | undefined;
  /** One of the contact's e-mails. TAKEN when another access of the firm has it. */
  email: string;
  /** How the client comes in. */
  type: AccessType;
  /** What is switched on. None at all is allowed: process data only. */
  categories: Array<InformationCategory>;
  /** Include processes of visibility TEAM. */
  includesTeamProcesses?: boolean | null | undefined;
  /** Include processes of visibility PRIVATE. */
  includesPrivateProcesses?: boolean | null | undefined;
  /** Add the e-mail to the contact when it is none of its own yet. */
  addEmailToContact?: boolean | null | undefined;
};

/** What of an access changes. A field left out stays; a list given replaces. Another `type` or `email` ends all sessions and links and sends the invitation anew; anything else holds from the next request. */
export type UpdateClientAccessInput = {
  /** The access: NOT_FOUND for another firm's, CONFLICT when it was removed. */
  accessId: string;
  /** The version that was read: CONFLICT when somebody changed the access meanwhile. Left out: the last one wins. */
  expectedVersion?: number | null | undefined;
  /** The name to greet by; null for the contact's. Up to 200 characters. */
  name?: string | null | undefined;
  /** One of the contact's e-mails. The old address is told that the access was moved. TAKEN when another access of the firm has it. */
  email?: string | null | undefined;
  /** How the client comes in. */
  type?: AccessType | null | undefined;
  /** What is switched on, in place of what was. None at all is allowed: process data only. */
  categories?: Array<InformationCategory> | null | undefined;
  /** Include processes of visibility TEAM. */
  includesTeamProcesses?: boolean | null | undefined;
  /** Include processes of visibility PRIVATE. */
  includesPrivateProcesses?: boolean | null | undefined;
  /** Add the e-mail to the contact when it is none of its own yet. */
  addEmailToContact?: boolean | null | undefined;
};

/** A new contact. */
export type ContactInput = {
  /** The name: up to 200 characters. */
  name: string;
  /** Person or company. */
  kind: ContactKind;
  /** What it is to the firm. */
  profile: ContactProfile;
  /** Its e-mails: up to 20. */
  emails: Array<string>;
  /** Its telephones, as written: up to 20 of up to 40 characters. */
  phones?: Array<string> | null | undefined;
  /** CPF, or CNPJ with digits only or with letters; masked or bare. TAKEN when another contact of the firm has it. */
  taxId?: string | null | undefined;
};

/** Changes to a contact. A field left out stays as it is, null clears it; a list given replaces the list. */
export type UpdateContactInput = {
  /** The version this change is based on: CONFLICT when it has changed since. Left out: the last one wins. */
  expectedVersion?: number | null | undefined;
  /** The name: up to 200 characters. */
  name?: string | null | undefined;
  /** Person or company. */
  kind?: ContactKind | null | undefined;
  /** What it is to the firm. CONFLICT while an access needs it to be CLIENT. */
  profile?: ContactProfile | null | undefined;
  /** Its e-mails. CONFLICT when one that an access uses would go. */
  emails?: Array<string> | null | undefined;
  /** Its telephones. */
  phones?: Array<string> | null | undefined;
  /** CPF or CNPJ. */
  taxId?: string | null | undefined;
};

/** What of the firm changes. A field left out stays; null clears it. */
export type FirmInput = {
  /** How its portal presents itself. */
  portal?: PortalInput | null | undefined;
  /** Its name: up to 200 characters. */
  name?: string | null | undefined;
  /** Whom to write to about personal data (LGPD): up to 200 characters. */
  privacyContact?: string | null | undefined;
  /** Whom to ask for help: up to 200 characters. */
  supportContact?: string | null | undefined;
  /** Whether clients of a SIMPLIFIED access may send documents too. */
  simplifiedMaySubmit?: boolean | null | undefined;
  /** How many days the links mailed from now on can be used in all: 1 to as many as the installation has, 180 unless it says less; null for those. Links that were mailed before keep theirs: `rotateAccessLink` mails a new one. */
  linkDays?: number | null | undefined;
  /** After how many days without being opened such a link is over: 1 to as many as the installation has, 30 unless it says less; null for those. Each opening begins them anew. */
  linkUnusedDays?: number | null | undefined;
  /** Whether its mails say it in English too, below the Portuguese: they do by default, and with null. */
  mailsInEnglish?: boolean | null | undefined;
};

/** What of the portal changes. A field left out stays; null clears it. */
export type PortalInput = {
  /** Its name; null for the firm's. Up to 100 characters. */
  name?: string | null | undefined;
  /** Its icon, https. */
  iconUrl?: string | null | undefined;
  /** Where it is on the web, https; null for this service's pages. */
  webUrl?: string | null | undefined;
  /** Where its app is, in place of what was: up to 10. */
  stores?: Array<AppStoreInput> | null | undefined;
};

/** An app of the portal. */
export type AppStoreInput = {
  /** What it runs on. */
  platform: AppPlatform;
  /** The app's name in the store: up to 100 characters. */
  name: string;
  /** Its page there, https. */
  url: string;
};

/** E-mail and password. */
export type SignInInput = {
  /** The e-mail. */
  email: string;
  /** The password. */
  password: string;
  /** Where a client comes in; null for staff. */
  channel?: Channel | null | undefined;
  /** Which of several accesses, or the staff member's id of who works at several firms; left out, the last used. */
  accessId?: string | null | undefined;
};

/** A password to be set with a mailed token. */
export type SetPasswordInput = {
  /** The token of the mail. */
  token: string;
  /** The password: 15 to 256 characters, none of them asked for; not what is tried first (PASSWORD_TOO_WEAK says why). */
  password: string;
};

/** Somebody to be taken into the firm. */
export type InviteStaffMemberInput = {
  /** The name: up to 200 characters. */
  name: string;
  /** Where the mail goes, and what they will sign in with. TAKEN when somebody of the firm has it. */
  email: string;
  /** What they may do. */
  role: StaffRole;
};

/** What of a staff member changes. A field left out stays. */
export type UpdateStaffMemberInput = {
  /** Whom: NOT_FOUND for somebody of another firm. */
  id: string;
  /** The name: up to 200 characters. */
  name?: string | null | undefined;
  /** What they may do, at once. Another role ends their sessions, but for the one that gives up its own: they sign in anew. LAST_ADMIN when no active admin would be left. */
  role?: StaffRole | null | undefined;
  /** Whether they may sign in. False ends their sessions at once. LAST_ADMIN when no active admin would be left. */
  active?: boolean | null | undefined;
};

/** What kind of process. */
export type ProcessKind =
  /** Processo: before a court, with a CNJ number or one of before 2010. */
  | 'LAWSUIT'
  /** Caso: the firm's work outside of the courts; it has no number and no court. */
  | 'CASE';

/** Where a process stands. Closed ones stay visible. */
export type ProcessStatus =
  /** Ativo. */
  | 'ACTIVE'
  /** Suspenso. */
  | 'SUSPENDED'
  /** Encerrado. */
  | 'CLOSED';

/** Who inside the firm sees a process. Not to be confused with secrecy (segredo de justiça). */
export type ProcessVisibility =
  /** Everybody at the firm, and its client. */
  | 'PUBLIC'
  /** Its team and responsible; its client where the access includes team processes. */
  | 'TEAM'
  /** Its responsible; its client where the access includes private processes. */
  | 'PRIVATE';

/** What came of asking a service of the courts about a process. */
export type CourtOutcome =
  /** It is known there; what was new has come in. */
  | 'UPDATED'
  /** It is not known there yet: new ones come days to weeks late. It is asked again. So reads, too, what comes from a process in segredo de justiça, of which nobody outside is asked. */
  | 'NOT_FOUND'
  /** The service holds no processes of this court. */
  | 'NOT_COVERED'
  /** The service failed: it is asked again. */
  | 'UNAVAILABLE'
  /** The service wants to be asked less: it is asked again. */
  | 'LIMITED'
  /** The service refuses this installation. */
  | 'REFUSED'
  /** The answer could not be read: it is asked again. */
  | 'MALFORMED';

/** Where a movement comes from: each is a kind of information of its own. */
export type MovementOrigin =
  /** Andamento automático: from the court. */
  | 'AUTOMATIC'
  /** Histórico manual: written by the firm's people. */
  | 'MANUAL';

/** The degree of jurisdiction (grau). */
export type CourtDegree =
  /** First degree. */
  | 'G1'
  /** Second degree. */
  | 'G2'
  /** Juizado especial. */
  | 'JE'
  /** Turma recursal. */
  | 'TR'
  /** Turma regional de uniformização. */
  | 'TRU'
  /** Superior court. */
  | 'SUP';

/** Whom a comment is for. */
export type CommentAudience =
  /** The client, and the firm. */
  | 'CLIENT'
  /** The firm only: it never leaves it. */
  | 'INTERNAL';

/** What a party is in a process. */
export type PartyRole =
  /** The firm's client: the only role that lets a contact see the process. */
  | 'CLIENT'
  /** The other side. */
  | 'ADVERSE'
  /** A witness. */
  | 'WITNESS'
  /** A court-appointed expert. */
  | 'EXPERT'
  /** Anybody else involved. */
  | 'OTHER';

/** A party's side (polo). */
export type PartySide =
  /** Polo ativo: who asks. */
  | 'ACTIVE'
  /** Polo passivo: of whom it is asked. */
  | 'PASSIVE'
  /** Neither. */
  | 'OTHER';

/** How two processes hang together. */
export type ProcessLinkKind =
  /** Recurso: without a client of its own, it is seen by the original's. */
  | 'APPEAL'
  /** Desdobramento: without a client of its own, it is seen by the original's. */
  | 'OFFSHOOT'
  /** Anexo or apenso: grants nothing. */
  | 'ATTACHMENT';

/** What the firm has made of a publication. Clients see TREATED ones of their processes only. */
export type PublicationStatus =
  /** Nobody has treated it. */
  | 'PENDING'
  /** Linked to a process. */
  | 'TREATED'
  /** Found to be of no process of the firm. */
  | 'DISCARDED';

/** Where a task stands. */
export type TaskStatus =
  /** A fazer. */
  | 'OPEN'
  /** Concluída. */
  | 'DONE';

/** A public service of the courts. */
export type CourtSource =
  /** DataJud, of the CNJ: movements, class, subjects and degree, by the process's number. */
  | 'DATAJUD'
  /** DJEN, the courts' national gazette: publications, by OAB registration. */
  | 'DJEN';

/** Whether a service of the courts is asked for the firm. */
export type CourtConnectorState =
  /** This installation does not ask it: without a key, or switched off by whoever runs it. */
  | 'NOT_AVAILABLE'
  /** Switched off, as at first: nothing is asked. */
  | 'OFF'
  /** Switched on, and resting until the terms' present version is accepted. */
  | 'TERMS_CHANGED'
  /** Switched on. */
  | 'ON';

/** Why a service of the courts gave no answer. */
export type CourtProblemKind =
  /** It failed, or did not answer in time: it is asked again by itself, later and later. */
  | 'UNAVAILABLE'
  /** It wants to be asked less: it is asked again after a pause. */
  | 'LIMITED'
  /** It refuses this installation: its key was changed, or its place is not allowed. */
  | 'REFUSED'
  /** It answered what cannot be read. */
  | 'MALFORMED';

/** How a list of processes is ordered. */
export type ProcessOrder =
  /** By the latest movement the viewer may see, the latest first; by filing date where there is none. */
  | 'LAST_MOVEMENT'
  /** By filing date, the latest first; those without one last. */
  | 'FILED'
  /** By title, A to Z, without regard to accents and case. */
  | 'TITLE';

/** Which processes. What is left out does not narrow. */
export type ProcessFilter = {
  /** Lawsuits only, or cases only. */
  kind?: ProcessKind | null | undefined;
  /** Of one status only. */
  status?: ProcessStatus | null | undefined;
  /** Part of the number, the old number, the title or a party's name, without regard to accents and case. */
  search?: string | null | undefined;
  /** Those with movements the client has not seen; false: those without. Clients only: FORBIDDEN otherwise. */
  unseen?: boolean | null | undefined;
  /** Those a contact is a party to, in whatever role. Staff only: FORBIDDEN otherwise. */
  contactId?: string | null | undefined;
};

/** What decides whether a client sees a process. */
export type VisibilityRule =
  /** The access has not been removed. */
  | 'ACCESS_ACTIVE'
  /** The client's contact is a party of role CLIENT to the process itself. */
  | 'PARTY'
  /** It is, to the process or, where that has no client of its own, to the one it is an appeal or offshoot of. */
  | 'INHERITED'
  /** The process is not for its team only, or the access includes team processes. */
  | 'TEAM_INCLUDED'
  /** The process is not private, or the access includes private processes. */
  | 'PRIVATE_INCLUDED'
  /** The process is not in segredo de justiça, or the client comes in with a password. */
  | 'SECRECY'
  /** The access's type and the firm's plan open the channel. */
  | 'CHANNEL';

/** A service of the courts to be asked for the firm. */
export type SwitchOnCourtConnectorInput = {
  /** Which service. CONNECTOR_UNAVAILABLE where this installation asks it not. */
  source: CourtSource;
  /** The version of the terms that is accepted: the present one's. CONFLICT for an earlier one, INVALID for what is none. */
  acceptedVersion: string;
};

/** A lawyer's registration at the OAB. */
export type OabRegistrationInput = {
  /** Its number, with or without points: up to 7 digits. */
  number: string;
  /** Its state, in two letters. */
  state: string;
};

/** A movement written by the firm. */
export type RecordMovementInput = {
  /** The process it happened in. */
  processId: string;
  /** When it happened. */
  occurredAt: string;
  /** What happened: up to 300 characters. */
  title: string;
  /** More of it: up to 10,000 characters. */
  text?: string | null | undefined;
  /** The degree it happened in. */
  degree?: CourtDegree | null | undefined;
};

/** What a court tells of one process. */
export type ImportCourtMovementsInput = {
  /** The process's CNJ number, masked or bare: NOT_FOUND when the firm has none of it. */
  processNumber: string;
  /** The movements: up to 1,000. A wrong one is refused with its index, the others are kept. */
  movements: Array<CourtMovementInput>;
};

/** A movement as a court tells it. */
export type CourtMovementInput = {
  /** What the source calls it: the same one twice adds nothing. Up to 200 characters. */
  externalId: string;
  /** When it happened. */
  occurredAt: string;
  /** Its TPU code. */
  code?: number | null | undefined;
  /** The court's words: up to 300 characters. */
  title: string;
  /** More of it: up to 10,000 characters. */
  text?: string | null | undefined;
  /** The degree it happened in. */
  degree?: CourtDegree | null | undefined;
};

/** A comment on a movement. */
export type CommentMovementInput = {
  /** The movement. */
  movementId: string;
  /** What is said: up to 5,000 characters. */
  text: string;
  /** Whom it is for. */
  audience: CommentAudience;
};

/** Words of the firm's own for a TPU code. With neither words nor `silenced` the house's words stand again. */
export type MovementWordingInput = {
  /** The TPU code. What stands under it in the TPU, and has no words of its own, goes with it. */
  code: number;
  /** The version these words are based on: CONFLICT when the firm's have changed since. Left out: the last one wins. */
  expectedVersion?: number | null | undefined;
  /** In a few words: up to 120 characters. REQUIRED where `text` is given. */
  headline?: string | null | undefined;
  /** In a sentence or two: up to 1,000 characters. REQUIRED where `headline` is given. */
  text?: string | null | undefined;
  /** Whether clients are told nothing of this code. INVALID beside words. */
  silenced?: boolean | null | undefined;
};

/** A new process. */
export type ProcessInput = {
  /** Lawsuit or case. */
  kind: ProcessKind;
  /** The CNJ number, masked or bare: REQUIRED for a lawsuit without `legacyNumber`, INVALID for a case, TAKEN when the firm has it. */
  number?: string | null | undefined;
  /** The number of before 2010, in any form: up to 60 characters. INVALID for a case. */
  legacyNumber?: string | null | undefined;
  /** What the firm calls it: up to 300 characters. */
  title: string;
  /** Left out: ACTIVE. */
  status?: ProcessStatus | null | undefined;
  /** Left out: PUBLIC. */
  visibility?: ProcessVisibility | null | undefined;
  /** Segredo de justiça. Left out: no. */
  secret?: boolean | null | undefined;
  /** Where it runs. INVALID for a case. */
  court?: CourtInput | null | undefined;
  /** The day it was filed. */
  filedOn?: string | null | undefined;
  /** The value of the claim in reais: 1234.56. */
  claimValue?: string | null | undefined;
  /** The staff member responsible for it: NOT_FOUND for who is not active at the firm. A client reads the name. */
  responsibleId?: string | null | undefined;
  /** The staff members on it, active ones: up to 100. */
  teamMemberIds?: Array<string> | null | undefined;
  /** Who is involved: up to 200. */
  parties?: Array<ProcessPartyInput> | null | undefined;
};

/** Where a lawsuit runs. In an update, a field left out stays and null clears it. */
export type CourtInput = {
  /** The tribunal: TJSP, TRT2 … Up to 60 characters. */
  tribunal?: string | null | undefined;
  /** The juízo or vara. Up to 200 characters. */
  division?: string | null | undefined;
  /** The foro or comarca. Up to 200 characters. */
  venue?: string | null | undefined;
  /** The degree of jurisdiction. */
  degree?: CourtDegree | null | undefined;
  /** The class. Up to 200 characters. */
  className?: string | null | undefined;
  /** The subjects: up to 50 of up to 200 characters. */
  subjects?: Array<string> | null | undefined;
};

/** Somebody involved: a contact of the firm, or a name. */
export type ProcessPartyInput = {
  /** The contact's id. Needed for the role CLIENT: it is the contact who will see. */
  contactId?: string | null | undefined;
  /** The name; left out, the contact's. Up to 200 characters. */
  name?: string | null | undefined;
  /** What it is in the process. */
  role: PartyRole;
  /** Its side. */
  side: PartySide;
};

/** Changes to a process. A field left out stays as it is, null clears it. Parties: setProcessParties. */
export type UpdateProcessInput = {
  /** The version this change is based on: CONFLICT when it has changed since. Left out: the last one wins. */
  expectedVersion?: number | null | undefined;
  /** The CNJ number, masked or bare; TAKEN when the firm has it. A lawsuit keeps it or its old one. */
  number?: string | null | undefined;
  /** The number of before 2010: up to 60 characters. */
  legacyNumber?: string | null | undefined;
  /** What the firm calls it: up to 300 characters. */
  title?: string | null | undefined;
  /** Where it stands. */
  status?: ProcessStatus | null | undefined;
  /** Who inside the firm sees it. */
  visibility?: ProcessVisibility | null | undefined;
  /** Segredo de justiça. */
  secret?: boolean | null | undefined;
  /** Where it runs, field by field; null clears all of it. */
  court?: CourtInput | null | undefined;
  /** The day it was filed. */
  filedOn?: string | null | undefined;
  /** The value of the claim in reais: 1234.56. */
  claimValue?: string | null | undefined;
  /** The staff member responsible for it: NOT_FOUND for who is not active at the firm. Who is it already stays, also after leaving. */
  responsibleId?: string | null | undefined;
  /** The staff members on it: replaces the list. Up to 100, active ones or on it already. */
  teamMemberIds?: Array<string> | null | undefined;
};

/** Two processes, and how they hang together. */
export type LinkProcessesInput = {
  /** The one appealed from, attached to … */
  originalId: string;
  /** The appeal, the offshoot, the attached one. */
  linkedId: string;
  /** How. */
  kind: ProcessLinkKind;
};

/** What gazettes tell. */
export type ImportPublicationsInput = {
  /** The publications: up to 1,000. A wrong one is refused with its index, the others are kept. */
  publications: Array<PublicationInput>;
};

/** A publication as a gazette tells it. */
export type PublicationInput = {
  /** What the source calls it: the same one twice adds nothing. Up to 200 characters. */
  externalId: string;
  /** The gazette: up to 200 characters. */
  gazette: string;
  /** The day it was made available. */
  availableOn: string;
  /** The day it counts as published. */
  publishedOn?: string | null | undefined;
  /** Its text, as plain text or HTML, up to 100,000 characters. Markup beyond paragraphs, lists, tables and emphasis is taken away, with scripts and styles and every attribute: REQUIRED when nothing is left. */
  content: string;
  /** The number it came with, a CNJ number or not: up to 60 characters. */
  processNumber?: string | null | undefined;
  /** Whether the gazette has taken it back. Of one that is there this is marked, and nothing else changes. */
  canceled?: boolean | null | undefined;
};

/** What becomes of a publication: exactly one of `processId` and `discard`. */
export type TreatPublicationInput = {
  /** The publication. */
  publicationId: string;
  /** The version the person has read: CONFLICT when somebody has treated it since, or the gazette has taken it back. Left out: the last one wins, also over the process that somebody else has just linked it to. */
  expectedVersion?: number | null | undefined;
  /** The process it is of: NOT_FOUND when not there, REQUIRED when it is not to be discarded either. */
  processId?: string | null | undefined;
  /** It is of no process of the firm: INVALID beside a process. */
  discard?: boolean | null | undefined;
  /** Whether the gazette has taken it back, where that was marked or missed by mistake. Left out, it stays; should the source say again that it is canceled, it is marked again. */
  canceled?: boolean | null | undefined;
};

/** A new task. */
export type TaskInput = {
  /** What is to be done: up to 300 characters. */
  title: string;
  /** More of it: up to 10,000 characters. */
  description?: string | null | undefined;
  /** The day it is due. */
  dueOn?: string | null | undefined;
  /** Left out: OPEN. */
  status?: TaskStatus | null | undefined;
  /** The staff member who does it: NOT_FOUND for who is not active at the firm. A client who sees the task reads the name. */
  assigneeId?: string | null | undefined;
};

/** Changes to a task. A field left out stays as it is, null clears it. */
export type UpdateTaskInput = {
  /** The version this change is based on: CONFLICT when it has changed since. Left out: the last one wins. */
  expectedVersion?: number | null | undefined;
  /** What is to be done: up to 300 characters. */
  title?: string | null | undefined;
  /** More of it: up to 10,000 characters. */
  description?: string | null | undefined;
  /** The day it is due. */
  dueOn?: string | null | undefined;
  /** DONE notes the moment, OPEN takes it back. */
  status?: TaskStatus | null | undefined;
  /** The staff member who does it: NOT_FOUND for who is not active at the firm, but for who does it already. */
  assigneeId?: string | null | undefined;
};

export type AccessRowFragment = { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null };

export type GrantMutationVariables = Exact<{
  input: GrantClientAccessInput;
}>;


export type GrantMutation = { grantClientAccess: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type EditMutationVariables = Exact<{
  input: UpdateClientAccessInput;
}>;


export type EditMutation = { updateClientAccess: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ResendMutationVariables = Exact<{
  id: string;
}>;


export type ResendMutation = { resendInvitation: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RotateMutationVariables = Exact<{
  id: string;
}>;


export type RotateMutation = { rotateAccessLink: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type EndClientSessionsMutationVariables = Exact<{
  id: string;
}>;


export type EndClientSessionsMutation = { endClientSessions: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RevokeMutationVariables = Exact<{
  id: string;
}>;


export type RevokeMutation = { revokeClientAccess: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AccessQueryVariables = Exact<{
  id: string;
}>;


export type AccessQuery = { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null } | null };

export type AccessesQueryVariables = Exact<{
  search?: string | null | undefined;
  status?: AccessStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessesQuery = { clientAccesses: { totalCount: number, nodes: Array<{ id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null, link: { lastUsedAt: string | null, expiresAt: string } | null, newsByMail: { wanted: boolean, lastSentAt: string | null, failure: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GrantFormQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type GrantFormQuery = { viewer:
    | { id: string, role: StaffRole | null, firm: { id: string, plan: Plan | null, standard: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }> | null, simplified: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }> | null } }
    | Record<PropertyKey, never>
   | null, contacts: { nodes: Array<{ id: string, name: string, profile: ContactProfile, emails: Array<string>, accesses: Array<{ id: string, status: AccessStatus, type: AccessType, email: string | null }> | null }> } | null };

export type PreviewMutationVariables = Exact<{
  id: string;
  channel?: Channel | null | undefined;
}>;


export type PreviewMutation = { previewAccess: { session: { id: string, token: string | null, expiresAt: string, preview: boolean, channel: Channel | null, credential: Credential, viewer:
        | { id: string, name: string }
        | Record<PropertyKey, never>
       } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type LogQueryVariables = Exact<{
  id: string;
  kinds?: Array<AccessEventKind> | AccessEventKind | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LogQuery = { clientAccess: { id: string, name: string, activity: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: AccessEventKind, at: string, channel: Channel | null, actor: string, detail: string | null, subjectId: string | null, subject:
          | { __typename: 'Process', id: string, title: string, number: string | null }
          | { __typename: 'Document', id: string, name: string }
          | { __typename: 'Submission' }
         | null }> } | null } | null };

export type ExplainQueryVariables = Exact<{
  a: string;
  p: string;
  channel?: Channel | null | undefined;
}>;


export type ExplainQuery = { explainVisibility: { visible: boolean, checks: Array<{ rule: VisibilityRule, passed: boolean, detail: string }> } | null };

export type HomeQueryVariables = Exact<{
  filter?: ProcessFilter | null | undefined;
  orderBy?: ProcessOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HomeQuery = { processes: { totalCount: number, nodes: Array<{ id: string, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, filedOn: string | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type ProcessDataQueryVariables = Exact<{
  id: string;
}>;


export type ProcessDataQuery = { process: { id: string, kind: ProcessKind, number: string | null, legacyNumber: string | null, title: string, status: ProcessStatus, secret: boolean, filedOn: string | null, claimValue: string | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, responsible: { id: string, name: string } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string } | null }> } | null };

export type ProcessByNumberQueryVariables = Exact<{
  number: string;
}>;


export type ProcessByNumberQuery = { processByNumber: { id: string, number: string | null, legacyNumber: string | null, title: string } | null };

export type ProcessDocumentsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProcessDocumentsQuery = { process: { id: string, documents: { totalCount: number, nodes: Array<{ id: string, name: string, description: string | null, contentType: string, byteSize: number, source: DocumentSource, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type DocumentQueryVariables = Exact<{
  id: string;
}>;


export type DocumentQuery = { document: { id: string, name: string, process: { id: string, title: string } | null } | null };

export type OwnContactQueryVariables = Exact<{
  id: string;
}>;


export type OwnContactQuery = { contact: { id: string, name: string, emails: Array<string>, processes: { totalCount: number, nodes: Array<{ id: string, title: string }> } | null } | null };

export type MyLogQueryVariables = Exact<{
  kinds?: Array<AccessEventKind> | AccessEventKind | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyLogQuery = { viewer:
    | { id: string, activity: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: AccessEventKind, at: string, channel: Channel | null, actor: string, detail: string | null, subjectId: string | null, subject:
            | { __typename: 'Process', id: string, title: string, number: string | null }
            | { __typename: 'Document', id: string, name: string }
            | { __typename: 'Submission' }
           | null }> } | null }
    | Record<PropertyKey, never>
   | null };

export type ConnectorRowFragment = { source: CourtSource, state: CourtConnectorState, registrationsVersion: number, askedAt: string | null, succeededAt: string | null, nextAt: string | null, brought: number, terms: { version: string, text: string }, acceptances: Array<{ version: string, acceptedAt: string, acceptedBy: string }>, registrations: Array<{ number: string, state: string }>, problem: { kind: CourtProblemKind, message: string } | null, processes: { updated: number, notFound: number, notCovered: number, failed: number, waiting: number, secret: number } | null };

export type CourtConnectorsQueryVariables = Exact<{ [key: string]: never; }>;


export type CourtConnectorsQuery = { courtConnectors: Array<{ source: CourtSource, state: CourtConnectorState, registrationsVersion: number, askedAt: string | null, succeededAt: string | null, nextAt: string | null, brought: number, terms: { version: string, text: string }, acceptances: Array<{ version: string, acceptedAt: string, acceptedBy: string }>, registrations: Array<{ number: string, state: string }>, problem: { kind: CourtProblemKind, message: string } | null, processes: { updated: number, notFound: number, notCovered: number, failed: number, waiting: number, secret: number } | null }> | null };

export type SwitchOnCourtConnectorMutationVariables = Exact<{
  input: SwitchOnCourtConnectorInput;
}>;


export type SwitchOnCourtConnectorMutation = { switchOnCourtConnector: { courtConnector: { source: CourtSource, state: CourtConnectorState, registrationsVersion: number, askedAt: string | null, succeededAt: string | null, nextAt: string | null, brought: number, terms: { version: string, text: string }, acceptances: Array<{ version: string, acceptedAt: string, acceptedBy: string }>, registrations: Array<{ number: string, state: string }>, problem: { kind: CourtProblemKind, message: string } | null, processes: { updated: number, notFound: number, notCovered: number, failed: number, waiting: number, secret: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SwitchOffCourtConnectorMutationVariables = Exact<{
  source: CourtSource;
}>;


export type SwitchOffCourtConnectorMutation = { switchOffCourtConnector: { courtConnector: { source: CourtSource, state: CourtConnectorState, registrationsVersion: number, askedAt: string | null, succeededAt: string | null, nextAt: string | null, brought: number, terms: { version: string, text: string }, acceptances: Array<{ version: string, acceptedAt: string, acceptedBy: string }>, registrations: Array<{ number: string, state: string }>, problem: { kind: CourtProblemKind, message: string } | null, processes: { updated: number, notFound: number, notCovered: number, failed: number, waiting: number, secret: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SetOabRegistrationsMutationVariables = Exact<{
  registrations: Array<OabRegistrationInput> | OabRegistrationInput;
  expectedVersion?: number | null | undefined;
}>;


export type SetOabRegistrationsMutation = { setOabRegistrations: { courtConnector: { source: CourtSource, state: CourtConnectorState, registrationsVersion: number, askedAt: string | null, succeededAt: string | null, nextAt: string | null, brought: number, terms: { version: string, text: string }, acceptances: Array<{ version: string, acceptedAt: string, acceptedBy: string }>, registrations: Array<{ number: string, state: string }>, problem: { kind: CourtProblemKind, message: string } | null, processes: { updated: number, notFound: number, notCovered: number, failed: number, waiting: number, secret: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RequestCourtUpdateMutationVariables = Exact<{
  processId: string;
}>;


export type RequestCourtUpdateMutation = { requestCourtUpdate: { courtUpdate: { requestedAt: string | null, askedAt: string | null, outcome: CourtOutcome | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CourtUpdateQueryVariables = Exact<{
  id: string;
}>;


export type CourtUpdateQuery = { process: { courtUpdate: { requestedAt: string | null, askedAt: string | null, outcome: CourtOutcome | null } | null } | null };

export type DocumentRowFragment = { id: string, name: string, description: string | null, contentType: string, byteSize: number, sha256: string, source: DocumentSource, createdAt: string, process: { id: string } | null };

export type ToRequestFragment = { url: string, method: string, expiresAt: string, headers: Array<{ name: string, value: string }> };

export type UploadPolicyQueryVariables = Exact<{ [key: string]: never; }>;


export type UploadPolicyQuery = { uploadPolicy: { maxBytes: number, contentTypes: Array<string> } | null };

export type RequestDocumentUploadMutationVariables = Exact<{
  input: DocumentUploadInput;
}>;


export type RequestDocumentUploadMutation = { requestDocumentUpload: { uploadId: string | null, upload: { url: string, method: string, expiresAt: string, headers: Array<{ name: string, value: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CompleteUploadMutationVariables = Exact<{
  uploadId: string;
}>;


export type CompleteUploadMutation = { completeUpload: { document: { id: string, name: string, description: string | null, contentType: string, byteSize: number, sha256: string, source: DocumentSource, createdAt: string, process: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DownloadQueryVariables = Exact<{
  id: string;
}>;


export type DownloadQuery = { document: { id: string, download: { url: string, method: string, expiresAt: string, headers: Array<{ name: string, value: string }> } | null } | null };

export type UpdateDocumentMutationVariables = Exact<{
  id: string;
  input: UpdateDocumentInput;
}>;


export type UpdateDocumentMutation = { updateDocument: { document: { id: string, name: string, description: string | null, contentType: string, byteSize: number, sha256: string, source: DocumentSource, createdAt: string, process: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteDocumentMutationVariables = Exact<{
  id: string;
}>;


export type DeleteDocumentMutation = { deleteDocument: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type TeamQueryVariables = Exact<{ [key: string]: never; }>;


export type TeamQuery = { staffMembers: Array<{ id: string, name: string, email: string | null, role: StaffRole | null, active: boolean | null }> | null };

export type InviteStaffMutationVariables = Exact<{
  input: InviteStaffMemberInput;
}>;


export type InviteStaffMutation = { inviteStaffMember: { staffMember: { id: string, name: string, email: string | null, role: StaffRole | null, active: boolean | null, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateStaffMutationVariables = Exact<{
  input: UpdateStaffMemberInput;
}>;


export type UpdateStaffMutation = { updateStaffMember: { staffMember: { id: string, name: string, email: string | null, role: StaffRole | null, active: boolean | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteContactMutationVariables = Exact<{
  id: string;
}>;


export type DeleteContactMutation = { deleteContact: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type FirmMutationVariables = Exact<{
  input: FirmInput;
}>;


export type FirmMutation = { updateFirm: { firm: { id: string, name: string, plan: Plan | null, privacyContact: string | null, supportContact: string | null, simplifiedMaySubmit: boolean | null, linkDays: number | null, linkUnusedDays: number | null, mailsInEnglish: boolean | null, guide: string | null, portal: { name: string, iconUrl: string | null, webUrl: string, stores: Array<{ platform: AppPlatform, name: string, url: string }> } } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type WordingRowFragment = { code: number, version: number, path: string | null, silenced: boolean, standard: { headline: string, text: string } | null, own: { headline: string, text: string } | null };

export type MovementWordingsQueryVariables = Exact<{ [key: string]: never; }>;


export type MovementWordingsQuery = { movementWordings: Array<{ code: number, version: number, path: string | null, silenced: boolean, standard: { headline: string, text: string } | null, own: { headline: string, text: string } | null }> | null };

export type SetMovementWordingMutationVariables = Exact<{
  input: MovementWordingInput;
}>;


export type SetMovementWordingMutation = { setMovementWording: { movementWording: { code: number, version: number, path: string | null, silenced: boolean, standard: { headline: string, text: string } | null, own: { headline: string, text: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SignedFragment = { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, maySubmit: boolean, expiresAt: string, viewer:
      | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
      | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
     } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, maySubmit: boolean, expiresAt: string, viewer:
        | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
        | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
       } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type OpenLinkMutationVariables = Exact<{
  token: string;
}>;


export type OpenLinkMutation = { openAccessLink: { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, maySubmit: boolean, expiresAt: string, viewer:
        | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
        | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
       } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SetPasswordMutationVariables = Exact<{
  input: SetPasswordInput;
}>;


export type SetPasswordMutation = { setPassword: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SwitchMutationVariables = Exact<{
  accessId: string;
}>;


export type SwitchMutation = { switchAccess: { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, maySubmit: boolean, expiresAt: string, viewer:
        | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
        | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
       } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type EndSessionMutationVariables = Exact<{
  id: string;
}>;


export type EndSessionMutation = { endSession: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { sessions: Array<{ id: string, channel: Channel | null, credential: Credential, startedAt: string, lastUsedAt: string, current: boolean }> | null };

export type OtherAccessesQueryVariables = Exact<{ [key: string]: never; }>;


export type OtherAccessesQuery = { viewer:
    | { id: string, otherAccesses: Array<{ accessId: string, firmName: string, available: boolean }> | null }
    | Record<PropertyKey, never>
   | null };

export type SignOutMutationVariables = Exact<{
  everywhere?: boolean | null | undefined;
}>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: UserErrorCode, message: string }> } | null };

export type CheckTokenQueryVariables = Exact<{
  token: string;
}>;


export type CheckTokenQuery = { checkToken: { purpose: TokenPurpose, firmName: string, needsPassword: boolean, guideUrl: string | null, expiresAt: string } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { session: { id: string, channel: Channel | null, credential: Credential, preview: boolean, maySubmit: boolean, expiresAt: string, token: string | null } | null, viewer:
    | { __typename: 'ClientAccess', id: string, name: string, email: string | null, type: AccessType, categories: Array<InformationCategory>, status: AccessStatus, lastSeenAt: string | null, firm: { id: string, name: string, supportContact: string | null, privacyContact: string | null }, contact: { id: string, name: string }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }> }
    | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string, plan: Plan | null } }
   | null };

export type RequestPasswordResetMutationVariables = Exact<{
  email: string;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ContactRowFragment = { id: string, version: number, name: string, kind: ContactKind, profile: ContactProfile, emails: Array<string>, phones: Array<string>, taxId: string | null };

export type ProcessFullFragment = { id: string, version: number, kind: ProcessKind, number: string | null, legacyNumber: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> };

export type CreateContactMutationVariables = Exact<{
  input: ContactInput;
}>;


export type CreateContactMutation = { createContact: { contact: { id: string, version: number, name: string, kind: ContactKind, profile: ContactProfile, emails: Array<string>, phones: Array<string>, taxId: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateContactMutationVariables = Exact<{
  id: string;
  input: UpdateContactInput;
}>;


export type UpdateContactMutation = { updateContact: { contact: { id: string, version: number, name: string, kind: ContactKind, profile: ContactProfile, emails: Array<string>, phones: Array<string>, taxId: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ContactQueryVariables = Exact<{
  id: string;
}>;


export type ContactQuery = { contact: { id: string, version: number, name: string, kind: ContactKind, profile: ContactProfile, emails: Array<string>, phones: Array<string>, taxId: string | null, accesses: Array<{ id: string, status: AccessStatus, type: AccessType }> | null, processes: { totalCount: number, nodes: Array<{ id: string, title: string }> } | null } | null };

export type ContactsQueryVariables = Exact<{
  search?: string | null | undefined;
  profile?: ContactProfile | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactsQuery = { contacts: { totalCount: number, nodes: Array<{ id: string, version: number, name: string, kind: ContactKind, profile: ContactProfile, emails: Array<string>, phones: Array<string>, taxId: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type StaffQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffQuery = { staffMembers: Array<{ id: string, name: string, email: string | null, role: StaffRole | null, active: boolean | null }> | null };

export type CreateProcessMutationVariables = Exact<{
  input: ProcessInput;
}>;


export type CreateProcessMutation = { createProcess: { process: { id: string, version: number, kind: ProcessKind, number: string | null, legacyNumber: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateProcessMutationVariables = Exact<{
  id: string;
  input: UpdateProcessInput;
}>;


export type UpdateProcessMutation = { updateProcess: { process: { id: string, version: number, kind: ProcessKind, number: string | null, legacyNumber: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SetPartiesMutationVariables = Exact<{
  id: string;
  parties: Array<ProcessPartyInput> | ProcessPartyInput;
  expectedVersion?: number | null | undefined;
}>;


export type SetPartiesMutation = { setProcessParties: { process: { id: string, version: number, kind: ProcessKind, number: string | null, legacyNumber: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ProcessForStaffQueryVariables = Exact<{
  id: string;
}>;


export type ProcessForStaffQuery = { process: { id: string, version: number, kind: ProcessKind, number: string | null, legacyNumber: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null };

export type DeleteProcessMutationVariables = Exact<{
  id: string;
}>;


export type DeleteProcessMutation = { deleteProcess: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SubmissionRowFragment = { id: string, description: string, status: SubmissionStatus, reason: string | null, submittedAt: string | null, reviewedAt: string | null, request: { id: string, title: string, fulfilled: boolean } | null, document: { id: string, name: string, byteSize: number } | null };

export type MaySubmitQueryVariables = Exact<{ [key: string]: never; }>;


export type MaySubmitQuery = { session: { maySubmit: boolean } | null };

export type SubmitStartMutationVariables = Exact<{
  input: SubmissionUploadInput;
}>;


export type SubmitStartMutation = { requestSubmissionUpload: { uploadId: string | null, upload: { url: string, method: string, expiresAt: string, headers: Array<{ name: string, value: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SubmitDoneMutationVariables = Exact<{
  uploadId: string;
}>;


export type SubmitDoneMutation = { completeUpload: { submission: { id: string, description: string, status: SubmissionStatus, reason: string | null, submittedAt: string | null, reviewedAt: string | null, contact: { id: string, submissions: { totalCount: number } | null } | null, request: { id: string, title: string, fulfilled: boolean } | null, document: { id: string, name: string, byteSize: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SubmissionStatusQueryVariables = Exact<{
  id: string;
}>;


export type SubmissionStatusQuery = { submission: { id: string, description: string, status: SubmissionStatus, reason: string | null, submittedAt: string | null, reviewedAt: string | null, request: { id: string, title: string, fulfilled: boolean } | null, document: { id: string, name: string, byteSize: number } | null } | null };

export type QueueQueryVariables = Exact<{
  status?: SubmissionStatus | null | undefined;
  after?: string | null | undefined;
}>;


export type QueueQuery = { submissions: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, description: string, status: SubmissionStatus, submittedAt: string | null, contact: { id: string, name: string, processes: { nodes: Array<{ id: string, title: string }> } | null } | null, request: { id: string, title: string } | null, document: { id: string, name: string, contentType: string, byteSize: number } | null, filedAs: { id: string, process: { id: string, title: string } | null } | null }> } | null };

export type ReviewMutationVariables = Exact<{
  input: ReviewSubmissionInput;
}>;


export type ReviewMutation = { reviewSubmission: { submission: { id: string, status: SubmissionStatus, reason: string | null, reviewedAt: string | null, request: { id: string, fulfilled: boolean } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type FileSubmissionMutationVariables = Exact<{
  submissionId: string;
  processId: string;
}>;


export type FileSubmissionMutation = { fileSubmission: { document: { id: string, source: DocumentSource, process: { id: string, documents: { totalCount: number } | null } | null } | null, submission: { id: string, filedAs: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AskForDocumentMutationVariables = Exact<{
  input: DocumentRequestInput;
}>;


export type AskForDocumentMutation = { requestDocument: { documentRequest: { id: string, title: string, dueOn: string | null, fulfilled: boolean, contact: { id: string, documentRequests: { totalCount: number } | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CloseRequestMutationVariables = Exact<{
  id: string;
}>;


export type CloseRequestMutation = { closeDocumentRequest: { documentRequest: { id: string, fulfilled: boolean } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type PapersQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PapersQuery = { viewer:
    | { contact: { id: string, submissions: { totalCount: number, nodes: Array<{ id: string, description: string, status: SubmissionStatus, reason: string | null, submittedAt: string | null, reviewedAt: string | null, request: { id: string, title: string, fulfilled: boolean } | null, document: { id: string, name: string, byteSize: number } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, documentRequests: { totalCount: number, nodes: Array<{ id: string, title: string, instructions: string | null, dueOn: string | null, fulfilled: boolean, submissions: Array<{ id: string, status: SubmissionStatus }> }> } | null } }
    | Record<PropertyKey, never>
   | null };

export type ContactPapersQueryVariables = Exact<{
  id: string;
  fulfilled?: boolean | null | undefined;
}>;


export type ContactPapersQuery = { contact: { id: string, submissions: { totalCount: number, nodes: Array<{ id: string, description: string, status: SubmissionStatus, reason: string | null, submittedAt: string | null, reviewedAt: string | null, request: { id: string, title: string, fulfilled: boolean } | null, document: { id: string, name: string, byteSize: number } | null }> } | null, documentRequests: { nodes: Array<{ id: string, title: string, fulfilled: boolean, submissions: Array<{ id: string }> }> } | null } | null };

export type SetUploadPolicyMutationVariables = Exact<{
  input: UploadPolicyInput;
}>;


export type SetUploadPolicyMutation = { updateUploadPolicy: { uploadPolicy: { maxBytes: number, contentTypes: Array<string>, clientFilesPerDay: number, clientMegabytesPerDay: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type TaskRowFragment = { id: string, version: number, title: string, description: string | null, dueOn: string | null, status: TaskStatus, completedAt: string | null, assignee: { id: string, name: string } | null };

export type PublicationRowFragment = { id: string, gazette: string, availableOn: string, publishedOn: string | null, content: string, status: PublicationStatus, canceled: boolean };

export type ProcessTasksQueryVariables = Exact<{
  id: string;
  status?: TaskStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProcessTasksQuery = { process: { id: string, tasks: { totalCount: number, nodes: Array<{ id: string, version: number, title: string, description: string | null, dueOn: string | null, status: TaskStatus, completedAt: string | null, assignee: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ProcessPublicationsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProcessPublicationsQuery = { process: { id: string, publications: { totalCount: number, nodes: Array<{ id: string, gazette: string, availableOn: string, publishedOn: string | null, content: string, status: PublicationStatus, canceled: boolean, process: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type WorkOfProcessesQueryVariables = Exact<{
  first?: number | null | undefined;
  tasks?: number | null | undefined;
}>;


export type WorkOfProcessesQuery = { processes: { nodes: Array<{ id: string, title: string, tasks: { totalCount: number, nodes: Array<{ id: string, title: string, dueOn: string | null, assignee: { id: string, name: string, email: string | null } | null, process: { id: string, title: string } }> } | null, publications: { totalCount: number, nodes: Array<{ id: string, gazette: string, availableOn: string }> } | null }> } | null };

export type PublicationQueueQueryVariables = Exact<{
  status?: PublicationStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicationQueueQuery = { publications: { totalCount: number, nodes: Array<{ version: number | null, processNumber: string | null, id: string, gazette: string, availableOn: string, publishedOn: string | null, content: string, status: PublicationStatus, canceled: boolean, process: { id: string } | null, suggestedProcess: { id: string, title: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateTaskMutationVariables = Exact<{
  processId: string;
  input: TaskInput;
}>;


export type CreateTaskMutation = { createTask: { task: { id: string, version: number, title: string, description: string | null, dueOn: string | null, status: TaskStatus, completedAt: string | null, process: { id: string }, assignee: { id: string, name: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateTaskMutationVariables = Exact<{
  id: string;
  input: UpdateTaskInput;
}>;


export type UpdateTaskMutation = { updateTask: { task: { id: string, version: number, title: string, description: string | null, dueOn: string | null, status: TaskStatus, completedAt: string | null, assignee: { id: string, name: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteTaskMutationVariables = Exact<{
  id: string;
}>;


export type DeleteTaskMutation = { deleteTask: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ImportPublicationsMutationVariables = Exact<{
  input: ImportPublicationsInput;
}>;


export type ImportPublicationsMutation = { importPublications: { added: number, unchanged: number, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type TreatPublicationMutationVariables = Exact<{
  input: TreatPublicationInput;
}>;


export type TreatPublicationMutation = { treatPublication: { publication: { version: number | null, id: string, gazette: string, availableOn: string, publishedOn: string | null, content: string, status: PublicationStatus, canceled: boolean, process: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type MovementRowFragment = { id: string, origin: MovementOrigin, occurredAt: string, degree: CourtDegree | null, title: string, text: string | null, code: number | null, author: string | null, unseen: boolean, explanation: { headline: string, text: string } | null, comments: Array<{ id: string, text: string, author: string, audience: CommentAudience, createdAt: string }> };

export type TimelineQueryVariables = Exact<{
  id: string;
  origin?: MovementOrigin | null | undefined;
  since?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TimelineQuery = { process: { id: string, lastMovementAt: string | null, unseenMovements: number | null, movements: { totalCount: number, nodes: Array<{ id: string, origin: MovementOrigin, occurredAt: string, degree: CourtDegree | null, title: string, text: string | null, code: number | null, author: string | null, unseen: boolean, explanation: { headline: string, text: string } | null, comments: Array<{ id: string, text: string, author: string, audience: CommentAudience, createdAt: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type NewsQueryVariables = Exact<{
  filter?: ProcessFilter | null | undefined;
  orderBy?: ProcessOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewsQuery = { processes: { totalCount: number, nodes: Array<{ id: string, title: string, lastMovementAt: string | null, unseenMovements: number | null, movements: { nodes: Array<{ id: string, title: string, unseen: boolean }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type LinksQueryVariables = Exact<{
  id: string;
}>;


export type LinksQuery = { process: { id: string, links: Array<{ kind: ProcessLinkKind, isOriginal: boolean, process: { id: string, title: string, number: string | null } }> } | null };

export type RecordMovementMutationVariables = Exact<{
  input: RecordMovementInput;
}>;


export type RecordMovementMutation = { recordMovement: { movement: { id: string, origin: MovementOrigin, occurredAt: string, degree: CourtDegree | null, title: string, text: string | null, code: number | null, author: string | null, unseen: boolean, process: { id: string, title: string }, explanation: { headline: string, text: string } | null, comments: Array<{ id: string, text: string, author: string, audience: CommentAudience, createdAt: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ImportMovementsMutationVariables = Exact<{
  input: ImportCourtMovementsInput;
}>;


export type ImportMovementsMutation = { importCourtMovements: { added: number, unchanged: number, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type CommentMovementMutationVariables = Exact<{
  input: CommentMovementInput;
}>;


export type CommentMovementMutation = { commentMovement: { movement: { id: string, origin: MovementOrigin, occurredAt: string, degree: CourtDegree | null, title: string, text: string | null, code: number | null, author: string | null, unseen: boolean, explanation: { headline: string, text: string } | null, comments: Array<{ id: string, text: string, author: string, audience: CommentAudience, createdAt: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type DeleteMovementMutationVariables = Exact<{
  id: string;
}>;


export type DeleteMovementMutation = { deleteMovement: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RetractCommentMutationVariables = Exact<{
  id: string;
}>;


export type RetractCommentMutation = { deleteMovementComment: { deletedId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type MarkSeenMutationVariables = Exact<{
  id: string;
}>;


export type MarkSeenMutation = { markProcessSeen: { process: { id: string, unseenMovements: number | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type LinkProcessesMutationVariables = Exact<{
  input: LinkProcessesInput;
}>;


export type LinkProcessesMutation = { linkProcesses: { process: { id: string, links: Array<{ kind: ProcessLinkKind, isOriginal: boolean, process: { id: string } }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UnlinkProcessesMutationVariables = Exact<{
  input: LinkProcessesInput;
}>;


export type UnlinkProcessesMutation = { unlinkProcesses: { process: { id: string, links: Array<{ kind: ProcessLinkKind, isOriginal: boolean, process: { id: string } }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccessRowFragmentDoc = new TypedDocumentString(`
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}
    `, {"fragmentName":"AccessRow"}) as unknown as TypedDocumentString<AccessRowFragment, unknown>;
export const ConnectorRowFragmentDoc = new TypedDocumentString(`
    fragment ConnectorRow on CourtConnector {
  source
  state
  terms {
    version
    text
  }
  acceptances {
    version
    acceptedAt
    acceptedBy
  }
  registrations {
    number
    state
  }
  registrationsVersion
  askedAt
  succeededAt
  nextAt
  brought
  problem {
    kind
    message
  }
  processes {
    updated
    notFound
    notCovered
    failed
    waiting
    secret
  }
}
    `, {"fragmentName":"ConnectorRow"}) as unknown as TypedDocumentString<ConnectorRowFragment, unknown>;
export const DocumentRowFragmentDoc = new TypedDocumentString(`
    fragment DocumentRow on Document {
  id
  name
  description
  contentType
  byteSize
  sha256
  source
  createdAt
  process {
    id
  }
}
    `, {"fragmentName":"DocumentRow"}) as unknown as TypedDocumentString<DocumentRowFragment, unknown>;
export const ToRequestFragmentDoc = new TypedDocumentString(`
    fragment ToRequest on SignedRequest {
  url
  method
  headers {
    name
    value
  }
  expiresAt
}
    `, {"fragmentName":"ToRequest"}) as unknown as TypedDocumentString<ToRequestFragment, unknown>;
export const WordingRowFragmentDoc = new TypedDocumentString(`
    fragment WordingRow on MovementWording {
  code
  version
  path
  standard {
    headline
    text
  }
  own {
    headline
    text
  }
  silenced
}
    `, {"fragmentName":"WordingRow"}) as unknown as TypedDocumentString<WordingRowFragment, unknown>;
export const SignedFragmentDoc = new TypedDocumentString(`
    fragment Signed on SignInPayload {
  session {
    id
    token
    channel
    credential
    preview
    maySubmit
    expiresAt
    viewer {
      __typename
      ... on ClientAccess {
        id
        name
        email
        categories
        firm {
          id
          name
        }
      }
      ... on StaffMember {
        id
        name
        email
        role
        firm {
          id
          name
        }
      }
    }
  }
  userErrors {
    code
    message
    field
  }
}
    `, {"fragmentName":"Signed"}) as unknown as TypedDocumentString<SignedFragment, unknown>;
export const ContactRowFragmentDoc = new TypedDocumentString(`
    fragment ContactRow on Contact {
  id
  version
  name
  kind
  profile
  emails
  phones
  taxId
}
    `, {"fragmentName":"ContactRow"}) as unknown as TypedDocumentString<ContactRowFragment, unknown>;
export const ProcessFullFragmentDoc = new TypedDocumentString(`
    fragment ProcessFull on Process {
  id
  version
  kind
  number
  legacyNumber
  title
  status
  visibility
  secret
  filedOn
  claimValue
  createdAt
  updatedAt
  responsible {
    id
    name
  }
  team {
    id
    name
  }
  court {
    tribunal
    division
    venue
    degree
    className
    subjects
  }
  parties {
    name
    role
    side
    contact {
      id
      name
    }
  }
}
    `, {"fragmentName":"ProcessFull"}) as unknown as TypedDocumentString<ProcessFullFragment, unknown>;
export const SubmissionRowFragmentDoc = new TypedDocumentString(`
    fragment SubmissionRow on Submission {
  id
  description
  status
  reason
  submittedAt
  reviewedAt
  request {
    id
    title
    fulfilled
  }
  document {
    id
    name
    byteSize
  }
}
    `, {"fragmentName":"SubmissionRow"}) as unknown as TypedDocumentString<SubmissionRowFragment, unknown>;
export const TaskRowFragmentDoc = new TypedDocumentString(`
    fragment TaskRow on Task {
  id
  version
  title
  description
  dueOn
  status
  completedAt
  assignee {
    id
    name
  }
}
    `, {"fragmentName":"TaskRow"}) as unknown as TypedDocumentString<TaskRowFragment, unknown>;
export const PublicationRowFragmentDoc = new TypedDocumentString(`
    fragment PublicationRow on Publication {
  id
  gazette
  availableOn
  publishedOn
  content
  status
  canceled
}
    `, {"fragmentName":"PublicationRow"}) as unknown as TypedDocumentString<PublicationRowFragment, unknown>;
export const MovementRowFragmentDoc = new TypedDocumentString(`
    fragment MovementRow on Movement {
  id
  origin
  occurredAt
  degree
  title
  text
  code
  author
  unseen
  explanation {
    headline
    text
  }
  comments {
    id
    text
    author
    audience
    createdAt
  }
}
    `, {"fragmentName":"MovementRow"}) as unknown as TypedDocumentString<MovementRowFragment, unknown>;
export const GrantDocument = new TypedDocumentString(`
    mutation Grant($input: GrantClientAccessInput!) {
  grantClientAccess(input: $input) {
    clientAccess {
      ...AccessRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<GrantMutation, GrantMutationVariables>;
export const EditDocument = new TypedDocumentString(`
    mutation Edit($input: UpdateClientAccessInput!) {
  updateClientAccess(input: $input) {
    clientAccess {
      ...AccessRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<EditMutation, EditMutationVariables>;
export const ResendDocument = new TypedDocumentString(`
    mutation Resend($id: ID!) {
  resendInvitation(accessId: $id) {
    clientAccess {
      ...AccessRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<ResendMutation, ResendMutationVariables>;
export const RotateDocument = new TypedDocumentString(`
    mutation Rotate($id: ID!) {
  rotateAccessLink(accessId: $id) {
    clientAccess {
      ...AccessRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<RotateMutation, RotateMutationVariables>;
export const EndClientSessionsDocument = new TypedDocumentString(`
    mutation EndClientSessions($id: ID!) {
  endClientSessions(accessId: $id) {
    clientAccess {
      ...AccessRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<EndClientSessionsMutation, EndClientSessionsMutationVariables>;
export const RevokeDocument = new TypedDocumentString(`
    mutation Revoke($id: ID!) {
  revokeClientAccess(accessId: $id) {
    clientAccess {
      ...AccessRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<RevokeMutation, RevokeMutationVariables>;
export const AccessDocument = new TypedDocumentString(`
    query Access($id: ID!) {
  clientAccess(id: $id) {
    ...AccessRow
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<AccessQuery, AccessQueryVariables>;
export const AccessesDocument = new TypedDocumentString(`
    query Accesses($search: String, $status: AccessStatus, $first: Int, $after: String) {
  clientAccesses(search: $search, status: $status, first: $first, after: $after) {
    totalCount
    nodes {
      ...AccessRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AccessRow on ClientAccess {
  id
  version
  name
  email
  type
  status
  lastSeenAt
  createdAt
  updatedAt
  categories
  includesTeamProcesses
  includesPrivateProcesses
  contact {
    id
    name
    emails
  }
  channels {
    channel
    available
    credential
    reason
  }
  invitation {
    status
    failure
    sentAt
    acceptedAt
    expiresAt
  }
  link {
    lastUsedAt
    expiresAt
  }
  newsByMail {
    wanted
    lastSentAt
    failure
  }
}`) as unknown as TypedDocumentString<AccessesQuery, AccessesQueryVariables>;
export const GrantFormDocument = new TypedDocumentString(`
    query GrantForm($search: String) {
  viewer {
    ... on StaffMember {
      id
      role
      firm {
        id
        plan
        standard: channels(type: STANDARD) {
          channel
          available
          credential
          reason
        }
        simplified: channels(type: SIMPLIFIED) {
          channel
          available
          credential
          reason
        }
      }
    }
  }
  contacts(search: $search, profile: CLIENT, first: 10) {
    nodes {
      id
      name
      profile
      emails
      accesses {
        id
        status
        type
        email
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GrantFormQuery, GrantFormQueryVariables>;
export const PreviewDocument = new TypedDocumentString(`
    mutation Preview($id: ID!, $channel: Channel) {
  previewAccess(accessId: $id, channel: $channel) {
    session {
      id
      token
      expiresAt
      preview
      channel
      credential
      viewer {
        ... on ClientAccess {
          id
          name
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewMutation, PreviewMutationVariables>;
export const LogDocument = new TypedDocumentString(`
    query Log($id: ID!, $kinds: [AccessEventKind!], $first: Int, $after: String) {
  clientAccess(id: $id) {
    id
    name
    activity(kinds: $kinds, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        kind
        at
        channel
        actor
        detail
        subjectId
        subject {
          __typename
          ... on Process {
            id
            title
            number
          }
          ... on Document {
            id
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LogQuery, LogQueryVariables>;
export const ExplainDocument = new TypedDocumentString(`
    query Explain($a: ID!, $p: ID!, $channel: Channel = WEB) {
  explainVisibility(accessId: $a, processId: $p, channel: $channel) {
    visible
    checks {
      rule
      passed
      detail
    }
  }
}
    `) as unknown as TypedDocumentString<ExplainQuery, ExplainQueryVariables>;
export const HomeDocument = new TypedDocumentString(`
    query Home($filter: ProcessFilter, $orderBy: ProcessOrder, $first: Int, $after: String) {
  processes(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    nodes {
      id
      kind
      number
      title
      status
      filedOn
      court {
        tribunal
        division
        venue
        degree
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<HomeQuery, HomeQueryVariables>;
export const ProcessDataDocument = new TypedDocumentString(`
    query ProcessData($id: ID!) {
  process(id: $id) {
    id
    kind
    number
    legacyNumber
    title
    status
    secret
    filedOn
    claimValue
    court {
      tribunal
      division
      venue
      degree
      className
      subjects
    }
    responsible {
      id
      name
    }
    parties {
      name
      role
      side
      contact {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProcessDataQuery, ProcessDataQueryVariables>;
export const ProcessByNumberDocument = new TypedDocumentString(`
    query ProcessByNumber($number: String!) {
  processByNumber(number: $number) {
    id
    number
    legacyNumber
    title
  }
}
    `) as unknown as TypedDocumentString<ProcessByNumberQuery, ProcessByNumberQueryVariables>;
export const ProcessDocumentsDocument = new TypedDocumentString(`
    query ProcessDocuments($id: ID!, $first: Int, $after: String) {
  process(id: $id) {
    id
    documents(first: $first, after: $after) {
      totalCount
      nodes {
        id
        name
        description
        contentType
        byteSize
        source
        createdAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProcessDocumentsQuery, ProcessDocumentsQueryVariables>;
export const DocumentDocument = new TypedDocumentString(`
    query Document($id: ID!) {
  document(id: $id) {
    id
    name
    process {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<DocumentQuery, DocumentQueryVariables>;
export const OwnContactDocument = new TypedDocumentString(`
    query OwnContact($id: ID!) {
  contact(id: $id) {
    id
    name
    emails
    processes {
      totalCount
      nodes {
        id
        title
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OwnContactQuery, OwnContactQueryVariables>;
export const MyLogDocument = new TypedDocumentString(`
    query MyLog($kinds: [AccessEventKind!], $first: Int, $after: String) {
  viewer {
    ... on ClientAccess {
      id
      activity(kinds: $kinds, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          kind
          at
          channel
          actor
          detail
          subjectId
          subject {
            __typename
            ... on Process {
              id
              title
              number
            }
            ... on Document {
              id
              name
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyLogQuery, MyLogQueryVariables>;
export const CourtConnectorsDocument = new TypedDocumentString(`
    query CourtConnectors {
  courtConnectors {
    ...ConnectorRow
  }
}
    fragment ConnectorRow on CourtConnector {
  source
  state
  terms {
    version
    text
  }
  acceptances {
    version
    acceptedAt
    acceptedBy
  }
  registrations {
    number
    state
  }
  registrationsVersion
  askedAt
  succeededAt
  nextAt
  brought
  problem {
    kind
    message
  }
  processes {
    updated
    notFound
    notCovered
    failed
    waiting
    secret
  }
}`) as unknown as TypedDocumentString<CourtConnectorsQuery, CourtConnectorsQueryVariables>;
export const SwitchOnCourtConnectorDocument = new TypedDocumentString(`
    mutation SwitchOnCourtConnector($input: SwitchOnCourtConnectorInput!) {
  switchOnCourtConnector(input: $input) {
    courtConnector {
      ...ConnectorRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ConnectorRow on CourtConnector {
  source
  state
  terms {
    version
    text
  }
  acceptances {
    version
    acceptedAt
    acceptedBy
  }
  registrations {
    number
    state
  }
  registrationsVersion
  askedAt
  succeededAt
  nextAt
  brought
  problem {
    kind
    message
  }
  processes {
    updated
    notFound
    notCovered
    failed
    waiting
    secret
  }
}`) as unknown as TypedDocumentString<SwitchOnCourtConnectorMutation, SwitchOnCourtConnectorMutationVariables>;
export const SwitchOffCourtConnectorDocument = new TypedDocumentString(`
    mutation SwitchOffCourtConnector($source: CourtSource!) {
  switchOffCourtConnector(source: $source) {
    courtConnector {
      ...ConnectorRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ConnectorRow on CourtConnector {
  source
  state
  terms {
    version
    text
  }
  acceptances {
    version
    acceptedAt
    acceptedBy
  }
  registrations {
    number
    state
  }
  registrationsVersion
  askedAt
  succeededAt
  nextAt
  brought
  problem {
    kind
    message
  }
  processes {
    updated
    notFound
    notCovered
    failed
    waiting
    secret
  }
}`) as unknown as TypedDocumentString<SwitchOffCourtConnectorMutation, SwitchOffCourtConnectorMutationVariables>;
export const SetOabRegistrationsDocument = new TypedDocumentString(`
    mutation SetOabRegistrations($registrations: [OabRegistrationInput!]!, $expectedVersion: Int) {
  setOabRegistrations(
    registrations: $registrations
    expectedVersion: $expectedVersion
  ) {
    courtConnector {
      ...ConnectorRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ConnectorRow on CourtConnector {
  source
  state
  terms {
    version
    text
  }
  acceptances {
    version
    acceptedAt
    acceptedBy
  }
  registrations {
    number
    state
  }
  registrationsVersion
  askedAt
  succeededAt
  nextAt
  brought
  problem {
    kind
    message
  }
  processes {
    updated
    notFound
    notCovered
    failed
    waiting
    secret
  }
}`) as unknown as TypedDocumentString<SetOabRegistrationsMutation, SetOabRegistrationsMutationVariables>;
export const RequestCourtUpdateDocument = new TypedDocumentString(`
    mutation RequestCourtUpdate($processId: ID!) {
  requestCourtUpdate(processId: $processId) {
    courtUpdate {
      requestedAt
      askedAt
      outcome
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RequestCourtUpdateMutation, RequestCourtUpdateMutationVariables>;
export const CourtUpdateDocument = new TypedDocumentString(`
    query CourtUpdate($id: ID!) {
  process(id: $id) {
    courtUpdate {
      requestedAt
      askedAt
      outcome
    }
  }
}
    `) as unknown as TypedDocumentString<CourtUpdateQuery, CourtUpdateQueryVariables>;
export const UploadPolicyDocument = new TypedDocumentString(`
    query UploadPolicy {
  uploadPolicy {
    maxBytes
    contentTypes
  }
}
    `) as unknown as TypedDocumentString<UploadPolicyQuery, UploadPolicyQueryVariables>;
export const RequestDocumentUploadDocument = new TypedDocumentString(`
    mutation RequestDocumentUpload($input: DocumentUploadInput!) {
  requestDocumentUpload(input: $input) {
    uploadId
    upload {
      ...ToRequest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ToRequest on SignedRequest {
  url
  method
  headers {
    name
    value
  }
  expiresAt
}`) as unknown as TypedDocumentString<RequestDocumentUploadMutation, RequestDocumentUploadMutationVariables>;
export const CompleteUploadDocument = new TypedDocumentString(`
    mutation CompleteUpload($uploadId: ID!) {
  completeUpload(uploadId: $uploadId) {
    document {
      ...DocumentRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment DocumentRow on Document {
  id
  name
  description
  contentType
  byteSize
  sha256
  source
  createdAt
  process {
    id
  }
}`) as unknown as TypedDocumentString<CompleteUploadMutation, CompleteUploadMutationVariables>;
export const DownloadDocument = new TypedDocumentString(`
    query Download($id: ID!) {
  document(id: $id) {
    id
    download {
      ...ToRequest
    }
  }
}
    fragment ToRequest on SignedRequest {
  url
  method
  headers {
    name
    value
  }
  expiresAt
}`) as unknown as TypedDocumentString<DownloadQuery, DownloadQueryVariables>;
export const UpdateDocumentDocument = new TypedDocumentString(`
    mutation UpdateDocument($id: ID!, $input: UpdateDocumentInput!) {
  updateDocument(id: $id, input: $input) {
    document {
      ...DocumentRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment DocumentRow on Document {
  id
  name
  description
  contentType
  byteSize
  sha256
  source
  createdAt
  process {
    id
  }
}`) as unknown as TypedDocumentString<UpdateDocumentMutation, UpdateDocumentMutationVariables>;
export const DeleteDocumentDocument = new TypedDocumentString(`
    mutation DeleteDocument($id: ID!) {
  deleteDocument(id: $id) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteDocumentMutation, DeleteDocumentMutationVariables>;
export const TeamDocument = new TypedDocumentString(`
    query Team {
  staffMembers {
    id
    name
    email
    role
    active
  }
}
    `) as unknown as TypedDocumentString<TeamQuery, TeamQueryVariables>;
export const InviteStaffDocument = new TypedDocumentString(`
    mutation InviteStaff($input: InviteStaffMemberInput!) {
  inviteStaffMember(input: $input) {
    staffMember {
      id
      name
      email
      role
      active
      invitation {
        status
        failure
        sentAt
        acceptedAt
        expiresAt
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<InviteStaffMutation, InviteStaffMutationVariables>;
export const UpdateStaffDocument = new TypedDocumentString(`
    mutation UpdateStaff($input: UpdateStaffMemberInput!) {
  updateStaffMember(input: $input) {
    staffMember {
      id
      name
      email
      role
      active
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateStaffMutation, UpdateStaffMutationVariables>;
export const DeleteContactDocument = new TypedDocumentString(`
    mutation DeleteContact($id: ID!) {
  deleteContact(id: $id) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteContactMutation, DeleteContactMutationVariables>;
export const FirmDocument = new TypedDocumentString(`
    mutation Firm($input: FirmInput!) {
  updateFirm(input: $input) {
    firm {
      id
      name
      plan
      privacyContact
      supportContact
      simplifiedMaySubmit
      linkDays
      linkUnusedDays
      mailsInEnglish
      guide: guideUrl(type: STANDARD)
      portal {
        name
        iconUrl
        webUrl
        stores {
          platform
          name
          url
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<FirmMutation, FirmMutationVariables>;
export const MovementWordingsDocument = new TypedDocumentString(`
    query MovementWordings {
  movementWordings {
    ...WordingRow
  }
}
    fragment WordingRow on MovementWording {
  code
  version
  path
  standard {
    headline
    text
  }
  own {
    headline
    text
  }
  silenced
}`) as unknown as TypedDocumentString<MovementWordingsQuery, MovementWordingsQueryVariables>;
export const SetMovementWordingDocument = new TypedDocumentString(`
    mutation SetMovementWording($input: MovementWordingInput!) {
  setMovementWording(input: $input) {
    movementWording {
      ...WordingRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment WordingRow on MovementWording {
  code
  version
  path
  standard {
    headline
    text
  }
  own {
    headline
    text
  }
  silenced
}`) as unknown as TypedDocumentString<SetMovementWordingMutation, SetMovementWordingMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    ...Signed
  }
}
    fragment Signed on SignInPayload {
  session {
    id
    token
    channel
    credential
    preview
    maySubmit
    expiresAt
    viewer {
      __typename
      ... on ClientAccess {
        id
        name
        email
        categories
        firm {
          id
          name
        }
      }
      ... on StaffMember {
        id
        name
        email
        role
        firm {
          id
          name
        }
      }
    }
  }
  userErrors {
    code
    message
    field
  }
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const OpenLinkDocument = new TypedDocumentString(`
    mutation OpenLink($token: String!) {
  openAccessLink(token: $token) {
    ...Signed
  }
}
    fragment Signed on SignInPayload {
  session {
    id
    token
    channel
    credential
    preview
    maySubmit
    expiresAt
    viewer {
      __typename
      ... on ClientAccess {
        id
        name
        email
        categories
        firm {
          id
          name
        }
      }
      ... on StaffMember {
        id
        name
        email
        role
        firm {
          id
          name
        }
      }
    }
  }
  userErrors {
    code
    message
    field
  }
}`) as unknown as TypedDocumentString<OpenLinkMutation, OpenLinkMutationVariables>;
export const SetPasswordDocument = new TypedDocumentString(`
    mutation SetPassword($input: SetPasswordInput!) {
  setPassword(input: $input) {
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SetPasswordMutation, SetPasswordMutationVariables>;
export const SwitchDocument = new TypedDocumentString(`
    mutation Switch($accessId: ID!) {
  switchAccess(accessId: $accessId) {
    ...Signed
  }
}
    fragment Signed on SignInPayload {
  session {
    id
    token
    channel
    credential
    preview
    maySubmit
    expiresAt
    viewer {
      __typename
      ... on ClientAccess {
        id
        name
        email
        categories
        firm {
          id
          name
        }
      }
      ... on StaffMember {
        id
        name
        email
        role
        firm {
          id
          name
        }
      }
    }
  }
  userErrors {
    code
    message
    field
  }
}`) as unknown as TypedDocumentString<SwitchMutation, SwitchMutationVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($id: ID!) {
  endSession(id: $id) {
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  sessions {
    id
    channel
    credential
    startedAt
    lastUsedAt
    current
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const OtherAccessesDocument = new TypedDocumentString(`
    query OtherAccesses {
  viewer {
    ... on ClientAccess {
      id
      otherAccesses {
        accessId
        firmName
        available
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OtherAccessesQuery, OtherAccessesQueryVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut($everywhere: Boolean) {
  signOut(everywhere: $everywhere) {
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const CheckTokenDocument = new TypedDocumentString(`
    query CheckToken($token: String!) {
  checkToken(token: $token) {
    purpose
    firmName
    needsPassword
    guideUrl
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<CheckTokenQuery, CheckTokenQueryVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  session {
    id
    channel
    credential
    preview
    maySubmit
    expiresAt
    token
  }
  viewer {
    __typename
    ... on ClientAccess {
      id
      name
      email
      type
      categories
      status
      lastSeenAt
      firm {
        id
        name
        supportContact
        privacyContact
      }
      contact {
        id
        name
      }
      channels {
        channel
        available
        credential
        reason
      }
    }
    ... on StaffMember {
      id
      name
      email
      role
      firm {
        id
        name
        plan
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const RequestPasswordResetDocument = new TypedDocumentString(`
    mutation RequestPasswordReset($email: EmailAddress!) {
  requestPasswordReset(email: $email) {
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const CreateContactDocument = new TypedDocumentString(`
    mutation CreateContact($input: ContactInput!) {
  createContact(input: $input) {
    contact {
      ...ContactRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ContactRow on Contact {
  id
  version
  name
  kind
  profile
  emails
  phones
  taxId
}`) as unknown as TypedDocumentString<CreateContactMutation, CreateContactMutationVariables>;
export const UpdateContactDocument = new TypedDocumentString(`
    mutation UpdateContact($id: ID!, $input: UpdateContactInput!) {
  updateContact(id: $id, input: $input) {
    contact {
      ...ContactRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ContactRow on Contact {
  id
  version
  name
  kind
  profile
  emails
  phones
  taxId
}`) as unknown as TypedDocumentString<UpdateContactMutation, UpdateContactMutationVariables>;
export const ContactDocument = new TypedDocumentString(`
    query Contact($id: ID!) {
  contact(id: $id) {
    ...ContactRow
    accesses {
      id
      status
      type
    }
    processes {
      totalCount
      nodes {
        id
        title
      }
    }
  }
}
    fragment ContactRow on Contact {
  id
  version
  name
  kind
  profile
  emails
  phones
  taxId
}`) as unknown as TypedDocumentString<ContactQuery, ContactQueryVariables>;
export const ContactsDocument = new TypedDocumentString(`
    query Contacts($search: String, $profile: ContactProfile, $first: Int, $after: String) {
  contacts(search: $search, profile: $profile, first: $first, after: $after) {
    totalCount
    nodes {
      ...ContactRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ContactRow on Contact {
  id
  version
  name
  kind
  profile
  emails
  phones
  taxId
}`) as unknown as TypedDocumentString<ContactsQuery, ContactsQueryVariables>;
export const StaffDocument = new TypedDocumentString(`
    query Staff {
  staffMembers {
    id
    name
    email
    role
    active
  }
}
    `) as unknown as TypedDocumentString<StaffQuery, StaffQueryVariables>;
export const CreateProcessDocument = new TypedDocumentString(`
    mutation CreateProcess($input: ProcessInput!) {
  createProcess(input: $input) {
    process {
      ...ProcessFull
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProcessFull on Process {
  id
  version
  kind
  number
  legacyNumber
  title
  status
  visibility
  secret
  filedOn
  claimValue
  createdAt
  updatedAt
  responsible {
    id
    name
  }
  team {
    id
    name
  }
  court {
    tribunal
    division
    venue
    degree
    className
    subjects
  }
  parties {
    name
    role
    side
    contact {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<CreateProcessMutation, CreateProcessMutationVariables>;
export const UpdateProcessDocument = new TypedDocumentString(`
    mutation UpdateProcess($id: ID!, $input: UpdateProcessInput!) {
  updateProcess(id: $id, input: $input) {
    process {
      ...ProcessFull
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProcessFull on Process {
  id
  version
  kind
  number
  legacyNumber
  title
  status
  visibility
  secret
  filedOn
  claimValue
  createdAt
  updatedAt
  responsible {
    id
    name
  }
  team {
    id
    name
  }
  court {
    tribunal
    division
    venue
    degree
    className
    subjects
  }
  parties {
    name
    role
    side
    contact {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<UpdateProcessMutation, UpdateProcessMutationVariables>;
export const SetPartiesDocument = new TypedDocumentString(`
    mutation SetParties($id: ID!, $parties: [ProcessPartyInput!]!, $expectedVersion: Int) {
  setProcessParties(
    processId: $id
    parties: $parties
    expectedVersion: $expectedVersion
  ) {
    process {
      ...ProcessFull
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProcessFull on Process {
  id
  version
  kind
  number
  legacyNumber
  title
  status
  visibility
  secret
  filedOn
  claimValue
  createdAt
  updatedAt
  responsible {
    id
    name
  }
  team {
    id
    name
  }
  court {
    tribunal
    division
    venue
    degree
    className
    subjects
  }
  parties {
    name
    role
    side
    contact {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<SetPartiesMutation, SetPartiesMutationVariables>;
export const ProcessForStaffDocument = new TypedDocumentString(`
    query ProcessForStaff($id: ID!) {
  process(id: $id) {
    ...ProcessFull
  }
}
    fragment ProcessFull on Process {
  id
  version
  kind
  number
  legacyNumber
  title
  status
  visibility
  secret
  filedOn
  claimValue
  createdAt
  updatedAt
  responsible {
    id
    name
  }
  team {
    id
    name
  }
  court {
    tribunal
    division
    venue
    degree
    className
    subjects
  }
  parties {
    name
    role
    side
    contact {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<ProcessForStaffQuery, ProcessForStaffQueryVariables>;
export const DeleteProcessDocument = new TypedDocumentString(`
    mutation DeleteProcess($id: ID!) {
  deleteProcess(id: $id) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteProcessMutation, DeleteProcessMutationVariables>;
export const MaySubmitDocument = new TypedDocumentString(`
    query MaySubmit {
  session {
    maySubmit
  }
}
    `) as unknown as TypedDocumentString<MaySubmitQuery, MaySubmitQueryVariables>;
export const SubmitStartDocument = new TypedDocumentString(`
    mutation SubmitStart($input: SubmissionUploadInput!) {
  requestSubmissionUpload(input: $input) {
    uploadId
    upload {
      ...ToRequest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ToRequest on SignedRequest {
  url
  method
  headers {
    name
    value
  }
  expiresAt
}`) as unknown as TypedDocumentString<SubmitStartMutation, SubmitStartMutationVariables>;
export const SubmitDoneDocument = new TypedDocumentString(`
    mutation SubmitDone($uploadId: ID!) {
  completeUpload(uploadId: $uploadId) {
    submission {
      ...SubmissionRow
      contact {
        id
        submissions(first: 0) {
          totalCount
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment SubmissionRow on Submission {
  id
  description
  status
  reason
  submittedAt
  reviewedAt
  request {
    id
    title
    fulfilled
  }
  document {
    id
    name
    byteSize
  }
}`) as unknown as TypedDocumentString<SubmitDoneMutation, SubmitDoneMutationVariables>;
export const SubmissionStatusDocument = new TypedDocumentString(`
    query SubmissionStatus($id: ID!) {
  submission(id: $id) {
    ...SubmissionRow
  }
}
    fragment SubmissionRow on Submission {
  id
  description
  status
  reason
  submittedAt
  reviewedAt
  request {
    id
    title
    fulfilled
  }
  document {
    id
    name
    byteSize
  }
}`) as unknown as TypedDocumentString<SubmissionStatusQuery, SubmissionStatusQueryVariables>;
export const QueueDocument = new TypedDocumentString(`
    query Queue($status: SubmissionStatus, $after: String) {
  submissions(status: $status, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      description
      status
      submittedAt
      contact {
        id
        name
        processes(first: 20) {
          nodes {
            id
            title
          }
        }
      }
      request {
        id
        title
      }
      document {
        id
        name
        contentType
        byteSize
      }
      filedAs {
        id
        process {
          id
          title
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QueueQuery, QueueQueryVariables>;
export const ReviewDocument = new TypedDocumentString(`
    mutation Review($input: ReviewSubmissionInput!) {
  reviewSubmission(input: $input) {
    submission {
      id
      status
      reason
      reviewedAt
      request {
        id
        fulfilled
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewMutation, ReviewMutationVariables>;
export const FileSubmissionDocument = new TypedDocumentString(`
    mutation FileSubmission($submissionId: ID!, $processId: ID!) {
  fileSubmission(submissionId: $submissionId, processId: $processId) {
    document {
      id
      source
      process {
        id
        documents(first: 1) {
          totalCount
        }
      }
    }
    submission {
      id
      filedAs {
        id
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<FileSubmissionMutation, FileSubmissionMutationVariables>;
export const AskForDocumentDocument = new TypedDocumentString(`
    mutation AskForDocument($input: DocumentRequestInput!) {
  requestDocument(input: $input) {
    documentRequest {
      id
      title
      dueOn
      fulfilled
      contact {
        id
        documentRequests(fulfilled: false, first: 1) {
          totalCount
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<AskForDocumentMutation, AskForDocumentMutationVariables>;
export const CloseRequestDocument = new TypedDocumentString(`
    mutation CloseRequest($id: ID!) {
  closeDocumentRequest(id: $id) {
    documentRequest {
      id
      fulfilled
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CloseRequestMutation, CloseRequestMutationVariables>;
export const PapersDocument = new TypedDocumentString(`
    query Papers($after: String) {
  viewer {
    ... on ClientAccess {
      contact {
        id
        submissions(first: 20, after: $after) {
          totalCount
          nodes {
            ...SubmissionRow
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        documentRequests {
          totalCount
          nodes {
            id
            title
            instructions
            dueOn
            fulfilled
            submissions {
              id
              status
            }
          }
        }
      }
    }
  }
}
    fragment SubmissionRow on Submission {
  id
  description
  status
  reason
  submittedAt
  reviewedAt
  request {
    id
    title
    fulfilled
  }
  document {
    id
    name
    byteSize
  }
}`) as unknown as TypedDocumentString<PapersQuery, PapersQueryVariables>;
export const ContactPapersDocument = new TypedDocumentString(`
    query ContactPapers($id: ID!, $fulfilled: Boolean) {
  contact(id: $id) {
    id
    submissions {
      totalCount
      nodes {
        ...SubmissionRow
      }
    }
    documentRequests(fulfilled: $fulfilled) {
      nodes {
        id
        title
        fulfilled
        submissions {
          id
        }
      }
    }
  }
}
    fragment SubmissionRow on Submission {
  id
  description
  status
  reason
  submittedAt
  reviewedAt
  request {
    id
    title
    fulfilled
  }
  document {
    id
    name
    byteSize
  }
}`) as unknown as TypedDocumentString<ContactPapersQuery, ContactPapersQueryVariables>;
export const SetUploadPolicyDocument = new TypedDocumentString(`
    mutation SetUploadPolicy($input: UploadPolicyInput!) {
  updateUploadPolicy(input: $input) {
    uploadPolicy {
      maxBytes
      contentTypes
      clientFilesPerDay
      clientMegabytesPerDay
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SetUploadPolicyMutation, SetUploadPolicyMutationVariables>;
export const ProcessTasksDocument = new TypedDocumentString(`
    query ProcessTasks($id: ID!, $status: TaskStatus, $first: Int, $after: String) {
  process(id: $id) {
    id
    tasks(status: $status, first: $first, after: $after) {
      totalCount
      nodes {
        ...TaskRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment TaskRow on Task {
  id
  version
  title
  description
  dueOn
  status
  completedAt
  assignee {
    id
    name
  }
}`) as unknown as TypedDocumentString<ProcessTasksQuery, ProcessTasksQueryVariables>;
export const ProcessPublicationsDocument = new TypedDocumentString(`
    query ProcessPublications($id: ID!, $first: Int, $after: String) {
  process(id: $id) {
    id
    publications(first: $first, after: $after) {
      totalCount
      nodes {
        ...PublicationRow
        process {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment PublicationRow on Publication {
  id
  gazette
  availableOn
  publishedOn
  content
  status
  canceled
}`) as unknown as TypedDocumentString<ProcessPublicationsQuery, ProcessPublicationsQueryVariables>;
export const WorkOfProcessesDocument = new TypedDocumentString(`
    query WorkOfProcesses($first: Int, $tasks: Int) {
  processes(orderBy: TITLE, first: $first) {
    nodes {
      id
      title
      tasks(status: OPEN, first: $tasks) {
        totalCount
        nodes {
          id
          title
          dueOn
          assignee {
            id
            name
            email
          }
          process {
            id
            title
          }
        }
      }
      publications(first: 3) {
        totalCount
        nodes {
          id
          gazette
          availableOn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorkOfProcessesQuery, WorkOfProcessesQueryVariables>;
export const PublicationQueueDocument = new TypedDocumentString(`
    query PublicationQueue($status: PublicationStatus = PENDING, $first: Int, $after: String) {
  publications(status: $status, first: $first, after: $after) {
    totalCount
    nodes {
      ...PublicationRow
      version
      processNumber
      process {
        id
      }
      suggestedProcess {
        id
        title
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PublicationRow on Publication {
  id
  gazette
  availableOn
  publishedOn
  content
  status
  canceled
}`) as unknown as TypedDocumentString<PublicationQueueQuery, PublicationQueueQueryVariables>;
export const CreateTaskDocument = new TypedDocumentString(`
    mutation CreateTask($processId: ID!, $input: TaskInput!) {
  createTask(processId: $processId, input: $input) {
    task {
      ...TaskRow
      process {
        id
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskRow on Task {
  id
  version
  title
  description
  dueOn
  status
  completedAt
  assignee {
    id
    name
  }
}`) as unknown as TypedDocumentString<CreateTaskMutation, CreateTaskMutationVariables>;
export const UpdateTaskDocument = new TypedDocumentString(`
    mutation UpdateTask($id: ID!, $input: UpdateTaskInput!) {
  updateTask(id: $id, input: $input) {
    task {
      ...TaskRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskRow on Task {
  id
  version
  title
  description
  dueOn
  status
  completedAt
  assignee {
    id
    name
  }
}`) as unknown as TypedDocumentString<UpdateTaskMutation, UpdateTaskMutationVariables>;
export const DeleteTaskDocument = new TypedDocumentString(`
    mutation DeleteTask($id: ID!) {
  deleteTask(id: $id) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteTaskMutation, DeleteTaskMutationVariables>;
export const ImportPublicationsDocument = new TypedDocumentString(`
    mutation ImportPublications($input: ImportPublicationsInput!) {
  importPublications(input: $input) {
    added
    unchanged
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ImportPublicationsMutation, ImportPublicationsMutationVariables>;
export const TreatPublicationDocument = new TypedDocumentString(`
    mutation TreatPublication($input: TreatPublicationInput!) {
  treatPublication(input: $input) {
    publication {
      ...PublicationRow
      version
      process {
        id
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PublicationRow on Publication {
  id
  gazette
  availableOn
  publishedOn
  content
  status
  canceled
}`) as unknown as TypedDocumentString<TreatPublicationMutation, TreatPublicationMutationVariables>;
export const TimelineDocument = new TypedDocumentString(`
    query Timeline($id: ID!, $origin: MovementOrigin, $since: DateTime, $first: Int, $after: String) {
  process(id: $id) {
    id
    lastMovementAt
    unseenMovements
    movements(origin: $origin, since: $since, first: $first, after: $after) {
      totalCount
      nodes {
        ...MovementRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment MovementRow on Movement {
  id
  origin
  occurredAt
  degree
  title
  text
  code
  author
  unseen
  explanation {
    headline
    text
  }
  comments {
    id
    text
    author
    audience
    createdAt
  }
}`) as unknown as TypedDocumentString<TimelineQuery, TimelineQueryVariables>;
export const NewsDocument = new TypedDocumentString(`
    query News($filter: ProcessFilter, $orderBy: ProcessOrder, $first: Int, $after: String) {
  processes(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    nodes {
      id
      title
      lastMovementAt
      unseenMovements
      movements(first: 3) {
        nodes {
          id
          title
          unseen
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<NewsQuery, NewsQueryVariables>;
export const LinksDocument = new TypedDocumentString(`
    query Links($id: ID!) {
  process(id: $id) {
    id
    links {
      kind
      isOriginal
      process {
        id
        title
        number
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LinksQuery, LinksQueryVariables>;
export const RecordMovementDocument = new TypedDocumentString(`
    mutation RecordMovement($input: RecordMovementInput!) {
  recordMovement(input: $input) {
    movement {
      ...MovementRow
      process {
        id
        title
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment MovementRow on Movement {
  id
  origin
  occurredAt
  degree
  title
  text
  code
  author
  unseen
  explanation {
    headline
    text
  }
  comments {
    id
    text
    author
    audience
    createdAt
  }
}`) as unknown as TypedDocumentString<RecordMovementMutation, RecordMovementMutationVariables>;
export const ImportMovementsDocument = new TypedDocumentString(`
    mutation ImportMovements($input: ImportCourtMovementsInput!) {
  importCourtMovements(input: $input) {
    added
    unchanged
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ImportMovementsMutation, ImportMovementsMutationVariables>;
export const CommentMovementDocument = new TypedDocumentString(`
    mutation CommentMovement($input: CommentMovementInput!) {
  commentMovement(input: $input) {
    movement {
      ...MovementRow
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment MovementRow on Movement {
  id
  origin
  occurredAt
  degree
  title
  text
  code
  author
  unseen
  explanation {
    headline
    text
  }
  comments {
    id
    text
    author
    audience
    createdAt
  }
}`) as unknown as TypedDocumentString<CommentMovementMutation, CommentMovementMutationVariables>;
export const DeleteMovementDocument = new TypedDocumentString(`
    mutation DeleteMovement($id: ID!) {
  deleteMovement(id: $id) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteMovementMutation, DeleteMovementMutationVariables>;
export const RetractCommentDocument = new TypedDocumentString(`
    mutation RetractComment($id: ID!) {
  deleteMovementComment(id: $id) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RetractCommentMutation, RetractCommentMutationVariables>;
export const MarkSeenDocument = new TypedDocumentString(`
    mutation MarkSeen($id: ID!) {
  markProcessSeen(processId: $id) {
    process {
      id
      unseenMovements
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<MarkSeenMutation, MarkSeenMutationVariables>;
export const LinkProcessesDocument = new TypedDocumentString(`
    mutation LinkProcesses($input: LinkProcessesInput!) {
  linkProcesses(input: $input) {
    process {
      id
      links {
        kind
        isOriginal
        process {
          id
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<LinkProcessesMutation, LinkProcessesMutationVariables>;
export const UnlinkProcessesDocument = new TypedDocumentString(`
    mutation UnlinkProcesses($input: LinkProcessesInput!) {
  unlinkProcesses(input: $input) {
    process {
      id
      links {
        kind
        isOriginal
        process {
          id
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkProcessesMutation, UnlinkProcessesMutationVariables>;