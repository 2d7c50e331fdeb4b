import type { FullSyncReason } from '../../domain/operations/sync-facts.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

/** Sentences about the sync with Microsoft Entra: what is decided about it, and what came of one. */
export function syncWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'syncLog' | 'sync'> {
  const number = (value: number) => format.number(value);

  return {
    syncLog: { columns: ['Nombre', 'Id. de Entra', 'Atributo', 'Motivo'] },
    sync: {
      title: 'Sincronización con Microsoft Entra',
      intro:
        'Trae a las personas de su organización desde Microsoft Entra. A quien ya no está allí se le quita de aquí y se le puede restaurar durante 30 días.',
      notSetUp:
        'Todavía no se sincroniza nada. Elija primero qué campo de Entra rellena cada atributo.',
      facts: {
        mapping: 'Campos',
        users: 'Usuarios',
        schedule: 'Cuándo',
        nextRun: 'Próxima vez',
        lookedAt: 'Alcance',
        merged: 'Unidas',
        started: 'Inicio',
      },
      mapped: (attribute, field) => (attribute === field ? attribute : `${attribute} ← ${field}`),
      mappedInShort: (named, more) =>
        more > 0 ? `${named.join(', ')} y ${number(more)} más` : named.join(', '),
      allUsers: 'Todos los miembros de la organización',
      groupUsers: (names, more) =>
        more > 0
          ? `Miembros de ${names.join(', ')} y ${number(more)} ${format.plural(more, { one: 'grupo más', other: 'grupos más' })}`
          : `Miembros de ${format.list(names)}`,
      byHand: 'A mano: pulsar «Sincronizar ahora»',
      daily: (hour, timeZone) => `Cada día a las ${format.clock(hour)} (${timeZone})`,
      dailyBy: (name) => (name.trim() === '' ? '' : `decidido por ${name.trim()}`),
      paused:
        'En pausa: quien lo decidió ya no puede sincronizar. Pulse «Cambiar asignación» y «Guardar» para continuar.',
      lastTitle: 'Última sincronización',
      noneYet: 'No ha habido ninguna todavía.',
      saved: 'Guardado.',
      savedFirst: 'La sincronización está configurada.',
      savedFirstHow:
        'Pulse «Sincronizar ahora»: la primera vez verá qué cambiaría antes de que se escriba nada.',
      isReset: 'La sincronización empieza de cero.',
      isResetHow:
        'La próxima revisa a todas las personas y muestra qué cambiaría antes de escribir. No se ha quitado a nadie.',

      resetTitle: '¿Restablecer la sincronización?',
      resetWhat:
        'No se quita a nadie y la asignación se conserva. La próxima sincronización vuelve a revisar a todas las personas y le pregunta antes de escribir.',

      mapping: {
        title: 'Qué se sincroniza',
        intro:
          'Elija para cada atributo el campo de Entra que lo rellena. De lo que no se sincroniza se siguen ocupando los administradores.',
        notSynced: 'Sin sincronizar',
        placeholder: 'Escriba un campo de Entra',
        phoneRequired: 'Elija el campo que contiene el teléfono.',
        usersTitle: 'Qué cuentas se sincronizan',
        users: 'Usuarios',
        usersChoices: {
          all: 'Todos los miembros de la organización',
          groups: 'Solo los miembros de estos grupos',
        },
        keptGroups: 'Grupos elegidos',
        groups: 'Agregar grupos (con «Solo los miembros de estos grupos»)',
        groupsHint: 'Escriba el nombre de un grupo',
        groupsNote:
          'Los miembros de grupos anidados cuentan. Los invitados no se sincronizan nunca.',
        scheduleTitle: 'Cuándo se sincroniza',
        schedule: 'Programación',
        scheduleChoices: {
          'by-hand': 'Cuando un administrador pulsa «Sincronizar ahora»',
          daily: 'Cada día',
        },
        hour: (timeZone) => `Hora (con «Cada día»; ${timeZone})`,
        changed:
          'Si cambian la asignación o los usuarios, la próxima sincronización revisa a todas las personas y no solo los cambios.',
      },
      problems: {
        'phone-not-mapped': 'El teléfono se tiene que sincronizar: elija el campo en el que está.',
        'attribute-gone':
          'Mientras tanto se ha quitado un atributo. Revise los demás y guarde de nuevo.',
        'no-group': 'Elija al menos un grupo, o a todos los miembros.',
        'too-many-groups': 'Son demasiados grupos: elija 20 como máximo.',
      },

      entraFields: {
        mobilePhone: 'Teléfono móvil',
        businessPhones: 'Teléfono del trabajo (el primero)',
        givenName: 'Nombre',
        surname: 'Apellidos',
        displayName: 'Nombre para mostrar',
        mail: 'Correo electrónico',
        userPrincipalName: 'Nombre principal de usuario',
        jobTitle: 'Puesto',
        department: 'Departamento',
        officeLocation: 'Ubicación de la oficina',
        employeeId: 'Id. de empleado',
        companyName: 'Nombre de la empresa',
        city: 'Ciudad',
        state: 'Estado o provincia',
        country: 'País o región',
        postalCode: 'Código postal',
        streetAddress: 'Calle y número',
        usageLocation: 'Ubicación de uso',
        preferredLanguage: 'Idioma preferido',
      },

      preview: {
        title: 'Compruebe antes de sincronizar',
        subtitle: 'Microsoft Entra → red «Empleados»',
        nothingChanges: 'El directorio ya coincide con Entra. La sincronización no cambia nada.',
        noneUsable: 'Con esta asignación no se puede traer a nadie de Entra.',
        problemsTitle: (shown, all) =>
          shown < all
            ? `No se pueden traer: ${number(shown)} de ${number(all)}`
            : 'No se pueden traer',
        removedTitle: (shown, all) =>
          shown < all ? `Quitadas: ${number(shown)} de ${people(all)}` : 'Quitadas',
        removedHint: 'A quien se quita se le puede restaurar durante 30 días.',
        broughtBack: (count) =>
          `${number(count)} de las agregadas ${format.plural(count, {
            one: 'se había quitado y vuelve con su registro anterior',
            other: 'se habían quitado y vuelven con sus registros anteriores',
          })}.`,
      },

      subtitle: (label, scheduled) => (scheduled ? `${label} · diaria` : label),
      scheduled: 'diaria',
      byScheduleOf: (name) =>
        name.trim() === '' ? 'por la programación diaria' : `${name.trim()}, cada día`,
      line: (counts, { removed }) =>
        `${number(counts.added)} agregadas, ${number(counts.updated)} cambiadas, ` +
        `${number(counts.unchanged)} sin cambios, ${number(removed)} quitadas, ` +
        `${number(counts.rejected)} rechazadas`,
      countTitles: {
        added: 'Agregadas',
        updated: 'Cambiadas',
        unchanged: 'Sin cambios',
        removed: 'Quitadas',
        restored: 'Restauradas',
        rejected: 'Rechazadas',
      },
      rejected: (count) =>
        `${people(count)} ${format.plural(count, { one: 'rechazada', other: 'rechazadas' })}`,
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `${people(done)} hasta ahora`
          : `${number(done)} de ${people(total)}`,
      reading: 'Leyendo Microsoft Entra…',
      waitsForYou: 'Espera a que usted la inicie o la cancele',
      completed: (written) =>
        written > 0
          ? `${people(written)} ${format.plural(written, { one: 'agregada, actualizada o quitada', other: 'agregadas, actualizadas o quitadas' })}.`
          : 'El directorio ya coincidía con Entra.',
      cancelledBefore: 'Cancelada antes de escribir nada en el directorio.',
      cancelledMidway: (written) =>
        written === 0
          ? 'Cancelada antes de escribir nada en el directorio.'
          : `Antes de cancelarla: ${people(written)} ${format.plural(written, { one: 'agregada, actualizada o quitada', other: 'agregadas, actualizadas o quitadas' })}. Eso se queda así; la próxima sincronización continúa con el resto.`,
      lookedAt: (full) =>
        full === undefined ? 'Solo los cambios desde la última sincronización' : fullBecause[full],
      mergedFact: (count) =>
        `${number(count)} ${format.plural(count, {
          one: 'registro de una persona que estaba dos veces',
          other: 'registros de personas que estaban dos veces',
        })}`,
      logHint:
        'El registro de errores indica a quién, o qué campos, no se ha podido traer, con el motivo. Corríjalo en Entra; la próxima sincronización lo trae.',
    },
  };
}

const fullBecause: Readonly<Record<FullSyncReason, string>> = {
  first: 'Todas las personas: es la primera sincronización',
  reset: 'Todas las personas: la sincronización se restableció',
  expired:
    'Todas las personas: hace demasiado de la última sincronización para que Entra indique los cambios',
  settings: 'Todas las personas: cambiaron la asignación o los usuarios',
};
