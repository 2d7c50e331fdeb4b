import { rowReasonIn, type ReasonSentences } from '../row-reason.ts';

const reasons: ReasonSentences = {
  'phone-missing': () => 'Falta el teléfono.',
  'phone-scientific': ({ value }) =>
    `Una hoja de cálculo ha convertido el teléfono${value} a notación científica, con lo que se pierden cifras. Dé a la columna formato de texto y escriba el número de nuevo.`,
  'phone-not-a-number': ({ value }) => `El valor${value} no es un teléfono.`,
  'phone-no-country': ({ value }) =>
    `El teléfono${value} no tiene prefijo de país. Escríbalo con + y el prefijo.`,
  'phone-unknown-country': ({ value }) =>
    `El teléfono${value} empieza por un prefijo de país que no existe.`,
  'phone-too-short': ({ value }) => `El teléfono${value} es demasiado corto.`,
  'phone-too-long': ({ value }) => `El teléfono${value} es demasiado largo.`,
  'phone-not-valid': ({ value }) =>
    `El teléfono${value} no se usa en su país. Compruebe las cifras.`,
  'phone-has-extension': ({ value }) =>
    `El teléfono${value} tiene una extensión. Use un número en el que se localice directamente a la persona.`,
  'too-long': ({ column, value }) => `El valor${value}${column} es demasiado largo.`,
  'email-not-valid': ({ column, value }) => `El correo electrónico${value}${column} no es válido.`,
  'number-not-valid': ({ column, value }) =>
    `El valor${value}${column} no es un número. Escriba cifras con un solo signo decimal como máximo, por ejemplo, 12,5.`,
  'yes-no-not-valid': ({ column, value }) => `El valor${value}${column} no es ni sí ni no.`,
  'date-not-valid': ({ column, value }) =>
    `El valor${value}${column} no es una fecha. Escríbala como 2026-01-31.`,
  'date-ambiguous': ({ column, value }) =>
    `La fecha${value}${column} se puede leer de dos maneras. Escríbala como 2026-01-31.`,
  'required-missing': ({ column }) => `Falta el valor${column}, y su organización lo exige.`,
  'control-characters': ({ column }) =>
    `El valor${column} contiene caracteres de control invisibles. Escríbalo de nuevo.`,
  'damaged-characters': ({ column }) =>
    `No se ha podido leer un carácter${column}. Escríbalo de nuevo o guarde el archivo como CSV UTF-8.`,
  'quote-not-closed': () => 'Unas comillas abren un valor y no se cierran.',
  'line-too-long': () => 'La fila es demasiado larga para ser una persona.',
  'too-many-cells': () =>
    'La fila tiene más valores que columnas hay. Compruebe si sobra un separador.',
  'network-not-valid': ({ column, value }) =>
    `El valor${value}${column} no es ni «Employee» ni «Others». Corríjalo, o cambie el nombre de la columna si significa otra cosa.`,
  'same-phone-later': ({ laterLine }, format) =>
    laterLine === undefined
      ? 'El mismo teléfono vuelve a aparecer más abajo; vale aquella fila.'
      : `El mismo teléfono vuelve a aparecer en la línea ${format.number(laterLine)}; vale aquella fila.`,
  'in-other-network': () =>
    'Esta persona está en la otra red. Solo un administrador del inquilino puede mover personas de una red a otra.',
  'marked-deleted': () =>
    'Esta persona está marcada como eliminada, y una importación no elimina a nadie. Elimínela en el directorio, o vacíe su celda «Change in directory» para conservarla.',
  linked: () =>
    'Esta persona está vinculada a una cuenta profesional y no se puede mover a «Otros».',
  locked: ({ column }) =>
    `El valor${column} viene de Microsoft Entra ID y solo se puede cambiar allí. El resto de la fila vale.`,
  'entra-of-another': ({ value }) =>
    `El teléfono${value} es de una persona con otra cuenta. Corríjalo en Microsoft Entra ID.`,
  'entra-several': ({ value }) =>
    `Varias personas tienen el correo electrónico${value}; por eso no se ha usado para encontrar a esta.`,
  'not-applied': () => 'La importación terminó antes de aplicar esta fila. Envíela de nuevo.',
  'changed-meanwhile': () =>
    'Otra persona cambió estos datos durante la importación. Envíe la fila de nuevo.',
};

/** Why a row was rejected, or a value of a form can't be taken, in one sentence. */
export const rowReason = rowReasonIn(reasons, {
  column: (name) => ` en la columna «${name}»`,
  value: (text) => ` «${text}»`,
  unreadable: (column) =>
    `No se ha podido leer esta fila${column}. Compruébela y envíela de nuevo.`,
});
