import { cleanText } from '../../../domain/values.ts';
import { fold } from '../../../lib/fold.ts';
import type { ColumnMeaning } from '../../../domain/operations/import-question.ts';

/** A column that isn't read, and its mark on rows of people who left or are to be deleted. */
export interface LeaversColumn {
  readonly column: string;
  readonly value: string;
}

/** Words of a cell that has nothing else: of staff programs for people who left, and of lists of changes. */
const marks = new Set(
  `terminated,inactive,left,leaver,resigned,dismissed,offboarded,deactivated,deleted,delete,remove,removed,former,former employee,
  ex employee,exited,retired,deceased,not active,left company,to delete,ausgeschieden,inaktiv,gekündigt,ausgetreten,gelöscht,löschen,
  entfernen,inactivo,inactiva,baja,de baja,cesado,eliminado,eliminar,borrar,inactif,inactive,parti,sorti,supprimé,supprimer,inativo,
  inativa,desligado,demitido,excluído,excluir,nonaktif,tidak aktif,keluar,berhenti,dihapus,hapus,resign,निष्क्रिय,हटाएँ,हटाएं,छोड़ दिया,
  غير نشط,محذوف,حذف,مستقيل,неактивен,уволен,уволена,удалить,удалён,pasif,ayrıldı,silindi,sil,nieaktywny,zwolniony,usuń,inactief,
  uit dienst,verwijderen,inattivo,cessato,eliminato,离职,已离职,停用,删除,離職,退職,退職済,無効,削除,퇴사,비활성,삭제`
    .split(/,\s*/u)
    .map((mark) => fold(mark)),
);

/**
 * Finds a column that nothing is read from and that marks people as leavers, so that they don't come in
 * unnoticed.
 * @param rows cells of the first rows
 * @param meanings of each column, by position
 */
export function leaversColumn(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  meanings: readonly (ColumnMeaning | undefined)[],
): LeaversColumn | undefined {
  for (const [index, column] of headers.entries()) {
    if (column === '' || meanings[index] !== undefined) continue;
    for (const cells of rows) {
      const value = cleanText(cells[index] ?? '');
      if (value !== '' && marks.has(fold(value))) return { column, value };
    }
  }
  return undefined;
}
