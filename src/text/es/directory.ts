import type { Network } from '../../domain/network.ts';
import type { Source } from '../../domain/person.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';
import { ownValue } from '../own-value.ts';

const sources: Readonly<Record<Source, string>> = {
  admin: 'Un administrador',
  group: 'Un grupo',
  signin: 'Inicio de sesión con cuenta profesional',
  entra: 'Microsoft Entra ID',
};

/** Sentences about people: lists of them, one of them, and what is done with them. */
export function directoryWords(
  format: Format,
  words: {
    readonly people: (count: number) => string;
    readonly network: (network: Network) => string;
  },
): Pick<
  Text,
  | 'source'
  | 'ownValue'
  | 'directory'
  | 'find'
  | 'profile'
  | 'personHistory'
  | 'form'
  | 'deletion'
  | 'bulk'
> {
  const number = (value: number) => format.number(value);
  const { people, network: networkName } = words;
  /** In someone's history it is as the record has it. */
  const recordedNetwork = (value: string) =>
    value === 'Employee' || value === 'Others' ? networkName(value) : value;
  return {
    source: (source) => sources[source],

    ownValue: (type, value) => ownValue(format, { yes: 'Sí', no: 'No' }, type, value),

    directory: {
      title: 'Directorio',
      updating:
        'Hay una importación en curso o recién terminada: es posible que las personas más recientes tarden un momento en aparecer aquí.',
      page: (first, last, total) =>
        first === 1 && last === total
          ? `${people(total)}, por nombre`
          : `${number(first)}–${number(last)} de ${people(total)}, por nombre`,
      filteredBy: ({ department, source }) =>
        [
          ...(department === undefined ? [] : [`Departamento: ${department}`]),
          ...(source === undefined ? [] : [`Procedencia: ${sources[source]}`]),
        ].join(' · '),
      empty: 'Aquí no hay nadie todavía.',
      emptyHow: (network) =>
        `Importe un archivo para la red «${networkName(network)}» o agregue personas una a una.`,
      emptyFiltered: 'Nadie coincide con este filtro.',
      emptyFilteredHow: 'Elija otro departamento u otra procedencia, o muestre a todos.',
      department: 'Departamento',
      source: 'Procedencia',
      allDepartments: 'Todos los departamentos',
      allSources: 'Cualquier procedencia',
      departmentChoice: (name, count) => `${name} (${number(count)})`,
      moreDepartments: 'Aquí solo figuran los departamentos más grandes.',
      select: '¿A quién quiere mover o eliminar?',
      selectDelete: '¿A quién quiere eliminar?',
      nobodySelected: 'Seleccione al menos a una persona.',
      search: 'Buscar una persona',
      searchHint: 'Nombre, teléfono, correo o id. de empleado',
      pickOne: 'Elija a una persona de la lista.',
    },

    find: {
      title: 'Buscar una persona',
      found: (query, shown, more) => {
        const match = format.plural(shown, { one: 'coincide', other: 'coinciden' });
        return more
          ? `Más de ${people(shown)} ${match} con «${query}». Escriba más del nombre para acotar la búsqueda.`
          : `${people(shown)} ${match} con «${query}».`;
      },
      nothing: (query) => `Nadie coincide con «${query}».`,
      nothingHow:
        'Pruebe con el principio del nombre o del apellido, con el teléfono escrito como quiera, con el correo electrónico o con el id. de empleado.',
      ask: 'Empiece a escribir y elija de la lista.',
      orSay:
        'O escriba «find» y un nombre, un teléfono, un correo electrónico o un id. de empleado.',
    },

    profile: {
      facts: {
        source: 'Procedencia',
        linked: 'Cuenta profesional',
        added: 'Agregada el',
        changed: 'Último cambio',
        groups: 'Grupos en común',
        name: 'Nombre',
      },
      network: (network) => `Red «${networkName(network)}»`,
      isLinked: 'Vinculada',
      isNotLinked: 'Sin vincular',
      changed: (iso, by, operation) =>
        operation === undefined
          ? byAt(format, iso, by)
          : `${byAt(format, iso, by)}, con ${operation}`,
      linkedNote: `A quien está vinculado a una cuenta profesional no se le puede mover a «${networkName('Others')}» ni eliminar.`,
      noName: 'Aún sin nombre',
      deletedTitle: 'Eliminada',
      deleted: (deletedIso, untilIso) =>
        `Eliminada el ${format.date(deletedIso)}. Se puede restaurar hasta el ${format.date(untilIso)}.`,
      deletedForGood: (deletedIso) =>
        `Eliminada el ${format.date(deletedIso)}. El plazo para restaurarla ha terminado.`,
    },

    personHistory: {
      title: (name) => `Historial de ${name}`,
      empty: 'Nada ha cambiado desde que esta persona entró en el directorio.',
      page: (page, pages) => `Página ${number(page)} de ${number(pages)}`,
      byAt: (iso, by) => byAt(format, iso, by),
      byImport: (file) =>
        file === undefined ? 'Por una importación' : `Por la importación de ${file}`,
      moved: (before, after) =>
        before === ''
          ? `Red: ${recordedNetwork(after)}`
          : `Movida: ${recordedNetwork(before)} → ${recordedNetwork(after)}`,
      deletedOrRestored: ({ after }) => (after === '' ? 'Restaurada' : 'Eliminada'),
      linked: ({ after }) =>
        after === ''
          ? 'Ya no está vinculada a una cuenta profesional'
          : 'Vinculada a una cuenta profesional',
      merged: (name) => `Combinada con otro registro de la misma persona: ${name}`,
      more: (more) =>
        `y ${number(more)} ${format.plural(more, { one: 'cambio más', other: 'cambios más' })}`,
    },

    form: {
      addTitle: 'Agregar una persona',
      editTitle: (name) => `Editar a ${name}`,
      intro: 'Los campos con asterisco son obligatorios; lo demás puede esperar.',
      network: 'Red',
      needsCorrection: (label) => `${label}: corríjalo`,
      phoneHint: 'Con + y el prefijo del país, por ejemplo, +34 612 34 56 78',
      numberHint: 'Un número, por ejemplo, 12,5',
      missing: (label) => `${label}: rellénelo.`,
      choose: 'Sin indicar',
      problems: (count) =>
        `${number(count)} ${format.plural(count, { one: 'campo necesita', other: 'campos necesitan' })} una corrección. Todavía no se ha guardado nada.`,
      tooLongToEdit: (label) => `${label}: demasiado largo para editarlo aquí; se queda como está.`,
      notShownAgain: (label) =>
        `${label}: lo que escribió es demasiado largo para mostrarlo otra vez; escríbalo de nuevo.`,
      taken: (name) => `Ese teléfono es de ${name}.`,
      takenHow: 'Abra a esa persona o escriba otro número. Todavía no se ha guardado nada.',
      changedTitle: 'Otra persona ha cambiado estos datos mientras tanto',
      changedHow:
        'Sus cambios están abajo y aún no se han guardado. Usted decide cuáles son los válidos.',
      changedBy: (iso, by) => byAt(format, iso, by),
    },

    deletion: {
      title: (count) =>
        count === 1 ? '¿Eliminar a esta persona?' : `¿Eliminar a ${people(count)}?`,
      restorable: 'Se puede restaurar durante 30 días.',
      linked: (count) =>
        `${number(count)} ${format.plural(count, {
          one: 'de las personas seleccionadas está vinculada a una cuenta profesional y no se puede',
          other:
            'de las personas seleccionadas están vinculadas a una cuenta profesional y no se pueden',
        })} eliminar:`,
      linkedAlone:
        'Esta persona está vinculada a una cuenta profesional y no se puede eliminar. Quite en su lugar la cuenta en Microsoft Entra ID.',
      linkedPerson: (name) => `${name} (vinculada)`,
      more: (more) => `y ${number(more)} más`,
    },

    bulk: {
      moved: (count, network) => {
        const moved = `${people(count)} ${format.plural(count, { one: 'movida', other: 'movidas' })}`;
        return network === undefined ? `${moved}.` : `${moved} a «${networkName(network)}».`;
      },
      deleted: (count) =>
        count === 0
          ? 'No se ha eliminado a nadie.'
          : `${people(count)} ${format.plural(count, { one: 'eliminada', other: 'eliminadas' })}.`,
      noneMoved: 'No se ha movido a nadie.',
      restorable: 'Se puede restaurar durante 30 días.',
      refusedTitle: (count) =>
        `${people(count)} ${format.plural(count, { one: 'sigue como estaba', other: 'siguen como estaban' })}:`,
      refused: (name, reason, what) => `${name}: ${refusal(reason, what, networkName('Employee'))}`,
      more: (more) => `y ${number(more)} más, por motivos parecidos`,
      missing: (count) =>
        `${people(count)} ya no ${format.plural(count, { one: 'está', other: 'están' })} en el directorio.`,
    },
  };
}

function byAt(format: Format, iso: string, by: string): string {
  const at = format.dateTime(iso);
  return by.trim() === '' ? at : `${at}, por ${by.trim()}`;
}

/** Why one person was left out of what was done to several. Reasons of a later version get a sentence too. */
function refusal(reason: string, what: 'moved' | 'deleted', employee: string): string {
  switch (reason) {
    case 'linked':
      return what === 'moved'
        ? `está vinculada a una cuenta profesional y por eso se queda en «${employee}»`
        : 'está vinculada a una cuenta profesional; quite en su lugar la cuenta en Microsoft Entra ID';
    case 'already-there':
      return 'ya está ahí';
    case 'changed-meanwhile':
      return 'otra persona acaba de cambiar sus datos; inténtelo de nuevo';
    case 'deleted':
      return 'ya estaba eliminada';
    default:
      return `no se ha podido ${what === 'moved' ? 'mover' : 'eliminar'}; inténtelo de nuevo`;
  }
}
