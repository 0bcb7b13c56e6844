/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who brought a document. */
export type DocumentSource =
  /** The firm. */
  | 'FIRM'
  /** The client, who submitted it. */
  | 'CLIENT';

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

/** Where a client comes in. */
export type Channel =
  /** Acesso do Cliente: the browser. */
  | 'WEB'
  /** Portal do Cliente: the app. */
  | 'APP';

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

/** What became of the mail that tells a client of its access. */
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
  /** The access was removed, or the invitation sent anew. */
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
  /** Sets the password, once: `setPassword`. */
  | 'SET_PASSWORD';

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
  /** Something else has changed or stands in the way. */
  | 'CONFLICT';

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

/** E-mail and password. */
export type SignInInput = {
  /** The e-mail. */
  email: string;
  /** The password. */
  password: string;
  /** Where a client comes in; null for staff. */
  channel?: Channel | null | undefined;
  /** Which of several accesses; left out, the last used. */
  accessId?: string | null | undefined;
};

/** A password to be set with a mailed token. */
export type SetPasswordInput = {
  /** The token of the mail. */
  token: string;
  /** The password: 15 to 256 characters, no other rules. */
  password: string;
};

/** What kind of process. */
export type ProcessKind =
  /** Processo: before a court, with a CNJ number. */
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

/** How a list of processes is ordered. */
export type ProcessOrder =
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
  /** Those a contact is a party to, in whatever role. Staff only: FORBIDDEN otherwise. */
  contactId?: string | null | undefined;
};

/** A new process. */
export type ProcessInput = {
  /** Lawsuit or case. */
  kind: ProcessKind;
  /** The CNJ number, masked or bare: REQUIRED for a lawsuit, INVALID for a case, TAKEN when the firm has it. */
  number?: string | null | undefined;
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
  /** The staff member responsible for it. A client reads the name. */
  responsibleId?: string | null | undefined;
  /** The staff members on it: up to 100. */
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
  /** The CNJ number, masked or bare; TAKEN when the firm has it. */
  number?: string | null | undefined;
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
  /** The staff member responsible for it. */
  responsibleId?: string | null | undefined;
  /** The staff members on it: replaces the list. Up to 100. */
  teamMemberIds?: Array<string> | null | undefined;
};

export type AccessRowFragment = { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null };

export type GrantMutationVariables = Exact<{
  input: GrantClientAccessInput;
}>;


export type GrantMutation = { grantClientAccess: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type RevokeMutationVariables = Exact<{
  id: string;
}>;


export type RevokeMutation = { revokeClientAccess: { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type AccessQueryVariables = Exact<{
  id: string;
}>;


export type AccessQuery = { clientAccess: { id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null } | null };

export type AccessesQueryVariables = Exact<{
  search?: string | null | undefined;
  status?: AccessStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessesQuery = { clientAccesses: { totalCount: number, nodes: Array<{ id: string, version: number, name: string, email: string | null, type: AccessType, status: AccessStatus, lastSeenAt: string | null, createdAt: string, updatedAt: string, categories: Array<InformationCategory>, includesTeamProcesses: boolean, includesPrivateProcesses: boolean, contact: { id: string, name: string, emails: Array<string> }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }>, invitation: { status: InvitationStatus, failure: string | null, sentAt: string | null, acceptedAt: string | null, expiresAt: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GrantFormQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type GrantFormQuery = { viewer:
    | { id: string, role: StaffRole | null, firm: { id: string, plan: Plan | null, standard: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }> | null, simplified: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }> | null } }
    | Record<PropertyKey, never>
   | null, contacts: { nodes: Array<{ id: string, name: string, profile: ContactProfile, emails: Array<string>, accesses: Array<{ id: string, status: AccessStatus, type: AccessType, email: string | null }> | null }> } | null };

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


export type ProcessDataQuery = { process: { id: string, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, secret: boolean, filedOn: string | null, claimValue: string | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, responsible: { id: string, name: string } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string } | null }> } | null };

export type ProcessByNumberQueryVariables = Exact<{
  number: string;
}>;


export type ProcessByNumberQuery = { processByNumber: { id: string, number: string | null, title: string } | null };

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

export type SignedFragment = { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, expiresAt: string, viewer:
      | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
      | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
     } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, expiresAt: string, viewer:
        | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
        | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
       } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type OpenLinkMutationVariables = Exact<{
  token: string;
}>;


export type OpenLinkMutation = { openAccessLink: { session: { id: string, token: string | null, channel: Channel | null, credential: Credential, preview: boolean, expiresAt: string, viewer:
        | { __typename: 'ClientAccess', id: string, name: string, email: string | null, categories: Array<InformationCategory>, firm: { id: string, name: string } }
        | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string } }
       } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SetPasswordMutationVariables = Exact<{
  input: SetPasswordInput;
}>;


export type SetPasswordMutation = { setPassword: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SignOutMutationVariables = Exact<{
  everywhere?: boolean | null | undefined;
}>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: UserErrorCode, message: string }> } | null };

