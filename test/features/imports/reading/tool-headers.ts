/**
 * Header rows as tools write them, in their documentation, templates and exports; the rows under them are invented. Cells stand between
 * bars. `person` is what the directory should have of each row.
 */
export interface ToolFile {
  readonly tool: string;
  /** DEFAULT_COUNTRY; US by default */
  readonly country?: string;
  readonly headers: string;
  readonly rows: readonly {
    readonly cells: string;
    readonly person: Readonly<Record<string, string>>;
  }[];
}

const asha = { firstName: 'Asha', lastName: 'Rao' } as const;
const bo = { firstName: 'Bo', lastName: 'Lind' } as const;

export const toolFiles: readonly ToolFile[] = [
  {
    tool: 'Google Contacts',
    headers:
      'First Name|Middle Name|Last Name|Phonetic First Name|Phonetic Middle Name|Phonetic Last Name|Name Prefix|Name Suffix|Nickname|File As|Organization Name|Organization Title|Organization Department|Birthday|Notes|Photo|Labels|E-mail 1 - Label|E-mail 1 - Value|E-mail 2 - Label|E-mail 2 - Value|Phone 1 - Label|Phone 1 - Value|Phone 2 - Label|Phone 2 - Value|Address 1 - Label|Address 1 - Formatted|Address 1 - Street|Address 1 - City|Website 1 - Label|Website 1 - Value',
    rows: [
      {
        cells:
          'Asha||Rao||||Ms.||Ash||Contoso|Nurse|Ward 3||||* myContacts|Work|asha@contoso.example|||Work|+1 202 555 0110|Mobile|+1 202 555 0111|Home||1 Road|Springfield||',
        person: {
          phone: '+12025550111',
          ...asha,
          jobTitle: 'Nurse',
          department: 'Ward 3',
          email: 'asha@contoso.example',
        },
      },
      {
        cells:
          'Bo||Lind||||||||Contoso|Driver|Depot||||* myContacts|* |bo@contoso.example|||Work Fax|+1 202 555 0119|Home|+1 202 555 0112||||||',
        person: { phone: '+12025550112', ...bo, jobTitle: 'Driver', email: 'bo@contoso.example' },
      },
    ],
  },
  {
    tool: 'Google Contacts, before 2024',
    headers:
      'Name|Given Name|Additional Name|Family Name|Yomi Name|Given Name Yomi|Additional Name Yomi|Family Name Yomi|Name Prefix|Name Suffix|Initials|Nickname|Short Name|Maiden Name|Birthday|Gender|Location|Billing Information|Directory Server|Mileage|Occupation|Hobby|Sensitivity|Priority|Subject|Notes|Language|Photo|Group Membership|E-mail 1 - Type|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value|Phone 2 - Type|Phone 2 - Value|Organization 1 - Type|Organization 1 - Name|Organization 1 - Title|Organization 1 - Department',
    rows: [
      {
        cells:
          'Asha Rao|Asha||Rao|||||||||||||||||||||||||* myContacts|* Work|asha@contoso.example|Home|+1 202 555 0113|Mobile|+1 202 555 0114||Contoso|Nurse|Ward 3',
        person: {
          phone: '+12025550114',
          displayName: 'Asha Rao',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'Outlook',
    headers:
      'Title|First Name|Middle Name|Last Name|Suffix|Company|Department|Job Title|Business Street|Business Street 2|Business City|Business State|Business Postal Code|Business Country/Region|Home Street|Home City|Assistant’s Phone|Business Fax|Business Phone|Business Phone 2|Callback|Car Phone|Company Main Phone|Home Fax|Home Phone|Home Phone 2|ISDN|Mobile Phone|Other Fax|Other Phone|Pager|Primary Phone|Radio Phone|TTY/TDD Phone|Telex|Account|Anniversary|Assistant’s Name|Birthday|Categories|Children|E-mail Address|E-mail Type|E-mail Display Name|E-mail 2 Address|Gender|Government ID Number|Hobby|Initials|Keywords|Language|Location|Manager’s Name|Mileage|Notes|Office Location|Organizational ID Number|Profession|Spouse|User 1|Web Page',
    rows: [
      {
        cells:
          'Ms.|Asha||Rao||Contoso|Ward 3|Nurse|||Boston||||||||+1 202 555 0115||||+1 202 555 0100|||||+1 202 555 0116||||||||||||||asha@contoso.example|SMTP|Asha Rao|||||||||Omar Lead|||Block A|||Ravi Rao||',
        person: {
          phone: '+12025550116',
          ...asha,
          jobTitle: 'Nurse',
          department: 'Ward 3',
          email: 'asha@contoso.example',
          location: 'Block A',
        },
      },
      {
        cells:
          'Mr.|Bo||Lind||Contoso|Depot|Driver|||||||||||+1 202 555 0117||||+1 202 555 0100|||||||||||||||||||bo@contoso.example|SMTP||||||||||||||||||',
        person: {
          phone: '+12025550117',
          ...bo,
          jobTitle: 'Driver',
          department: 'Depot',
          email: 'bo@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Outlook, German',
    country: 'DE',
    headers:
      'Anrede|Vorname|Weitere Vornamen|Nachname|Suffix|Firma|Abteilung|Position|Straße geschäftlich|Ort geschäftlich|Fax geschäftlich|Telefon geschäftlich|Telefon geschäftlich 2|Rückmeldung|Autotelefon|Telefon Firma|Fax privat|Telefon (privat)|Mobiltelefon|Weiteres Telefon|Pager|Haupttelefon|E-Mail-Adresse|E-Mail-Typ|E-Mail: Angezeigter Name|Geburtstag|Büro',
    rows: [
      {
        cells:
          'Frau|Asha||Rao||Contoso|Station 3|Pflege||||+49 30 23125100||||+49 30 23125000|||+49 171 1234567||||asha@contoso.example|SMTP|Asha Rao||Haus A',
        person: {
          phone: '+491711234567',
          ...asha,
          department: 'Station 3',
          jobTitle: 'Pflege',
          email: 'asha@contoso.example',
          location: 'Haus A',
        },
      },
    ],
  },
  {
    tool: 'Outlook, French',
    country: 'FR',
    headers:
      'Titre|Prénom|Deuxième prénom|Nom|Suffixe|Société|Service|Profession|Télécopie (bureau)|Téléphone (bureau)|Téléphone (domicile)|Tél. mobile|Téléphone principal société|Adresse de messagerie|Bureau|Nom complet de l’adresse de messagerie',
    rows: [
      {
        cells:
          'Mme|Asha||Rao||Contoso|Pédiatrie|Infirmière||01 99 00 12 34||06 12 34 56 78|01 99 00 00 00|asha@contoso.example|Bât. A|',
        person: {
          phone: '+33612345678',
          ...asha,
          department: 'Pédiatrie',
          jobTitle: 'Infirmière',
          email: 'asha@contoso.example',
          location: 'Bât. A',
        },
      },
    ],
  },
  {
    tool: 'Outlook, Spanish',
    country: 'ES',
    headers:
      'Tratamiento|Nombre|Segundo nombre|Apellidos|Organización|Departamento|Puesto|Fax del trabajo|Teléfono del trabajo|Número privado|Móvil|Dirección de correo electrónico|Tipo de correo electrónico|Oficina',
    rows: [
      {
        cells:
          'Sra.|Asha||Rao|Contoso|Planta 3|Enfermera||912 345 678||612 34 56 78|asha@contoso.example|SMTP|Madrid',
        person: {
          phone: '+34612345678',
          ...asha,
          department: 'Planta 3',
          jobTitle: 'Enfermera',
          email: 'asha@contoso.example',
          location: 'Madrid',
        },
      },
    ],
  },
  {
    tool: 'Thunderbird',
    headers:
      'First Name|Last Name|Display Name|Nickname|Primary Email|Secondary Email|Screen Name|Work Phone|Home Phone|Fax Number|Pager Number|Mobile Number|Home Address|Home City|Work Address|Work City|Job Title|Department|Organization|Web Page 1|Birth Year|Custom 1|Notes',
    rows: [
      {
        cells:
          'Asha|Rao|Asha Rao||asha@contoso.example|||||||+1 202 555 0118|||||Nurse|Ward 3|Contoso||||',
        person: {
          phone: '+12025550118',
          ...asha,
          displayName: 'Asha Rao',
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'Apple Contacts, by a converter',
    headers:
      'First name|Last name|Organization|Job title|Department|Mobile phone|iPhone|Home phone|Work phone|Work email|Home email|Note',
    rows: [
      {
        cells: 'Asha|Rao|Contoso|Nurse|Ward 3||+1 202 555 0120|||asha@contoso.example||',
        person: {
          phone: '+12025550120',
          ...asha,
          jobTitle: 'Nurse',
          department: 'Ward 3',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Workday, workers',
    headers:
      'Worker ID|Worker|Legal First Name|Legal Last Name|Business Title|Job Profile|Supervisory Organization|Location|Work Email|Work Phone|Mobile Phone|Manager|Manager ID|Hire Date|Worker Type|Worker Status',
    rows: [
      {
        cells:
          '00123|Asha Rao|Asha|Rao|Nurse|Nurse II|Ward 3|Boston|asha@contoso.example|+1 202 555 0121|+1 202 555 0122|Omar Lead|00001|2020-01-01|Employee|Active',
        person: {
          phone: '+12025550122',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Boston',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'BambooHR',
    headers:
      'Employee #|Last Name, First Name|Preferred Name|Job Title|Department|Division|Location|Reporting To|Work Phone|Work Phone Ext.|Mobile Phone|Home Phone|Work Email|Home Email|Hire Date|Employment Status|Emergency Contact: Name|Emergency Contact: Mobile Phone|Emergency Contact: Relationship',
    rows: [
      {
        cells:
          '00123|Rao, Asha|Asha|Nurse|Ward 3|North|Boston|Omar Lead|+1 202 555 0123|12|+1 202 555 0124||asha@contoso.example|asha@home.example|2020-01-01|Full-Time|Ravi Rao|+1 202 555 0199|Spouse',
        person: {
          phone: '+12025550124',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Boston',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Okta',
    headers:
      'login|firstName|lastName|middleName|honorificPrefix|email|title|displayName|nickName|profileUrl|secondEmail|mobilePhone|primaryPhone|streetAddress|city|state|zipCode|countryCode|userType|employeeNumber|costCenter|organization|division|department|managerId|manager',
    rows: [
      {
        cells:
          'asha@contoso.example|Asha|Rao|||asha@contoso.example|Nurse|Asha Rao||||+1 202 555 0125|+1 202 555 0126||||||staff|00123||Contoso|North|Ward 3|00001|Omar Lead',
        person: {
          phone: '+12025550125',
          ...asha,
          displayName: 'Asha Rao',
          jobTitle: 'Nurse',
          employeeId: '00123',
          department: 'Ward 3',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Microsoft Entra, download of users',
    headers:
      'userPrincipalName|displayName|surname|mail|givenName|id|userType|jobTitle|department|accountEnabled|usageLocation|streetAddress|state|country|physicalDeliveryOfficeName|city|postalCode|telephoneNumber|mobile|authenticationAlternativePhoneNumber|alternateEmailAddress|ageGroup|createdDateTime',
    rows: [
      {
        cells:
          'asha@contoso.example|Asha Rao|Rao|asha@contoso.example|Asha|0000-11|Member|Nurse|Ward 3|TRUE|US||||Block A|Boston||+1 202 555 0127|+1 202 555 0128|||Adult|2020-01-01',
        person: {
          phone: '+12025550128',
          ...asha,
          displayName: 'Asha Rao',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Block A',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Microsoft 365 admin center, bulk add',
    headers:
      'Username|First name|Last name|Display name|Job title|Department|Office number|Office phone|Mobile phone|Fax|Alternate email address|Address|City|State or province|ZIP or postal code|Country or region',
    rows: [
      {
        cells:
          'asha@contoso.example|Asha|Rao|Asha Rao|Nurse|Ward 3|12|+1 202 555 0129|+1 202 555 0130|||1 Road|Boston|MA|02101|United States',
        person: {
          phone: '+12025550130',
          ...asha,
          displayName: 'Asha Rao',
          jobTitle: 'Nurse',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'Google Workspace',
    headers:
      'First Name [Required]|Last Name [Required]|Email Address [Required]|Password [Required]|Org Unit Path [Required]|Recovery Email|Home Secondary Email|Work Secondary Email|Recovery Phone [MUST BE IN THE E.164 FORMAT]|Work Phone|Home Phone|Mobile Phone|Work Address|Employee ID|Employee Type|Employee Title|Manager Email|Department|Cost Center|Building ID|Floor Name',
    rows: [
      {
        cells:
          'Asha|Rao|asha@contoso.example|****|/|||||+12025550131|||| 00123||Nurse|omar@contoso.example|Ward 3|||',
        person: {
          phone: '+12025550131',
          ...asha,
          email: 'asha@contoso.example',
          employeeId: '00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'Zoho People',
    country: 'IN',
    headers:
      'EmployeeID|FirstName|LastName|Nick Name|Email ID|Mobile Phone|Other Email|Work phone|Extension|Department|Title|Location|Reporting To|Date of joining|Employee type|Employee status|Seating Location',
    rows: [
      {
        cells:
          'HR7|Asha|Rao||asha@contoso.example|98200 11111||022 2345 6789|12|Ward 3|Nurse|Mumbai|Omar Lead HR1|01-Jan-2020|Permanent|Active|',
        person: {
          phone: '+919820011111',
          ...asha,
          employeeId: 'HR7',
          email: 'asha@contoso.example',
          department: 'Ward 3',
          jobTitle: 'Nurse',
          location: 'Mumbai',
        },
      },
    ],
  },
  {
    tool: 'Zoho CRM, contacts',
    headers:
      'Record Id|Contact Owner.id|Contact Owner|First Name|Last Name|Account Name|Title|Email|Department|Phone|Home Phone|Other Phone|Mobile|Fax|Assistant|Asst Phone|Date of Birth|Reporting To|Mailing Street|Mailing City|Email Opt Out|Skype ID|Secondary Email',
    rows: [
      {
        cells:
          'z1|z9|Omar Lead|Asha|Rao|Contoso|Nurse|asha@contoso.example|Ward 3||||+1 202 555 0132||Gita Help|+1 202 555 0198||||Boston|false||',
        person: {
          phone: '+12025550132',
          ...asha,
          jobTitle: 'Nurse',
          email: 'asha@contoso.example',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'HubSpot, contacts',
    headers:
      'Record ID|First Name|Last Name|Email|Phone Number|Mobile Phone Number|Job Title|Company name|Contact owner|Lead Status|City|Marketing contact status|Create Date|Associated Company',
    rows: [
      {
        cells:
          '51|Asha|Rao|asha@contoso.example|+1 202 555 0133|+1 202 555 0134|Nurse|Contoso|Omar Lead|New|Boston|Marketing contact|2026-01-01|Contoso',
        person: {
          phone: '+12025550134',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          location: 'Boston',
        },
      },
    ],
  },
  {
    tool: 'Salesforce, contacts',
    headers:
      'Salutation|First Name|Last Name|Title|Account Name|Mailing Street|Mailing City|Phone|Fax|Mobile|Email|Account Owner|Department|Reports To',
    rows: [
      {
        cells:
          'Ms.|Asha|Rao|Nurse|Contoso|1 Road|Boston|+1 202 555 0135|+1 202 555 0197||asha@contoso.example|Omar Lead|Ward 3|Omar Lead',
        person: {
          phone: '+12025550135',
          ...asha,
          jobTitle: 'Nurse',
          email: 'asha@contoso.example',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'Salesforce, data export of users',
    headers:
      'Id|Username|LastName|FirstName|Name|CompanyName|Division|Department|Title|Street|City|Email|SenderEmail|Phone|Extension|Fax|MobilePhone|Alias|CommunityNickname|IsActive|EmployeeNumber|ManagerId',
    rows: [
      {
        cells:
          '005|asha@contoso.example|Rao|Asha|Asha Rao|Contoso|North|Ward 3|Nurse|||asha@contoso.example||+1 202 555 0136|||+1 202 555 0137|arao|||00123|006',
        person: {
          phone: '+12025550137',
          ...asha,
          displayName: 'Asha Rao',
          department: 'Ward 3',
          jobTitle: 'Nurse',
          email: 'asha@contoso.example',
          employeeId: '00123',
        },
      },
    ],
  },
  {
    tool: 'SAP SuccessFactors, user data file',
    headers:
      'STATUS|USERID|USERNAME|FIRSTNAME|LASTNAME|MI|GENDER|EMAIL|MANAGER|HR|DEPARTMENT|JOBCODE|DIVISION|LOCATION|TIMEZONE|HIREDATE|EMPID|TITLE|BIZ_PHONE|FAX|ADDR1|CITY|STATE|ZIP|COUNTRY|CELL_PHONE|DEFAULT_LOCALE',
    rows: [
      {
        cells:
          'active|arao|arao|Asha|Rao||F|asha@contoso.example|olead|hr1|Ward 3|N2|North|Boston|EST|01/01/2020|00123|Nurse|+1 202 555 0138||||||US|+1 202 555 0139|en_US',
        person: {
          phone: '+12025550139',
          ...asha,
          email: 'asha@contoso.example',
          department: 'Ward 3',
          location: 'Boston',
          employeeId: '00123',
          jobTitle: 'Nurse',
        },
      },
    ],
  },
  {
    tool: 'Personio',
    country: 'DE',
    headers:
      'ID|Vorname|Nachname|E-Mail|Personalnummer|Status|Position|Abteilung|Team|Standort|Vorgesetzter|Einstellungsdatum|Diensthandy|Telefon dienstlich|Mobilnummer privat',
    rows: [
      {
        cells:
          '771|Asha|Rao|asha@contoso.example|00123|Aktiv|Pflege|Station 3|Team B|Berlin|Omar Lead|01.01.2020|0171 1234568|030 23125101|',
        person: {
          phone: '+491711234568',
          ...asha,
          email: 'asha@contoso.example',
          employeeId: '00123',
          jobTitle: 'Pflege',
          department: 'Station 3',
          location: 'Berlin',
        },
      },
    ],
  },
  {
    tool: 'DATEV Lohn, Stammdaten',
    country: 'DE',
    headers:
      'Personalnummer|Familienname|Vorname|Geburtsdatum|Geschlecht|Straße|PLZ|Ort|Telefon|Mobiltelefon|E-Mail|Eintrittsdatum|Berufsbezeichnung|Abteilung|Kostenstelle|IBAN|Steuer-ID',
    rows: [
      {
        cells:
          '00123|Rao|Asha|01.02.1990|w|Weg 1|10115|Berlin|030 23125102|0171 1234569|asha@contoso.example|01.01.2020|Pflegefachkraft|Station 3|4711||',
        person: {
          phone: '+491711234569',
          ...asha,
          employeeId: '00123',
          email: 'asha@contoso.example',
          jobTitle: 'Pflegefachkraft',
          department: 'Station 3',
        },
      },
    ],
  },
  {
    tool: 'Gusto',
    headers:
      'Last name|First name|Preferred first name|Work email|Personal email|Phone number|Job title|Department|Manager|Work location|Home street|Home city|Start date|Employment type|Date of birth',
    rows: [
      {
        cells:
          'Rao|Asha||asha@contoso.example|asha@home.example|+1 202 555 0140|Nurse|Ward 3|Omar Lead|Boston|1 Road|Salem|01/01/2020|Full time|02/01/1990',
        person: {
          phone: '+12025550140',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Boston',
        },
      },
    ],
  },
  {
    tool: 'ADP Workforce Now',
    headers:
      'Position ID|Associate ID|File Number|Payroll Name|Legal First Name|Legal Last Name|Preferred or Chosen First Name|Job Title Description|Home Department Description|Location Description|Work Contact: Work Email|Work Contact: Work Phone|Work Contact: Work Mobile|Personal Contact: Personal Mobile|Personal Contact: Home Phone|Personal Contact: Personal Email|Reports To Name|Position Status|Hire Date',
    rows: [
      {
        cells:
          'P1|A00123|123|Rao, Asha|Asha|Rao||Nurse|Ward 3|Boston|asha@contoso.example|+1 202 555 0141||+1 202 555 0142|||Lead, Omar|Active|01/01/2020',
        person: {
          phone: '+12025550142',
          ...asha,
          employeeId: 'A00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Boston',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Deputy',
    country: 'AU',
    headers:
      'First Name|Last Name|Email|Mobile|Date of Birth|Address|Emergency Contact|Emergency Contact Phone|Primary Location|Stress Profile|Access Level|Payroll ID|Pay rate|Position',
    rows: [
      {
        cells:
          'Asha|Rao|asha@contoso.example|0491 570 156|1990-02-01||Ravi Rao|0491 570 157|Sydney|Standard|Employee|00123|30|Nurse',
        person: {
          phone: '+61491570156',
          ...asha,
          email: 'asha@contoso.example',
          location: 'Sydney',
          employeeId: '00123',
          jobTitle: 'Nurse',
        },
      },
    ],
  },
  {
    tool: 'Kronos Workforce',
    headers:
      'Person Number|Last Name|First Name|Middle Initial|Short Name|Hire Date|Birth Date|Employment Status|Badge Number|Primary Job|Primary Labor Account|Supervisor Name|Email Address|Home Phone Number|Work Phone Number|Cell Phone Number|Postal Code',
    rows: [
      {
        cells:
          '00123|Rao|Asha||Asha R|01/01/2020||Active|B77|Nurse||Lead, Omar|asha@contoso.example|+1 202 555 0143||+1 202 555 0144|',
        person: { phone: '+12025550144', ...asha, email: 'asha@contoso.example' },
      },
    ],
  },
  {
    tool: 'Shopify, customers',
    headers:
      'Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address Address1|Default Address City|Default Address Province Code|Default Address Country Code|Default Address Zip|Default Address Phone|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Note|Tax Exempt|Tags',
    rows: [
      {
        cells:
          "1|Asha|Rao|asha@contoso.example|yes|||Boston|MA|US|02101||'+12025550145|no|0.00|0||no|",
        person: { phone: '+12025550145', ...asha, email: 'asha@contoso.example' },
      },
    ],
  },
  {
    tool: 'Odoo, employees',
    headers:
      'Employee Name|Work Phone|Work Mobile|Work Email|Department|Job Position|Manager|Work Location|Badge ID|Company|Active|Private Phone',
    rows: [
      {
        cells:
          'Asha Rao|+1 202 555 0146|+1 202 555 0147|asha@contoso.example|Ward 3|Nurse|Omar Lead|Boston|00123|Contoso|True|',
        person: {
          phone: '+12025550147',
          displayName: 'Asha Rao',
          email: 'asha@contoso.example',
          department: 'Ward 3',
          jobTitle: 'Nurse',
          location: 'Boston',
          employeeId: '00123',
        },
      },
    ],
  },
  {
    tool: 'Kaizala, bulk upload',
    country: 'IN',
    headers: 'PhoneNumber|FirstName|LastName|EmailId|JobTitle|Department|Location|EmployeeId',
    rows: [
      {
        cells: '+919820011112|Asha|Rao|asha@contoso.example|Nurse|Ward 3|Mumbai|00123',
        person: {
          phone: '+919820011112',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Mumbai',
          employeeId: '00123',
        },
      },
    ],
  },
  {
    tool: 'WhatsApp group, by an extension',
    country: 'IN',
    headers:
      'Country Code|Country Name|Phone Number|Formatted Phone|Is My Contact|Saved Name|Public Name|Is Business|Group Name',
    rows: [
      {
        cells: '91|India|919820011113|+91 98200 11113|true|Asha Rao|Asha|false|Night shift',
        person: { phone: '+919820011113' },
      },
    ],
  },
  {
    tool: 'Telegram, contacts',
    headers: 'id|access_hash|username|first name|last name|phone',
    rows: [
      { cells: '77|88|arao|Asha|Rao|12025550148', person: { phone: '+12025550148', ...asha } },
    ],
  },
  {
    tool: 'Moodle, upload of users',
    headers:
      'username|password|firstname|lastname|email|idnumber|institution|department|phone1|phone2|address|city|country|cohort1|course1',
    rows: [
      {
        cells:
          'arao|Pw0!|Asha|Rao|asha@contoso.example||Contoso|Ward 3|+1 202 555 0149|||Boston|US|2026|intro',
        person: {
          phone: '+12025550149',
          ...asha,
          email: 'asha@contoso.example',
          department: 'Ward 3',
        },
      },
    ],
  },
  {
    tool: 'PowerSchool, staff',
    headers:
      'TeacherNumber|Last_Name|First_Name|Middle_Name|Title|Email_Addr|Home_Phone|School_Phone|Cell_Phone|StaffStatus|HomeSchoolId|LoginID',
    rows: [
      {
        cells:
          '00123|Rao|Asha||Nurse|asha@contoso.example|+1 202 555 0150|+1 202 555 0101|+1 202 555 0151|1|100|arao',
        person: {
          phone: '+12025550151',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          employeeId: '00123',
        },
      },
    ],
  },
  {
    tool: 'DHIS2, users',
    headers:
      'username|firstName|surname|email|phoneNumber|whatsApp|jobTitle|employer|organisationUnits|userRoles',
    rows: [
      {
        cells: 'arao|Asha|Rao|asha@contoso.example|+12025550152||Nurse|Contoso|OU1|Clerk',
        person: {
          phone: '+12025550152',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
        },
      },
    ],
  },
  {
    tool: 'greytHR',
    country: 'IN',
    headers:
      'Employee No|Employee Name|Date of Joining|Gender|Date of Birth|Designation|Department|Location|Grade|Email|Personal Email|Mobile|Father Name|Spouse Name|Emergency Contact Name|Emergency Contact Number|PAN Number|Aadhaar Number|Bank Account Number|Reporting Manager',
    rows: [
      {
        cells:
          '00123|Asha Rao|01 Jan 2020|F|01 Feb 1990|Nurse|Ward 3|Mumbai|G2|asha@contoso.example||9820011114|Hari Rao|Ravi Rao|Ravi Rao|9820011199|ABCDE1234F|999941057058|001234567890|Omar Lead',
        person: {
          phone: '+919820011114',
          displayName: 'Asha Rao',
          employeeId: '00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Mumbai',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Keka',
    country: 'IN',
    headers:
      'Employee Number|Display Name|First Name|Last Name|Work Email|Personal Email|Mobile Phone|Work Phone|Residence Number|Job Title|Department|Sub Department|Location|Reporting To|Business Unit|Date Joined|Employment Status|Father’s Name',
    rows: [
      {
        cells:
          '00123|Asha Rao|Asha|Rao|asha@contoso.example||+91-9820011115|||Nurse|Ward 3||Mumbai|Omar Lead|Care|01-Jan-2020|Working|Hari Rao',
        person: {
          phone: '+919820011115',
          ...asha,
          displayName: 'Asha Rao',
          employeeId: '00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Mumbai',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Darwinbox',
    country: 'IN',
    headers:
      'employee_id|first_name|middle_name|last_name|company_email_id|personal_email_id|primary_mobile_number|office_mobile_no|designation_title|department_name|office_location|office_city|direct_manager_name|direct_manager_email|date_of_joining',
    rows: [
      {
        cells:
          '00123|Asha||Rao|asha@contoso.example||9820011116||Nurse|Ward 3|Mumbai HQ|Mumbai|Omar Lead|omar@contoso.example|2020-01-01',
        person: {
          phone: '+919820011116',
          ...asha,
          employeeId: '00123',
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Mumbai HQ',
        },
      },
    ],
  },
  {
    tool: 'Mekari Talenta',
    country: 'ID',
    headers:
      'Employee ID*|First Name*|Last Name|Email*|Mobile Phone|Phone|Place of Birth|Birth Date|Organization Name*|Job Position*|Job Level*|Employment Status*|Branch|NIK (NPWP 16 digit)|Residential Address',
    rows: [
      {
        cells:
          '00123|Asha|Rao|asha@contoso.example|0812 3456 7890||Jakarta|1990-02-01|Ward 3|Nurse|Staff|Permanent|Jakarta||Jl. 1',
        person: {
          phone: '+6281234567890',
          ...asha,
          employeeId: '00123',
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          location: 'Jakarta',
        },
      },
    ],
  },
  {
    tool: 'Indonesian staff list',
    country: 'ID',
    headers:
      'NIP|Nama Lengkap|Jabatan|Unit Kerja|No. HP|Surel|Lokasi|Tanggal Lahir|Nama Istri/Suami|No. HP Darurat',
    rows: [
      {
        cells:
          '00123|Asha Rao|Perawat|Bangsal 3|0812-3456-7891|asha@contoso.example|Jakarta|01/02/1990|Ravi|0812-3456-7899',
        person: {
          phone: '+6281234567891',
          displayName: 'Asha Rao',
          employeeId: '00123',
          jobTitle: 'Perawat',
          department: 'Bangsal 3',
          email: 'asha@contoso.example',
          location: 'Jakarta',
        },
      },
    ],
  },
  {
    tool: 'Brazilian staff list',
    country: 'BR',
    headers:
      'Matrícula|Nome completo|Cargo|Setor|Unidade|Telefone fixo|Celular|E-mail|Data de nascimento|CPF|Contato de emergência|Telefone de emergência',
    rows: [
      {
        cells:
          '00123|Asha Rao|Enfermeira|Ala 3|São Paulo|(11) 3456-7890|(11) 91234-5678|asha@contoso.example|01/02/1990||Ravi|(11) 91234-5699',
        person: {
          phone: '+5511912345678',
          displayName: 'Asha Rao',
          employeeId: '00123',
          jobTitle: 'Enfermeira',
          department: 'Ala 3',
          location: 'São Paulo',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'iFood, couriers',
    country: 'BR',
    headers: 'Nome|Sobrenome|CPF|Celular|E-mail|Cidade|Modal|Status',
    rows: [
      {
        cells: 'Asha|Rao||11 91234-5670|asha@contoso.example|São Paulo|Moto|Ativo',
        person: {
          phone: '+5511912345670',
          ...asha,
          email: 'asha@contoso.example',
          location: 'São Paulo',
        },
      },
    ],
  },
  {
    tool: 'Polish staff list',
    country: 'PL',
    headers:
      'Numer pracownika|Imię|Nazwisko|Stanowisko|Dział|Lokalizacja|Telefon służbowy|Telefon komórkowy|Adres e-mail|Data zatrudnienia|Przełożony',
    rows: [
      {
        cells:
          '00123|Asha|Rao|Pielęgniarka|Oddział 3|Kraków|12 345 67 89|512 345 678|asha@contoso.example|2020-01-01|Omar Lead',
        person: {
          phone: '+48512345678',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Pielęgniarka',
          department: 'Oddział 3',
          location: 'Kraków',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: '1C, employees',
    country: 'RU',
    headers:
      'Табельный номер|ФИО|Должность|Подразделение|Телефон рабочий|Мобильный телефон|Электронная почта|Дата рождения|Город|Руководитель',
    rows: [
      {
        cells:
          '00123|Иванова Анна|Медсестра|Отделение 3|8 (495) 123-45-67|8 (912) 345-67-89|asha@contoso.example|01.02.1990|Москва|Лид Омар',
        person: {
          phone: '+79123456789',
          displayName: 'Иванова Анна',
          employeeId: '00123',
          jobTitle: 'Медсестра',
          department: 'Отделение 3',
          email: 'asha@contoso.example',
          location: 'Москва',
        },
      },
    ],
  },
  {
    tool: 'Turkish staff list',
    country: 'TR',
    headers:
      'Sicil No|Adı Soyadı|Ünvanı|Bölümü|İş Telefonu|Cep Telefonu|E-posta|Doğum Tarihi|Şube|Yöneticisi|Acil Durum Telefonu',
    rows: [
      {
        cells:
          '00123|Asha Rao|Hemşire|Servis 3|0212 345 67 89|0532 123 45 67|asha@contoso.example|01.02.1990|İstanbul|Omar Lead|0532 123 45 99',
        person: {
          phone: '+905321234567',
          displayName: 'Asha Rao',
          employeeId: '00123',
          jobTitle: 'Hemşire',
          department: 'Servis 3',
          email: 'asha@contoso.example',
          location: 'İstanbul',
        },
      },
    ],
  },
  {
    tool: 'Arabic staff list',
    country: 'EG',
    headers:
      'الرقم الوظيفي|الاسم الكامل|المسمى الوظيفي|القسم|رقم الهاتف|رقم الجوال|البريد الإلكتروني|تاريخ الميلاد|الفرع|المدير المباشر',
    rows: [
      {
        cells:
          '00123|فاطمة الزهراء|ممرضة|الجناح 3||010 0123 4567|asha@contoso.example|1990-02-01|القاهرة|عمر',
        person: {
          phone: '+201001234567',
          displayName: 'فاطمة الزهراء',
          employeeId: '00123',
          jobTitle: 'ممرضة',
          department: 'الجناح 3',
          email: 'asha@contoso.example',
          location: 'القاهرة',
        },
      },
    ],
  },
  {
    tool: 'Hebrew staff list',
    country: 'IL',
    headers:
      'מספר עובד|שם פרטי|שם משפחה|תפקיד|מחלקה|טלפון בעבודה|טלפון נייד|דואר אלקטרוני|תאריך לידה|סניף|מנהל ישיר',
    rows: [
      {
        cells:
          '00123|דנה|כהן|אחות|מחלקה 3|03-1234567|050-234-5678|asha@contoso.example|01/02/1990|תל אביב|עומר',
        person: {
          phone: '+972502345678',
          firstName: 'דנה',
          lastName: 'כהן',
          employeeId: '00123',
          jobTitle: 'אחות',
          department: 'מחלקה 3',
          email: 'asha@contoso.example',
          location: 'תל אביב',
        },
      },
    ],
  },
  {
    tool: 'Hindi staff list',
    country: 'IN',
    headers: 'कर्मचारी संख्या|नाम|पद|विभाग|मोबाइल नंबर|ईमेल|जन्म तिथि|कार्यालय|पिता का नाम',
    rows: [
      {
        cells: '00123|आशा राव|नर्स|वार्ड 3|9820011117|asha@contoso.example|01/02/1990|मुंबई|हरि राव',
        person: {
          phone: '+919820011117',
          displayName: 'आशा राव',
          employeeId: '00123',
          jobTitle: 'नर्स',
          department: 'वार्ड 3',
          email: 'asha@contoso.example',
          location: 'मुंबई',
        },
      },
    ],
  },
  {
    tool: 'Japanese staff list',
    country: 'JP',
    headers:
      '社員番号|氏名|フリガナ|部署|役職|携帯電話番号|会社電話番号|メールアドレス|勤務地|生年月日|緊急連絡先',
    rows: [
      {
        cells:
          '00123|山田 太郎|ヤマダ タロウ|営業部|課長|090-1234-5678|03-1234-5678|asha@contoso.example|東京|1990/02/01|090-1234-5699',
        person: {
          phone: '+819012345678',
          displayName: '山田 太郎',
          employeeId: '00123',
          department: '営業部',
          jobTitle: '課長',
          email: 'asha@contoso.example',
          location: '東京',
        },
      },
    ],
  },
  {
    tool: 'Chinese staff list',
    country: 'CN',
    headers:
      '工号|姓名|性别|部门|职位|手机号码|办公电话|电子邮箱|工作地点|入职日期|紧急联系人|紧急联系人电话',
    rows: [
      {
        cells:
          '00123|王伟|男|技术部|工程师|138 0013 8000|010-12345678|asha@contoso.example|北京|2020-01-01|李娜|13900139000',
        person: {
          phone: '+8613800138000',
          displayName: '王伟',
          employeeId: '00123',
          department: '技术部',
          jobTitle: '工程师',
          email: 'asha@contoso.example',
          location: '北京',
        },
      },
    ],
  },
  {
    tool: 'DingTalk, contacts',
    country: 'CN',
    headers: '员工UserID|姓名*|手机号*|部门*|职位|工号|是否主管|邮箱|分机号|办公地点|备注',
    rows: [
      {
        cells: 'u1|王伟|+86-13800138001|技术部|工程师|00123|否|asha@contoso.example||北京|',
        person: {
          phone: '+8613800138001',
          displayName: '王伟',
          department: '技术部',
          jobTitle: '工程师',
          employeeId: '00123',
          email: 'asha@contoso.example',
          location: '北京',
        },
      },
    ],
  },
  {
    tool: 'Korean staff list',
    country: 'KR',
    headers: '사번|이름|부서|직급|휴대폰|사무실 전화|이메일|근무지|생년월일|비상연락처',
    rows: [
      {
        cells:
          '00123|김민수|영업부|과장|010-1234-5678|02-123-4567|asha@contoso.example|서울|1990-02-01|010-1234-5699',
        person: {
          phone: '+821012345678',
          employeeId: '00123',
          department: '영업부',
          jobTitle: '과장',
          email: 'asha@contoso.example',
          location: '서울',
        },
      },
    ],
  },
  {
    tool: 'Thai staff list',
    country: 'TH',
    headers: 'รหัสพนักงาน|ชื่อ|นามสกุล|ตำแหน่ง|แผนก|โทรศัพท์มือถือ|โทรศัพท์ที่ทำงาน|อีเมล|สาขา|ผู้ติดต่อฉุกเฉิน',
    rows: [
      {
        cells:
          '00123|สมชาย|ใจดี|พยาบาล|วอร์ด 3|081 234 5678|02 123 4567|asha@contoso.example|กรุงเทพ|',
        person: {
          phone: '+66812345678',
          firstName: 'สมชาย',
          lastName: 'ใจดี',
          employeeId: '00123',
          jobTitle: 'พยาบาล',
          department: 'วอร์ด 3',
          email: 'asha@contoso.example',
          location: 'กรุงเทพ',
        },
      },
    ],
  },
  {
    tool: 'Vietnamese staff list',
    country: 'VN',
    headers:
      'Mã nhân viên|Họ và tên|Chức vụ|Phòng ban|Số điện thoại|Email|Ngày sinh|Chi nhánh|Liên hệ khẩn cấp',
    rows: [
      {
        cells:
          '00123|Trần Thị Mai|Y tá|Khoa 3|091 234 56 78|asha@contoso.example|01/02/1990|Hà Nội|',
        person: {
          phone: '+84912345678',
          displayName: 'Trần Thị Mai',
          employeeId: '00123',
          jobTitle: 'Y tá',
          department: 'Khoa 3',
          email: 'asha@contoso.example',
          location: 'Hà Nội',
        },
      },
    ],
  },
  {
    tool: 'Italian staff list',
    country: 'IT',
    headers:
      'Matricola|Cognome|Nome|Mansione|Reparto|Sede|Telefono ufficio|Cellulare|Indirizzo e-mail|Data di nascita|Responsabile',
    rows: [
      {
        cells:
          '00123|Rao|Asha|Infermiera|Reparto 3|Milano|02 1234 5678|340 123 4567|asha@contoso.example|01/02/1990|Omar Lead',
        person: {
          phone: '+393401234567',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Infermiera',
          department: 'Reparto 3',
          location: 'Milano',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Dutch staff list, AFAS',
    country: 'NL',
    headers:
      'Medewerker|Personeelsnummer|Roepnaam|Achternaam|Functie|Afdeling|Locatie|Telefoon werk|Mobiel werk|Mobiel privé|E-mail werk|Leidinggevende|Geboortedatum',
    rows: [
      {
        cells:
          'Asha Rao|00123|Asha|Rao|Verpleegkundige|Afdeling 3|Utrecht|030 123 4567|06 12345678||asha@contoso.example|Omar Lead|01-02-1990',
        person: {
          phone: '+31612345678',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Verpleegkundige',
          department: 'Afdeling 3',
          location: 'Utrecht',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Spanish payroll list',
    country: 'ES',
    headers:
      'Nº empleado|Apellidos y nombre|Categoría profesional|Departamento|Centro de trabajo|Tfno. fijo|Tfno. móvil|Correo electrónico|Fecha de alta|DNI',
    rows: [
      {
        cells:
          '00123|Rao, Asha|Enfermera|Planta 3|Madrid|912 345 679|612 34 56 79|asha@contoso.example|01/01/2020|',
        person: {
          phone: '+34612345679',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Enfermera',
          department: 'Planta 3',
          location: 'Madrid',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'French payroll list, Silae',
    country: 'FR',
    headers:
      'Matricule|Civilité|Nom d’usage|Prénom|Emploi|Service|Établissement|Tél. fixe|Tél. portable|E-mail professionnel|Date d’entrée|Personne à prévenir en cas d’urgence|Tél. urgence',
    rows: [
      {
        cells:
          '00123|Mme|Rao|Asha|Infirmière|Pédiatrie|Lyon|01 99 00 12 35|06 12 34 56 79|asha@contoso.example|01/01/2020|Ravi Rao|06 12 34 56 99',
        person: {
          phone: '+33612345679',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Infirmière',
          department: 'Pédiatrie',
          location: 'Lyon',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'SAP, personnel master data',
    country: 'DE',
    headers:
      'Pers.nr.|Name Mitarbeiter/Bewerber|Planstelle|Organisationseinheit|Personalbereich|E-Mail|Mobiltelefon|Telefon (Büro)|Eintritt|Kostenstelle',
    rows: [
      {
        cells:
          '00123|Asha Rao|Pflegekraft|Station 3|Berlin|asha@contoso.example|0171 1234570|030 23125103|01.01.2020|4711',
        person: {
          phone: '+491711234570',
          employeeId: '00123',
          department: 'Station 3',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Slack, members',
    headers:
      'username|email|status|billing-active|has-2fa|has-sso|userid|fullname|displayname|expiration-timestamp|title|phone',
    rows: [
      {
        cells: 'arao|asha@contoso.example|Member|1|0|0|U1|Asha Rao|Asha||Nurse|+1 202 555 0153',
        person: { phone: '+12025550153', email: 'asha@contoso.example', jobTitle: 'Nurse' },
      },
    ],
  },
  {
    tool: 'Mailchimp, audience',
    headers:
      'Email Address|First Name|Last Name|Address|Phone Number|Birthday|MEMBER_RATING|OPTIN_TIME|LAST_CHANGED|LEID|TAGS',
    rows: [
      {
        cells: 'asha@contoso.example|Asha|Rao||+1 202 555 0154||2|2026-01-01|2026-01-01|9|"Staff"',
        person: { phone: '+12025550154', ...asha, email: 'asha@contoso.example' },
      },
    ],
  },
  {
    tool: 'UKG Ready',
    headers:
      'Username|Employee Id|First Name|Last Name|Primary Email|Cell Phone|Home Phone|Work Phone|Default Department|Default Location|Default Job|Date Hired|Manager 1|Employee Status',
    rows: [
      {
        cells:
          'arao|00123|Asha|Rao|asha@contoso.example||+1 202 555 0155|+1 202 555 0156|Ward 3|Boston|Nurse|01/01/2020|Omar Lead|Active',
        person: {
          phone: '+12025550156',
          ...asha,
          employeeId: '00123',
          email: 'asha@contoso.example',
          department: 'Ward 3',
          location: 'Boston',
          jobTitle: 'Nurse',
        },
      },
    ],
  },
  {
    tool: 'Paychex Flex',
    headers:
      'Worker ID|Employee Name|Last Name|First Name|Status|Job Title|Organization Unit|Location|Personal Mobile Phone|Personal Home Phone|Business Phone|Business Email|Personal Email|Supervisor',
    rows: [
      {
        cells:
          '00123|Rao, Asha|Rao|Asha|Active|Nurse|Ward 3|Boston|+1 202 555 0157||+1 202 555 0158|asha@contoso.example||Omar Lead',
        person: {
          phone: '+12025550157',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Boston',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'Rippling',
    headers:
      'Employee|Employee ID|Work email|Personal email|Phone number|Title|Department|Work location|Manager|Start date|Employment type',
    rows: [
      {
        cells:
          'Asha Rao|00123|asha@contoso.example||+1 202 555 0159|Nurse|Ward 3|Boston|Omar Lead|2020-01-01|Salaried',
        person: {
          phone: '+12025550159',
          employeeId: '00123',
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'Boston',
        },
      },
    ],
  },
  {
    tool: 'HiBob',
    country: 'GB',
    headers:
      'Display name|First name|Last name|Email|Site|Department|Job title|Reports to|Start date|Employee ID|Work phone|Work mobile|Personal mobile|Personal email|Emergency contact phone',
    rows: [
      {
        cells:
          'Asha Rao|Asha|Rao|asha@contoso.example|London|Ward 3|Nurse|Omar Lead|01/01/2020|00123|020 7946 0101||07911 123401||07911 123499',
        person: {
          phone: '+447911123401',
          ...asha,
          displayName: 'Asha Rao',
          email: 'asha@contoso.example',
          location: 'London',
          department: 'Ward 3',
          jobTitle: 'Nurse',
          employeeId: '00123',
        },
      },
    ],
  },
  {
    tool: 'Sage HR',
    country: 'GB',
    headers:
      'Employee number|First name|Surname|Work email|Mobile phone|Home phone|Position|Team|Location|Line manager|Gender|Date of birth|Next of kin|Next of kin phone',
    rows: [
      {
        cells:
          '00123|Asha|Rao|asha@contoso.example|07911 123402|020 7946 0102|Nurse|Ward 3|London|Omar Lead|F||Ravi Rao|07911 123498',
        person: {
          phone: '+447911123402',
          ...asha,
          employeeId: '00123',
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          department: 'Ward 3',
          location: 'London',
        },
      },
    ],
  },
  {
    tool: 'NHS ESR',
    country: 'GB',
    headers:
      'Assignment Number|Employee Number|Title|Last Name|First Name|Position Title|Organisation|Location|Work Email|Mobile Telephone|Work Telephone|Staff Group|Pay Scale',
    rows: [
      {
        cells:
          '123-1|00123|Ms|Rao|Asha|Nurse|Ward 3|London|asha@contoso.example|07911 123403|020 7946 0103|Nursing|Band 5',
        person: {
          phone: '+447911123403',
          ...asha,
          employeeId: '00123',
          jobTitle: 'Nurse',
          location: 'London',
          email: 'asha@contoso.example',
        },
      },
    ],
  },
  {
    tool: 'A volunteers’ sign-up form',
    country: 'GB',
    headers:
      'Timestamp|Full name (first and last)|What is your mobile number?|Email address|Which team would you like to join?|Emergency contact (name and number)',
    rows: [
      {
        cells:
          '2026/01/01 10:00:00|Asha Rao|07911 123404|asha@contoso.example|Kitchen|Ravi 07911 123497',
        person: { phone: '+447911123404', displayName: 'Asha Rao', email: 'asha@contoso.example' },
      },
    ],
  },
  {
    tool: 'Square, team',
    headers:
      'Given Name|Family Name|Email Address|Phone Number|Reference ID|Job Title|Location|Status|Permission Set',
    rows: [
      {
        cells: 'Asha|Rao|asha@contoso.example|+1 202-555-0160||Nurse|Boston|Active|Team',
        person: {
          phone: '+12025550160',
          ...asha,
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          location: 'Boston',
        },
      },
    ],
  },
  {
    tool: 'Nextcloud / LDAP',
    headers:
      'dn|uid|cn|givenName|sn|mail|telephoneNumber|mobile|title|ou|l|employeeNumber|homePhone|facsimileTelephoneNumber',
    rows: [
      {
        cells:
          'uid=arao|arao|Asha Rao|Asha|Rao|asha@contoso.example|+1 202 555 0161|+1 202 555 0162|Nurse|Ward 3|Boston|00123||',
        person: {
          phone: '+12025550162',
          ...asha,
          displayName: 'Asha Rao',
          email: 'asha@contoso.example',
          jobTitle: 'Nurse',
          employeeId: '00123',
        },
      },
    ],
  },
];
