import { isOwnKey } from '../../domain/attributes.ts';
import type { BuiltInAttribute } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { PersonFact } from '../../domain/person.ts';
import type { OperationKind, StatusWord } from '../../domain/operations/operation.ts';
import { statusWord } from '../../domain/operations/operation.ts';
import { doctorWords } from '../en-doctor.ts';
import { wholePercent } from '../en.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';
import { auditFile } from './audit.ts';
import { directoryWords } from './directory.ts';
import { errorSentences } from './errors.ts';
import { exportWords } from './exports.ts';
import { groupWords } from './groups.ts';
import { organizationWords } from './organization.ts';
import { rowReason } from './reasons.ts';
import { syncWords } from './sync.ts';
import { undoWords } from './undo.ts';

/** Every user-facing sentence, in Spanish, with the reader's numbers and dates. */
export function es(format: Format): Text {
  const number = (value: number) => format.number(value);
  /** "3 filas": a number with its word; Spanish says "1 000 000 de filas" */
  const many = (count: number, one: string, other: string) =>
    `${number(count)} ${format.plural(count, { one, many: `de ${other}`, other })}`;
  const rows = (n: number) => many(n, 'fila', 'filas');
  const people = (n: number) => many(n, 'persona', 'personas');

  return {
    language: 'es',
    format,
    count: {
      rows,
      people,
      rowsRejected: (n) =>
        `${rows(n)} ${format.plural(n, { one: 'rechazada', other: 'rechazadas' })}`,
      line: (counts) =>
        `${number(counts.added)} agregadas, ${number(counts.updated)} cambiadas, ` +
        `${number(counts.unchanged)} sin cambios, ${number(counts.rejected)} rechazadas`,
    },
    ...directoryWords(format, { people, network: (network) => networkNames[network] }),
    ...organizationWords(format),
    ...groupWords(format, { people }),
    ...exportWords(format, { people }),
    ...syncWords(format, { people }),
    ...undoWords(format, { people }),
    // Read by those who run the deployment, next to the English of logs.
    ...doctorWords(format),
    network: (network) => networkNames[network],
    attribute: (key, own) =>
      isOwnKey(key)
        ? (own?.find((attribute) => attribute.key === key)?.name ?? 'Un atributo quitado')
        : attributes[key],
    attributeNames: attributes,
    auditFile,
    status: (state) => statusNames[statusWord(state)],
    error: (error) => errorSentences(format)[error.code](error.details),
    rowReason: (problem) => rowReason(problem, format),

    buttons: {
      continue: 'Continuar',
      cancel: 'Cancelar',
      import: 'Importar',
      refresh: 'Actualizar',
      directory: 'Directorio',
      next: 'Página siguiente',
      previous: 'Página anterior',
      download: 'Descargar',
      downloadTemplate: 'Descargar plantilla',
      downloadErrorLog: 'Descargar registro de errores',
      viewDirectory: 'Ver el directorio',
      view: 'Ver',
      open: 'Abrir',
      filterBy: 'Filtrar por…',
      filter: 'Filtrar',
      showAll: 'Mostrar todo',
      select: 'Seleccionar…',
      moveTo: {
        Employee: 'Mover a «Empleados»',
        Others: 'Mover a «Otros»',
      },
      edit: 'Editar',
      delete: 'Eliminar',
      keep: 'Conservar',
      restore: 'Restaurar',
      history: 'Historial',
      back: 'Atrás',
      showImport: 'Ver la importación',
      addUser: 'Agregar persona',
      addPerson: 'Agregar persona',
      save: 'Guardar',
      saveMine: 'Guardar lo mío',
      keepTheirs: 'Descartar lo mío',
      addAdmin: 'Agregar administrador',
      add: 'Agregar',
      remove: 'Quitar',
      addAttribute: 'Agregar atributo',
      exportAudit: 'Exportar registro de cambios',
      createRequest: 'Pedir exportación',
      chooseColumns: 'Elegir columnas…',
      schedule: 'Programar…',
      saveSchedule: 'Guardar programación',
      schedules: 'Programaciones',
      pause: 'Pausar',
      resume: 'Reanudar',
      syncNow: 'Sincronizar ahora',
      startSync: 'Iniciar sincronización',
      resetSync: 'Restablecer',
      changeMapping: 'Cambiar asignación',
      undoImport: 'Deshacer importación',
      undoUndo: 'Anular el deshacer',
    },

    commands: {
      import: 'Importar personas',
      template: 'Descargar plantilla',
      'import history': 'Historial de importaciones',
      export: 'Exportar personas',
      'export history': 'Historial de exportaciones',
      schedules: 'Exportaciones programadas',
      directory: 'Directorio',
      find: 'Buscar una persona',
      'add user': 'Agregar persona',
      group: 'Grupos',
      'group add': 'Agregar a un grupo',
      admins: 'Administradores',
      attributes: 'Atributos',
      audit: 'Registro de cambios',
      sync: 'Sincronización con Entra',
      'sync history': 'Historial de sincronizaciones',
      settings: 'Configuración',
      help: 'Ayuda',
      cancel: 'Cancelar',
    },

    home: {
      title: 'Rollcall',
      greeting: (name) =>
        name === undefined || name.trim() === ''
          ? '¡Hola! Llevo el directorio de su organización.'
          : `¡Hola, ${name.trim()}! Llevo el directorio de su organización.`,
      whatToDo: 'Envíeme cuando quiera un archivo CSV con personas, o elija:',
      nothingAllowed:
        'Solo los administradores pueden trabajar con el directorio. Pida a un administrador del inquilino de su organización que le nombre administrador.',
      notUnderstood: (said) =>
        said.trim() === ''
          ? 'No lo he entendido. Esto es lo que puedo hacer:'
          : `No he entendido «${said.trim()}». Esto es lo que puedo hacer:`,
      groups: {
        import: 'Importación',
        export: 'Exportación',
        directory: 'Directorio',
        organization: 'Organización',
        entra: 'Microsoft Entra',
        other: 'Más',
      },
    },

    import: {
      title: 'Importar personas',
      intro:
        'Con un archivo CSV puede agregar o actualizar a muchas personas de una vez. Antes de que se escriba nada verá qué cambiaría.',
      chooseNetwork: '¿A qué red pertenecen las personas?',
      networkLabel: 'Red',
      networkChoices: networkNames,
      networkMissing: 'Elija antes «Empleados» u «Otros».',
      orCancel: 'O escriba «cancel».',
      ofFile: (fileName, sentence) => `${fileName}: ${sentence}`,
      beingReceived: (fileName) =>
        `Ya estoy recibiendo ${fileName}. Si en un minuto no llega su tarjeta, envíelo de nuevo.`,
      personalChatOnly:
        'Hagámoslo en nuestro chat personal, que solo ve usted: abra un chat conmigo y escríbalo allí.',
      sendFile: 'Envíe aquí el archivo CSV.',
      sendFileFor: (network) => `Envíe aquí el archivo CSV para la red «${networkNames[network]}».`,
      sendFileHow:
        'Use el clip que hay bajo el cuadro de mensaje, o arrastre el archivo a este chat.',
      needsPhone: 'Cada persona necesita un teléfono; todas las demás columnas pueden faltar.',
      fileReceived: (fileName) => `He recibido su archivo ${fileName}.`,
      fileKept: 'El archivo está guardado. Elija la red para continuar.',
    },

    template: {
      title: 'Plantilla CSV',
      intro:
        'Escriba una persona en cada fila y envíe el archivo de vuelta aquí. Solo el teléfono es obligatorio.',
      saveAs: 'En Excel, guárdelo como «CSV UTF-8».',
    },

    operation: {
      titleFor: (network) =>
        network === undefined ? 'Importación' : `Importación – red «${networkNames[network]}»`,
      checking: 'Comprobando el archivo…',
      nothingWrittenYet: 'Todavía no se ha escrito nada en el directorio.',
      queued: 'Espera su turno y empieza por sí sola.',
      applying: 'Escribiendo en el directorio…',
      exporting: 'Escribiendo el archivo…',
      cancelAsked: 'Se detendrá en el próximo punto seguro…',
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `${rows(done)} hasta ahora`
          : `${number(done)} de ${rows(total)}`,
      percent: (done, total) => format.percent(wholePercent(done, total) / 100),
      youAreTold: 'Recibirá aquí un mensaje cuando termine; puede cerrar el chat.',
      countTitles: {
        added: 'Agregadas',
        updated: 'Cambiadas',
        unchanged: 'Sin cambios',
        rejected: 'Rechazadas',
      },
      facts: {
        file: 'Archivo',
        network: 'Red',
        deleted: 'Eliminadas',
        by: 'De',
        sent: 'Enviado',
        ended: 'Fin',
      },
      completed: ({ added, updated, unchanged }) => {
        if (added + updated > 0) {
          const written = format.plural(added + updated, { one: 'escrita', other: 'escritas' });
          return `${people(added + updated)} ${written} en el directorio.`;
        }
        return unchanged > 0
          ? 'Todas las personas del archivo ya estaban así en el directorio.'
          : 'No se ha escrito a nadie en el directorio.';
      },
      fixRejected:
        'El registro de errores contiene las filas rechazadas tal como las envió, cada una con su motivo. Corríjalas y envíe el archivo de vuelta tal cual.',
      failed: 'Ya no se escribe nada más.',
      cancelledBefore: 'Cancelada antes de escribir nada en el directorio.',
      cancelledMidway: ({ added, updated }, notApplied) => {
        if (added + updated === 0) {
          return 'Cancelada antes de escribir a nadie en el directorio.';
        }
        const written = `Antes de cancelarla: ${people(added)} ${format.plural(added, { one: 'agregada', other: 'agregadas' })} y ${number(updated)} ${format.plural(updated, { one: 'actualizada', other: 'actualizadas' })}. Eso se queda así.`;
        return notApplied === 0
          ? written
          : `${written} ${rows(notApplied)} sin aplicar: el registro de errores las contiene, para enviarlas de nuevo.`;
      },
      waitsForYou: 'Espera a que usted importe o cancele',
      waitsForNetwork: 'Espera a que usted elija la red',
      fileGone: 'El archivo se ha eliminado al terminar su plazo.',
      keptUntil: (iso) => `Se conserva hasta el ${format.date(iso)}.`,
    },

    preview: {
      title: 'Compruebe antes de importar',
      subtitle: (fileName, network) =>
        network === undefined ? fileName : `${fileName} → red «${networkNames[network]}»`,
      nothingWritten: 'Todavía no se ha escrito nada en el directorio.',
      allUnchanged: 'Todo lo de este archivo ya está en el directorio. Importarlo no cambia nada.',
      noneUsable: 'Ninguna fila de este archivo se puede importar.',
      broughtBack: (n) =>
        `${number(n)} de las agregadas ${format.plural(n, {
          one: 'estaba eliminada y vuelve con su registro anterior',
          other: 'estaban eliminadas y vuelven con sus registros anteriores',
        })}.`,
      moved: (n) =>
        `${people(n)} ${format.plural(n, { one: 'pasa', other: 'pasan' })} aquí desde la otra red.`,
      problemsTitle: (shown, all) =>
        shown < all
          ? `Filas rechazadas: las primeras ${number(shown)} de ${number(all)}`
          : 'Filas rechazadas',
      line: (line) => `Línea ${number(line)}`,
      addedTitle: (shown, all) =>
        shown < all ? `Personas nuevas: ${number(shown)} de ${number(all)}` : 'Personas nuevas',
      updatedTitle: (shown, all) =>
        shown < all ? `Cambios: ${number(shown)} de ${people(all)}` : 'Cambios',
      change: (field, before, after) =>
        `${field}: ${before === '' ? '(vacío)' : before} → ${after === '' ? '(vacío)' : after}`,
      moreChanges: (more) => `y ${many(more, 'cambio más', 'cambios más')}`,
      notUnderstoodTitle: 'Columnas no reconocidas',
      notUnderstood: (columns, more) =>
        more > 0 ? `${columns.join(', ')} y ${number(more)} más` : columns.join(', '),
      notUnderstoodHint: 'Estas columnas se omiten; todo lo demás se importa.',
    },

    notice: {
      title: (kind, state, undo) => {
        const undoName = undo?.again === true ? 'Anulación de un deshacer' : 'Acción de deshacer';
        const name = undo === undefined ? operationNames[kind] : undoName;
        return `${name} ${statusInTitle[statusWord(state)]}`;
      },
    },

    history: {
      title: (kind) => historyTitles[kind],
      empty: (kind) => nothingYet[kind],
      emptyPage: 'No hay nada más antiguo.',
      byAt: (name, iso) =>
        name.trim() === '' ? format.dateTime(iso) : `${name.trim()} · ${format.dateTime(iso)}`,
      newestFirst: 'Lo más reciente primero',
    },

    outcome: {
      importStarted: (fileName) => `La importación de ${fileName} ha empezado.`,
      importCancelled: (fileName) => `La importación de ${fileName} está cancelada.`,
      networkChosen: (network) => `Red «${networkNames[network]}».`,
      alreadyDone: (status) => `Eso ya estaba hecho. Estado actual: ${status}.`,
      beingDone: 'Eso se está haciendo ya.',
      doneBefore:
        'Esto ya se hizo la primera vez que se pulsó el botón. No se ha hecho nada por segunda vez.',
      cancelled: 'Cancelado',
      done: 'Hecho',
      sorry: 'No ha funcionado',
    },

    cancel: {
      nothingOpen: 'No hay ninguna pregunta abierta que cancelar.',
      dropped: 'De acuerdo, he descartado la pregunta.',
      droppedImport: (fileName) =>
        `De acuerdo, he descartado la importación de ${fileName}. No se ha escrito nada.`,
      goesOn: (kind, fileName) =>
        `${goingOn[kind](fileName)} sigue en curso; para detenerla, pulse «Cancelar» en su tarjeta.`,
    },
  };
}