export type CheckTokenQueryVariables = Exact<{
  token: string;
}>;


export type CheckTokenQuery = { checkToken: { purpose: TokenPurpose, firmName: string, needsPassword: boolean, expiresAt: string } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { session: { id: string, channel: Channel | null, credential: Credential, preview: boolean, expiresAt: string, token: string | null } | null, viewer:
    | { __typename: 'ClientAccess', id: string, name: string, email: string | null, type: AccessType, categories: Array<InformationCategory>, status: AccessStatus, lastSeenAt: string | null, firm: { id: string, name: string, supportContact: string | null, privacyContact: string | null }, contact: { id: string, name: string }, channels: Array<{ channel: Channel, available: boolean, credential: Credential | null, reason: ChannelUnavailable | null }> }
    | { __typename: 'StaffMember', id: string, name: string, email: string | null, role: StaffRole | null, firm: { id: string, name: string, plan: Plan | null } }
   | null };

export type ContactRowFragment = { id: string, version: number, name: string, kind: ContactKind, profile: ContactProfile, emails: Array<string>, phones: Array<string>, taxId: string | null };

export type ProcessFullFragment = { id: string, version: number, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> };

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


export type CreateProcessMutation = { createProcess: { process: { id: string, version: number, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type UpdateProcessMutationVariables = Exact<{
  id: string;
  input: UpdateProcessInput;
}>;


export type UpdateProcessMutation = { updateProcess: { process: { id: string, version: number, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type SetPartiesMutationVariables = Exact<{
  id: string;
  parties: Array<ProcessPartyInput> | ProcessPartyInput;
}>;


export type SetPartiesMutation = { setProcessParties: { process: { id: string, version: number, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } | null };

export type ProcessForStaffQueryVariables = Exact<{
  id: string;
}>;


export type ProcessForStaffQuery = { process: { id: string, version: number, kind: ProcessKind, number: string | null, title: string, status: ProcessStatus, visibility: ProcessVisibility | null, secret: boolean, filedOn: string | null, claimValue: string | null, createdAt: string, updatedAt: string, responsible: { id: string, name: string } | null, team: Array<{ id: string, name: string }> | null, court: { tribunal: string | null, division: string | null, venue: string | null, degree: CourtDegree | null, className: string | null, subjects: Array<string> } | null, parties: Array<{ name: string, role: PartyRole, side: PartySide, contact: { id: string, name: string } | null }> } | null };

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
}
    `, {"fragmentName":"AccessRow"}) as unknown as TypedDocumentString<AccessRowFragment, unknown>;
export const SignedFragmentDoc = new TypedDocumentString(`
    fragment Signed on SignInPayload {
  session {
    id
    token
    channel
    credential
    preview
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
}`) as unknown as TypedDocumentString<GrantMutation, GrantMutationVariables>;
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
    mutation SetParties($id: ID!, $parties: [ProcessPartyInput!]!) {
  setProcessParties(processId: $id, parties: $parties) {
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