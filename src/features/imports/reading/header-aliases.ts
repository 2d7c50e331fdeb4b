import type { BuiltInAttribute } from '../../../domain/attributes.ts';

/**
 * Usual names of columns, as lists between commas. Each list of an attribute is a rank, the best first: if a
 * file has several columns for one attribute, the best rank wins and the others are named as ignored. The names
 * of one list mean so much the same that nobody could choose between them.
 * Compared without case, accents, spaces and punctuation ("E-Mail Address*" is "emailaddress"), so one spelling
 * is enough. To add a name, add it to a list. A test checks that no name is there twice.
 */
export const headerAliases: Readonly<Record<BuiltInAttribute, readonly string[]>> = {
  phone: [
    'phone number, phone no, phone num, phone nr, phone numbers',
    `mobile, mobile number, mobile no, mobile nr, mobile num, mobile phone, mobile phone number, mob, mob no,
    cell, cell number, cell no, cell phone, cell phone number, cellular, msisdn, user phone number,
    handy, handynummer, mobil, mobilnummer, mobiltelefon, mobilfunknummer, móvil, celular, teléfono móvil,
    número de móvil, número de celular, portable, téléphone portable, numéro de portable, cellulare, telemóvel,
    मोबाइल, मोबाइल नंबर, मोबाइल नम्बर, मोबाइल फ़ोन, جوال, الجوال, رقم الجوال, 手机, 手机号, 携帯電話`,
    `phone, telephone, telephone number, telephone no, tel, tel no, tel nr, tel number, ph, ph no,
    telefon, telefonnummer, telefonnr, rufnummer, teléfono, número de teléfono, telefone, número de telefone,
    numéro de téléphone, numero di telefono, telefoon, telefoonnummer, puhelin, puhelinnumero,
    फ़ोन, फ़ोन नंबर, फ़ोन नम्बर, दूरभाष, هاتف, رقم الهاتف, 电话, 电话号码, 電話番号`,
    'contact number, contact no, contact num, contact phone, contact, whatsapp, whatsapp number',
    'work phone, work phone number, business phone, business phones, primary phone, primary phone number',
    'office phone, office number, home phone, other phone, alternate phone',
  ],
  firstName: [
    'first name',
    'given name, given names, first names, forename, forenames, christian name',
    `vorname, nombre, nombres, prénom, primeiro nome, voornaam, fornavn, förnamn, etunimi, imię,
    पहला नाम, प्रथम नाम, الاسم الأول, 名`,
  ],
  lastName: [
    'last name',
    'surname, family name, last names, second name',
    `nachname, familienname, zuname, apellido, apellidos, nom de famille, cognome, sobrenome, apelido, achternaam,
    etternavn, efternamn, sukunimi, nazwisko, उपनाम, कुलनाम, अंतिम नाम, اسم العائلة, 姓`,
  ],
  displayName: [
    'display name',
    'full name, complete name',
    'name, employee name, person name, emp name, staff name',
    `anzeigename, vollständiger name, nombre completo, nom complet, nome completo, पूरा नाम, नाम, 姓名, 氏名`,
  ],
  email: [
    'email, email address, mail, mail address, email id, mail id',
    'work email, work email address, business email, office email, company email, primary email',
    `e-mail-adresse, mailadresse, correo, correo electrónico, courriel, adresse e-mail, posta elettronica,
    ईमेल, البريد الإلكتروني, 邮箱, メール`,
    'user principal name, upn',
  ],
  jobTitle: [
    'job title',
    'designation, position, job role, job position, job',
    'title, role, occupation',
    `berufsbezeichnung, stellenbezeichnung, funktion, puesto, cargo, poste, fonction, पद, पदनाम, 职位, 役職`,
  ],
  department: [
    'department, dept, department name, dept name',
    'division, business unit',
    'team, unit, section',
    `abteilung, bereich, departamento, département, reparto, afdeling, विभाग, القسم, 部门, 部署`,
  ],
  location: [
    'location, work location, job location, location name',
    'office location, office, office name',
    'site, branch, workplace, place of work',
    'city, town, place',
    `standort, büro, ubicación, oficina, sede, lieu, bureau, localização, स्थान, कार्यालय, الموقع, 地点`,
    `stadt, ort, ciudad, ville, città, cidade, शहर, 城市`,
  ],
  employeeId: [
    `employee id, employee number, employee no, employee nr, employee code, emp id, emp no, emp number, emp code,
    staff id, staff no, staff number, personnel number, personnel no, personnel id, payroll number, worker id`,
    `personalnummer, personalnr, mitarbeiternummer, mitarbeiternr, mitarbeiter-id, número de empleado,
    id de empleado, legajo, matricule, numéro d'employé, matricola, कर्मचारी आईडी, कर्मचारी संख्या, 工号, 社員番号`,
  ],
};
