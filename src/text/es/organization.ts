import { maxAttributeNameLength } from '../../domain/attributes.ts';
import type { AttributeType } from '../../domain/attributes.ts';
import type { Role } from '../../domain/roles.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

const roles: Readonly<Record<Role, string>> = {
  'tenant-admin': 'Administrador del inquilino',
  'organization-admin': 'Administrador de la organización',
  'group-admin': 'Administrador de grupo',
  member: 'Miembro',
};

const types: Readonly<Record<AttributeType, string>> = {
  text: 'Texto',
  number: 'Número',
  'yes-no': 'Sí o no',
  date: 'Fecha',
};

/** Sentences about what an organization decides: its admins, its attributes, its audit. */
export function organizationWords(
  format: Format,
): Pick<Text, 'role' | 'admins' | 'attributes' | 'attributeForm' | 'removal' | 'audit'> {
  const number = (value: number) => format.number(value);
  return {
    role: (role) => roles[role],

    admins: {
      title: 'Administradores',
      intro:
        'Los administradores del inquilino pueden hacerlo todo. Los de la organización importan y exportan personas, las agregan, las editan y las eliminan.',
      empty: 'Aquí no se ha nombrado todavía a ningún administrador.',
      fixed: 'fijado por la implementación',
      since: (role, iso, by) => {
        if (iso === undefined) return role;
        const since = `${role} desde el ${format.date(iso)}`;
        return by === undefined || by.trim() === ''
          ? since
          : `${since}, por nombramiento de ${by.trim()}`;
      },
      more: (more) => `y ${number(more)} más`,
      who: 'Quién',
      whoHint: 'Empiece a escribir un nombre',
      whoMissing: 'Elija a una persona de la lista.',
      whoNote: 'Las personas aparecen aquí en cuanto han abierto esta aplicación en Teams.',
      role: 'Rol',
      roleMissing: 'Elija un rol.',
      noName: 'Persona sin nombre',
    },

    attributes: {
      title: 'Atributos',
      intro:
        'Las columnas de su directorio. La plantilla, las importaciones, los formularios y los perfiles se rigen por ellas.',
      builtInTitle: 'Incluidos',
      builtIn: (names) => format.list(names),
      ownTitle: 'Propios de su organización',
      none: 'Ninguno todavía.',
      full: (most) =>
        `Una organización puede tener ${number(most)} ${format.plural(most, { one: 'atributo propio', other: 'atributos propios' })} como máximo.`,
      type: (type) => types[type],
      line: ({ type, required, visibleTo }) =>
        [
          types[type],
          required ? 'obligatorio' : 'opcional',
          visibleTo === 'all' ? 'visible para todos' : 'visible solo para administradores',
        ].join(' · '),
      removedTitle: 'Quitados',
      removed: (iso, untilIso) =>
        `Quitado el ${format.date(iso)}; sus datos se conservan hasta el ${format.date(untilIso)}.`,
      removedShort: (name, untilIso) =>
        `${name} (se puede restaurar hasta el ${format.date(untilIso)})`,
      choose: 'Atributo',
      chooseMissing: 'Elija un atributo.',
      chooseRemoved: 'Atributo quitado',
    },

    attributeForm: {
      addTitle: 'Agregar un atributo',
      editTitle: (name) => `Editar ${name}`,
      intro: 'El atributo será una columna de la plantilla y un campo de cada persona.',
      name: 'Nombre',
      nameHint: 'Por ejemplo, Número de credencial',
      nameMissing: 'Escriba un nombre.',
      type: 'Tipo',
      typeFixed: (type) =>
        `Tipo: ${types[type]}. No se puede cambiar, porque ya hay personas con valores.`,
      required: 'Obligatorio: se rechazan las filas y los formularios sin valor',
      visibleTo: 'Quién lo ve',
      visibleToChoices: { all: 'Todos', admins: 'Solo administradores' },
      problem: attributeProblem,
    },

    removal: {
      title: (name) => `¿Quitar ${name}?`,
      sentence:
        'El atributo desaparece de la plantilla, de los formularios y de todos los perfiles. Sus datos se conservan 30 días; durante ese tiempo se puede restaurar.',
    },

    audit: {
      title: 'Registro de cambios',
      sentence:
        'Todos los cambios de personas, roles y atributos en un archivo CSV: quién los hizo, cuándo y por qué vía.',
      short: 'El vínculo vale poco tiempo. Con «audit» recibirá uno nuevo.',
    },
  };
}

/** Why an attribute can't be saved. Problems of a later version get a sentence too. */
function attributeProblem(problem: string, other?: string): string {
  const named = other === undefined || other.trim() === '' ? undefined : `«${other.trim()}»`;
  switch (problem) {
    case 'name-missing':
      return 'Escriba un nombre.';
    case 'name-too-long':
      return `Ese nombre es demasiado largo. Puede tener ${String(maxAttributeNameLength)} caracteres.`;
    case 'name-taken':
      return named === undefined
        ? 'Ya hay una columna con ese nombre. Elija otro.'
        : `Ya hay una columna con ese nombre: ${named}. Elija otro.`;
    case 'name-is-built-in':
      return `En un archivo, una columna con ese nombre se tomaría por ${named ?? 'una de las incluidas'}. Elija otro nombre.`;
    case 'name-not-valid':
      return 'Ese nombre contiene caracteres de control invisibles o caracteres dañados. Escríbalo de nuevo.';
    case 'too-many':
      return 'No se admiten más atributos. Quite antes uno.';
    default:
      return 'Esto no se puede guardar. Compruebe el nombre y el tipo.';
  }
}
