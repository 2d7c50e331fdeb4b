import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import { endless, isExport, isSync, maxInWorkbook, saidDetail } from '../error-details.ts';
import type { Format } from '../format.ts';

type Sentence = (details: ErrorDetails) => string;

/** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
export function errorSentences(format: Format): Readonly<Record<ErrorCode, Sentence>> {
  const said = saidDetail(format);
  const notCsv =
    (what: string, next: string): Sentence =>
    () =>
      `Esto es ${what} y no un archivo CSV. ${next}`;
  return {
    'not-an-admin': (details) => {
      const admins = said(details, 'admins');
      return admins === undefined
        ? 'Para esto hay que ser administrador del directorio. Pida a un administrador del inquilino de su organización que lo haga o que le nombre administrador.'
        : `Para esto hay que ser administrador del directorio. Diríjase a los administradores del inquilino de su organización: ${admins}.`;
    },
    'other-organization': () =>
      'No es posible, porque pertenece a otra organización. Diríjase a un administrador del inquilino de esa organización.',
    'needs-tenant-admin': () =>
      'Para esto hay que ser administrador del inquilino. Pida a un administrador del inquilino de su organización que lo haga o que le dé ese rol.',
    'no-organization': () =>
      'No puedo saber a qué organización pertenece y por eso no puedo abrir ningún directorio. Inicie sesión en Teams con su cuenta profesional e inténtelo de nuevo.',
    'file-in-group-chat': () =>
      'No puedo recibir archivos en un canal ni en un chat de grupo. Abra nuestro chat personal y envíe el archivo allí.',
    'file-empty': () =>
      'Este archivo está vacío. Necesita al menos una fila de encabezados y una persona; después envíelo de nuevo.',
    'file-is-workbook': notCsv(
      'un libro de Excel',
      'En Excel, elija «Archivo», «Guardar como», «CSV UTF-8» y envíe ese archivo.',
    ),
    'file-is-image': notCsv(
      'una imagen',
      'Envíe las personas en un archivo CSV; con «template» recibirá una plantilla para rellenar.',
    ),
    'file-is-web-page': notCsv(
      'una página web',
      'En un teléfono puede llegar en lugar del archivo: envíelo otra vez desde la aplicación de archivos o desde un equipo.',
    ),
    'file-is-pdf': notCsv(
      'un PDF',
      'Envíe las personas en un archivo CSV; con «template» recibirá una plantilla para rellenar.',
    ),
    'file-is-archive': notCsv(
      'un archivo comprimido',
      'Descomprímalo y envíe el archivo CSV que contiene.',
    ),
    'file-is-json': notCsv(
      'un archivo JSON',
      'Guárdelo como CSV en el programa del que procede y envíe ese archivo.',
    ),
    'file-is-binary': notCsv(
      'un archivo binario',
      'Guárdelo como CSV en el programa del que procede y envíe ese archivo.',
    ),
    'file-too-large': (details) => {
      const limit = said(details, 'limitMb');
      const size = said(details, 'fileMb');
      const what =
        size === undefined
          ? 'Este archivo es demasiado grande'
          : `Este archivo, de ${size}\u00A0MB, es demasiado grande`;
      const most =
        limit === undefined ? '' : `; de una vez se pueden importar ${limit}\u00A0MB como máximo`;
      return `${what}${most}. Divídalo en varios archivos y envíelos uno tras otro.`;
    },
    'file-address-refused': () =>
      'No descargo archivos de esa dirección. Adjunte el archivo a un mensaje en este chat.',
    'file-address-expired': () =>
      'Ya no se pudo obtener el archivo de Teams, porque su dirección solo vale unos minutos. Envíe el archivo de nuevo.',
    'file-address-slow': () =>
      'Teams ha tardado demasiado en entregar el archivo. Envíelo de nuevo dentro de un momento.',
    'file-address-failed': ({ status }) =>
      `Teams no ha entregado el archivo${status === undefined ? '' : ` (respuesta ${String(status)})`}. Envíe el archivo de nuevo.`,
    'too-many-files': (details) => {
      const limit = said(details, 'limit');
      const minutes = said(details, 'minutes');
      const when = minutes === undefined ? 'de una vez' : `en ${minutes} minutos`;
      const most = limit === undefined ? '' : `; ${when} se admiten ${limit} como máximo`;
      return `Son demasiados archivos${most}. No he aceptado ninguno: espere un poco y envíe solo unos pocos cada vez.`;
    },
    'no-phone-column': (details) => {
      const columns = said(details, 'columns');
      const found = columns === undefined ? '' : ` Columnas encontradas: ${columns}.`;
      return `Ninguna columna tiene teléfonos, y por ellos se reconoce a las personas.${found} Llame «Phone number» a una columna y envíe el archivo de nuevo.`;
    },
    'no-header': () =>
      'El archivo no tiene fila de encabezados. Escriba en la primera línea los nombres de las columnas, entre ellos «Phone number», y envíelo de nuevo.',
    'two-columns-for-one': (details) => {
      const first = said(details, 'first');
      const second = said(details, 'second');
      const which =
        first === undefined || second === undefined
          ? 'Dos columnas significan'
          : `Las columnas «${first}» y «${second}» significan`;
      return `${which} lo mismo, y no puedo saber cuál vale. Quite o cambie de nombre una de ellas y envíe el archivo de nuevo.`;
    },
    'no-usable-row': () =>
      'Ninguna fila de este archivo se puede importar. Compruebe que bajo los encabezados hay personas con teléfono y envíelo de nuevo.',
    'unknown-encoding': () =>
      'No puedo leer los caracteres de este archivo. Guárdelo como «CSV UTF-8» y envíelo de nuevo.',
    'operation-gone': (details) =>
      isSync(details)
        ? 'Esta sincronización ya no existe. Escriba «sync history» para ver las que hay, o «sync» para una nueva.'
        : isExport(details)
          ? 'Esta exportación ya no existe. Escriba «export history» para ver las que hay, o «export» para una nueva.'
          : 'Esta importación o exportación ya no existe. Escriba «import history» o «export history» para ver las que hay, o empiece de nuevo.',
    'operation-not-yours': (details) =>
      `No es posible, porque es de otra persona. Pregunte a quien la empezó o ${isExport(details) ? 'pida su propia exportación con «export»' : 'envíe su propio archivo'}.`,
    'operation-not-waiting': (details) =>
      `Nada espera ya esta respuesta. Con «${isSync(details) ? 'sync' : isExport(details) ? 'export' : 'import'} history» verá cómo está.`,
    'nothing-to-undo': () =>
      'Aquí no hay nada que deshacer, porque no cambió a nadie. Con «import history» verá qué más se ha importado.',
    'undo-too-late': (details) =>
      `Esto ya no se puede deshacer; solo es posible durante ${said(details, 'days') ?? '30'} días. El historial de cada persona sigue mostrando qué cambió: edite a quienes deban quedar como antes.`,
    'plan-gone': (details) =>
      details.kind === 'undo'
        ? 'Lo que hace falta para deshacerlo ya no está. El historial de cada persona sigue mostrando qué cambió: edite a quienes deban quedar como antes.'
        : 'Lo que había anotado sobre el archivo ya no está; por eso me he detenido. Envíe el archivo de nuevo; lo que ya está escrito se reconoce y no se escribe dos veces.',
    'given-up': (details) => {
      const tries = typeof details.tries === 'number' ? details.tries : undefined;
      const reason = said(details, 'reason');
      const after =
        tries === undefined
          ? 'varios intentos'
          : `${format.number(tries)} ${format.plural(tries, { one: 'intento', other: 'intentos' })}`;
      const next = isSync(details)
        ? 'Escriba «sync» y pulse «Sincronizar ahora» para continuar; lo escrito se conserva.'
        : isExport(details)
          ? 'Escriba «export» para pedirla de nuevo.'
          : details.kind === 'undo'
            ? 'Pulse otra vez «Deshacer importación» en la tarjeta de la importación; quien ya está como antes se queda así.'
            : 'Envíe el archivo de nuevo; lo que ya está escrito se reconoce y no se escribe dos veces.';
      return `Lo he dejado después de ${after}${reason === undefined ? '' : `: ${endless(reason)}`}. ${next}`;
    },
    'too-many-for-workbook': (details) => {
      const most = said(details, 'most') ?? format.number(maxInWorkbook);
      return `En una hoja de Excel caben ${most} personas, y hay más. Escriba «export» y elija CSV, o exporte cada red por separado.`;
    },
    'schedule-gone': () => 'Esta programación ya no existe. Con «schedules» verá las que hay.',
    'schedule-not-yours': (details) =>
      `No puede cambiar esta programación, porque es de ${said(details, 'name') ?? 'otra persona'}. Diríjase a esa persona o a un administrador del inquilino.`,
    'too-many-schedules': (details) => {
      const most = said(details, 'most');
      return `No se admiten más programaciones${most === undefined ? '' : ` (${most})`}. Escriba «schedules» y quite antes una.`;
    },
    'sync-not-set-up': () =>
      'Todavía no se sincroniza nada de Microsoft Entra. Escriba «sync» y pulse «Cambiar asignación» para elegir qué se sincroniza.',
    'sync-running': () =>
      'Ya hay una sincronización en curso. Con «sync» verá por dónde va; inténtelo de nuevo cuando termine.',
    'entra-unreachable': () =>
      'Ahora no se puede acceder a Microsoft Entra. No se ha perdido nada: escriba «sync» y pulse de nuevo «Sincronizar ahora» dentro de unos minutos.',
    'entra-nobody': () =>
      'Microsoft Entra no indica a nadie entre los usuarios que se sincronizan; por eso no se ha quitado a nadie. Compruebe los grupos en «Cambiar asignación» y pulse después «Sincronizar ahora».',
    'entra-delta-expired': () =>
      'Microsoft Entra ya no recuerda dónde terminó la última sincronización. Pulse «Sincronizar ahora» y se revisará a todas las personas.',
    'entra-refused': (details) => {
      const permission = said(details, 'permission');
      const which =
        permission === undefined ? 'un permiso' : `el permiso de aplicación ${permission}`;
      return `A Rollcall le falta ${which} en Microsoft Entra. Un «Administrador global» o un «Administrador de roles con privilegios» puede dárselo al registro de la aplicación (Permisos de API, «Conceder consentimiento de administrador»); después, pulse «Sincronizar ahora».`;
    },
    'person-gone': () =>
      'Esta persona ya no está en el directorio. Escriba «find» y el nombre para buscarla, o «directory» para ver quién está.',
    'phone-taken': (details) =>
      `El teléfono es ahora de ${said(details, 'name') ?? 'otra persona'}. Cámbielo antes allí e inténtelo de nuevo.`,
    'too-many-people': (details) =>
      `Son demasiadas personas de una vez; se pueden mover o eliminar ${said(details, 'most') ?? '100'} como máximo. Seleccione menos e inténtelo de nuevo.`,
    'nobody-chosen': () =>
      'No se ha seleccionado a nadie. Elija al menos a una persona de la lista e inténtelo de nuevo.',
    'last-tenant-admin': () =>
      'No se puede quitar al último administrador del inquilino, porque después nadie podría nombrar a otro. Dé antes ese rol a otra persona.',
    'admin-fixed': () =>
      'Este administrador está fijado por la implementación y no se puede quitar aquí. Pida a quienes operan Rollcall que cambien TENANT_ADMINS.',
    'attribute-gone': () => 'Este atributo ya no existe. Con «attributes» verá los que hay.',
    'group-gone': () =>
      'Este grupo ya no es de su organización: el equipo se eliminó o me quitaron de él. Con «group» verá los que hay.',
    'not-a-group-admin': () =>
      'No es posible, porque este grupo no es suyo. Diríjase a sus propietarios o a un administrador del directorio.',
    'setting-wrong': (details) => {
      const setting = said(details, 'setting');
      const problem = said(details, 'problem');
      const which =
        setting === undefined
          ? 'Falta una opción de configuración o es incorrecta'
          : `La opción ${setting} falta o es incorrecta`;
      return `${which}${problem === undefined ? '' : `: ${endless(problem)}`}. En .env.example se indica qué se admite; después, reinicie.`;
    },
    'port-taken': (details) => {
      const { port } = details;
      const setting = said(details, 'setting');
      const which = port === undefined ? 'Un puerto necesario' : `El puerto ${String(port)}`;
      const other = setting === undefined ? '' : ` o elija otro puerto con ${setting}`;
      return `${which} está ocupado por otro programa. Ciérrelo${other} y reinicie.`;
    },
    'data-dir-taken': ({ pid }) =>
      `Otro Rollcall${pid === undefined ? '' : ` (proceso ${String(pid)})`} usa la carpeta de datos. Ciérrelo o elija otra carpeta con DATA_DIR y reinicie.`,
    'not-loopback': () =>
      'Sin id. de aplicación solo funciono en modo local, en este equipo. Defina MicrosoftAppId o inícieme con «npm start».',
    'storage-unreachable': () =>
      'Ahora no se puede acceder al almacenamiento del directorio. No se ha perdido nada: inténtelo de nuevo dentro de unos minutos.',
    'storage-refused': (details) => {
      const reason = said(details, 'reason');
      return `El almacenamiento del directorio me niega el acceso${reason === undefined ? '' : ` (${reason})`}. Ejecute «npm run doctor» con esta configuración: indica qué rol o qué clave falta.`;
    },
    'store-full': (details) => {
      const mb = said(details, 'mb');
      return `El almacenamiento integrado está lleno${mb === undefined ? '' : ` (${mb}\u00A0MB)`}. Conecte una cuenta de Azure Storage para continuar; lo que hay se puede seguir leyendo.`;
    },
    'bad-message': () => 'No he podido leer ese mensaje. Con «help» verá lo que sé hacer.',
    unsigned: () => 'Solo acepto lo que firma Microsoft Teams. Escríbame en Teams.',
    'other-channel': () => 'Solo respondo en Microsoft Teams. Escríbame allí.',
    'action-unknown': () =>
      'No conozco ese botón; puede que la tarjeta sea de una versión anterior. Con «help» recibirá una tarjeta nueva.',
    unexpected: () =>
      'Algo ha fallado por mi parte. No se ha perdido nada: inténtelo de nuevo dentro de un momento.',
  };
}
