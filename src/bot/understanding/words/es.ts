import type { Words } from '../concepts.ts';

export const es: Words = {
  import: 'importar importa importe importación importaciones subir sube cargar carga',
  export: 'exportar exporta exporte exportación exportaciones',
  show: 'mostrar muestra muéstrame muestre ver abrir abre listar enseñar enséñame dame consultar',
  find: 'buscar busca busque encontrar encuentra localizar quién',
  add: 'agregar agrega añadir añade crear crea nuevo nueva nuevos incorporar registrar',
  edit: 'editar edita edite cambiar cambia modificar modifica corregir corrige actualizar',
  delete: 'eliminar elimina elimine borrar borra quitar quita',
  move: 'mover mueve mueva trasladar pasar pasa',
  restore: 'restaurar restaura recuperar recupera',
  cancel: 'cancelar cancela cancele parar detener abortar olvídalo',
  help: 'ayuda ayúdame hola comandos menú inicio',
  sync: 'sincronizar sincroniza sincronización sincronizaciones entra sync',
  download: 'descargar descarga bajar',
  people:
    'persona personas usuario usuarios gente empleado contactos contacto miembros todos personal',
  history: 'historial histórico registro anteriores pasadas lista',
  template: 'plantilla modelo ejemplo',
  directory: 'directorio agenda guía',
  deleted: 'eliminado eliminada eliminados eliminadas borrado borrados borradas papelera',
  admins: 'administrador administradora administradores admin admins rol roles',
  attributes: 'atributo atributos columna columnas campo campos',
  audit: 'auditoría auditorías cambios',
  settings: 'configuración ajuste ajustes opciones preferencias',
  schedules:
    'programada programadas programado programados programación programaciones horarios calendario',
  group: 'grupo grupos equipo equipos',
  me: 'mi mis yo perfil',
  file: 'archivo archivos fichero csv excel libro datos',
  now: 'ahora ya hoy',
  employee: 'empleados',
  others: 'otros',
  duplicates: 'duplicado duplicados duplicadas repetidos',
  polite:
    'por favor quiero quisiera necesito puedes puede podría podrías me nos cómo puedo se qué es son el la gracias hay fueron los las tengo hacer',
  link: 'el la los las lo un una unos unas de del a al en para con por red como desde llamado y',
};
