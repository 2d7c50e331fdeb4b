import type {
  ExportChanges,
  ExportFormat,
  ExportNetwork,
} from '../../domain/operations/export-facts.ts';
import type { Text } from '../en.ts';
import { exportFileName } from '../export-file-name.ts';
import type { Format } from '../format.ts';

const networkTitles: Readonly<Record<ExportNetwork, string>> = {
  All: 'Todas las personas',
  Employee: 'Red «Empleados»',
  Others: 'Red «Otros»',
};

const networkChoices: Readonly<Record<ExportNetwork, string>> = {
  All: 'Todas',
  Employee: 'Empleados',
  Others: 'Otros',
};

const formatNames: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel' };

/** Sentences about exports: asking for one, what came of it, and those that come again and again. */
export function exportWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'exports' | 'schedules' | 'settings'> {
  const number = (value: number) => format.number(value);
  const dayOrTime = (changes: ExportChanges, since?: string) => {
    if (changes.kind === 'since-date') return format.day(changes.day);
    return since === undefined ? undefined : format.dateTime(since);
  };
  const columnCount = (columns: number) =>
    `${number(columns)} ${format.plural(columns, { one: 'columna', other: 'columnas' })}`;

  return {
    exports: {
      title: 'Exportar personas',
      intro:
        'El directorio, o una parte de él, en un archivo. Le escribiré aquí en cuanto esté listo.',
      network: '¿Qué personas?',
      networkChoices,
      columns: 'Columnas',
      columnsChosen: (chosen, all) =>
        chosen >= all ? 'Todas las columnas' : `${number(chosen)} de ${columnCount(all)}`,
      columnsHint:
        'El teléfono y la red están en todos los archivos. Si no marca ninguna columna, valen todas.',
      changes: '¿Todas o solo los cambios?',
      changesChoices: {
        all: 'Todas',
        'since-date': 'Solo los cambios desde un día',
        'since-last': 'Solo los cambios desde mi última exportación',
      },
      changesHint: 'Un archivo así dice de cada persona si se agregó, cambió, movió o eliminó.',
      since: 'Desde qué día (con «desde un día»)',
      lastExports: (exports) =>
        exports.length === 0
          ? 'Usted no ha exportado todavía: «desde mi última exportación» incluye a todas la primera vez.'
          : `Sus últimas exportaciones: ${format.list(
              exports.map(
                ({ network, at }) => `${networkChoices[network]} (${format.dateTime(at)})`,
              ),
            )}.`,
      format: 'Formato',
      formatChoices: {
        csv: 'Archivo CSV, que se puede volver a importar',
        xlsx: 'Libro de Excel',
      },
      sinceMissing: 'Elija el día desde el que cuentan los cambios.',
      sinceLongAgo: 'Elija un día de este siglo, o todas las personas.',
      sinceInFuture: 'Elija un día que no esté en el futuro.',

      fileName: exportFileName,

      titleFor: (network) => `Exportación – ${networkTitles[network ?? 'All']}`,
      subtitle: (fileName, network, scheduled) =>
        [
          fileName,
          networkTitles[network ?? 'All'],
          ...(scheduled === true ? ['programada'] : []),
        ].join(' · '),
      facts: { people: 'Personas', columns: 'Columnas', format: 'Formato', asked: 'Solicitada' },
      byScheduleOf: (name) => (name.trim() === '' ? 'programada' : `${name.trim()}, programada`),
      bySchedule: 'programada',
      formatName: (kind) => formatNames[kind],
      columnsFact: (columns) =>
        columns === 'all'
          ? 'Todas'
          : columns.length === 0
            ? 'Teléfono y red'
            : `${number(columns.length)} además del teléfono y la red`,
      peopleFact: (changes, counts) => {
        if (changes.kind === 'all') return 'Todas';
        if (changes.kind === 'since-last' && counts !== undefined && counts.since === undefined) {
          return 'Todas, porque no había ninguna exportación';
        }
        const since = dayOrTime(changes, counts?.since);
        return since === undefined
          ? 'Cambiadas desde la última exportación'
          : `Cambiadas desde el ${since}`;
      },
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `${people(done)} hasta ahora`
          : `${number(done)} de unas ${people(total)}`,

      line: (changes, counts, unreadable) => {
        const since = dayOrTime(changes, counts.since);
        const what =
          counts.since === undefined
            ? people(counts.people)
            : counts.people === 0
              ? 'ningún cambio'
              : `${number(counts.added)} agregadas, ${number(counts.changed)} cambiadas, ` +
                `${number(counts.moved)} movidas, ${number(counts.deleted)} eliminadas`;
        const when = counts.since === undefined || since === undefined ? '' : ` desde el ${since}`;
        return `${what}${when}${unreadable > 0 ? `; ${number(unreadable)} ilegibles` : ''}`;
      },
      unreadable: (count) =>
        `${people(count)} ${format.plural(count, { one: 'ilegible', other: 'ilegibles' })}`,
      unreadableHint:
        'El registro de errores indica los registros. Siguen ahí: quien opera Rollcall puede examinarlos.',
      completed: (changes, counts) => {
        const inFile = `El archivo contiene ${people(counts.people)}`;
        const since = dayOrTime(changes, counts.since);
        if (counts.since !== undefined && since !== undefined) {
          return counts.people === 0
            ? `Desde el ${since} no se ha agregado, cambiado, movido ni eliminado a nadie.`
            : `${inFile}: quienes desde el ${since} se han agregado, cambiado, movido o eliminado.`;
        }
        if (changes.kind !== 'all') {
          return `No había una exportación anterior con la que comparar; por eso el archivo contiene a todas: ${people(counts.people)}.`;
        }
        return counts.people === 0 ? 'El archivo no contiene a nadie.' : `${inFile}.`;
      },
      countTitles: {
        added: 'Agregadas',
        changed: 'Cambiadas',
        moved: 'Movidas',
        deleted: 'Eliminadas',
      },
      cancelled: 'Cancelada; no se ha creado ningún archivo.',

      errorLog: {
        columns: ['Registro', 'Motivo'],
        damaged:
          'Este registro no se puede leer; por eso la persona no está en el archivo. No se ha modificado; quien opera Rollcall puede examinarlo.',
        more: (more) =>
          `y ${number(more)} más que no ${format.plural(more, { one: 'se indica', other: 'se indican' })} aquí`,
      },

      schedule: {
        intro:
          'Exporta por sí solo lo elegido arriba: todas las personas o los cambios desde la vez anterior. Cada vez recibirá un mensaje.',
        every: '¿Con qué frecuencia?',
        everyChoices: { day: 'Cada día', week: 'Cada semana', month: 'Cada mes' },
        weekday: 'Día de la semana (con «Cada semana»)',
        day: 'Día del mes (con «Cada mes»)',
        hour: (timeZone) => `Hora (${timeZone})`,
      },
      scheduleNeedsOther:
        'Una programación exporta a todas las personas o los cambios desde la vez anterior. Elija una de las dos cosas.',
      scheduleSaved: 'La programación se ha guardado.',
      tooManySchedules: (most) =>
        `Una organización puede tener ${number(most)} ${format.plural(most, { one: 'programación', other: 'programaciones' })} como máximo. Quite antes una.`,
      settingsSaved: 'Guardado.',
    },

    schedules: {
      title: 'Exportaciones programadas',
      intro: 'Cada una exporta por sí sola; el archivo lo recibe quien la creó.',
      empty: 'Todavía no hay ninguna exportación programada.',
      emptyHow: 'Escriba «export», elija qué se exporta y pulse «Programar…».',
      what: ({ network, changes, columns, format: kind }) =>
        [
          changes.kind === 'all' ? networkTitles[network] : changesIn[network],
          formatNames[kind],
          ...(columns === 'all' ? [] : [columnCount(columns.length + alwaysThere)]),
        ].join(' · '),
      rhythm: ({ every, hour, weekday = 1, day = 1, timeZone }) => {
        const time = `a las ${format.clock(hour)} (${timeZone})`;
        if (every === 'day') return `Cada día ${time}`;
        if (every === 'week') return `Cada ${format.weekday(weekday)} ${time}`;
        // Not every month is that long.
        const orLast = day > 28 ? ', o el último,' : '';
        return `El día ${number(day)}${orLast} de cada mes ${time}`;
      },
      by: (name) => (name.trim() === '' ? '' : `de ${name.trim()}`),
      next: (iso) => `Próxima vez: ${format.dateTime(iso)}`,
      paused: (why) =>
        why === 'by-hand' ? 'En pausa' : 'En pausa: quien la creó ya no puede exportar',
      more: (more) => `y ${number(more)} más`,
      removeTitle: '¿Quitar esta programación?',
      removeWhat: (what, rhythm) =>
        `${what}. ${rhythm}. Los archivos ya creados siguen en el historial de exportaciones.`,
    },

    settings: {
      title: 'Configuración',
      intro: 'Lo que vale para todos en su organización.',
      delimiter: 'Separador de los archivos CSV',
      delimiterChoices: { ',': 'Coma', ';': 'Punto y coma' },
      delimiterHint:
        'En España, en gran parte de Europa y en varios países de América, Excel espera el punto y coma. Vale para los archivos exportados; se pueden importar archivos con cualquiera de los dos.',
      signIn: 'Quien inicia sesión entra en el directorio',
      signInHint:
        'Quien me escribe o me instala y es de su organización entra en la red «Empleados» con el nombre y el correo electrónico que tiene en Teams. Los invitados, no.',
    },
  };
}

/** Phone number and network. */
const alwaysThere = 2;

const changesIn: Readonly<Record<ExportNetwork, string>> = {
  All: 'Cambios de todas las personas',
  Employee: 'Cambios en la red «Empleados»',
  Others: 'Cambios en la red «Otros»',
};