const networkNames: Readonly<Record<Network, string>> = {
  Employee: 'Empleados',
  Others: 'Otros',
};

const statusNames: Readonly<Record<StatusWord, string>> = {
  Processing: 'En curso',
  Queued: 'En cola',
  Completed: 'Completada',
  Failed: 'Con error',
  Cancelled: 'Cancelada',
};

/** After the name of what has this status: an import, an export, a sync or an undo, all of them feminine. */
const statusInTitle: Readonly<Record<StatusWord, string>> = {
  Processing: 'en curso',
  Queued: 'en cola',
  Completed: 'completada',
  Failed: 'con error',
  Cancelled: 'cancelada',
};

const operationNames: Readonly<Record<OperationKind, string>> = {
  import: 'Importación',
  export: 'Exportación',
  sync: 'Sincronización',
};

const historyTitles: Readonly<Record<OperationKind, string>> = {
  import: 'Historial de importaciones',
  export: 'Historial de exportaciones',
  sync: 'Historial de sincronizaciones',
};

const nothingYet: Readonly<Record<OperationKind, string>> = {
  import: 'Todavía no se ha importado nada. Escriba «import» para empezar.',
  export: 'Todavía no se ha exportado nada. Escriba «export» para empezar.',
  sync: 'Todavía no se ha sincronizado nada. Escriba «sync» para empezar.',
};

const goingOn: Readonly<Record<OperationKind, (fileName: string) => string>> = {
  import: (fileName) => `La importación de ${fileName}`,
  export: (fileName) => `La exportación ${fileName}`,
  sync: (fileName) => `La sincronización con ${fileName}`,
};

const attributes: Readonly<Record<BuiltInAttribute | PersonFact, string>> = {
  phone: 'Teléfono',
  firstName: 'Nombre',
  lastName: 'Apellidos',
  displayName: 'Nombre para mostrar',
  email: 'Correo electrónico',
  jobTitle: 'Puesto',
  department: 'Departamento',
  location: 'Ubicación',
  employeeId: 'Id. de empleado',
  network: 'Red',
  deleted: 'Eliminada',
  linked: 'Vinculada a una cuenta profesional',
  merged: 'Combinada con',
};
